"""Identity numbers: a field that checks while typing, and a masked number with its eye."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from station_app.domain import identity
from ui.theme import Look, Type
from ui.widgets.buttons import sign
from ui.widgets.layout import row
from ui.widgets.words import text

SECONDS_SHOWN = 30
LONGEST = 18


class IdField(QLineEdit):
    """An identity number being typed; groups and full-width digits may be pasted."""

    changed = Signal(str)

    def __init__(self, number: str = "") -> None:
        super().__init__(number)
        self.setMaxLength(LONGEST + 6)  # a pasted number may carry spaces or dashes
        self.textEdited.connect(self._say)
        self.editingFinished.connect(self._tidy)

    def number(self) -> str:
        """Return the number as it is kept."""
        return identity.tidy(self.text())

    def says(self) -> str:
        """Say what is wrong, or how many digits are missing; empty when nothing is."""
        number = self.number()
        if not number or len(number) == LONGEST:
            fault = identity.fault(number) if number else ""
            return f"{fault}，请照身份证核对" if fault else ""
        if len(number) < LONGEST:
            return f"请照身份证输入 18 位，还差 {LONGEST - len(number)} 位"
        return f"多了 {len(number) - LONGEST} 位，请照身份证核对"

    def _say(self, _words: str) -> None:
        self.changed.emit(self.number())

    def _tidy(self) -> None:
        if self.text() != self.number():
            self.setText(self.number())


class MaskedNumber(QWidget):
    """A number behind its mask; the eye shows it for 30 s. `reveal` journals and returns it."""

    asked = Signal()

    def __init__(self, look: Look, number: str, mask: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._hidden = (mask or identity.masked)(number)
        self._words = text(look, self._hidden, Type.BODY)
        self._eye = sign(look, "eye", "显示号码 30 秒，会记入流水")
        self._eye.clicked.connect(self._turn)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide_number)
        self.setLayout(row(self._words, self._eye, None, gap=look.px(4)))

    @property
    def shown(self) -> bool:
        """Say whether the number is in clear now."""
        return self._clock.isActive()

    def text(self) -> str:
        """Return what is to be read now."""
        return self._words.text()

    def show_number(self, number: str) -> None:
        """Show the number in clear until its time is over; call it once the look is journalled."""
        self._words.setText(number)
        self._eye.setToolTip("收起号码")
        self._clock.start(SECONDS_SHOWN * 1000)

    def hide_number(self) -> None:
        """Put the mask back."""
        self._clock.stop()
        self._words.setText(self._hidden)
        self._eye.setToolTip("显示号码 30 秒，会记入流水")

    def _turn(self) -> None:
        if self.shown:
            self.hide_number()
        else:
            self.asked.emit()
