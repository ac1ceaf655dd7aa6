"""A number with a damaged part: red, dotted where it is wrong, so that the eye finds the place."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import Type
from ui.widgets.cells import Damaged, Index
from ui.widgets.row_delegate import RowDelegate


class DamagedDelegate(RowDelegate):
    """Draws what is damaged in a cell; everything else as any row."""

    def _draw_cell(self, painter: QPainter, place: QRect, said: object, index: Index) -> None:
        if not isinstance(said, Damaged):
            super()._draw_cell(painter, place, said, index)
            return
        self.draw_words(painter, place, said.words, Type.BODY, "red")
        metrics, look = painter.fontMetrics(), self._look
        left = place.left() + metrics.horizontalAdvance(said.words[: said.start])
        wide = metrics.horizontalAdvance(said.words[said.start : said.stop])
        base = place.center().y() + look.px(11)
        painter.setPen(QPen(look.colour("red"), look.px(2), Qt.PenStyle.DotLine))
        painter.drawLine(left, base, min(left + wide, place.right()), base)
