"""The guide beside the first run: which steps there are, and which one this is."""

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QPushButton

from ui.theme import Look, Tone, Type
from ui.widgets.buttons import link
from ui.widgets.layout import column, frame, margins, row
from ui.widgets.words import picture, prose, text

WAYS = (("打开已有登记册", "folder-open"), ("从备份恢复", "database"))
SAYS = "登记册是一个加密的文件，只存在这台电脑上，不联网。"


def ways(look: Look, others: Sequence[SignalInstance]) -> list[QPushButton]:
    """Return the ways to a register that is there already, as a file or as a backup."""
    made = []
    for (words, icon), wanted in zip(WAYS, others, strict=False):
        made.append(link(look, words, icon))
        made[-1].clicked.connect(wanted)
    return made


def guide(look: Look, steps: Sequence[str], now: int, others: Sequence[SignalInstance]) -> QFrame:
    """Return the guide, with the ways to what is there already."""
    box = column(
        text(look, "新建登记册", Type.TITLE), look.px(8), margins=margins(look, 32, 32, 24, 28)
    )
    box.addWidget(prose(look, SAYS, Type.BODY, "soft"))
    box.addSpacing(look.px(22))
    for n, words in enumerate(steps):
        figure = (
            picture(look, "circle-check", look.ink(Tone.DONE))
            if n < now
            else text(look, str(n + 1), Type.STRONG, "pine" if n == now else "faint")
        )
        figure.setFixedWidth(look.px(20))
        kind, ink = (Type.STRONG, "ink") if n == now else (Type.BODY, "soft")
        name = text(look, words, kind, ink)
        box.addLayout(row(figure, look.px(12), name, None, margins=margins(look, 0, 7)))
    box.addStretch(1)
    for made in ways(look, others):
        box.addLayout(row(made, None))
    beside = frame("aside", box)
    beside.setFixedWidth(look.px(276))
    return beside
