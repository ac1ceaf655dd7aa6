"""Facts on paper: lines of a file, findings on a wash, what may stay folded."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from station_app.errors import StationError
from ui.theme import TONE_ICON, Look, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.cut import giving
from ui.widgets.layout import Part, column, holder, margins, painting, row, rule
from ui.widgets.words import caption, picture, prose


def fact(
    look: Look,
    label: str,
    words: str,
    *right: QWidget,
    wide: int = 72,
    tone: Tone = Tone.CALM,
) -> QWidget:
    """Return one line of a file: what, then which, how it presses, then what may be done."""
    head = caption(look, label, "faint")
    head.setFixedWidth(look.px(wide))
    said = giving(look, words, Type.BODY, "ink" if tone is Tone.CALM else look.ink(tone))
    shape = [] if tone is Tone.CALM else [picture(look, TONE_ICON[tone], look.ink(tone), 16)]
    box = row(head, *shape, said, *right, gap=look.px(8))
    made = holder(column(None, box, None, rule()))  # the rule at the foot, level with the next one
    made.setFixedHeight(look.px(40))
    return made


def long_fact(look: Look, label: str, words: str, wide: int = 72) -> QWidget:
    """Return a fact that may take several lines, for the whole width of a file."""
    head = caption(look, label, "faint")
    head.setFixedWidth(look.px(wide))
    box = row(column(look.px(2), head, None), gap=look.px(8))
    box.addWidget(prose(look, words), 1)
    return holder(column(look.px(7), box, look.px(8), rule()))


def facts(look: Look, pairs: Sequence[tuple[str, str]], across: int = 2, wide: int = 72) -> QWidget:
    """Return facts in one or two columns below a hairline."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(20))
    grid.setVerticalSpacing(0)
    for n, (label, words) in enumerate(pairs):
        grid.addWidget(fact(look, label, words, wide=wide), n // across, n % across)
    for n in range(across):
        grid.setColumnStretch(n, 1)
    return holder(column(rule(), grid))


def told(look: Look, icon: str, tone: Tone, head: str, below: str, *right: QWidget) -> QHBoxLayout:
    """Return an icon, a strong line with a soft line below it, and deeds."""
    said = column(
        prose(look, head, Type.STRONG, leading=1.4), prose(look, below, Type.CAPTION, "soft")
    )
    sign = picture(look, icon, look.ink(tone), 20)
    box = row(column(look.px(2), sign, None), gap=look.px(12))
    box.addLayout(said, 1)
    for one in right:
        box.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
    return box


class Washed(QWidget):
    """A few words on a wash beside what they are about: a warning, a finding."""

    def __init__(self, look: Look, tone: Tone, *parts: Part, icon: str = "") -> None:
        super().__init__()
        self._look, self._tone = look, tone
        sign = picture(look, icon or TONE_ICON[tone], look.ink(tone), 18)
        box = row(column(look.px(2), sign, None), gap=look.px(10), margins=margins(look, 14, 9))
        box.addLayout(column(*parts, gap=look.px(2)), 1)
        self.setLayout(box)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the wash."""
        painter, corner = painting(self), self._look.px(6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.wash(self._tone))
        painter.drawRoundedRect(self.rect(), corner, corner)


def refusal(look: Look, error: StationError, tone: Tone = Tone.LATE) -> Washed:
    """Return what was refused and what to do, on a wash."""
    return Washed(look, tone, prose(look, f"{error.what}{error.remedy}", Type.CAPTION))


class Fold(QWidget):
    """What may stay away: a line that opens what lies below it."""

    turned = Signal(bool)

    def __init__(
        self, look: Look, words: str, inside: QWidget, said: str = "", opened: bool = False
    ) -> None:
        super().__init__()
        self._look, self._inside = look, inside
        self._switch = button(look, words, "link", "chevron-right")
        self._switch.setCheckable(True)
        self._said = caption(look, said, "faint")
        self._switch.toggled.connect(self._turn)
        self.setLayout(column(row(self._switch, look.px(12), self._said, None), look.px(4), inside))
        self._switch.setChecked(opened)
        self._turn(opened)

    def open_up(self) -> None:
        """Show what lies below, as when a problem stands there."""
        self._switch.setChecked(True)

    def say(self, words: str) -> None:
        """Say on the line what lies below it."""
        self._said.setText(words)

    def _turn(self, on: bool) -> None:
        self._inside.setVisible(on)
        self._said.setVisible(not on)
        icon = "chevron-down" if on else "chevron-right"
        self._switch.setIcon(self._look.icon(icon, "pine", 18))
        self.turned.emit(on)
