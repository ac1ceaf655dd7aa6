"""Words, icons and states as labels. Everything said here is plain text, never HTML."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import TONE_ICON, Look, Tone, Type
from ui.widgets.layout import holder, painting, row

if TYPE_CHECKING:
    from ui.widgets.prose import Prose

Ink = str | QColor


def text(look: Look, words: str, step: Type = Type.BODY, colour: Ink = "ink") -> QLabel:
    """Return one line of words in a step of the type scale."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(step))
    paint_words(label, ink(look, colour))
    return label


def caption(look: Look, words: str, colour: Ink = "soft") -> QLabel:
    """Return small words on one line."""
    return text(look, words, Type.CAPTION, colour)


def prose(
    look: Look, words: str, step: Type = Type.BODY, colour: Ink = "ink", leading: float = 1.6
) -> "Prose":
    """Return words that wrap."""
    from ui.widgets.prose import Prose  # noqa: PLC0415 - the sign-in page is painted without any

    return Prose(look, words, step, ink(look, colour), leading)


def paint_words(label: QLabel, colour: QColor) -> None:
    """Give a label's words another colour."""
    palette = label.palette()
    palette.setColor(label.foregroundRole(), colour)
    label.setPalette(palette)


class Picture(QLabel):
    """A line icon, drawn for the very screen it stands on, so that it is never smudged."""

    def __init__(self, look: Look, name: str, colour: QColor, size: int) -> None:
        super().__init__()
        self._look, self._name, self._ink, self._size = look, name, colour, size
        self.setFixedSize(look.px(size), look.px(size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the middle, or at the foot of a taller place."""
        painter, side = painting(self), self._look.px(self._size)
        low = bool(self.alignment() & Qt.AlignmentFlag.AlignBottom)
        high = self.height() - side
        icon = self._look.pixmap(self._name, self._ink, self._size, self.devicePixelRatioF())
        place = QRect((self.width() - side) // 2, high if low else high // 2, side, side)
        painter.drawPixmap(place, icon)


def picture(look: Look, name: str, colour: Ink = "soft", size: int = 20) -> Picture:
    """Return a line icon as a label."""
    return Picture(look, name, ink(look, colour), size)


def mark(look: Look, tone: Tone, words: str, step: Type = Type.CAPTION, icon: str = "") -> QWidget:
    """Return a state: shape, colour and word together."""
    sign = picture(look, icon or TONE_ICON[tone], look.ink(tone), 16)
    sign.setFixedHeight(look.px(18))
    sign.setAlignment(Qt.AlignmentFlag.AlignBottom)
    return holder(row(sign, text(look, words, step, look.ink(tone)), gap=look.px(5)))


def ink(look: Look, colour: Ink) -> QColor:
    """Return a colour of the look by its name, or the colour itself."""
    return look.colour(colour) if isinstance(colour, str) else colour
