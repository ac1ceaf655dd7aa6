"""The desk on which a visit is typed: the form with its two lines, checked and kept all the while.

The page of visits stands on it; this part knows nothing of where a visit comes from.
"""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedLayout, QWidget

from station_app.domain import phrases
from station_app.domain.problems import Level, Problem
from station_app.domain.sheet import Sheet
from station_app.domain.visit import VisitDraft
from station_app.usecases import visit_drafts, visits
from ui.desk import Busy, Desk
from ui.forms import visit_opening as opening
from ui.forms.visit import WORDS, VisitForm
from ui.forms.visit_asking import SheetAsker
from ui.forms.visit_head import Foot, Head, NumberBox, Verdict
from ui.forms.visit_opening import Typing
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, put
from ui.widgets.pdf_view import PdfView
from ui.widgets.phrases import Phrases
from ui.widgets.sheets import deeds, dismiss, sheet

KEEP_AFTER, CHECK_AFTER = 600, 150
"""Milliseconds after the last key until a draft is kept, and until it is checked."""


class VisitDesk(Page):
    """The number asked for or the form, the line above it and the bar below it."""

    TYPING = True

    typing: Typing | None
    _before: VisitDraft | None

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.typing = None
        self._load_wanted, self._saving = True, False
        self._before = None
        self._pile = False
        self._framed: object = None
        self._left: list[Sheet] = []
        self._problems: list[Problem] = []
        self.number, self.verdict = NumberBox(look), Verdict(look)
        self.form = VisitForm(look, desk.register.today())
        self.asker = SheetAsker(look, desk.register.today())
        self._keeper, self._checker = self._timer(KEEP_AFTER), self._timer(CHECK_AFTER)
        self._head, self._foot = column(), column()
        middle = QWidget()
        self._stack = QStackedLayout(middle)  # without a widget it would flash its first one up
        self._stack.addWidget(self.asker)
        self._stack.addWidget(self.form)
        self._box.addLayout(self._head)
        self._box.addWidget(middle, 1)
        self._box.addLayout(self._foot)
        self._listen()
        self.fit(room)

    def fit(self, room: Room) -> None:
        """Move the same fields; the lines above and below are made anew."""
        self.room = room
        self.form.fit(room)
        self._frame()

    def event(self, event: QEvent) -> bool:
        """Let Escape ask first when something was typed, instead of leading back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.typed
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the form up on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.typed:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep at once what was typed last, and check nothing any more."""
        super().hideEvent(event)
        self._checker.stop()
        if self._keeper.isActive():
            self.keep()

    # What the page itself fills in.

    def look_up(self) -> None:
        """Open the sheet whose number is typed."""
        raise NotImplementedError

    def open_sheet(self, one: Sheet) -> None:
        """Open a sheet that waits."""
        raise NotImplementedError

    def save(self, *, then_next: bool = False) -> None:
        """Save the visit, and take the next sheet if that is wanted."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Forget what was typed, after asking."""
        raise NotImplementedError

    def copy_last(self) -> None:
        """Bring the last findings over, marked until they are touched."""
        raise NotImplementedError

    # While typing.

    @property
    def typed(self) -> bool:
        """Say whether something was typed that is not saved."""
        return self.typing is not None and self.form.draft() != self.typing.start

    def look_back(self) -> None:
        """Show the sheet of the last visit."""
        if self.typing is None or self.typing.last is None:
            return
        self.desk.do(opening.pages_of, self.typing.last.uid).then(self._show_last)

    def keep(self) -> None:
        """Keep what is half typed, so that nothing is lost whatever happens."""
        self._keeper.stop()
        if self.typing is None or not self.typed or self._saving:
            return
        if self.typing.amends:
            self.desk.do(visit_drafts.keep_change, self.typing.amends, self.form.draft())
        else:
            self.desk.do(visit_drafts.keep, self.form.draft())

    def offer_phrases(self) -> None:
        """Show ready sentences for the field that has the keyboard."""
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit | QPlainTextEdit):
            return
        name = self.form.name_of(field)
        sentences = (
            opening.colleagues(self.desk, self.form.who.text())
            if name == "visitors"
            else phrases.of_visit(name)
        )
        if sentences:
            Phrases(self.look, field, sentences)

    # Inside.

    def _touched(self) -> None:
        self._keeper.start()
        self._checker.start()

    def _check(self) -> None:
        self._checker.stop()
        if self.typing is None:
            return
        try:
            found = self.desk.ask(visits.check, self.form.draft())
        except Busy:
            self._checker.start()
            return
        wrong = self.form.unreadable()
        names = {one.field for one in wrong}
        self.show_problems([*wrong, *(one for one in found if one.field not in names)])

    def show_problems(self, found: list[Problem]) -> None:
        """Say beside the fields and in the bar what is wrong."""
        self._problems = [one for one in found if one.level is Level.BLOCKS]
        self.form.show_problems(found)
        self.verdict.say([WORDS.get(one.field, one.says) for one in self._problems])

    def _show_last(self, pictures: list[bytes]) -> None:
        look, shut = self.look, first(button(self.look, "收起", "", "", "Esc"))
        view = PdfView(look, pictures)
        view.setMinimumHeight(look.px(380))
        name = self.typing.name if self.typing else ""
        made = sheet(look, f"{name}上次的走访表", view, deeds(look, shut), width=760)
        shut.clicked.connect(lambda: dismiss(made))
        self.show_sheet(made)

    def _frame(self) -> None:
        """Make the lines above and below anew, when they say or show something else."""
        typing, left = self.typing, len(self._left)
        amends = bool(typing and typing.amends)
        about = (self.room, left, typing and (typing.person, typing.sheet, typing.amends))
        if about == self._framed:
            return
        self._framed, held = about, self.number.hasFocus()
        for kept in (self.number, self.verdict):
            kept.setParent(self)
            kept.hide()
        empty_out(self._head)
        empty_out(self._foot)
        title = "修改走访" if amends else self.TITLE
        head = Head(self.look, self.room, title, None if amends else self.number)
        head.copy.clicked.connect(self.copy_last)
        head.look_back.clicked.connect(self.look_back)
        name, who = (typing.name, typing.who) if typing else ("", "")
        last = bool(typing and typing.last and not amends)
        put(self._head, head.line(name, who, 0 if amends else left, last, self.desk.station.demo))
        self.number.setVisible(not amends)
        if typing is not None:
            self._make_foot(amends)
        if held:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_foot(self, amends: bool) -> None:
        foot = Foot(self.look, self.room, self.verdict, amends)
        foot.drop.clicked.connect(self.give_up)
        foot.keep.clicked.connect(lambda: self.save())
        if foot.next is not None:
            foot.next.clicked.connect(lambda: self.save(then_next=True))
        put(self._foot, foot.bar)
        self.verdict.show()

    def _tail(self) -> str:
        """Return the end of the number as it is typed: 131."""
        one = self.typing.sheet if self.typing else None
        return str(one.serial) if one else ""

    def _timer(self, after: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        return made

    def _listen(self) -> None:
        self.form.changed.connect(self._touched)
        self.number.returnPressed.connect(self.look_up)
        self.verdict.wanted.connect(self._go_to_problem)
        self._keeper.timeout.connect(self.keep)
        self._checker.timeout.connect(self._check)
        self.asker.opened.connect(self.open_sheet)
        self.asker.done_wanted.connect(lambda: self.go("visits"))
        for keys, deed in (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", lambda: self.save(then_next=True)),
            ("Ctrl+Enter", lambda: self.save(then_next=True)),
            ("Alt+C", self.copy_last),
            ("Alt+V", self.look_back),
            ("Alt+A", self.number.setFocus),
            ("F4", self.offer_phrases),
        ):
            self.key(keys, deed)

    def _go_to_problem(self) -> None:
        if self._problems:
            self.form.go_to(self._problems[0].field)
