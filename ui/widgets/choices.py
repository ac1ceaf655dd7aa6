"""Choices without a drop-down: one of a few words, or ticks turned by digits."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.theme import Look, Type
from ui.widgets.layout import painting, row


class Choice(QWidget):
    """One of a few words, by click, arrow or digit; nothing is chosen at -1."""

    changed = Signal(int)

    def __init__(self, look: Look, words: Sequence[str], chosen: int = -1) -> None:
        super().__init__()
        self._look, self._words, self.chosen = look, tuple(words), chosen
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(look.px(36))
        wide = self.fontMetrics().horizontalAdvance
        self.setMinimumWidth(sum(look.px(28) + wide(word) for word in words))

    def word(self) -> str:
        """Return the chosen word; empty when none is."""
        return self._words[self.chosen] if self.chosen >= 0 else ""

    def show_word(self, word: str) -> None:
        """Show a word as chosen without saying so; an unknown one chooses nothing."""
        self.chosen = self._words.index(word) if word in self._words else -1
        self.update()

    def choose(self, n: int) -> None:
        """Take the n-th word if there is one."""
        if 0 <= n < len(self._words) and n != self.chosen:
            self.chosen = n
            self.setAccessibleDescription(self.word())
            self.changed.emit(n)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take arrows and digits."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.choose(self.chosen + step)
        elif event.text().isdecimal():
            self.choose(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the word under the pointer."""
        self.choose(int(event.position().x() * len(self._words) // max(self.width(), 1)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the digits."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the digits."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words with their digits."""
        painter, look = painting(self), self._look
        corner, on = look.px(5), self.isEnabled()
        painter.setPen(QPen(look.colour("edge" if on else "line"), 1))
        painter.setBrush(look.colour("field" if on else "grey_wash"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        for n, word in enumerate(self._words):
            self._draw_word(painter, n, word)

    def _draw_word(self, painter: QPainter, n: int, word: str) -> None:
        look, width = self._look, self.width() / len(self._words)
        place, on = QRectF(n * width, 0, width, self.height()), n == self.chosen
        if on:
            painter.setPen(QPen(look.colour("pine"), 1.5))
            painter.setBrush(look.colour("pine_wash"))
            corner = look.px(5)
            painter.drawRoundedRect(place.adjusted(0.75, 0.75, -0.75, -0.75), corner, corner)
        elif n and n - 1 != self.chosen:
            painter.setPen(QPen(look.colour("line"), 1))
            inset = QPoint(0, look.px(9))
            painter.drawLine(place.topLeft() + inset, place.bottomLeft() - inset)
        painter.setFont(look.font(Type.STRONG if on else Type.BODY))
        ink = ("pine_deep" if on else "ink") if self.isEnabled() else "faint"
        painter.setPen(look.colour(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
        if self.hasFocus():
            self._draw_digit(painter, place, n, painter.fontMetrics().horizontalAdvance(word))

    def _draw_digit(self, painter: QPainter, place: QRectF, n: int, full: int) -> None:
        look = self._look
        painter.setFont(look.font(Type.CAPTION, 12))
        painter.setPen(look.colour("pine" if n == self.chosen else "faint"))
        left = place.center().x() - full / 2 - look.px(12)
        room = QRectF(left, 0, look.px(12), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(n + 1))


class Tick(QCheckBox):
    """A tick box of a group; while the group has the keyboard its digit stands in the box."""

    def __init__(self, look: Look, words: str, digit: int) -> None:
        super().__init__(words)
        self._look, self._digit = look, digit
        self.setFixedHeight(look.px(30))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the digit into an empty box of the group that has the keyboard."""
        super().paintEvent(event)
        group = self.parentWidget()
        if self.isChecked() or not group or not group.hasFocus():
            return
        painter, side = painting(self), self._look.px(18)
        painter.setFont(self._look.font(Type.CAPTION, 12))
        painter.setPen(self._look.colour("faint"))
        place = QRect(0, (self.height() - side) // 2, side, side)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._digit))


class Ticks(QWidget):
    """Tick boxes as one stop for Tab: a digit turns one; equal places, as on the sheet."""

    changed = Signal()

    def __init__(
        self, look: Look, words: Sequence[str], on: Iterable[str] = (), places: int = 6
    ) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = row()
        self.ticks = [Tick(look, word, n) for n, word in enumerate(words, start=1)]
        for tick in self.ticks:
            box.addWidget(tick, 1)
            box.addSpacing(look.px(3))
            tick.toggled.connect(self.changed)
        for _ in range(places - len(self.ticks)):
            box.addStretch(1)
            box.addSpacing(look.px(3))
        self.setLayout(box)
        self.show_words(on)

    def words(self) -> tuple[str, ...]:
        """Return the ticked words in their order."""
        return tuple(tick.text() for tick in self.ticks if tick.isChecked())

    def show_words(self, words: Iterable[str]) -> None:
        """Tick exactly these words."""
        wanted = set(words)
        for tick in self.ticks:
            tick.setChecked(tick.text() in wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the box of a digit."""
        digit = int(event.text()) if event.text().isdecimal() else 0
        if 1 <= digit <= len(self.ticks):
            self.ticks[digit - 1].toggle()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the digits."""
        super().focusInEvent(event)
        self._redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the digits."""
        super().focusOutEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        for tick in self.ticks:
            tick.update()
