"""The main window: side bar, search, banner, and a stack of pages; `routes` names the pages."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from station_app.errors import StationError
from ui import crash
from ui.actions import ACTIONS
from ui.bars import Bars
from ui.desk import Desk
from ui.page import Page
from ui.routes import ROUTES as ROUTES
from ui.routes import Route as Route
from ui.theme import Look, Room, Tone
from ui.widgets.banner import Message, News
from ui.widgets.keys import begin
from ui.widgets.layout import column, holder, row
from ui.widgets.sheets import Scrim
from ui.widgets.side_bar import Place
from ui.widgets.surfaces import PaperSheet, on_desk

NO_PAGE = "这个程序里没有这一页。请从左边选一处。"
ONLY_READ = "登记册是只读打开的，写了也不能保存。请在能写的地方重新打开。"


class Window(QWidget):
    """Everything around the pages of one open register."""

    locked = Signal()
    look_wanted = Signal(object)
    restarted = Signal()

    def __init__(self, desk: Desk, look: Look, routes: tuple[Route, ...] = ROUTES) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._routes = {route.key: route for route in routes}
        self._pages: dict[str, Page] = {}
        self._room = look.room(self.width())
        self._here, self._trail = "", list[tuple[str, object]]()
        self._scrim: Scrim | None = None
        self._undoable = 0
        self._busy: QWidget | None = None
        on_desk(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # a first page would be shown, and read, before it is open
        self._news = News(look)
        self._bars = Bars(desk, look, self._routes, self)
        self._lay_out()
        for action in ACTIONS:
            for keys in action.keys:
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.activated.connect(lambda name=action.name: self._act(name))
        for place in self.places():
            shortcut = QShortcut(QKeySequence(place.keys), self)
            shortcut.activated.connect(lambda key=place.key: self._open_place(key))
        self._listen()

    # Routes.

    @property
    def here(self) -> str:
        """Return the key of the page that is shown."""
        return self._here

    @property
    def page(self) -> Page:
        """Return the page that is shown."""
        return self._pages[self._here]

    @property
    def desk(self) -> Desk:
        """Return whose desk this is."""
        return self._desk

    @property
    def look(self) -> Look:
        """Return the look it was made in."""
        return self._look

    def start(self) -> None:
        """Show the first place there is."""
        self.open(self.places()[0].key)

    def may_close(self) -> bool:
        """Say whether the page that is shown lets the window go."""
        return not self._here or self._typed_in.may_leave()

    def open(self, key: str, fact: object = None) -> None:
        """Show a page by its key; an unsaved form may keep the worker where he is."""
        if key not in self._routes:
            self.tell(Message(words=NO_PAGE, tone=Tone.SOON))
            return
        if self._desk.read_only and self._routes[key].load().is_for_writing(fact):
            self.tell(Message(words=ONLY_READ, tone=Tone.SOON))
            return
        if self._here and not self._typed_in.may_leave():
            return
        if self._here and (key, fact) != (self._here, self.page.fact):
            self._trail = [*self._trail[-20:], (self._here, self.page.fact)]
        self._show(key, fact)

    def replace(self, key: str, fact: object = None) -> None:
        """Show a page in place of the one that is done; the way back does not lead there again."""
        while self._trail and self._trail[-1] in ((key, fact), (self._here, self.page.fact)):
            self._trail = self._trail[:-1]
        self._show(key, fact)

    def make_ahead(self, key: str) -> None:
        """Make a page before it is opened, unless that has to wait."""
        if key not in self._pages:
            with suppress(StationError):  # locked meanwhile, or busy: it is made when it is opened
                self._make(key)

    def back(self) -> None:
        """Go where the worker came from."""
        if self._scrim is not None:
            self._scrim.escape()
            return
        if not self._here or not self.page.may_leave():
            return
        if self._trail:
            key, fact = self._trail.pop()
            self._show(key, fact, anew=self._here != "help")
        elif under := self._routes[self._here].under:
            self._show(under, None)

    # What the worker can do anywhere; `actions.py` names the keys.

    def search(self) -> None:
        """Go to the search box; a page that is typed in shows it again."""
        self._bars.search()

    def lock(self) -> None:
        """Leave nothing to see."""
        self.locked.emit()

    def undo(self) -> None:
        """Take back the deed that was said last."""
        if self._undoable:
            number, self._undoable = self._undoable, 0
            self._desk.undo(number)

    def help(self) -> None:
        """Open the help of this page; what is typed there stays and is there on coming back."""
        if "help" in self._routes and self._here not in ("", "help"):
            self._trail = [*self._trail[-20:], (self._here, self.page.fact)]
            self._show("help", self._here)

    def fold(self) -> None:
        """Open or fold the side pane of this page."""
        self.page.fold()

    def bigger(self) -> None:
        """Make type big."""
        self.look_wanted.emit(self._look.with_big_type(True))

    def smaller(self) -> None:
        """Make type plain."""
        self.look_wanted.emit(self._look.with_big_type(False))

    def contrast(self) -> None:
        """Turn high contrast on or off."""
        self.look_wanted.emit(self._look.with_contrast(not self._look.stark))

    def keep_place(self) -> None:
        """Remember who has the keyboard while the window is locked."""
        self._busy = QApplication.focusWidget()

    def take_place(self) -> None:
        """Give the keyboard back to where it was, else to what comes first on the page."""
        busy = self._busy
        if busy is not None and isValid(busy) and self.isAncestorOf(busy) and busy.isEnabled():
            busy.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._scrim is not None:
            begin(self._scrim)
        elif self._here:
            self.page.take_keyboard()

    # Messages and sheets.

    def tell(self, message: Message, slot: Callable[[], object] | None = None) -> None:
        """Say something in the banner."""
        self._news.tell(message, slot)

    def show_sheet(self, sheet: QWidget, keep: bool = False) -> None:
        """Put a sheet over the window."""
        if self._scrim is not None:
            self._scrim.close_sheet()
        self._scrim = Scrim(self._look, self, sheet, keep)
        self._scrim.closed.connect(self._sheet_closed)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at the places of the side bar."""
        self._bars.show_counts(counts)

    def break_down(self, error: BaseException) -> None:
        """Say that something of ours broke; the register is whole."""
        screen = crash.CrashScreen(self._look, error)
        screen.reopened.connect(self.restarted)
        screen.sheet_wanted.connect(self.show_sheet)
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self._bars.show_top(True)
        begin(screen)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay out anew when the window crosses the line between wide and narrow."""
        room = self._look.room(self.width())
        if room is not self._room:
            self._change_room(room)

    # Inside.

    def _act(self, name: str) -> None:
        if self._scrim is None or name in ("back", "lock"):  # a sheet keeps the rest to itself
            getattr(self, name)()

    def _listen(self) -> None:
        self._desk.said.connect(self._said)
        self._desk.refused.connect(self._refused)
        self._desk.broke.connect(self.break_down)
        self._bars.chosen.connect(self._open_place)
        self._bars.opened.connect(self.open)
        self._bars.visited.connect(self._visit)
        self._bars.big_wanted.connect(lambda on: self.bigger() if on else self.smaller())
        self._bars.lock_wanted.connect(self.lock)

    def _lay_out(self) -> None:
        bars = self._bars
        paper = PaperSheet(self._look)
        paper.setLayout(column(self._news, self._stack, margins=(1, 1, 0, 0)))
        paper.layout().setStretchFactor(self._stack, 1)  # type: ignore[union-attr]
        right = column(bars.above, paper)
        right.setStretchFactor(paper, 1)
        box = row(bars.side, holder(right))
        box.setStretch(1, 1)
        self.setLayout(column(holder(box)))  # one child, which a sheet can shut as a whole
        self._make_bars()

    def _make_bars(self) -> None:
        self._bars.make(self._room)
        self._news.stand_after(self._bars.last)

    def places(self) -> list[Place]:
        """Return the places of the side bar, in order."""
        return self._bars.places()

    def _change_room(self, room: Room) -> None:
        busy = QApplication.focusWidget()
        self._room = room
        self._make_bars()
        if not self._here:
            return
        self._fit(self.page)
        self._stand(self._here)
        if busy is not None and self.page.isAncestorOf(busy) and busy.isVisible():
            busy.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page.take_keyboard()

    def _fit(self, page: Page) -> None:
        if page.room is not self._room:
            page.fit(self._room)
            page.stale = True
            page.read()

    @property
    def _typed_in(self) -> Page:
        """Return the page whose words are lost on leaving: behind the help stands another."""
        behind = self._here == "help" and self._trail
        return self._pages[self._trail[-1][0]] if behind else self.page

    def _show(self, key: str, fact: object, *, anew: bool = True) -> None:
        page = self._pages.get(key) or self._make(key)
        if anew or page.fact != fact:
            page.open(fact)
        self._here = key
        self._fit(page)
        self._stack.setCurrentWidget(page)
        page.read()
        self._stand(key)
        page.take_keyboard()

    def _make(self, key: str) -> Page:
        made = self._routes[key].load()(self._desk, self._look, self._room)
        made.gone.connect(self.open)
        made.ended.connect(self.replace)
        made.back.connect(self.back)
        made.told.connect(self.tell)
        made.sheet_wanted.connect(self.show_sheet)
        made.counted.connect(self.show_counts)
        made.look_wanted.connect(self.look_wanted)
        self._pages[key] = made
        self._stack.addWidget(made)
        return made

    def _stand(self, key: str) -> None:
        self._bars.stand_at(key)
        self._bars.show_top(not self.page.TYPING)

    def _open_place(self, key: str) -> None:
        if self._scrim is not None:
            return
        if key == "help":
            self.help()
        else:
            self.open(key)
        self._bars.stand_at(self._here)

    def _visit(self, person: str) -> None:
        if "visit" in self._routes:
            self.open("visit", person)

    def _said(self, words: str, number: int) -> None:
        self._undoable = number
        deed = "撤销" if number else ""
        self.tell(Message(words=words, deed=deed), self.undo if number else None)

    def _refused(self, what: str, remedy: str) -> None:
        self.tell(Message(words=f"{what}{remedy}", tone=Tone.LATE))

    def _sheet_closed(self) -> None:
        self._scrim = None
