"""A counting return as it is printed, drawn on the screen; every figure opens who is behind it."""

import re

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from station_app.domain.returns import NOT_KEPT
from station_app.domain.template import Row, TailLine
from ui.theme import Look, Type
from ui.widgets.layout import painting
from ui.widgets.return_places import (
    EDGE,
    GAP,
    HEAD,
    ROW,
    SIGN,
    TOP,
    Places,
    Printed,
    Spot,
    figure_font,
)

LEAST = 560
DIGITS = re.compile(r"([0-9][0-9,.\-]*)")
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
CENTRE, MIDDLE = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ReturnPaper(QWidget):
    """Arrows walk over the figures, Enter or a click opens one: `opened` tells its address."""

    walked = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, printed: Printed) -> None:
        super().__init__()
        self._look, self._printed = look, printed
        self._here = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty("ownRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(look.px(LEAST))
        self.setAccessibleName(printed.template.title)
        self._fit()

    @property
    def here(self) -> str:
        """Return the address of the chosen figure; empty before one is chosen."""
        return self._here

    def label(self, address: str) -> str:
        """Return what a figure counts: 困难退役军人，人数."""
        template, (row, _, column) = self._printed.template, address.partition(".")
        if not column:
            fact = template.facts.get(address)
            return fact.word if fact else address
        head = template.column(column).heads[-1].replace("\n", "")
        return f"{template.row(row).label}，{head}"

    def show_printed(self, printed: Printed) -> None:
        """Show other figures of the same return."""
        self._printed = printed
        self._fit()
        self.update()

    def go_to(self, address: str) -> None:
        """Choose a figure and bring it into sight."""
        spot = self._map.spot(address)
        if spot is None:
            return
        self._here = address
        self.setAccessibleDescription(f"{self.label(address)} {spot.words}")
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            middle = self.mapTo(above.widget(), spot.place.center().toPoint())
            above.ensureVisible(middle.x(), middle.y(), 0, self._look.px(60))
        self.update()
        self.walked.emit(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the figures, open one."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._walk(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._here:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                super().keyPressEvent(event)
            else:
                self.opened.emit(self._here)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the figure under the pointer."""
        for spot in self._map.spots:
            if spot.place.contains(event.position()):
                self.go_to(spot.address)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say by the pointer what opens."""
        over = any(spot.place.contains(event.position()) for spot in self._map.spots)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the figures at another width."""
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter, look = painting(self), self._look
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("field"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        self._draw_title(painter)
        self._draw_heads(painter)
        for n, row in enumerate(self._printed.template.rows):
            self._draw_label(painter, n, row)
        self._draw_unders(painter)
        for n, line in enumerate(self._map.tails, start=len(self._printed.template.rows)):
            self._draw_tail(painter, n, line)
        for spot in self._map.spots:
            self._draw_figure(painter, spot)
        self._draw_grid(painter)
        self._draw_foot(painter)
        if self.hasFocus() and not self._here:
            painter.setPen(QPen(look.colour("pine"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _walk(self, down: int, right: int) -> None:
        spot = self._map.beside(self._here, down, right)
        if spot is not None:
            self.go_to(spot.address)

    def _fit(self) -> None:
        """Set the figures at this width, and the height of the sheet with them."""
        self._map = Places(self._look, self._printed, self.width())
        if self._map.spot(self._here) is None:
            self._here = ""
        self.setFixedHeight(self._map.height)

    # How they are drawn.

    def _draw_title(self, painter: QPainter) -> None:
        look, wide = self._look, self.width()
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(Type.PAPER_TITLE))
        title = QRectF(0, look.px(18), wide, look.px(32))
        painter.drawText(title, CENTRE | MIDDLE, self._printed.template.title)
        unit, day, measure = self._printed.head
        line = QRectF(look.px(EDGE), look.px(60), wide - 2 * look.px(EDGE), look.px(26))
        used = self._mixed(painter, line, unit) - line.left()
        self._mixed(
            painter, line.adjusted(max(line.width() * 0.46, used + look.px(14)), 0, 0, 0), day
        )
        painter.setFont(look.font(Type.PAPER))
        painter.drawText(line, MIDDLE | RIGHT, measure)

    def _draw_heads(self, painter: QPainter) -> None:
        look, lefts, labels = self._look, self._map.lefts, len(self._map.labels)
        top, high = look.px(TOP), look.px(HEAD)
        named = self._printed.template.columns[labels - 1].heads[-1] if labels else ""
        self._words(painter, QRectF(lefts[0], top, lefts[labels] - lefts[0], high), named, CENTRE)
        for at, column in enumerate(self._printed.template.columns):
            if column.count is not None:
                place = QRectF(lefts[at], top, lefts[at + 1] - lefts[at], high)
                self._words(painter, place, column.heads[-1], CENTRE, bold=True)

    def _draw_label(self, painter: QPainter, n: int, row: Row) -> None:
        lefts, labels = self._map.lefts, len(self._map.labels)
        first = 0 if row.spans or labels < 2 else labels - 1
        place = QRectF(
            lefts[first], self._map.y(n), lefts[labels] - lefts[first], self._look.px(ROW)
        )
        self._words(painter, place, row.label, LEFT, bold=row.strong)

    def _draw_unders(self, painter: QPainter) -> None:
        """Draw the words of merged cells at the left of the rows they belong to."""
        lefts = self._map.lefts
        for start, count, words in self._map.groups:
            place = QRectF(
                lefts[0], self._map.y(start), lefts[1] - lefts[0], self._look.px(ROW) * count
            )
            self._words(painter, place, words, CENTRE)

    def _groups(self) -> list[tuple[int, int, str]]:
        made: list[tuple[int, int, str]] = []
        for n, row in enumerate(self._printed.template.rows):
            if not row.under or row.spans:
                continue
            if made and made[-1][2] == row.under and sum(made[-1][:2]) == n:
                made[-1] = (made[-1][0], made[-1][1] + 1, row.under)
            else:
                made.append((n, 1, row.under))
        return made

    def _draw_tail(self, painter: QPainter, n: int, tail: TailLine) -> None:
        lefts, labels, high = self._map.lefts, len(self._map.labels), self._look.px(ROW)
        self._words(
            painter,
            QRectF(lefts[0], self._map.y(n), lefts[labels] - lefts[0], high),
            tail.label,
            LEFT,
        )
        letters = QFontMetricsF(self._look.font(Type.PAPER))
        for fact in tail.facts:
            spot = next(one for one in self._map.spots if one.tail and one.address == fact.key)
            left = spot.place.left() - letters.horizontalAdvance(f"{fact.word} ")
            painter.setFont(self._look.font(Type.PAPER))
            painter.setPen(self._look.colour("ink"))
            painter.drawText(QRectF(left, self._map.y(n), 4000, high), MIDDLE, fact.word)

    def _draw_figure(self, painter: QPainter, spot: Spot) -> None:
        look = self._look
        if spot.words == NOT_KEPT:
            self._words(painter, spot.place, spot.words, CENTRE)
            return
        bad, here = spot.address in self._printed.bad, spot.address == self._here
        if here or bad:
            ground = spot.place.adjusted(-4, 2, 4, -2) if spot.tail else spot.place
            painter.fillRect(ground, look.colour("pine_wash" if here else "red_wash"))
        painter.setFont(figure_font(look, spot.strong or here))
        painter.setPen(look.colour("red" if bad else "pine"))
        inner = spot.place if spot.tail else spot.place.adjusted(0, 0, -look.px(12), 0)
        painter.drawText(inner.adjusted(-20, 0, 0, 0), RIGHT | MIDDLE, spot.words)
        wide = painter.fontMetrics().horizontalAdvance(spot.words)
        base = spot.place.center().y() + look.px(9)
        painter.setPen(QPen(look.colour("red" if bad else "pine"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(inner.right() - wide, base), QPointF(inner.right(), base))
        if here:
            painter.setPen(QPen(look.colour("pine"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(
                spot.place.adjusted(*((-4, 2, 4, -2) if spot.tail else (1, 1, -1, -1)))
            )

    def _draw_grid(self, painter: QPainter) -> None:
        look = self._look
        painter.setPen(QPen(look.colour("soft"), 1))
        painter.drawLines(self._map.rules())
        painter.setPen(QPen(look.colour("ink"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._map.frame())

    def _draw_foot(self, painter: QPainter) -> None:
        look, top = self._look, self._map.bottom + self._look.px(GAP)
        painter.setPen(look.colour("ink"))
        for place, words in zip(self._map.notes, self._printed.notes, strict=True):
            painter.setFont(look.font(Type.PAPER))
            painter.drawText(place, int(Qt.TextFlag.TextWordWrap), words)
            top = place.bottom()
        wide = self.width() - 2 * look.px(EDGE)
        for n, names in enumerate(self._printed.signs):
            for at, words in enumerate(names):
                left = look.px(EDGE) + wide * at / 3
                line = top + look.px(4) + look.px(SIGN) * n
                self._mixed(painter, QRectF(left, line, wide / 3, look.px(SIGN)), words)

    def _words(
        self,
        painter: QPainter,
        place: QRectF,
        words: str,
        side: Qt.AlignmentFlag,
        *,
        bold: bool = False,
    ) -> None:
        font = self._look.font(Type.PAPER)
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self._look.colour("ink"))
        left = side == LEFT
        inner = place.adjusted(self._look.px(8), 0, -self._look.px(2), 0) if left else place
        painter.drawText(inner, int(side | MIDDLE), words)

    def _mixed(self, painter: QPainter, place: QRectF, words: str) -> float:
        """Write words in Song and figures in Hei, as the sheet prints; return where they end."""
        left = place.left()
        for part in DIGITS.split(words):
            painter.setFont(
                figure_font(self._look) if part[:1].isdigit() else self._look.font(Type.PAPER)
            )
            painter.setPen(self._look.colour("ink"))
            painter.drawText(QRectF(left, place.top(), 4000, place.height()), MIDDLE, part)
            left += painter.fontMetrics().horizontalAdvance(part)
        return left
