"""A drop-down that takes its words in when somebody comes to it: thirty of them cost nothing."""

from collections.abc import Sequence

from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from ui.theme import Look


class LatePick(QComboBox):
    """One of many words; until it has the keyboard or is opened it holds the chosen one alone.

    `activated` counts through all words, since nobody can choose before.
    """

    def __init__(self, look: Look, words: Sequence[str], chosen: str, width: int) -> None:
        super().__init__()
        self._words: Sequence[str] = words
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(chosen)
        self.setFixedWidth(look.px(width))

    def take_in(self) -> None:
        """Offer every word."""
        if not self._words:
            return
        words, chosen, self._words = self._words, self.currentText(), ()
        self.clear()
        self.addItems(list(words))
        self.setCurrentText(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer every word to the keyboard."""
        self.take_in()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Offer every word to the mouse."""
        self.take_in()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: nothing is chosen in passing."""
        event.ignore()
