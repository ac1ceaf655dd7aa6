"""Controls of forms beside the plain field: a few lines, a tick, a drop-down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit

from ui.theme import Look
from ui.widgets import tips


def note(look: Look, words: str = "", lines: int = 2) -> QPlainTextEdit:
    """Return a field of a few lines; Tab leaves it."""
    made = QPlainTextEdit(words)
    made.setTabChangesFocus(True)
    made.document().setDocumentMargin(look.px(2))
    made.setFixedHeight(look.px(60 if lines == 2 else 12 + 24 * lines))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def tick(look: Look, words: str, on: bool = False) -> QCheckBox:
    """Return a tick box of a field's height."""
    box = QCheckBox(words)
    box.setChecked(on)
    box.setFixedHeight(look.px(32))
    return box


def pick(look: Look, words: Sequence[str], chosen: str = "", width: int = 0) -> QComboBox:
    """Return a drop-down, for six choices and more."""
    box = QComboBox()
    short(box)
    box.addItems(list(words))
    if chosen:
        box.setCurrentText(chosen)
    tips.tip(box, box.currentText())
    if width:
        box.setFixedWidth(look.px(width))
    else:
        box.setMinimumWidth(look.px(84))
    return box


def short(box: QComboBox) -> None:
    """Let a drop-down be narrower than its words, and say them whole in its tip."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(4)
    box.currentTextChanged.connect(lambda words: tips.tip(box, words))
