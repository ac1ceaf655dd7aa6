"""A damaged number typed anew on its own row, or kept as the paper has it, with the reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain import identity
from station_app.domain.roster import Line, Status
from ui.theme import Look
from ui.widgets.buttons import link
from ui.widgets.fields import line as field
from ui.widgets.id_field import IdField
from ui.widgets.layout import margins, row
from ui.widgets.spot import Spot
from ui.widgets.words import caption, paint_words

KEYS = "回车重新比对这一行，Esc 不改"
ASKS = "请照身份证输入 18 位"
WHY = "请写明为什么照登，如：证件原件就是这样"
KEEP = "证件就是这样，照登"


class Mending(Spot):
    """The number of one row; `mended` gives the number typed and why an odd one is right.

    An empty number means that the one in the sheet stays.
    """

    mended = Signal(str, str)

    def __init__(self, look: Look, page: QWidget, line: Line) -> None:
        super().__init__(look, page, f"第 {line.row} 行 {line.name} 的身份证号")
        self._line = line
        self.number = IdField(_begin(line))
        self.number.setAccessibleName(ASKS)
        self.number.setFixedWidth(look.px(190))
        self.reason = field()
        self.reason.setAccessibleName(WHY)
        self.reason.setFixedWidth(look.px(300))
        self.reason.hide()
        for one in (self.number, self.reason):
            one.setProperty("slim", True)
            one.returnPressed.connect(self.take)
        self.said = caption(look, "", "amber")
        self.keep = link(look, KEEP)
        self.keep.clicked.connect(self.ask_why)
        self.keys = caption(look, KEYS, "faint")
        edges = margins(look, 4, 3, 14, 3)
        parts = (self.number, self.reason, self.said, self.keep, None, self.keys)
        self.setLayout(row(*parts, margins=edges, gap=look.px(12)))
        self.number.changed.connect(self._check)
        self._check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the keys where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def begin(self) -> None:
        """Give the number the keyboard, its words ready to be typed over."""
        self.number.setFocus(Qt.FocusReason.TabFocusReason)
        self.number.end(False)

    def take(self) -> None:
        """Take a sound number, or an odd one with its reason; say what is missing."""
        if self.reason.isVisibleTo(self):
            why = self.reason.text().strip()
            if why:
                self.mended.emit(self._typed(), why)
            return
        number = self.number.number()
        if identity.valid(number):
            self.mended.emit(number, "")
        elif self.keep.isVisibleTo(self):
            self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def ask_why(self) -> None:
        """Ask why an odd number is right."""
        self.number.hide()
        self.keep.hide()
        self.reason.show()
        self._say(WHY, "soft")
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _check(self) -> None:
        number = self.number.number()
        self.keep.setVisible(self._may_stay(number))
        if number and not self.number.says():
            self._say("号码无误", "pine")
        else:
            self._say(self.number.says() or ASKS, "amber")

    def _may_stay(self, number: str) -> bool:
        """Say whether the number may be what the paper says, though it is odd."""
        if self._line.status is not Status.REJECTED:
            return False
        if not number:
            return bool(self._line.reading.number)
        return identity.well_formed(number) and not identity.valid(number)

    def _typed(self) -> str:
        number = self.number.number()
        return "" if number == identity.tidy(self._line.reading.shown) else number

    def _say(self, words: str, ink: str) -> None:
        self.said.setText(words)
        paint_words(self.said, self._look.colour(ink))
        self._fit()

    def _fit(self) -> None:
        told = [
            one for one in (self.number, self.reason, self.said, self.keep) if not one.isHidden()
        ]
        taken = sum(max(one.minimumWidth(), one.sizeHint().width()) for one in (*told, self.keys))
        gaps = self._look.px(18 + 12 * (len(told) + 1))
        self.keys.setVisible(taken + gaps <= self.width())


def _begin(line: Line) -> str:
    """Return what the field begins with: a number of the right length that is odd somewhere."""
    if line.reading.number:
        return ""
    number = identity.tidy(line.reading.shown)
    return number if len(number) in (15, 18) and identity.damaged(line.reading.shown) == "" else ""
