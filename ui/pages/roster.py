"""导入花名册: choose a file, match headings, match words, see the result, done.

Everything long runs in the job thread; what was decided stays in one `Intake`, so that another
room or another look never loses it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLayout,
    QPushButton,
    QWidget,
)

from station_app.domain import codes
from station_app.domain.batch import Batch, Undone
from station_app.domain.roles import Right, may
from station_app.domain.roster import Choices, Line, Status
from station_app.errors import Refused, StationError
from station_app.usecases import roster, saving
from station_app.usecases.roster import Preview, Roster
from ui.desk import Desk
from ui.forms import roster_match, roster_work, undo_import
from ui.forms.long_work import LongWork
from ui.forms.roster_done import DoneStep
from ui.forms.roster_intake import WORDS, Intake, Step
from ui.forms.roster_match import Matching, Meaning
from ui.forms.roster_pick import PickStep
from ui.forms.roster_result import ResultStep
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.heads import bar, leaf, title
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, swap
from ui.widgets.steps import steps
from ui.widgets.words import caption

KEPT = "这次的对法会记住，下次同样的表不用再对。"
NAME_ROOM = {Room.WIDE: 480, Room.NARROW: 480, Room.TIGHT: 380}
HEADS = ("表里的列", "前几行内容", "", "对应登记册哪一项", "识别结果")
WORD_HEADS = ("表里的写法", "有几行", "", "登记册里是", "识别结果")


class RosterPage(Page):
    """One roster on its way; `fact` may be the files that were dropped somewhere else."""

    TITLE = "导入花名册"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.intake = Intake()
        self._batches: list[Batch] = []
        self._work = LongWork(self)
        self._asked: Matching | None = None
        self._result: ResultStep | None = None
        self._go: QAbstractButton | None = None
        self.key("Ctrl+Return", self.go_on)
        self.key("Ctrl+Enter", self.go_on)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Begin with files that came along, or go on where the worker was."""
        super().open(None)
        if isinstance(fact, list) and fact:
            self.take_files([Path(one) for one in fact])
        elif self.intake.step is Step.DONE:
            self.intake = Intake()
            self.fit(self.room)

    def refresh(self) -> None:
        """Read the imports so far."""
        batches = self.desk.ask(roster.done)
        if batches != self._batches:
            self._batches = batches
            if self.intake.step is Step.PICK:
                self.fit(self.room)

    def carry(self) -> object:
        """Return how far the import has come."""
        return self.intake

    def take_over(self, carried: object) -> None:
        """Go on with an import in another look."""
        if isinstance(carried, Intake):
            self.intake = carried
            self._show()

    def lay_out(self) -> QLayout:
        """Return the page at its step."""
        look, room, step = self.look, self.room, self.intake.step
        self._asked = self._result = self._go = None
        made: dict[Step, Callable[[], QWidget]] = {
            Step.PICK: self._pick,
            Step.MATCH: self._match,
            Step.WORDS: self._words,
            Step.RESULT: self._rows,
            Step.DONE: self._done,
        }
        body = made[step]()
        metrics = QFontMetrics(look.font(Type.CAPTION))
        wide = look.px(NAME_ROOM[room])
        file = metrics.elidedText(self.intake.file, Qt.TextElideMode.ElideMiddle, wide)
        over = step is Step.DONE and room is Room.WIDE
        where = steps(look, room, WORDS, len(WORDS) if over else step)
        head = title(look, room, self.TITLE, file, where)
        self._low = column(*self._foot())
        return leaf(head, body, holder(self._low))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button by Enter; go from a line that asks to the next one, then on."""
        now = QApplication.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(now, Meaning) and self._asked is not None:
            following = self._asked.next_open(now)
            if following is not None:
                following.setFocus(Qt.FocusReason.TabFocusReason)
            elif self._go is not None:
                self._go.setFocus(Qt.FocusReason.TabFocusReason)
        elif isinstance(now, QAbstractButton) and now.isEnabled():
            now.click()

    # What the worker does.

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first of some files; several are taken in one after the other."""
        path = paths[0]
        if len(paths) > 1:
            words = f"一次导入一个文件，先看“{path.name}”。其余 {len(paths) - 1} 个请导完再拖进来。"
            self.tell(words, Tone.SOON)
        self._work.run(f"正在读“{path.name}”", roster_work.read(path), self._seen, self._unread)

    def go_on(self) -> None:
        """Do what the main button says."""
        if self._go is not None and self._go.isEnabled():
            self._go.click()

    def judge(self) -> None:
        """Judge every row under the headings and words chosen so far."""
        seen, choices = self.intake.seen, self.intake.choices()
        if seen is None:
            return
        work = roster_work.judge(seen, choices)
        self._work.run("正在比对每一行", work, self._judged, self._say_refusal)

    def go_back(self) -> None:
        """Go one step back."""
        step = self.intake.step
        if step is Step.RESULT and self.intake.shown is not None and self.intake.shown.words:
            self.intake.step = Step.WORDS
        elif step is Step.MATCH:
            self.intake = Intake()
        else:
            self.intake.step = Step.MATCH
        self._show()

    def decide(self, choices: Choices, about: Line) -> None:
        """Judge the rows again after something was decided on one of them."""
        shown = self.intake.shown
        if shown is not None:
            work = roster_work.again(shown, choices)
            self._work.run(
                "正在重新比对", work, lambda made: self._decided(made, about), self._say_refusal
            )

    def take_in(self) -> None:
        """Write the new and the changed rows as one deed."""
        shown = self.intake.shown
        if shown is not None and shown.writes:
            work = roster_work.take_in(shown)
            self._work.run(f"正在导入 {shown.writes} 行", work, self._taken, self._not_taken)

    def save_rest(self) -> None:
        """Save the rows that are not written as a workbook, each with its reason."""
        shown = self.intake.shown
        if shown is None:
            return
        stem = Path(shown.file).stem
        name, _ = QFileDialog.getSaveFileName(
            self, "另存没有写入的行", f"{stem}-没有写入.xlsx", "工作簿 (*.xlsx)"
        )
        if name:
            path = Path(name).with_suffix(".xlsx")
            job = self.desk.start(lambda _r, _step: saving.save(path, roster.report(shown)))
            job.say(f"没有写入的行已另存为“{path.name}”，改好后再导入。", undo=False)

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
        seen = self.intake.seen
        lines = roster_match.headings(self.intake)
        self._asked = Matching(self.look, self.room, HEADS, lines)
        self._asked.chosen.connect(self._heading_chosen)
        said = roster_match.says_headings(seen.tables if seen is not None else ())
        return roster_match.step_body(self.look, self.room, said, self.intake.said, self._asked)

    def _words(self) -> QWidget:
        lines = roster_match.words(self.intake)
        self._asked = Matching(self.look, self.room, WORD_HEADS, lines)
        self._asked.chosen.connect(self._word_chosen)
        said = roster_match.says_words(self.intake.shown.words if self.intake.shown else ())
        return roster_match.step_body(self.look, self.room, said, "", self._asked)

    def _rows(self) -> QWidget:
        shown = self.intake.shown
        if shown is None:
            return self._pick()
        self._result = ResultStep(self.look, self.room, self.intake, shown)
        self._result.changed.connect(self.decide)
        return self._result

    def _done(self) -> QWidget:
        made = DoneStep(self.look, self.room, self.intake, self._may_undo())
        made.back_wanted.connect(self._ask_this_back)
        return made

    def _bar(self) -> list[Part]:
        look, step = self.look, self.intake.step
        if step is Step.PICK:
            return []
        if step is Step.DONE:
            more = button(look, "再导入一份")
            more.clicked.connect(self._begin_anew)
            people = self._main("看人员名单", lambda: self.go("people"))
            return [*self._save_button(), None, more, people]
        back = button(look, "换一个文件" if step is Step.MATCH else "上一步")
        back.clicked.connect(self.go_back)
        if step is Step.RESULT and self.intake.shown is not None:
            many = self.intake.shown.writes
            go = self._main(f"导入 {many} 行", self.take_in)
            go.setEnabled(bool(many))
            return [*self._save_button(), None, back, go]
        coded = step is Step.MATCH and self._coded()
        go = self._main("对写法" if coded else "看结果", self.judge)
        return [caption(look, KEPT, "faint"), None, back, go]

    def _main(self, words: str, slot: Callable[[], object]) -> QAbstractButton:
        made = first(button(self.look, words, "primary"))
        made.clicked.connect(lambda: slot())
        self._go = made
        return made

    def _save_button(self) -> list[Part]:
        shown = self.intake.shown
        if shown is None or self.intake.undone is not None:
            return []
        wrong, differing = shown.counts[Status.REJECTED], shown.counts[Status.CONFLICT]
        named = "有误和不一致" if wrong and differing else "有误" if wrong else "不一致"
        if not wrong + differing:
            return []
        words = f"把{named}的 {wrong + differing} 行另存为 xlsx"
        made = button(self.look, words, "", "download")
        made.clicked.connect(self.save_rest)
        return [made]

    # What comes back.

    def _seen(self, seen: Roster) -> None:
        if not seen.tables:
            self._unread(seen.fault or Refused("没有找到花名册。", "请换一个文件。"))
            return
        self.intake.take_seen(seen)
        self.intake.said = _said(seen.fault)
        self._show()

    def _unread(self, error: StationError) -> None:
        if self.intake.step in (Step.PICK, Step.DONE):
            self.intake = Intake(said=_said(error))
            self._show()
        else:
            self._say_refusal(error)

    def _judged(self, found: tuple[Roster, Preview | None]) -> None:
        seen, shown = found
        if shown is None:
            self.intake.step, self.intake.said = Step.MATCH, _said(seen.fault)
        else:
            asked_before = self.intake.step is Step.WORDS
            self.intake.take_shown(shown)
            asks = self.intake.asks_words and not asked_before
            self.intake.step = Step.WORDS if asks else Step.RESULT
            self.intake.said = ""
        self._show()

    def _decided(self, shown: Preview, about: Line) -> None:
        self.intake.take_shown(shown)
        if self._result is not None:
            self._result.show_result(shown, about)
            self._remake_bar()

    def _taken(self, batch: Batch | None) -> None:
        self.intake.batch, self.intake.step = batch, Step.DONE
        self._show()

    def _not_taken(self, error: StationError) -> None:
        shown = self.intake.shown
        if not isinstance(error, Refused) or shown is None:
            self._say_refusal(error)
            return

        def told(made: Preview) -> None:
            self.intake.take_shown(made)
            self._show()
            self.tell(f"{error.what}已重新比对，请再看一遍。", Tone.SOON)

        work = roster_work.again(shown, shown.choices)
        self._work.run("正在重新比对", work, told, self._say_refusal)

    def _back(self, batch: Batch, undone: Undone, names: list[str]) -> None:
        self.intake.batch, self.intake.step = batch, Step.DONE
        self.intake.undone, self.intake.kept = undone, tuple(names)
        self._show()

    def _say_refusal(self, error: StationError) -> None:
        self.tell(_said(error), Tone.LATE)

    # Inside.

    def _show(self) -> None:
        self.fit(self.room)
        self.begin()

    def _remake_bar(self) -> None:
        """Show what the bar says of the rows now, without touching the rows."""
        swap(self._low, *self._foot())

    def _foot(self) -> list[QWidget]:
        parts = self._bar()
        return [bar(self.look, self.room, *parts)] if parts else []

    def _begin_anew(self) -> None:
        self.intake = Intake()
        self._show()

    def _ask_this_back(self) -> None:
        if self.intake.batch is not None:
            self.ask_back(self.intake.batch)

    def _heading_chosen(self, key: tuple[str, str], field: str | None) -> None:
        if field is None:
            self.intake.columns.pop(key[0], None)
        else:
            self.intake.columns[key[0]] = field
        if isinstance(self._go, QPushButton):
            self._go.setText("对写法" if self._coded() else "看结果")

    def _word_chosen(self, key: tuple[str, str], code: str | None) -> None:
        if code is None:
            self.intake.words.pop(key, None)
        else:
            self.intake.words[key] = code

    def _coded(self) -> bool:
        """Say whether a column is read whose words are looked up."""
        seen, chosen = self.intake.seen, self.intake.columns
        matches = [match for table in (seen.tables if seen else ()) for match in table.columns]
        return any(chosen.get(one.heading, one.field) in codes.CODED for one in matches)

    def _may_undo(self) -> bool:
        return may(self.desk.account.role, Right.UNDO_IMPORT)


def _said(error: StationError | None) -> str:
    return f"{error.what}{error.remedy}" if error is not None else ""
