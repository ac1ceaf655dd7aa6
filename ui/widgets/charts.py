"""Small pictures that carry their figures: a ring, a bar, dates on a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Tone, Type
from ui.widgets.layout import painting

WHOLE = 360 * 16


class Ring(QWidget):
    """Part of a whole as a ring, with the figure inside: 32, 共 47 户."""

    def __init__(self, look: Look, inside: str = "", below: str = "", side: int = 104) -> None:
        super().__init__()
        self._look, self._inside, self._below = look, inside, below
        self._share = 0.0
        self._side = look.px(side)
        self.setFixedSize(self._side, self._side)

    def show_share(self, part: int, whole: int, inside: str, below: str) -> None:
        """Show another share; nothing of nothing is an empty ring."""
        self._share = part / whole if whole else 0.0
        self._inside, self._below = inside, below
        self.setAccessibleName(f"{below}：{inside}，{whole}中的{part}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring and its words."""
        painter, look, side = painting(self), self._look, self._side
        thick = side * 0.085
        place = QRectF(thick, thick, side - 2 * thick, side - 2 * thick)
        solid, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle
        painter.setPen(QPen(look.colour("grey_wash"), thick, solid, cap.FlatCap))
        painter.drawArc(place, 0, WHOLE)
        if self._share:
            painter.setPen(QPen(look.colour("pine"), thick, solid, cap.RoundCap))
            painter.drawArc(place, WHOLE // 4, -round(WHOLE * self._share))
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(Type.FIGURE, side * 0.25 / look.scale))
        middle = self.rect().adjusted(0, 0, 0, -round(side * 0.14) if self._below else 0)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self._inside)
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.colour("soft"))
        low = self.rect().adjusted(0, round(side * 0.34), 0, 0)
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, self._below)


class Bar(QWidget):
    """Part of a whole as a bar."""

    def __init__(
        self, look: Look, part: int, whole: int, colour: str = "pine", height: int = 8
    ) -> None:
        super().__init__()
        self._look, self._colour = look, colour
        self._share = part / whole if whole else 0.0
        self.setFixedHeight(look.px(height))
        self.setMinimumWidth(look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter, look, corner = painting(self), self._look, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("grey_wash"))
        painter.drawRoundedRect(self.rect(), corner, corner)
        if self._share:
            painter.setBrush(look.colour(self._colour))
            full = max(self.width() * self._share, self.height())
            painter.drawRoundedRect(QRectF(0, 0, full, self.height()), corner, corner)


@dataclass(frozen=True, slots=True)
class Moment:
    """One stop on a line: a date of a back-schedule."""

    who: str
    when: str
    note: str
    tone: Tone = Tone.CALM


class BackSchedule(QWidget):
    """Dates counted back from the deadline, from the village up to the city."""

    def __init__(self, look: Look, moments: Sequence[Moment]) -> None:
        super().__init__()
        self._look, self._moments = look, tuple(moments)
        self.setFixedHeight(look.px(72))
        stops = (f"{one.who} {one.when} {one.note}" for one in self._moments)
        self.setAccessibleName("，".join(stops))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw dots on a line with who, when and how long."""
        if not self._moments:
            return
        painter, look, top = painting(self), self._look, self._look.px(8)
        metrics = QFontMetrics(look.font(Type.STRONG))
        words = [metrics.horizontalAdvance(f"{one.who} {one.when}") for one in self._moments]
        gap = max((self.width() - sum(words)) / len(words), look.px(8))
        lefts = [sum(words[:n]) + gap * n for n in range(len(words))]
        painter.setPen(QPen(look.colour("line"), 2))
        painter.drawLine(look.px(6), top, round(lefts[-1]), top)
        for left, moment in zip(lefts, self._moments, strict=True):
            self._draw(painter, left, top, moment)

    def _draw(self, painter: QPainter, left: float, top: int, moment: Moment) -> None:
        look, dot = self._look, self._look.px(6)
        calm = moment.tone is Tone.CALM
        painter.setPen(QPen(look.colour("edge") if calm else look.ink(moment.tone), 2))
        painter.setBrush(look.colour("paper") if calm else look.ink(moment.tone))
        painter.drawEllipse(QRectF(left + 1, top - dot + 1, 2 * dot - 2, 2 * dot - 2))
        painter.setFont(look.font(Type.BODY if calm else Type.STRONG))
        painter.setPen(look.colour("ink"))
        painter.drawText(QPoint(round(left), look.px(40)), f"{moment.who} {moment.when}")
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.colour("faint") if calm else look.ink(moment.tone))
        painter.drawText(QPoint(round(left), look.px(62)), moment.note)
