"""Buttons: deeds, links, chips, and the switch between two or three views."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from ui.theme import Look, Type
from ui.widgets import tips
from ui.widgets.layout import painting, row

INKS = {
    "primary": "on_pine",
    "danger": "red",
    "quiet": "soft",
    "link": "pine",
    "chip": "pine_deep",
}


def button(look: Look, words: str, kind: str = "", icon: str = "", keys: str = "") -> QPushButton:
    """Return a button of a kind: primary, danger, quiet, link or plain.

    Enter and Space press it. `keys` is shown after the words; pass it only where the room shows
    key words.
    """
    words = f"{words}　{keys}" if keys else words
    words = words.replace("&", "&&")
    made = QPushButton(f" {words}" if icon and words else words)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        made.setIcon(look.icon(icon, INKS.get(kind, "ink"), 18))
        made.setIconSize(QSize(look.px(18), look.px(18)))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(True)  # Enter presses it
    return made


def link(look: Look, words: str, icon: str = "") -> QPushButton:
    """Return a deed that reads like a word."""
    return button(look, words, "link", icon)


def sign(look: Look, icon: str, name: str) -> QPushButton:
    """Return a button that is only an icon, with its name and tip; for ✕ ⋯ eye and side bar."""
    made = button(look, "", "quiet", icon)
    made.setFixedWidth(look.px(36))
    made.setAccessibleName(name)
    tips.tip(made, name)
    return made


def across(made: QPushButton) -> QPushButton:
    """Let a button take the whole width of a narrow sheet."""
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def slim(made: QPushButton) -> QPushButton:
    """Make a button 30 pixels high, for the head line of a form."""
    made.setProperty("slim", True)
    return made


class Chip(QPushButton):
    """A filter that is on; a click or Del takes it away."""

    taken = Signal()

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(words)
        self._look, self._words = look, words
        self.setProperty("kind", "chip")
        self.setAutoDefault(True)  # Enter presses it
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tips.tip(self, f"去掉条件“{words}”")
        self.setAccessibleName(f"条件“{words}”，回车去掉")
        wide = QFontMetrics(look.font(Type.BODY)).horizontalAdvance(words)
        self.setFixedSize(wide + look.px(12 + 6 + 14 + 10), look.px(30))
        self.clicked.connect(self.taken)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the word and a small cross with the same room at both ends."""
        painter, look, side = painting(self), self._look, self._look.px(14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("line" if self.underMouse() else "pine_wash"))
        painter.drawRoundedRect(self.rect(), look.px(14), look.px(14))
        painter.setFont(look.font(Type.BODY))
        painter.setPen(look.colour("pine_deep"))
        words = self.rect().adjusted(look.px(12), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
        place = QRect(self.width() - look.px(10) - side, (self.height() - side) // 2, side, side)
        cross = look.pixmap("x", look.colour("pine_deep"), 14, self.devicePixelRatioF())
        painter.drawPixmap(place, cross)


class Segments(QFrame):
    """A switch between two or three views."""

    chosen = Signal(int)

    def __init__(self, look: Look, words: Sequence[str], now: int = 0) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.buttons = [button(look, word, "segment") for word in words]
        for n, made in enumerate(self.buttons):
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.setChecked(n == now)
            made.clicked.connect(lambda _on, n=n: self.chosen.emit(n))
        self.setLayout(row(*self.buttons, gap=look.px(2), margins=(look.px(3),) * 4))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def choose(self, n: int) -> None:
        """Show the n-th view as chosen without saying so."""
        self.buttons[n].setChecked(True)

    def name(self, n: int, words: str) -> None:
        """Give the n-th view another name, a new count for instance."""
        self.buttons[n].setText(words)


def big_switch(look: Look) -> QPushButton:
    """Return the switch for big type; it is pressed while type is big."""
    made = button(look, "大字", "quiet", "letter-case")
    made.setCheckable(True)
    made.setChecked(look.big)
    made.setToolTip("大字、普通字　Ctrl+加号、Ctrl+减号")
    return made
