"""Tags and faces: a word on a wash, a surname on a square."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Tone, Type
from ui.widgets.layout import painting


class Tag(QWidget):
    """A word on a wash: a category, a state."""

    def __init__(self, look: Look, words: str, tone: Tone = Tone.CALM) -> None:
        super().__init__()
        self._look, self._words, self._tone = look, words, tone
        self.setAccessibleName(words)
        width = QFontMetrics(look.font(Type.CAPTION)).horizontalAdvance(words)
        self.setFixedSize(width + look.px(16), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tag."""
        draw_tag(painting(self), self._look, self.rect(), self._words, self._tone)


def demo_tag(look: Look) -> Tag:
    """Return the mark of a demo register: it stands on every page, at every width."""
    return Tag(look, "演示数据", Tone.SOON)


def draw_tag(
    painter: QPainter, look: Look, place: QRect, words: str, tone: Tone, chosen: bool = False
) -> None:
    """Draw a tag filling a rectangle; on a chosen row it is white with a hairline."""
    painter.setPen(QPen(look.colour("line"), 1) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("field") if chosen else look.wash(tone))
    place = place.adjusted(0, 0, -1, -1) if chosen else place
    painter.drawRoundedRect(QRectF(place), look.px(4), look.px(4))
    painter.setFont(look.font(Type.CAPTION))
    painter.setPen(look.colour("ink") if tone is Tone.CALM else look.ink(tone))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


class Avatar(QWidget):
    """The surname on a wash: a face nobody has to photograph."""

    def __init__(self, look: Look, name: str, side: int = 48, ground: str = "pine_wash") -> None:
        super().__init__()
        self._look, self._letter, self._ground = look, name[:1], ground
        self._side = look.px(side)
        self.setFixedSize(self._side, self._side)

    def stand_on(self, ground: str) -> None:
        """Take another ground, so that the square shows on a chosen row."""
        self._ground = ground
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surname."""
        painter, look = painting(self), self._look
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._ground))
        painter.drawRoundedRect(self.rect(), look.px(8), look.px(8))
        painter.setFont(look.font(Type.NAME, self._side * 0.5 / look.scale))
        painter.setPen(look.colour("pine_deep"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
