"""The numbers of the recovery sheet, typed again from the hand-written copy."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import recovery
from station_app.errors import Refused
from station_app.usecases.first_run import FirstRun
from ui.theme import Look, Tone
from ui.widgets.codes import CodeBoxes
from ui.widgets.fields import Field
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, put
from ui.widgets.words import mark, prose

SAYS = "请照您抄下来的纸，把 8 组数字再输一遍。每输满 6 位自动到下一组。"


class RecoveryCopy(QWidget):
    """Eight boxes; `judged` says with each key whether the copy is whole and right."""

    judged = Signal(bool)
    filled = Signal()

    def __init__(self, look: Look, begun: FirstRun) -> None:
        super().__init__()
        self._look, self._begun = look, begun
        self.boxes = CodeBoxes(look)
        self.field = Field(look, "8 组数字", self.boxes)
        self._sofar = column()
        self.boxes.changed.connect(self.judge)
        self.boxes.filled.connect(self.filled)
        self.setLayout(column(prose(look, SAYS), look.px(16), self.field, look.px(12), self._sofar))
        first(self.boxes.boxes[0])

    def typed(self) -> list[str]:
        """Return what stands in the boxes, to be shown again in another look."""
        return [box.text() for box in self.boxes.boxes]

    def show_typed(self, groups: Sequence[str]) -> None:
        """Show what `typed` gave; the first empty box gets the keyboard."""
        for box, group in zip(self.boxes.boxes, groups, strict=False):
            box.setText(group)
            box.setProperty("first", False)
        first(next((box for box in self.boxes.boxes if not box.text()), self.boxes.boxes[-1]))

    def judge(self) -> None:
        """Say which groups are right so far, and which one is not."""
        try:
            self._begun.confirm(self.boxes.code())
        except Refused as refused:
            wrong = self.boxes.wrong()
            full = all(len(group) == recovery.DIGITS for group in self.typed())
            named = f"第 {wrong[0]} 组不对，请照抄下来的纸再看一遍。" if wrong else ""
            self.field.complain(named or (refused.what if full else ""))
            self.boxes.show_wrong(wrong)
            self._show_right(self._right())
            self.judged.emit(False)
        else:
            self.field.complain()
            self._show_right(recovery.GROUPS)
            self.judged.emit(True)

    def _right(self) -> int:
        pairs = zip(self.typed(), recovery.groups_of(self._begun.code), strict=True)
        return next((n for n, (one, other) in enumerate(pairs) if one != other), recovery.GROUPS)

    def _show_right(self, right: int) -> None:
        empty_out(self._sofar)
        if right:
            says = f"{right} 组都对了" if right == recovery.GROUPS else f"前 {right} 组对了"
            put(self._sofar, mark(self._look, Tone.DONE, says))
