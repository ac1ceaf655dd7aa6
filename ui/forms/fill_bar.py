"""The bar below a sender's table: back, print, and the one main deed of the step."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.forms.fill_intake import Intake, Step
from ui.theme import Look, Room, Tone, Type
from ui.widgets import tips
from ui.widgets.buttons import button
from ui.widgets.heads import bar
from ui.widgets.keys import first
from ui.widgets.words import caption, mark

KEPT = "对法会记住，下次发同样的表不用再对。"
MASKED = "身份证号屏幕上遮住，照来表的要求存"
Deed = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What the buttons do."""

    back: Deed
    people: Deed
    fill: Deed
    save: Deed
    print: Deed
    anew: Deed
    report: Deed


class FillBar:
    """Makes the bar of a step; `main` is its main button, None at the first step."""

    def __init__(self, look: Look, room: Room, intake: Intake, deeds: Deeds) -> None:
        self._look, self._room, self._intake, self._deeds = look, room, intake, deeds
        main = {
            Step.MATCH: ("选人", deeds.people, "users"),
            Step.WHO: ("看结果", deeds.fill, "eye"),
            Step.RESULT: ("填好，另存为原表", deeds.save, "download"),
            Step.DONE: ("再填一张", deeds.anew, ""),
        }
        self.main: QPushButton | None = None
        if intake.step in main:
            words, deed, icon = main[intake.step]
            self.main = self._button(words, deed, "primary", icon)
            tips.tip(self.main, f"{words}　Ctrl+Enter")

    def widget(self) -> QFrame | None:
        """Return the bar; there is none at the first step."""
        if self.main is None:
            return None
        if self._intake.step is Step.DONE:
            return bar(self._look, self._room, None, *self._report(), first(self.main))
        return bar(self._look, self._room, *self._said(), None, *self._ways(), self.main)

    def _report(self) -> list[QWidget]:
        seen = self._intake.seen
        if seen is None or seen.task is None:
            return []
        return [self._button("发出去了，任务标为已报", self._deeds.report, "", "check")]

    def _said(self) -> list[QWidget]:
        if self._room is not Room.WIDE:
            return []
        if self._intake.step is Step.MATCH:
            return [caption(self._look, KEPT, "faint")]
        if self._intake.step is Step.RESULT:
            return [mark(self._look, Tone.NOTE, MASKED, Type.BODY)]
        return []

    def _ways(self) -> list[QWidget]:
        anew = self._intake.step is Step.MATCH and not self._intake.all_columns
        back = self._button("换一张表" if anew else "上一步", self._deeds.back, "quiet")
        if self._intake.step is not Step.RESULT:
            return [back]
        printing = self._button("打印", self._deeds.print, "", "printer")
        printing.setToolTip("打印　Ctrl+P")
        return [back, printing]

    def _button(self, words: str, deed: Deed, kind: str, icon: str = "") -> QPushButton:
        made = button(self._look, words, kind, icon)
        made.clicked.connect(lambda: deed())
        return made
