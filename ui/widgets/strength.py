"""How good a new password is: four short bars and words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Tone, Type
from ui.widgets.layout import painting

TONES = (Tone.LATE, Tone.SOON, Tone.DONE, Tone.DONE)
WORDS = ("太短", "一般", "可以", "很好")
LEAST, GOOD, BEST = 10, 12, 14


class Strength(QWidget):
    """Bars for the length, and what speaks against the password."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._grade, self._words = look, -1, ""
        self.setFixedHeight(look.px(20))

    def show_password(self, password: str, problem: str) -> None:
        """Judge a password by its length and by what the rules say of it."""
        length = len(password)
        grade = sum(length >= least for least in (LEAST, GOOD, BEST))
        self._grade = -1 if not password else 0 if problem else max(grade, 1)
        self._words = problem or f"{WORDS[max(self._grade, 0)]}，{length} 位"
        self._words = self._words if password else ""
        self.setAccessibleName(self._words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars and the words."""
        painter, look = painting(self), self._look
        tone = TONES[max(self._grade, 0)]
        painter.setPen(Qt.PenStyle.NoPen)
        for n in range(len(WORDS)):
            painter.setBrush(look.ink(tone) if n <= self._grade else look.colour("grey_wash"))
            place = QRectF(n * look.px(44), look.px(8), look.px(40), look.px(5))
            painter.drawRoundedRect(place, 2, 2)
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.ink(tone))
        words = self.rect().adjusted(look.px(188), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
