"""Words on one line that are cut where there is no room for them; the whole of them is the tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import Look, Type
from ui.widgets import tips
from ui.widgets.layout import painting
from ui.widgets.words import Ink, ink, paint_words


class Cut(QLabel):
    """A line that would rather be cut than push others aside."""

    def sizeHint(self) -> QSize:
        """Return the size of the whole words."""
        return QSize(self._wide(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        least = self.fontMetrics().horizontalAdvance("字…")
        return QSize(min(least, self._wide()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have a tip only while something is cut."""
        super().resizeEvent(event)
        tips.tip(self, self.text() if self.width() < self._wide() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = painting(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        short = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, short)

    def _wide(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()) + 1  # a hair, lest it be cut


def cut(look: Look, words: str, step: Type = Type.BODY, colour: Ink = "ink") -> Cut:
    """Return words that stand whole as long as those that give way leave them room."""
    made = Cut(words)
    made.setFont(look.font(step))
    paint_words(made, ink(look, colour))
    return made


def giving(look: Look, words: str, step: Type = Type.BODY, colour: Ink = "soft") -> Cut:
    """Return words that take the room that is left over, and are cut before all others."""
    made, policy = cut(look, words, step, colour), QSizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    policy.setHorizontalStretch(1)
    made.setSizePolicy(policy)
    return made
