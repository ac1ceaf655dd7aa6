"""The recovery code: as it will be printed, and as it is typed again."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from station_app.domain import recovery
from ui.theme import Look, Type
from ui.widgets.fields import redden
from ui.widgets.layout import painting

ACROSS = 4


class RecoveryPaper(QWidget):
    """The upper part of the recovery sheet."""

    def __init__(self, look: Look, groups: Sequence[str], below: str) -> None:
        super().__init__()
        self._look, self._groups, self._below = look, tuple(groups), below
        self.setFixedSize(look.px(500), look.px(226))
        self.setAccessibleName("登记册密码恢复单：" + "，".join(groups))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet."""
        painter, look, wide = painting(self), self._look, self.width()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("field"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(look.colour("ink"))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(look.font(Type.PAPER_TITLE))
        painter.drawText(QRectF(0, look.px(12), wide, look.px(30)), middle, "登记册密码恢复单")
        painter.setFont(look.font(Type.PAPER))
        painter.drawText(QRectF(0, look.px(42), wide, look.px(24)), middle, self._below)
        for n, code in enumerate(self._groups):
            self._draw_code(painter, n, code)
        foot = QRectF(look.px(28), look.px(188), wide - look.px(56), look.px(28))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font(Type.PAPER))
        painter.setPen(look.colour("ink"))
        painter.drawText(foot, left, "封存人：")
        painter.drawText(foot.adjusted(foot.width() / 2, 0, 0, 0), left, "保管人：")

    def _draw_code(self, painter: QPainter, n: int, code: str) -> None:
        look, wide = self._look, (self.width() - self._look.px(46)) / ACROSS
        left, top = look.px(28) + n % ACROSS * wide, look.px(76) + n // ACROSS * look.px(54)
        place = QRectF(left, top, wide - look.px(10), look.px(44))
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawRect(place)
        painter.setFont(look.digits(20))
        painter.setPen(look.colour("ink"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, code)


class CodeBoxes(QWidget):
    """Eight boxes of six digits; a full box gives the keyboard to the next."""

    changed = Signal()
    filled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(10))
        grid.setVerticalSpacing(look.px(10))
        self.boxes = [self._box(look, n) for n in range(recovery.GROUPS)]
        for n, box in enumerate(self.boxes):
            grid.addWidget(box, n // ACROSS, n % ACROSS)
        grid.setColumnStretch(ACROSS, 1)

    def code(self) -> str:
        """Return what is typed, group by group."""
        return "-".join(box.text() for box in self.boxes)

    def show_code(self, code: str) -> None:
        """Show a code that was typed before."""
        for box, group in zip(self.boxes, code.split("-"), strict=False):
            box.setText(group)
        self.changed.emit()

    def wrong(self) -> list[int]:
        """Return the places (from 1) of full groups that cannot be right."""
        full = [n for n, box in enumerate(self.boxes, 1) if len(box.text()) == recovery.DIGITS]
        return [place for place in recovery.wrong_groups(self._padded()) if place in full]

    def right(self) -> int:
        """Return how many groups from the first on are right."""
        bad = set(recovery.wrong_groups(self._padded()))
        return next((n for n in range(recovery.GROUPS) if n + 1 in bad), recovery.GROUPS)

    def show_wrong(self, places: Sequence[int]) -> None:
        """Mark groups as wrong."""
        for n, box in enumerate(self.boxes, 1):
            redden(box, n in places)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to the group before when an empty one is deleted."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            place = next((n for n, box in enumerate(self.boxes) if box is watched), 0)
            empty = not self.boxes[place].text()
            if event.key() == Qt.Key.Key_Backspace and empty and place:
                self.boxes[place - 1].setFocus()
                return True
        return False

    def _box(self, look: Look, n: int) -> QLineEdit:
        box = QLineEdit()
        box.setFixedWidth(look.px(112))
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setAccessibleName(f"第 {n + 1} 组")
        box.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        box.textEdited.connect(lambda words, n=n: self._typed(n, words))
        box.installEventFilter(self)
        return box

    def _typed(self, n: int, words: str) -> None:
        groups = recovery.groups_of(words)
        if len(groups) == recovery.GROUPS:  # the whole code was pasted
            for box, group in zip(self.boxes, groups, strict=True):
                box.setText(group)
        else:
            digits = "".join(sign for sign in words if sign.isdecimal())
            self.boxes[n].setText(digits[: recovery.DIGITS])
        self.show_wrong(self.wrong())
        self.changed.emit()
        if len(self.boxes[n].text()) < recovery.DIGITS or n + 1 in self.wrong():
            return
        if n + 1 < recovery.GROUPS:
            self.boxes[n + 1].setFocus()
            self.boxes[n + 1].selectAll()
        else:
            self.filled.emit()

    def _padded(self) -> str:
        return "-".join(box.text() or "x" for box in self.boxes)
