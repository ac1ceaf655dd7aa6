"""A sheet that asks for a few facts and stays until they are taken or given up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLineEdit

from station_app.domain.problems import Problem
from station_app.errors import StationError
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.facts import Washed
from ui.widgets.layout import Part, column, empty_out, holder, margins, put, row
from ui.widgets.scroll import giving
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.words import prose, text

RING = 6
"""The place the focus ring takes beside a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """The main button: its words, what it does with the sheet, whether it is grave."""

    words: str
    then: Callable[["Asking"], object]
    grave: bool = False


class Asking(QFrame):
    """Fields below a sentence; Enter in a field or the button calls `then`."""

    def __init__(
        self,
        look: Look,
        title: str,
        says: str,
        parts: Sequence[Part],
        do: "Deed",
        width: int = 560,
    ) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName(title)
        self._look, self._then = look, do.then
        self._waiting = False
        back = button(look, "再看看")
        back.clicked.connect(self.close_sheet)
        deed = button(look, do.words, "danger" if do.grave else "primary")
        deed.clicked.connect(self.take)
        self._wrong = column()
        head: list[Part] = [prose(look, says), look.px(14)] if says else []
        ring = margins(look, RING)
        body = giving(column(*head, *parts, self._wrong, margins=ring))
        foot = holder(row(deeds(look, back, deed), margins=(ring[0], 0, ring[2], 0)))
        name = row(text(look, title, Type.NAME), margins=(ring[0], 0, 0, 0))
        box = column(name, look.px(12 - RING), body, foot)
        box.setContentsMargins(*margins(look, 32 - RING, 26, 32 - RING, 24))
        self.setLayout(box)
        self.setFixedWidth(look.px(width))
        for field in self.findChildren(QLineEdit):
            field.returnPressed.connect(self.take)

    def wait(self, on: bool) -> None:
        """Take nothing more while what was taken is on its way."""
        self._waiting = on

    def take(self) -> None:
        """Take what was typed."""
        if self._waiting:
            return
        self.say("")
        self._then(self)

    def say(self, words: str) -> None:
        """Say why it was not taken."""
        empty_out(self._wrong)
        if words:
            said = Washed(self._look, Tone.LATE, prose(self._look, words, Type.CAPTION))
            said.setContentsMargins(0, self._look.px(12), 0, 0)
            put(self._wrong, said)

    def refuse(self, error: StationError) -> None:
        """Say what a use case refused."""
        self.say(f"{error.what}{error.remedy}")

    def complain(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong with what was typed."""
        self.say("；".join(one.says for one in problems) + "。")

    def close_sheet(self) -> None:
        """Take the sheet away."""
        dismiss(self)
