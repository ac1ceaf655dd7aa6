"""Page: one screen of the window; marked stale when the register changed, read again when shown.

To add a page, write `ui/pages/<noun>.py` with a class that takes exactly `(desk, look, room)`:

    class PlansPage(Page):
        TITLE = "一人一策"

        def __init__(self, desk: Desk, look: Look, room: Room) -> None:
            super().__init__(desk, look, room)
            self.model = TableModel(COLUMNS, self)     # what outlives a change of room
            self.fit(room)

        def lay_out(self) -> QLayout:                   # build every widget for self.room
            ...

        def refresh(self) -> None:                      # read with self.desk.ask and show
            self.model.fill(self.desk.ask(plans.open_ones))

`window.py` names the class in its one table of routes and makes the page when it is first opened.
A page never imports another page: it says where to go with `self.go("person", uid)`.
"""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLayout, QWidget

from station_app.errors import Gone, StationError
from station_app.register import Progress
from station_app.usecases import lacking, pages
from station_app.usecases.lacking import Paper
from ui.desk import Busy, Desk
from ui.theme import Look, Room, Tone
from ui.widgets import printer
from ui.widgets.asking import Asking, Deed
from ui.widgets.banner import Message
from ui.widgets.buttons import button
from ui.widgets.keys import begin, first
from ui.widgets.layout import column, holder, swap
from ui.widgets.progress import progress_sheet
from ui.widgets.sheets import dismiss
from ui.widgets.states import nothing


class Page(QWidget):
    """One screen. Its look and its desk stay; its room may change; what it shows is its `fact`."""

    TITLE: ClassVar[str] = ""
    TYPING: ClassVar[bool] = False
    """Whether the page has a 44-pixel head line of its own in place of the top bar."""

    gone = Signal(str, object)
    ended = Signal(str, object)
    back = Signal()
    told = Signal(object, object)
    sheet_wanted = Signal(object, bool)
    counted = Signal(object)
    look_wanted = Signal(object)

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__()
        self.desk, self.look, self.room = desk, look, room
        self.fact: object = None
        self.stale = True
        self._inside: QWidget | None = None
        self._box, self._said_instead = column(), column()
        self._whole, self._instead = holder(self._box), holder(self._said_instead)
        self._instead.hide()
        self.setLayout(column(self._whole, self._instead))
        desk.changed.connect(self._mark)

    # What a page fills in.

    def lay_out(self) -> QLayout:
        """Return everything on the page, built for `self.room`."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the register with `self.desk.ask` and show it; called only while shown."""

    def open(self, fact: object = None) -> None:
        """Show something else: a uid, a draft, whatever the route carries; then read again."""
        self.fact = fact
        self.stale = True

    @classmethod
    def is_for_writing(cls, _fact: object) -> bool:
        """Say whether the page is of use only where what is typed there can be saved."""
        return False

    def may_leave(self) -> bool:
        """Say whether the page may go now; a form that asks first says no and goes later itself."""
        return True

    def carry(self) -> object:
        """Return what is typed and not saved, for the same page in another look."""
        return None

    def take_over(self, carried: object) -> None:
        """Show what `carry` of the page before gave."""

    def fold(self) -> None:
        """Open or fold the side pane (F8)."""

    # What a page may call.

    def fit(self, room: Room) -> None:
        """Lay the page out for a room; a form overrides it and moves the same fields instead."""
        self.room = room
        if self._inside is not None:
            self._box.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = holder(self.lay_out())
        self._box.addWidget(self._inside)
        self._inside.show()  # at once: only what is shown can take the keyboard

    def go(self, place: str, fact: object = None) -> None:
        """Open another page by its key in the window's table."""
        self.gone.emit(place, fact)

    def end_at(self, place: str, fact: object = None) -> None:
        """Open another page in place of this one, whose work is done: the way back skips it."""
        self.ended.emit(place, fact)

    def go_back(self) -> None:
        """Go where the worker came from."""
        self.back.emit()

    def tell(self, words: str, tone: Tone = Tone.DONE, deed: str = "", slot: object = None) -> None:
        """Say something in the banner, with one thing to do."""
        self.told.emit(Message(words=words, tone=tone, deed=deed), slot)

    def show_sheet(self, sheet: QWidget, keep: bool = False) -> None:
        """Put a sheet over the window; Escape closes it unless it is kept."""
        self.sheet_wanted.emit(sheet, keep)

    def count(self, **waiting: int) -> None:
        """Show in the side bar how many things wait at a place: `self.count(visits=6)`."""
        self.counted.emit(waiting)

    def print_out(self, pdf: bytes, name: str, then: Callable[[], object] | None = None) -> None:
        """Print a file of ours through the system's dialog, with progress and a way to stop."""
        paper = printer.choose(self, name)
        if paper is None:
            return
        inside, progress, _stop = progress_sheet(self.look, f"正在打印{name}", _pages_done)
        self.show_sheet(inside, keep=True)
        job = self.desk.jobs.run(lambda step: _print(paper, pdf, step))
        progress.stopped.connect(job.cancel)
        job.progressed.connect(progress.show_step)
        job.then(lambda count: self._printed(inside, count, then))
        job.unless(lambda error: self._not_printed(inside, error.what))
        job.broke.connect(lambda _error: dismiss(inside))

    def print_paper(
        self, paper: Paper, name: str, then: Callable[[], object] | None = None
    ) -> None:
        """Print pages; where characters would be missing, they are named and it is asked first."""
        if not paper.missing:
            self.print_out(paper.pdf, name, then)
            return

        def go_on(sheet: Asking) -> None:
            sheet.close_sheet()
            self.print_out(paper.pdf, name, then)

        do = Deed(words="照样打印", then=go_on)
        says = lacking.told(paper.missing)
        self.show_sheet(Asking(self.look, f"{name}上有字打印不出来", says, [], do))

    def key(self, keys: str, slot: object) -> QShortcut:
        """Give a deed of this page its key; it works only while the page is shown."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(slot)
        return shortcut

    def begin(self) -> None:
        """Give the keyboard to the first field or main button."""
        begin(self)

    def take_keyboard(self) -> None:
        """Give the keyboard to the page, or to the way back where there is nothing to show."""
        if not begin(self._instead):
            self.begin()

    def read(self) -> None:
        """Read again if something changed since; while the file is busy what is shown stays."""
        if not self.stale:
            return
        try:
            self.refresh()
        except Busy:
            return
        except Gone as gone:
            self.say_gone(gone)
        else:
            self._come_back()
        self.stale = False

    def say_gone(self, error: StationError) -> None:
        """Say in place of the page why there is nothing to show; its keys do nothing meanwhile."""
        back = first(button(self.look, "返回", "primary"))
        back.clicked.connect(self.go_back)
        self._show_instead(nothing(self.look, "file-x", error.what, error.remedy, back))
        if self.isVisible():
            begin(self._instead)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another page was shown."""
        super().showEvent(event)
        self.read()

    def _come_back(self) -> None:
        if self._whole.isHidden():
            self._show_instead()
            if self.isVisible():
                self.begin()

    def _show_instead(self, *said: QWidget) -> None:
        swap(self._said_instead, *said)
        self._instead.setVisible(bool(said))
        self._whole.setVisible(not said)
        for key in self.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            key.setEnabled(not said)

    def _printed(self, inside: QWidget, count: int, then: Callable[[], object] | None) -> None:
        dismiss(inside)
        self.tell(f"已送到打印机，共 {count} 页。")
        if then is not None:
            then()

    def _not_printed(self, inside: QWidget, what: str) -> None:
        dismiss(inside)
        self.tell(what, Tone.SOON)

    def _mark(self) -> None:
        self.stale = True
        if self.isVisible():
            self.read()


def _print(paper: QPrinter, pdf: bytes, step: Progress) -> int:
    total = pages.count(pdf)
    drawn = pages.for_printer(pdf, paper.resolution())
    return printer.put(paper, drawn, lambda done: step(done, total))


def _pages_done(done: int, total: int) -> str:
    return f"第 {done} 页，共 {total} 页" if total else "正在准备"
