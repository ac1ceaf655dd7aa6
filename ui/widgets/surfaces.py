"""The two grounds everything stands on: the sheet of paper, and the bare desk with one sheet."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look
from ui.widgets.layout import painting


class PaperSheet(QWidget):
    """The sheet of paper on the desk: hairlines at its left and top, one round corner."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet, running off the window to the right and below."""
        painter, corner = painting(self), self._look.px(10)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(self._look.colour("paper"))
        beyond = QRectF(0.5, 0.5, self.width() + 40, self.height() + 40)
        painter.drawRoundedRect(beyond, corner, corner)


def on_desk(widget: QWidget) -> None:
    """Give a widget the desk's own ground."""
    widget.setObjectName("desk")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
