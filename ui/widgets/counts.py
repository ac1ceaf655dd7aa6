"""Counts that are switches: press one to see its rows; together they add up to the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame

from ui.theme import Look, Tone, Type
from ui.widgets.layout import painting, row

HIGH, LOW = 68, 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One figure: its word, how many, its tone."""

    words: str
    many: int
    tone: Tone = Tone.CALM


class CountSwitch(QAbstractButton):
    """One count of the strip."""

    def __init__(self, look: Look, count: Count, high: int = HIGH) -> None:
        super().__init__()
        self._look, self._count, self._high = look, count, high
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(look.px(high))
        self.setMinimumWidth(look.px(84))
        self.setProperty("ownRing", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(count)

    @property
    def many(self) -> int:
        """Return the figure."""
        return self._count.many

    def show_count(self, count: Count) -> None:
        """Show another figure."""
        self._count = count
        self.setText(f"{count.words} {count.many}")
        self.setAccessibleName(f"{count.words} {count.many} 行")
        self.setEnabled(count.many > 0)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that is wished for."""
        return QSize(self._look.px(120), self._look.px(self._high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word over its figure; the chosen one stands on white with a green edge."""
        painter, look = painting(self), self._look
        if self.isChecked() or self.hasFocus():
            self._draw_edge(painter)
        low_one = self._high < HIGH
        edge = look.px(4 if low_one else 8)
        inner = self.rect().adjusted(look.px(16), edge, -look.px(12), -edge)
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.ink(self._count.tone))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, self._count.words)
        painter.setFont(look.font(Type.FIGURE, 22 if low_one else 26))
        painter.setPen(look.colour("ink" if self.isEnabled() else "edge"))
        low = QRect(inner.left(), inner.top(), inner.width(), inner.height() + look.px(2))
        painter.drawText(low, Qt.AlignmentFlag.AlignBottom, str(self._count.many))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the strip."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _draw_edge(self, painter: QPainter) -> None:
        look, corner = self._look, self._look.px(8)
        painter.setPen(QPen(look.colour("pine"), 2.5 if self.hasFocus() else 1.5))
        painter.setBrush(look.colour("field") if self.isChecked() else Qt.BrushStyle.NoBrush)
        place = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(place, corner, corner)


class CountStrip(QFrame):
    """A strip of counts, one of them chosen; one stop for Tab, arrows and Home walk."""

    chosen = Signal(int)

    def __init__(self, look: Look, counts: Sequence[Count], now: int = 0, high: int = HIGH) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.switches = [CountSwitch(look, count, high) for count in counts]
        for n, one in enumerate(self.switches):
            one.setChecked(n == now)
            one.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if n == now else Qt.FocusPolicy.ClickFocus
            )
            one.clicked.connect(lambda _on, n=n: self.choose(n))
        box = row()
        for one in self.switches:
            box.addWidget(one, 1)
        self.setLayout(box)

    @property
    def now(self) -> int:
        """Return which one is chosen."""
        return next(n for n, one in enumerate(self.switches) if one.isChecked())

    def choose(self, n: int) -> None:
        """Choose a count and say so."""
        for at, one in enumerate(self.switches):
            one.setChecked(at == n)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == n else Qt.FocusPolicy.ClickFocus)
        self.chosen.emit(n)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show other figures."""
        for one, count in zip(self.switches, counts, strict=True):
            one.show_count(count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows, choose by a digit."""
        now, many = self.now, len(self.switches)
        ways = {Qt.Key.Key_Left: range(now - 1, -1, -1), Qt.Key.Key_Right: range(now + 1, many)}
        digit = int(event.text()) - 1 if event.text().isdecimal() else -1
        way = ways.get(Qt.Key(event.key()), range(digit, min(digit + 1, many)))
        wanted = next((n for n in way if n >= 0 and self.switches[n].isEnabled()), None)
        if wanted is not None:
            self.choose(wanted)
            self.switches[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
