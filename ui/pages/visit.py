"""登记走访: the sheet is typed as it was written, keys only; one sheet after the other."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedLayout, QWidget

from station_app.domain import phrases
from station_app.domain.problems import Level, Problem
from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Visit, VisitDraft
from station_app.errors import Refused
from station_app.usecases import plans, visit_drafts, visits
from ui.desk import Busy, Desk
from ui.forms import visit_opening as opening
from ui.forms.visit import WORDS, VisitForm
from ui.forms.visit_asking import ASKING, MANY, SheetAsker
from ui.forms.visit_head import Foot, Head, Verdict, number_box
from ui.forms.visit_opening import Typing
from ui.models import visits as columns
from ui.page import Page
from ui.theme import Look, Room, Tone
from ui.widgets.banner import Message
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, put
from ui.widgets.pdf_view import PdfView
from ui.widgets.phrases import Phrases
from ui.widgets.sheets import deeds, dismiss, question, sheet

KEEP_AFTER, CHECK_AFTER = 600, 150
"""Milliseconds after the last key until a draft is kept, and until it is checked."""


class VisitPage(Page):
    """Asks for a number, then shows the form; what is half typed is kept all the while."""

    TITLE = "登记走访"
    TYPING = True

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.typing: Typing | None = None
        self._load_wanted, self._saving = True, False
        self._before: VisitDraft | None = None
        self._pile = False
        self._framed: object = None
        self._left: list[Sheet] = []
        self._problems: list[Problem] = []
        self.number, self.verdict = number_box(look), Verdict(look)
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

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Ask for a number, or show a person's, a sheet's or a visit's form."""
        self._load_wanted = True
        super().open(fact)

    def fit(self, room: Room) -> None:
        """Move the same fields; the lines above and below are made anew."""
        self.room = room
        self.form.fit(room)
        self._frame()

    def refresh(self) -> None:
        """Count what waits; a form that is being typed stays as it is."""
        self._left = self.desk.ask(visits.sheets_in, State.WAITING)
        if self._load_wanted:
            self._load(str(self.fact or ""))
            self._load_wanted = False
        elif self.typing is None:
            self._ask(self._left)
        self.count(visits=len(self._left))
        self._frame()

    def may_leave(self) -> bool:
        """Keep what is half typed; only a change of a saved visit has to be asked about."""
        if not self.typed:
            return True
        if self.typing is not None and self.typing.amends:
            self.give_up()
            return False
        self.keep()
        return True

    def carry(self) -> object:
        """Return what is typed, for the same page in another look."""
        return self.form.draft() if self.typed else None

    def take_over(self, carried: object) -> None:
        """Show what stood in the page before."""
        if isinstance(carried, VisitDraft) and self.typing is not None:
            self._show(self.typing, carried)

    def begin(self) -> None:
        """Give the keyboard to the number, or to the first field of an opened form."""
        number = self.typing is None or self._pile
        if self.typing is None and not self._left:
            super().begin()
            return
        field: QLineEdit = self.number if number else self.form.day
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()

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
        """Check and keep nothing any more once the page is left."""
        super().hideEvent(event)
        self._keeper.stop()
        self._checker.stop()

    # What the worker does.

    @property
    def typed(self) -> bool:
        """Say whether something was typed that is not saved."""
        return self.typing is not None and self.form.draft() != self.typing.start

    def look_up(self) -> None:
        """Open the sheet whose number is typed; the same number again goes on to the form."""
        words = self.number.text().strip()
        if self.typing is not None and words in ("", self._tail()):
            self.form.day.setFocus(Qt.FocusReason.TabFocusReason)
            self.form.day.selectAll()
            return
        try:
            found = self.desk.ask(visits.find_sheet, words)
        except Busy:
            return
        except Refused as refused:
            self.tell(f"{refused.what}{refused.remedy}", Tone.LATE)
            self.number.selectAll()
            return
        if self.may_leave():
            self._take_found(found)

    def save(self, *, then_next: bool = False) -> None:
        """Save the visit, and take the next sheet if that is wanted."""
        if self.typing is None or self._saving:
            return
        if wrong := self.form.unreadable():
            self._show_problems(wrong)
            self.form.go_to(wrong[0].field)
            return
        for timer in (self._keeper, self._checker):
            timer.stop()
        self._saving, draft, amends = True, self.form.draft(), self.typing.amends
        does = self.desk.do
        job = does(visits.amend, amends, draft) if amends else does(visits.record, draft)
        name, today = self.typing.name, self.desk.register.today()
        job.say(lambda visit: opening.saved(visit, name, today)).otherwise(self._not_saved)
        job.then(lambda visit: self._saved(visit, then_next))
        for failed in (job.refused, job.broke):
            failed.connect(self._stop_saving)

    def give_up(self) -> None:
        """Forget what was typed, after asking."""
        typing = self.typing
        if typing is None or not self.typed:
            self.go_back()
            return
        says = (
            "改过的不会保存，原来的记录不变。"
            if typing.amends
            else "填过的不会留下，表还在待录入里。"
        )
        title = f"放弃{typing.name}的这次录入？"
        self.show_sheet(question(self.look, title, says, "放弃", self._drop, danger=True))

    def copy_last(self) -> None:
        """Bring the last findings over, marked until they are touched."""
        if self.typing is None or self.typing.amends:
            return
        try:
            draft = self.desk.ask(visits.copy_last, self.form.draft())
        except Refused as refused:
            self.tell(f"{refused.what}{refused.remedy}", Tone.SOON)
            return
        self._show(self.typing, draft)
        self.form.mark_copied()
        self._touched()

    def look_back(self) -> None:
        """Show the sheet of the last visit."""
        if self.typing is None or self.typing.last is None:
            return
        self.desk.do(opening.pages_of, self.typing.last.uid).then(self._show_last)

    def keep(self) -> None:
        """Keep what is half typed, so that nothing is lost whatever happens."""
        self._keeper.stop()
        if self.typing is not None and not self.typing.amends and self.typed and not self._saving:
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

    # Loading.

    def _load(self, fact: str) -> None:
        kind, _, uid = fact.rpartition(":")
        if kind == "visit":
            self._load_visit(uid)
        elif kind == "sheet":
            waiting = [one for one in self._left if one.uid == uid]
            self._load_person(waiting[0].person, waiting[0]) if waiting else self._ask(self._left)
        elif fact:
            mine = [one for one in self._left if one.person == fact]
            self._load_person(fact, mine[0] if mine else None)
        else:
            self._ask(self._left)

    def _load_person(self, person: str, waiting: Sheet | None) -> None:
        ask, uid = self.desk.ask, waiting.uid if waiting else ""
        start = ask(visits.begin, person, sheet=uid)
        if self._before is not None and uid:
            start = replace(start, on=self._before.on, visitors=self._before.visitors)
        kept = ask(visit_drafts.of, person)
        fits = kept is not None and kept.sheet in ("", uid)
        draft = replace(kept, sheet=uid) if kept and fits else start
        self._show(opening.about(self.desk, start, waiting), draft)
        if kept and fits:
            self.tell("上次没录完的还在，请接着录。", Tone.NOTE)

    def _load_visit(self, uid: str) -> None:
        start = opening.as_draft(self.desk.ask(visits.get, uid))
        self._show(opening.about(self.desk, start, amends=uid), start)

    def _show(self, typing: Typing, draft: VisitDraft) -> None:
        today = self.desk.register.today()
        told = columns.told(typing.last, today) if typing.last else "还没有走访记录"
        self.form.show_draft(draft, opening.beside(self.desk, draft), told)
        start = self.form.draft() if draft == typing.start else typing.start
        self.typing = replace(typing, start=start)  # as the fields say it, in their order
        self._stack.setCurrentIndex(1)
        self.number.setText(self._tail())
        self._check()
        self._frame()
        self.begin()

    def _ask(self, sheets: list[Sheet], words: str = ASKING) -> None:
        self.typing = None
        self._stack.setCurrentIndex(0)
        self.asker.show_sheets(sheets, self.room, words)
        self._frame()

    def _take_found(self, found: list[Sheet]) -> None:
        one = found[0]
        if len(found) > 1:
            self._ask(found, MANY)
        elif one.state is State.WAITING:
            self._open_sheet(one)
        else:
            self.number.selectAll()
            says = f"{one.short}（{one.name}）{one.state.value}。请核对表上编号。"
            if one.visit:
                self.told.emit(
                    Message(words=says, tone=Tone.NOTE, deed="打开这次走访"),
                    lambda: self.go("visit", f"visit:{one.visit}"),
                )
            else:
                self.tell(says, Tone.NOTE)

    def _open_sheet(self, one: Sheet) -> None:
        self.fact = f"sheet:{one.uid}"
        self._load_person(one.person, one)

    # Saving.

    def _saved(self, visit: Visit, then_next: bool) -> None:
        self._stop_saving()
        typing, self._before = self.typing, self.form.draft()
        self.typing = None
        QTimer.singleShot(0, lambda: self._offer_plan(visit))
        if typing is None or typing.amends or not then_next:
            self.go_back()
            return
        self._left = self.desk.ask(visits.sheets_in, State.WAITING)
        at = typing.sheet.number if typing.sheet else ""
        later = [one for one in self._left if one.number > at]
        self._pile = True
        if later or self._left:
            self._open_sheet((later or self._left)[0])
        else:
            self.fact = None
            self._ask([])
        self._pile = False

    def _offer_plan(self, visit: Visit) -> None:
        """Offer what was ticked for a plan, once the save itself was said."""
        found = self.desk.ask(plans.proposals, visit=visit.uid)
        if not found:
            return
        kinds = "、".join(one.kind.value for one in found)
        words = f"走访里勾了{kinds}困难，还没有帮扶方案。"
        said = Message(words=words, tone=Tone.NOTE, deed="放进一人一策")
        does = self.desk.do
        self.told.emit(said, lambda: does(plans.take_up, found).say(f"{kinds}困难已放进一人一策。"))

    def _not_saved(self, found: list[Problem]) -> None:
        self._show_problems(found)
        self.form.go_to(found[0].field)

    def _stop_saving(self, *_why: object) -> None:
        self._saving = False

    def _drop(self) -> None:
        typing, self.typing = self.typing, None
        self._keeper.stop()
        if typing is not None and not typing.amends:
            self.desk.do(visit_drafts.drop, typing.person)
        self.go_back()

    # While typing.

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
        self._show_problems([*wrong, *(one for one in found if one.field not in names)])

    def _show_problems(self, found: list[Problem]) -> None:
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

    # The frame.

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
        self.asker.opened.connect(self._open_sheet)
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
