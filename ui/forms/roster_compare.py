"""Cards over the result: what differs, field by field, and why a row is as it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from station_app.domain.merging import Difference
from station_app.domain.roster import SAME_PERSON, Line
from ui.theme import Look, Type
from ui.widgets import tips
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.layout import Part, column, margins, row
from ui.widgets.scroll import scrolled
from ui.widgets.spot import Spot
from ui.widgets.words import caption, prose, text

KEYS = "数字或左右键选，回车照选定的改，Esc 不改"
SAME, OTHER = "是同一人，号码要改", "不是同一人，另外登记"


class Compare(Spot):
    """What differs between a row and the register, or an earlier row, decided on the spot.

    `decided` gives for each field whether the row is right; `same` says that both are one person,
    so that the number of the row has to be typed anew.
    """

    decided = Signal(object)
    same = Signal()

    def __init__(self, look: Look, page: QWidget, line: Line, wide: int) -> None:
        super().__init__(
            look, page, f"第 {line.row} 行 {line.name} 有 {len(line.differences)} 处不一致"
        )
        self._line, self._wide = line, wide
        self.choices: list[tuple[Difference, Choice]] = []
        deed = button(look, "照选定的改")
        deed.clicked.connect(self.take)
        head = text(look, f"第 {line.row} 行　{line.name}　{_asks(line)}", Type.STRONG)
        foot = row(caption(look, KEYS, "faint"), None, deed, gap=look.px(10))
        body = scrolled(column(self._grid()))
        body.setMinimumHeight(look.px(46 * min(len(line.differences), 4)))
        parts: tuple[Part, ...] = (head, look.px(8), body, look.px(8), foot)
        self.setLayout(column(*parts, margins=margins(look, 16, 10)))

    def begin(self) -> None:
        """Give the first choice the keyboard."""
        self.choices[0][1].setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Take what was chosen; go to what is not chosen yet when nothing is."""
        chosen = {one.field: choice.chosen == 1 for one, choice in self.choices if choice.word()}
        if chosen.get(SAME_PERSON) is False:
            self.same.emit()
        elif chosen:
            self.decided.emit(chosen)

    def _high(self, wide: int) -> int:
        look = self._look
        return look.px(10 + 24 + 8 + 46 * len(self.choices) + 8 + 36 + 12)

    def _grid(self) -> QGridLayout:
        look = self._look
        grid = QGridLayout()
        grid.setContentsMargins(*margins(look, 3))
        grid.setVerticalSpacing(look.px(4))
        grid.setHorizontalSpacing(look.px(14))
        for n, one in enumerate(self._line.differences):
            grid.addWidget(text(look, one.label, Type.BODY, "soft"), n, 0)
            choice = self._choice(one)
            grid.addWidget(choice, n, 1)
            self.choices.append((one, choice))
        grid.setColumnStretch(1, 1)
        return grid

    def _choice(self, one: Difference) -> Choice:
        look = self._look
        words = _words(one, self._line)
        metrics = QFontMetrics(look.font(Type.STRONG))
        room = (self._wide - look.px(200)) // 2 - look.px(40)
        cut = [metrics.elidedText(word, Qt.TextElideMode.ElideRight, room) for word in words]
        made = Choice(look, cut)
        made.setMinimumWidth(0)
        made.setAccessibleName(f"{one.label}以哪个为准")
        tips.tip(made, "\n".join(words))
        return made


class Reasons(Spot):
    """What is said about something, a line each; Esc or Enter closes it."""

    def __init__(self, look: Look, page: QWidget, title: str, says: Sequence[str]) -> None:
        super().__init__(look, page, title)
        self._says = tuple(says)
        close = button(look, "知道了")
        close.clicked.connect(self.close_up)
        self._close = close
        lines = column(*[prose(look, words) for words in says], None, gap=look.px(2))
        head = text(look, title, Type.STRONG)
        parts: tuple[Part, ...] = (head, look.px(6), scrolled(lines), look.px(6), row(None, close))
        self.setLayout(column(*parts, margins=margins(look, 16, 10)))

    def begin(self) -> None:
        """Give the button the keyboard."""
        self._close.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Close the card."""
        self.close_up()

    def _high(self, wide: int) -> int:
        look = self._look
        inner = wide - look.px(34)
        lines = sum(prose(look, words).heightForWidth(inner) + look.px(2) for words in self._says)
        return lines + look.px(10 + 24 + 6 + 6 + 36 + 14)


def _asks(line: Line) -> str:
    if any(one.field == SAME_PERSON for one in line.differences):
        return "请看是不是同一人"
    return "请选以哪个为准，没有选的照旧不写入"


def _words(one: Difference, line: Line) -> tuple[str, str]:
    if one.field == SAME_PERSON:
        return f"{SAME}（{one.where} {one.register or '没有号码'}）", OTHER
    here = "表里" if one.where == "登记册里" else f"第 {line.row} 行"
    return f"{one.where}：{one.register}", f"{here}：{one.sheet}"
