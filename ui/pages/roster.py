"""导入花名册: choose a file, match headings, match words, see the result, done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLayout,
    QWidget,
)

from station_app.domain import unseen
from station_app.domain.batch import Batch, Undone
from station_app.domain.roles import Right, may
from station_app.domain.roster import Choices, Line
from station_app.errors import Refused, StationError
from station_app.usecases import roster
from station_app.usecases.roster import Preview, Roster
from ui.desk import Desk
from ui.forms import roster_match, roster_report, roster_work, undo_import
from ui.forms.intake_page import IntakePage, said
from ui.forms.roster_bar import Deeds, RosterBar
from ui.forms.roster_done import DoneStep
from ui.forms.roster_intake import WORDS, Intake, Step
from ui.forms.roster_pick import PickStep
from ui.forms.roster_result import ResultStep
from ui.theme import Look, Room, Tone
from ui.widgets.heads import leaf
from ui.widgets.layout import column, holder, swap


class RosterPage(IntakePage[Intake]):
    """One roster on its way."""

    TITLE = "导入花名册"
    FIRST, LAST = Step.PICK, Step.DONE

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._batches: list[Batch] = []
        self.asked: roster_match.Matching | None = None
        self.result: ResultStep | None = None
        self._deeds = Deeds(
            back=self.go_back,
            judge=self.judge,
            take_in=self.take_in,
            save=self.save_rest,
            anew=self.begin_anew,
            people=lambda: self.go("people"),
        )
        self.fit(room)

    # What the window calls.

    def fresh(self, why: str = "") -> Intake:
        """Return the first step."""
        return Intake(said=why)

    def refresh(self) -> None:
        """Read the imports so far."""
        batches = self.desk.ask(roster.done)
        if batches != self._batches:
            self._batches = batches
            if self.intake.step is Step.PICK:
                self.fit(self.room)

    @classmethod
    def is_for_writing(cls, _fact: object) -> bool:
        """Say so always: what was imported before stands under 维护, too."""
        return True

    def lay_out(self) -> QLayout:
        """Return the page at its step."""
        step = self.intake.step
        self.asked = self.result = None
        made: dict[Step, Callable[[], QWidget]] = {
            Step.PICK: self._pick,
            Step.MATCH: self._match,
            Step.WORDS: self._words,
            Step.RESULT: self._rows,
            Step.DONE: self._done,
        }
        body = made[step]()
        over = step is Step.DONE and self.room is Room.WIDE
        head = self.head(self.intake.file, WORDS, len(WORDS) if over else step)
        self._low = column(*self._foot())
        return leaf(head, body, holder(self._low))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button by Enter."""
        now = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(now, QAbstractButton) and now.isEnabled():
            now.click()

    # What the worker does.

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first of some files; several are taken in one after the other."""
        path, name = paths[0], unseen.visible(paths[0].name)
        if len(paths) > 1:
            words = f"一次导入一个文件，先看“{name}”。其余 {len(paths) - 1} 个请导完再拖进来。"
            self.tell(words, Tone.SOON)
        self._work.run(f"正在读“{name}”", roster_work.read(path), self._seen, self.say_unread)

    def judge(self) -> None:
        """Judge every row under the headings and words chosen so far."""
        seen, choices = self.intake.seen, self.intake.choices()
        if seen is None:
            return
        work = roster_work.judge(seen, choices)
        self._work.run("正在比对每一行", work, self._judged)

    def go_back(self) -> None:
        """Go one step back."""
        step = self.intake.step
        if step is Step.RESULT and self.intake.shown is not None and self.intake.shown.words:
            self.intake.step = Step.WORDS
        elif step is Step.MATCH:
            self.intake = Intake()
        else:
            self.intake.step = Step.MATCH
        self.show_step()

    def decide(self, choices: Choices, about: Line) -> None:
        """Judge the rows again after something was decided on one of them."""
        shown = self.intake.shown
        if shown is not None:
            work = roster_work.again(shown, choices)
            self._work.run("正在重新比对", work, lambda made: self._decided(made, about))

    def take_in(self) -> None:
        """Write the new and the changed rows as one deed."""
        shown = self.intake.shown
        if shown is not None and shown.writes:
            work = roster_work.take_in(shown)
            self._work.run(f"正在导入 {shown.writes} 行", work, self._taken, self._not_taken)

    def save_rest(self) -> None:
        """Save the rows that are not written as a workbook, each with its reason."""
        if self.intake.shown is not None:
            roster_report.save(self, self.intake.shown)

    def ask_back(self, batch: Batch) -> None:
        """Ask before a whole import is taken back; say who may do it."""
        undo_import.ask(self, batch, lambda undone, names: self._back(batch, undone, names))

    # Steps.

    def _pick(self) -> QWidget:
        made = PickStep(self.look, self.room, self.intake.said, self._batches, self._may_undo())
        made.given.connect(self.take_files)
        made.back_wanted.connect(self.ask_back)
        return made

    def _match(self) -> QWidget:
        body, self.asked = roster_match.match_step(self.look, self.room, self.intake)
        self.asked.chosen.connect(lambda _key, _meant: self._bar.name_next())
        self.asked.settled.connect(self._go_to_main)
        return body

    def _words(self) -> QWidget:
        body, self.asked = roster_match.words_step(self.look, self.room, self.intake)
        self.asked.settled.connect(self._go_to_main)
        return body

    def _rows(self) -> QWidget:
        shown = self.intake.shown
        if shown is None:
            return self._pick()
        self.result = ResultStep(self.look, self.room, self.intake, shown)
        self.result.changed.connect(self.decide)
        return self.result

    def _done(self) -> QWidget:
        made = DoneStep(self.look, self.room, self.intake, self._may_undo())
        made.back_wanted.connect(self._ask_this_back)
        return made

    def _foot(self) -> list[QWidget]:
        self._bar = RosterBar(self.look, self.room, self.intake, self._deeds)
        self.main = self._bar.main
        return self._bar.widgets()

    # What comes back.

    def _seen(self, seen: Roster) -> None:
        if not seen.tables:
            self.say_unread(seen.fault or Refused("没有找到花名册。", "请换一个文件。"))
            return
        self.intake.take_seen(seen)
        self.intake.said = said(seen.fault)
        self.show_step()

    def _judged(self, found: tuple[Roster, Preview | None]) -> None:
        seen, shown = found
        if shown is None:
            self.intake.seen = seen
            self.intake.step, self.intake.said = Step.MATCH, said(seen.fault)
        else:
            asked_before = self.intake.step is Step.WORDS
            self.intake.take_shown(shown)
            asks = self.intake.asks_words and not asked_before
            self.intake.step = Step.WORDS if asks else Step.RESULT
            self.intake.said = ""
        self.show_step()

    def _decided(self, shown: Preview, about: Line) -> None:
        self.intake.take_shown(shown)
        if self.result is not None:
            self.result.show_result(shown, about)
            self._remake_bar()

    def _taken(self, batch: Batch | None) -> None:
        self.intake.batch, self.intake.step = batch, Step.DONE
        self.show_step()

    def _not_taken(self, error: StationError) -> None:
        shown = self.intake.shown
        if not isinstance(error, Refused) or shown is None:
            self.say_refusal(error)
            return

        def told(made: Preview) -> None:
            self.intake.take_shown(made)
            self.show_step()
            self.tell(f"{error.what}已重新比对，请再看一遍。", Tone.SOON)

        work = roster_work.again(shown, shown.choices)
        self._work.run("正在重新比对", work, told)

    def _back(self, batch: Batch, undone: Undone, names: list[str]) -> None:
        self.intake.batch, self.intake.step = batch, Step.DONE
        self.intake.undone, self.intake.kept = undone, tuple(names)
        self.show_step()

    # Inside.

    def _remake_bar(self) -> None:
        """Show what the bar says of the rows now, without touching the rows."""
        swap(self._low, *self._foot())

    def _go_to_main(self) -> None:
        """Give the main button the keyboard, once the list that was open has gone."""
        if self.main is not None:
            QTimer.singleShot(0, self.main, self.main.setFocus)

    def _ask_this_back(self) -> None:
        if self.intake.batch is not None:
            self.ask_back(self.intake.batch)

    def _may_undo(self) -> bool:
        return may(self.desk.account.role, Right.UNDO_IMPORT)
