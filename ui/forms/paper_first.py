"""The sheet that lets a return go on paper when nobody can sign it electronically."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame

from station_app.errors import StationError
from ui.forms import return_sheets
from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.controls import tick
from ui.widgets.facts import refusal
from ui.widgets.holding import hold
from ui.widgets.keys import first
from ui.widgets.layout import column, margins, swap
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.words import prose, text

WHY = "没有签名证书，或者审核的人今天不在，也能按时报：打印出来，手签、盖章。"
FACTS = (
    ("会印上", "未电子签名，以签字盖章的纸质件为准"),
    ("数字", "打印后不再变；要改只能出更正版"),
    ("以后", "证书办好了，可以给同一版补电子签名"),
)
Then = Callable[["PaperFirst", bool], object]


class PaperFirst(QFrame):
    """`then` gets the sheet and whether the return goes on a stick as well."""

    def __init__(self, look: Look, facts: Sequence[tuple[str, str]], then: Then) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName("先出纸质件")
        self._look, self._wrong = look, column()
        self._also = tick(look, "同时存到U盘，和纸质件一起交", on=True)
        self._deed = first(button(look, "打印纸质件", "primary", "printer"))
        self._deed.clicked.connect(lambda: self._take(then))
        back = button(look, "再看看")
        back.clicked.connect(lambda: dismiss(self))
        box = column(
            text(look, "先出纸质件", Type.NAME),
            look.px(14),
            prose(look, WHY),
            look.px(12),
            return_sheets.strip(look, (*facts, *FACTS)),
            look.px(14),
            self._also,
            self._wrong,
            deeds(look, back, self._deed),
            margins=margins(look, 32, 26, 32, 24),
        )
        self.setLayout(box)
        self.setFixedWidth(look.px(600))

    def refuse(self, error: StationError) -> None:
        """Say why the return cannot go yet."""
        hold(self, False)
        self._deed.setEnabled(True)
        swap(self._wrong, refusal(self._look, error))

    def close_sheet(self) -> None:
        """Take the sheet away."""
        dismiss(self)

    def _take(self, then: Then) -> None:
        self._deed.setEnabled(False)
        hold(self, True)
        then(self, self._also.isChecked())
