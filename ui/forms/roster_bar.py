"""The bar below an import: back, save what is not written, and the one main deed of the step."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain.roster import Status
from ui.forms.roster_intake import Intake, Step
from ui.theme import Look, Room
from ui.widgets.buttons import button
from ui.widgets.heads import bar
from ui.widgets.keys import first
from ui.widgets.layout import Part
from ui.widgets.words import caption

KEPT = "这次的对法会记住，下次同样的表不用再对。"
Deed = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What the buttons do."""

    back: Deed
    judge: Deed
    take_in: Deed
    save: Deed
    anew: Deed
    people: Deed


class RosterBar:
    """Makes the bar of a step; `main` is its main button, None at the first step."""

    def __init__(self, look: Look, room: Room, intake: Intake, deeds: Deeds) -> None:
        self._look, self._room, self._intake, self._deeds = look, room, intake, deeds
        self.main: QPushButton | None = None
        made = {
            Step.PICK: list,
            Step.MATCH: self._matching,
            Step.WORDS: self._wording,
            Step.RESULT: self._result,
            Step.DONE: self._done,
        }
        self._parts: list[Part] = made[intake.step]()

    def widgets(self) -> list[QWidget]:
        """Return the bar, or nothing at the first step."""
        return [bar(self._look, self._room, *self._parts)] if self._parts else []

    def name_next(self) -> None:
        """Say on the button where a choice of headings leads."""
        if self.main is not None:
            self.main.setText(self._next())

    def _next(self) -> str:
        return "对写法" if self._intake.coded else "看结果"

    def _matching(self) -> list[Part]:
        kept = caption(self._look, KEPT, "faint")
        go = self._main(self._next(), self._deeds.judge)
        return [kept, None, self._button("换一个文件", self._deeds.back), go]

    def _wording(self) -> list[Part]:
        kept = caption(self._look, KEPT, "faint")
        go = self._main("看结果", self._deeds.judge)
        return [kept, None, self._button("上一步", self._deeds.back), go]

    def _result(self) -> list[Part]:
        many = self._intake.shown.writes if self._intake.shown is not None else 0
        go = self._main(f"导入 {many} 行", self._deeds.take_in)
        go.setEnabled(bool(many))
        return [*self._save(), None, self._button("上一步", self._deeds.back), go]

    def _done(self) -> list[Part]:
        save = [] if self._intake.undone is not None else self._save()
        more = self._button("再导入一份", self._deeds.anew)
        return [*save, None, more, self._main("看人员名单", self._deeds.people)]

    def _save(self) -> list[Part]:
        shown = self._intake.shown
        if shown is None:
            return []
        wrong, differing = shown.counts[Status.REJECTED], shown.counts[Status.CONFLICT]
        if not wrong + differing:
            return []
        named = "有误和不一致" if wrong and differing else "有误" if wrong else "不一致"
        words = f"把{named}的 {wrong + differing} 行另存为 xlsx"
        return [self._button(words, self._deeds.save, "download")]

    def _main(self, words: str, deed: Deed) -> QPushButton:
        self.main = first(button(self._look, words, "primary"))
        self.main.clicked.connect(lambda: deed())
        return self.main

    def _button(self, words: str, deed: Deed, icon: str = "") -> QPushButton:
        made = button(self._look, words, "", icon)
        made.clicked.connect(lambda: deed())
        return made
