"""What a page is when it is not full of rows: empty, on its way, broken."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Type
from ui.widgets.layout import column, holder, painting, row
from ui.widgets.words import picture, prose, text

SHAPES = ((0, 70, 37), (190, 150, 0), (372, 90, 53), (640, 60, 0), (760, 90, 0))


def nothing(
    look: Look, icon: str, title: str, words: str, *buttons: QWidget, ink: str = "pine"
) -> QWidget:
    """Return an empty place: what it is for, and at most two deeds (three on the crash page)."""
    said = prose(look, words, Type.BODY, "soft")
    said.setFixedWidth(look.px(440))
    body = column(
        None,
        picture(look, icon, ink, 44),
        look.px(16),
        text(look, title, Type.NAME),
        look.px(8),
        said,
        look.px(20),
        row(*buttons, None, gap=look.px(10)),
        None,
        None,
    )
    return holder(row(None, holder(body), None))


class Ghosts(QWidget):
    """Rows on their way: show them only after 300 ms, so that quick pages never flicker."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("正在读取")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw grey words where words will stand."""
        painter, look, high = painting(self), self._look, self._look.px(42)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("grey_wash"))
        for n in range(self.height() // high):
            for left, width, turn in SHAPES:
                wide = look.px(width + n * turn % 65)
                place = QRectF(look.px(left), n * high + look.px(14), wide, look.px(14))
                if place.right() < self.width():
                    painter.drawRoundedRect(place, look.px(4), look.px(4))
            painter.fillRect(0, (n + 1) * high - 1, self.width(), 1, look.colour("line"))
