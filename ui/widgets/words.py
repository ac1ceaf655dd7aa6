"""Words, icons and states as labels. Everything said here is plain text, never HTML."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import TONE_ICON, Look, Tone, Type
from ui.widgets.layout import holder, painting, row

Ink = str | QColor


def text(look: Look, words: str, step: Type = Type.BODY, colour: Ink = "ink") -> QLabel:
    """Return one line of words in a step of the type scale."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(look.font(step))
    paint_words(label, _ink(look, colour))
    return label


def caption(look: Look, words: str, colour: Ink = "soft") -> QLabel:
    """Return small words on one line."""
    return text(look, words, Type.CAPTION, colour)


class Prose(QWidget):
    """Words that wrap, with the line height Chinese needs, whatever the family's own is."""

    def __init__(self, look: Look, words: str, step: Type, colour: Ink, leading: float) -> None:
        super().__init__()
        self._look, self._words = look, words
        self._ink = _ink(look, colour)
        self._high = look.px(step.value[0] * leading)
        self.setFont(look.font(step))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)

    def text(self) -> str:
        """Return the words."""
        return self._words

    def say(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height these words need at a width."""
        return len(self._lines(width)) * self._high

    def sizeHint(self) -> QSize:
        """Return the size at the width given now, or at a line of thirty characters."""
        wide = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0
        wide = wide or self._look.px(450)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one line."""
        return QSize(self._look.px(60), self.heightForWidth(self.width()) if self._wide() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = painting(self)
        painter.setFont(self.font())
        enabled = self.isEnabled()
        painter.setPen(self._ink if enabled else self._look.colour("edge"))
        for n, words in enumerate(self._lines(self.width())):
            place = QRect(QPoint(0, n * self._high), QSize(self.width() + 2, self._high))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _wide(self) -> bool:
        return self.width() > self._look.px(60)

    def _lines(self, width: int) -> list[str]:
        return [line for words in self._words.split("\n") for line in self._wrapped(words, width)]

    def _wrapped(self, words: str, width: int) -> list[str]:
        layout = QTextLayout(words, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            # Qt counts UTF-16 units; a rare character of two units must not shift the rest.
            units = words.encode("utf-16-le")
            start, length = line.textStart() * 2, line.textLength() * 2
            lines.append(units[start : start + length].decode("utf-16-le", "replace").rstrip())
        layout.endLayout()
        return lines or [""]


def prose(
    look: Look, words: str, step: Type = Type.BODY, colour: Ink = "ink", leading: float = 1.6
) -> Prose:
    """Return words that wrap."""
    return Prose(look, words, step, colour, leading)


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
    return Picture(look, name, _ink(look, colour), size)


def mark(look: Look, tone: Tone, words: str, step: Type = Type.CAPTION, icon: str = "") -> QWidget:
    """Return a state: shape, colour and word together."""
    sign = picture(look, icon or TONE_ICON[tone], look.ink(tone), 16)
    sign.setFixedHeight(look.px(18))
    sign.setAlignment(Qt.AlignmentFlag.AlignBottom)
    return holder(row(sign, text(look, words, step, look.ink(tone)), gap=look.px(5)))


def _ink(look: Look, colour: Ink) -> QColor:
    return look.colour(colour) if isinstance(colour, str) else colour
