"""Where we are in a few steps: drawn where there is room, said where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Room, Type
from ui.widgets.layout import painting
from ui.widgets.words import text


def steps(look: Look, room: Room, words: Sequence[str], now: int) -> QWidget:
    """Return the steps as drawn discs when wide, else as 「第 2 步，共 5 步：对表头」."""
    if room is Room.WIDE or now >= len(words):
        return Stepper(look, words, now)
    return text(look, f"第 {now + 1} 步，共 {len(words)} 步：{words[now]}", Type.BODY, "soft")


class Stepper(QWidget):
    """A few steps as discs on a line."""

    def __init__(self, look: Look, words: Sequence[str], now: int) -> None:
        super().__init__()
        self._look, self._steps, self._now = look, tuple(words), now
        self.setFixedHeight(look.px(32))
        self.setMinimumWidth(self._least())
        self.setAccessibleName(
            f"第{now + 1}步，共{len(words)}步：{words[now]}" if now < len(words) else "各步都已完成"
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps from left to right."""
        painter, left = painting(self), 0
        for n, word in enumerate(self._steps):
            left = self._draw_step(painter, left, n, word)

    def _least(self) -> int:
        look, count = self._look, len(self._steps)
        words = sum(
            QFontMetrics(look.font(self._type(n))).horizontalAdvance(step)
            for n, step in enumerate(self._steps)
        )
        return words + look.px(32) * count + look.px(52) * (count - 1)

    def _type(self, n: int) -> Type:
        return Type.STRONG if n == self._now else Type.BODY

    def _draw_step(self, painter: QPainter, left: int, n: int, word: str) -> int:
        look, side, middle = self._look, self._look.px(24), self.height() // 2
        disc = QRect(left, middle - side // 2, side, side)
        done, now = n < self._now, n == self._now
        self._draw_disc(painter, disc, n)
        painter.setFont(look.font(self._type(n)))
        painter.setPen(look.colour("ink" if now else "soft" if done else "faint"))
        start, wide = disc.right() + look.px(8), painter.fontMetrics().horizontalAdvance(word)
        place = QRect(start, 0, wide + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        right = start + wide + look.px(12)
        if n == len(self._steps) - 1:
            return right
        painter.setPen(QPen(look.colour("pine" if done else "line"), 1.5))
        painter.drawLine(right, middle, right + look.px(28), middle)
        return right + look.px(40)

    def _draw_disc(self, painter: QPainter, disc: QRect, n: int) -> None:
        look, done, now = self._look, n < self._now, n == self._now
        painter.setPen(QPen(look.colour("pine" if done or now else "edge"), 1.5))
        painter.setBrush(look.colour("pine" if now else "pine_wash" if done else "paper"))
        painter.drawEllipse(QRectF(disc).adjusted(0.75, 0.75, -0.75, -0.75))
        if done:
            look.icon("check", "pine", 16).paint(painter, disc)
            return
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.colour("on_pine" if now else "faint"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(n + 1))
