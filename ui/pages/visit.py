"""登记走访: the sheet is typed as it was written, keys only; one sheet after the other."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer

from station_app.domain.problems import Problem
from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Visit, VisitDraft
from station_app.errors import Refused
from station_app.usecases import plans, visit_drafts, visits
from ui.desk import Busy
from ui.forms import visit_opening as opening
from ui.forms.visit_asking import ASKING, MANY
from ui.forms.visit_desk import VisitDesk
from ui.forms.visit_opening import Typing
from ui.models import visits as columns
from ui.theme import Tone
from ui.widgets.banner import Message
from ui.widgets.keys import take
from ui.widgets.sheets import question


class VisitPage(VisitDesk):
    """Asks for a number, then shows the form; what is half typed is kept all the while."""

    TITLE = "登记走访"

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Ask for a number, or show a person's, a sheet's or a visit's form."""
        self._load_wanted = True
        super().open(fact)

    @classmethod
    def is_for_writing(cls, fact: object) -> bool:
        """Say so of all but a saved visit, which can be looked at."""
        return not str(fact or "").startswith("visit:")

    def refresh(self) -> None:
        """Count what waits; a form that is being typed stays as it is."""
        self._left = self.desk.ask(visits.sheets_in, State.WAITING)
        if self._load_wanted:
            self._load(str(self.fact or ""))
            self._load_wanted = False
        elif self.typing is None:
            held = self.asker.holds_keyboard()
            self._ask(self._left)
            if held:
                self.begin()
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
        if self.typing is None and self.asker.done is not None:
            self.asker.done.setFocus(Qt.FocusReason.TabFocusReason)
            return
        field = self.number if number else self.form.day
        take(field)
        field.selectAll()  # a focus set before the window is active selects nothing

    # What the worker does.

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
            self.show_problems(wrong)
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

    # Loading.

    def _load(self, fact: str) -> None:
        self.typing = None  # else the keys of the page would still mean the one before
        kind, _, uid = fact.rpartition(":")
        if kind == "visit":
            self._load_visit(uid)
        elif kind == "sheet":
            self._load_sheet(self.desk.ask(visits.sheet, uid))
        elif fact:
            mine = [one for one in self._left if one.person == fact]
            self._load_person(fact, mine[0] if mine else None)
        else:
            self._ask(self._left)

    def _load_sheet(self, one: Sheet) -> None:
        if one.state is not State.WAITING:  # typed since, perhaps at the other PC
            self._ask(self._left)
        self._take_found([one])

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
        kept = self.desk.ask(visit_drafts.of_change, uid)
        self._show(opening.about(self.desk, start, amends=uid), kept or start)
        if kept:
            self.tell("上次没改完的还在，请接着改。", Tone.NOTE)

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
        if words != MANY:
            self.number.clear()
        self._stack.setCurrentIndex(0)
        begun = self.desk.ask(visit_drafts.persons)
        self.asker.show_sheets(sheets, self.room, words, begun)
        self._frame()

    def _take_found(self, found: list[Sheet]) -> None:
        one = found[0]
        if len(found) > 1:
            self._ask(found, MANY)
        elif one.state is State.WAITING:
            self.open_sheet(one)
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

    def open_sheet(self, one: Sheet) -> None:
        """Open a sheet that waits."""
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
            self.open_sheet((later or self._left)[0])
        else:
            self.fact = None
            self._ask([])
            self.begin()
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
        self.show_problems(found)
        self.form.go_to(found[0].field)

    def _stop_saving(self, *_why: object) -> None:
        self._saving = False

    def _drop(self) -> None:
        typing, self.typing = self.typing, None
        self._keeper.stop()
        if typing is not None and typing.amends:
            self.desk.do(visit_drafts.drop_change, typing.amends)
        elif typing is not None:
            self.desk.do(visit_drafts.drop, typing.person)
        self.go_back()
