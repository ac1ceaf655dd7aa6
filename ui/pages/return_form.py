"""一张报表: the printed form, what must agree before it is signed, and its way to the stick."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout

from station_app.domain import dates
from station_app.domain.problems import Level, Problem
from station_app.domain.returns import State, Way
from station_app.domain.roles import Right, may
from station_app.errors import StationError
from station_app.usecases import pages, reported, returns
from station_app.usecases.reported import Version, View
from station_app.usecases.returns import Order
from ui.desk import Desk
from ui.forms import return_bar, return_deeds, return_sheets
from ui.forms.export_return import ExportSheet
from ui.forms.pdf_sheet import pdf_sheet
from ui.forms.return_body import ReturnBody
from ui.forms.return_side import is_person
from ui.models import returns as columns
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.asking import Asking
from ui.widgets.heads import bar, title
from ui.widgets.layout import column, refill, rule
from ui.widgets.steps import steps
from ui.widgets.words import mark

PATIENCE = 300
"""So many milliseconds a page stays blank before it says that it is reading."""
STEPS = ("填报", "填表人签名", "站长审核签名", "导出")
PAPER_STEPS = ("填报", "打印", "手签盖章", "导出")


class ReturnFormPage(Page):
    """One return of one period: live while it is filled, frozen from the first signature on.

    The fact is `(form, period)`, or the uid of a version.
    """

    TITLE = "报表"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._order = Order(form="", period="")
        self._correcting = False
        self._view: View | None = None
        self._asked = 0
        self.body = ReturnBody(desk, look, room)
        self.key("Ctrl+Return", self.go_on)
        self.key("Ctrl+Enter", self.go_on)
        self.key("Ctrl+P", self.preview)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show another return."""
        if fact != self.fact:
            self._correcting, self._order = False, Order(form="", period="")
            self._view = None
            self.body.here = ""
        super().open(fact)

    def lay_out(self) -> QLayout:
        """Return the page: a fixed head, the sheet with its pane, the bar."""
        here = self.body.here
        self._head, self._foot = column(), column()
        self.body = ReturnBody(self.desk, self.look, self.room)
        self.body.here = here
        self.body.followed.connect(self.follow)
        self.body.opened.connect(lambda person: self.go("person", person))
        made = column(self._head, rule())
        made.addWidget(self.body, 1)
        made.addLayout(self._foot)
        return made

    def refresh(self) -> None:
        """Read the return again in the job thread: counting a large village takes its time."""
        self._asked += 1
        asked = self._asked
        fact, order, correcting = self.fact, self._order, self._correcting
        job = self.desk.start(
            lambda register, _step: (
                asked,
                reported.shown(register, fact, order, correcting=correcting),
            )
        )
        job.then(self._take)
        job.unless(self._gone)
        if self._view is None:
            QTimer.singleShot(PATIENCE, self, self._wait)

    def fold(self) -> None:
        """Open or fold the pane."""
        self.body.fold()

    # What the worker does.

    def go_on(self) -> None:
        """Do what comes next: sign, review or export."""
        view = self._view
        if view is None:
            return
        if view.version is None:
            if self.may_sign(view):
                self.sign()
        elif view.version.state is State.WAITING:
            self.go("review", view.version.uid)
        else:
            self.export()

    def may_sign(self, view: View) -> bool:
        """Say whether nothing stands in the way of the preparer's signature."""
        ready = view.filled is not None and not view.filled.open
        return ready and self.may(Right.PREPARE)

    def may(self, right: Right) -> bool:
        """Say whether who sits here may do something."""
        return may(self.desk.account.role, right)

    def sign(self) -> None:
        """Ask for the preparer's password, and for the reviewer's if he is here."""
        if self._view is not None:
            paper = None if self._view.version else self.ask_paper
            return_deeds.sign(self, self._view, self._signed, paper)

    def ask_paper(self) -> None:
        """Offer to let the return go on paper."""
        if self._view is not None:
            return_deeds.go_by_paper(self, self._view, self._by_paper)

    def correct(self) -> None:
        """Ask why a signed return is to be corrected; the figures then follow the register."""
        self.show_sheet(return_sheets.reason(self.look, self._correct))

    def export(self) -> None:
        """Put the frozen version on a stick."""
        view = self._view
        if view is None or view.version is None:
            return
        sheet = ExportSheet(self.desk, self.look, [view.version.uid])
        sheet.slip_wanted.connect(self.print_out)
        self.show_sheet(sheet)

    def preview(self) -> None:
        """Show the pages as they print."""
        view = self._view
        if view is None:
            return
        if view.version is None:
            order = view.order
            job = self.desk.start(lambda register, _step: _pages(returns.preview(register, order)))
        else:
            uid = view.version.uid
            job = self.desk.start(lambda register, _step: _pages(returns.pdf(register, uid)))
        job.then(lambda made: self._show_pages(view, *made))

    def save_file(self) -> None:
        """Save a frozen return without persons to any folder."""
        view, folder = self._view, return_sheets.folder(self)
        if view is None or view.version is None or folder is None:
            return
        self.desk.do(return_sheets.save, view.version.uid, folder).say(
            lambda path: f"已另存为 {path.name}。", undo=False
        )

    def follow(self, problem: Problem) -> None:
        """Do what a problem asks for: a sentence, a look at the figure or at the person."""
        about = problem.field.partition(":")[2]
        if problem.level is Level.NEEDS_REASON:
            if self._view is not None:
                return_deeds.explain(self, self._view, problem)
        elif about == "all":
            self.go("visits")
        elif is_person(problem):
            self.go("person", about)
        else:
            self.body.look_at(problem)

    def ask_day(self) -> None:
        """Ask for another as-of date."""
        self.show_sheet(return_sheets.day(self.look, self.desk.register.today(), self._take_day))

    def take_numbers(self, how: str) -> None:
        """Write identity numbers in another way."""
        self._order = replace(self._order, numbers=how)
        self._again()

    # Reading.

    def _wait(self) -> None:
        if self._view is None and self.body.empty:
            self.body.show_waiting()

    def _take(self, read: tuple[int, View]) -> None:
        asked, view = read
        if asked != self._asked:
            return  # something else was asked for since
        fresh, self._view = self._view is None, view
        if view.version is None:
            self._order = view.order
        self._show_head(view)
        self.body.show_view(view)
        refill(self._foot, bar(self.look, self.room, *return_bar.parts(self, view)))
        if fresh and self.isVisible():
            self.begin()

    def _gone(self, error: StationError) -> None:
        self._view = None
        self.say_gone(error)

    def _again(self) -> None:
        self.stale = True
        self.read()

    # Showing.

    def _show_head(self, view: View) -> None:
        look, today = self.look, self.desk.register.today()
        called = view.version.called if view.version else "更正" if self._correcting else ""
        name = f"{view.template.title}（{called}）" if called else view.template.title
        day = dates.show(view.as_of, today)
        below = f"{view.period_name}　时点 {day}　{columns.state_says(view.version, today)}"
        at = columns.step_of(view.version, self.may_sign(view))
        words = STEPS if view.version is None or view.version.way is Way.SIGNED else PAPER_STEPS
        drawn = steps(look, self.room, words, at)
        if at >= len(words) and self.room is not Room.WIDE:
            drawn = mark(look, Tone.DONE, "四步都已完成", Type.BODY)
        refill(self._head, title(look, self.room, name, below, drawn))

    def _show_pages(self, view: View, pdf: bytes, drawn: list[bytes]) -> None:
        name = view.template.title
        room = self.window().size()
        self.show_sheet(pdf_sheet(self.look, name, drawn, room, lambda: self.print_out(pdf, name)))

    # Deeds.

    def _signed(self, made: Version) -> None:
        self._correcting = False
        if made.state is State.WAITING:
            self.go("review", made.uid)
        else:
            self._again()

    def _by_paper(self, made: Version, also: bool) -> None:
        self._correcting = False
        self._again()
        name = self._view.template.title if self._view else "报表"
        job = self.desk.start(lambda register, _step: returns.pdf(register, made.uid))
        job.then(lambda pdf: self.print_out(pdf, name, self.export if also else None))

    def _correct(self, asked: Asking, reason: str) -> None:
        asked.close_sheet()
        self._correcting = True
        self._order = Order(form="", period="", reason=reason)
        self._again()

    def _take_day(self, asked: Asking, on: date) -> None:
        asked.close_sheet()
        self._order = replace(self._order, as_of=on)
        self._again()


def _pages(pdf: bytes) -> tuple[bytes, list[bytes]]:
    return pdf, pages.preview(pdf)
