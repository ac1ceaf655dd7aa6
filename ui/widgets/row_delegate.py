"""How a row of a table is drawn: hairlines, a quiet selection, tags and marks, cut words whole."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.theme import TONE_ICON, Look, Tone, Type
from ui.theme.style import has, rect_of
from ui.widgets import tips
from ui.widgets.cells import CELL, Arrow, Gone, Index, Mark, Picked, Quiet, Two, spoken
from ui.widgets.tags import draw_tag

CUT = 20
GONE = "faint"


class RowDelegate(QStyledItemDelegate):
    """Draws every table of the program: hairlines, a quiet selection, tags and marks."""

    def __init__(self, look: Look, parent: QTableView, height: int, plain: bool = False) -> None:
        super().__init__(parent)
        self._look, self._height, self._plain = look, look.px(height), plain

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return one row's height."""
        return QSize(self._look.px(60), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then what the cell says."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place, chosen = rect_of(option), has(option, QStyle.StateFlag.State_Selected)
        self.draw_ground(painter, option, index)
        left = 0 if self._plain and index.column() == 0 else self._look.px(12)
        right = _is_right(index)
        spare = 0 if self._plain and right and _is_last(index) else 12 if right else 8
        inner = place.adjusted(left, 0, -self._look.px(spare), 0)
        said = index.data(CELL)
        if isinstance(said, tuple):
            self._draw_tags(painter, inner, said, chosen)
        else:
            self._draw_cell(painter, inner, said, index)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say the whole words of a cell that are cut."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        words = spoken(index.data(CELL))
        full = QFontMetrics(self._look.font(Type.STRONG)).horizontalAdvance(words)
        cut = full + self._look.px(CUT) > rect_of(option).width()
        QToolTip.showText(event.globalPos(), tips.plain(words) if cut else "", view)
        return True

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what lies under the words: the chosen row, the row under the mouse, the hairline."""
        look, place = self._look, rect_of(option)
        if has(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(place, look.colour("pine_wash"))
            if index.column() == 0 and not self._plain:
                edge = QRect(place.left(), place.top(), look.px(3), place.height())
                painter.fillRect(edge, look.colour("pine"))
        elif has(option, QStyle.StateFlag.State_MouseOver):
            painter.fillRect(place, look.colour("hover"))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, look.colour("line"))

    def draw_words(
        self, painter: QPainter, place: QRect, words: str, step: Type, colour: str
    ) -> int:
        """Draw words at the left of a place, cut where they do not fit; return their width."""
        return self._put(painter, place, words, step, colour)

    def _draw_cell(self, painter: QPainter, place: QRect, said: object, index: Index) -> None:
        if isinstance(said, Mark):
            self._draw_mark(painter, place, said, _is_right(index))
        elif isinstance(said, Two):
            self._draw_two(painter, place, said)
        elif isinstance(said, Gone):
            self._put(painter, place, said.words, Type.BODY, GONE)
        elif isinstance(said, Quiet):
            self._put(painter, place, said.words, Type.BODY, "soft")
        elif isinstance(said, Arrow):
            self._draw_arrow(painter, place)
        elif isinstance(said, Picked):
            self._draw_tick(painter, place, said.on)
        else:
            step = Type.STRONG if index.column() == 0 else Type.BODY
            side = Qt.AlignmentFlag.AlignRight if _is_right(index) else Qt.AlignmentFlag.AlignLeft
            self._put(painter, place, str(said), step, "ink", side=side)

    def _put(
        self,
        painter: QPainter,
        place: QRect,
        words: str,
        step: Type,
        colour: str,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        font = self._look.font(step)
        font.setStrikeOut(colour == GONE)
        painter.setFont(font)
        painter.setPen(self._look.colour(colour))
        cut = Qt.TextElideMode.ElideRight
        short = painter.fontMetrics().elidedText(words, cut, place.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, short)
        return painter.fontMetrics().horizontalAdvance(short)

    def _draw_two(self, painter: QPainter, place: QRect, said: Two) -> None:
        used = self._put(painter, place, said.words, Type.STRONG, "ink")
        rest = place.adjusted(used + self._look.px(8), 0, 0, 0)
        self._put(painter, rest, said.soft, Type.CAPTION, "soft")

    def _draw_mark(self, painter: QPainter, place: QRect, said: Mark, right: bool) -> None:
        look, side = self._look, self._look.px(16)
        shaped = bool(said.icon) or said.tone is not Tone.CALM
        if right:
            full = QFontMetrics(look.font(Type.BODY)).horizontalAdvance(spoken(said))
            full += (side + look.px(6) if shaped else 0) + look.px(2)  # a hair, lest it be cut
            place = place.adjusted(max(place.width() - full, 0), 0, 0, 0)
        if shaped:
            ratio = painter.device().devicePixelRatio()
            icon = look.pixmap(said.icon or TONE_ICON[said.tone], look.ink(said.tone), 16, ratio)
            top = place.center().y() - side // 2 + look.px(1)
            painter.drawPixmap(QRect(place.left(), top, side, side), icon)
            place = place.adjusted(side + look.px(6), 0, 0, 0)
        colour = "ink" if said.tone is Tone.CALM else said.tone.value
        kept = QFontMetrics(look.font(Type.BODY)).horizontalAdvance(said.end)
        used = self._put(painter, place.adjusted(0, 0, -kept, 0), said.words, Type.BODY, colour)
        self._put(painter, place.adjusted(used, 0, 0, 0), said.end, Type.BODY, colour)

    def _draw_arrow(self, painter: QPainter, place: QRect) -> None:
        side = self._look.px(16)
        box = QRect(place.left(), place.center().y() - side // 2 + 1, side, side)
        self._look.icon("arrow-right", "faint", 16).paint(painter, box)

    def _draw_tick(self, painter: QPainter, place: QRect, on: bool) -> None:
        look, side = self._look, self._look.px(18)
        box = QRect(place.left(), place.center().y() - side // 2, side, side)
        painter.setPen(QPen(look.colour("pine" if on else "edge"), 1))
        painter.setBrush(look.colour("pine" if on else "field"))
        inner = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, look.px(4), look.px(4))
        if on:
            look.icon("check", "on_pine", 16).paint(painter, box)

    def _draw_tags(
        self, painter: QPainter, place: QRect, words: Sequence[str], chosen: bool
    ) -> None:
        look, left = self._look, place.left()
        metrics = QFontMetrics(look.font(Type.CAPTION))
        room = place.width() - (look.px(20) if len(words) > 1 else 0)
        for n, full in enumerate(words):
            word = metrics.elidedText(full, Qt.TextElideMode.ElideRight, max(room - look.px(14), 0))
            width, rest = metrics.horizontalAdvance(word) + look.px(14), len(words) - n
            more = look.px(40) if rest > 1 else 0
            if left + width + more > place.right() and n:
                spare = QRect(left, place.top(), look.px(40), place.height())
                self._put(painter, spare, f"+{rest}", Type.CAPTION, "soft")
                return
            box = QRect(left, place.center().y() - look.px(12) + 1, width, look.px(24))
            draw_tag(painter, look, box, word, Tone.CALM, chosen)
            left += width + look.px(6)


def _is_last(index: Index) -> bool:
    return index.column() == index.model().columnCount() - 1


def _is_right(index: Index) -> bool:
    side = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return bool(side is not None and Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight)
