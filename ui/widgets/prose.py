"""Words that wrap, drawn line by line."""

import re

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look, Type
from ui.widgets.layout import painting

_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[\u4e00-\u9fff])")


class Prose(QWidget):
    """Words that wrap, with the line height Chinese needs, whatever the family's own is."""

    def __init__(self, look: Look, words: str, step: Type, ink: QColor, leading: float) -> None:
        super().__init__()
        self._look, self._words, self._ink = look, words, ink
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
        kept = _BEFORE_UNIT.sub("\u00a0", words)  # a number stays with its unit: 24 天
        layout = QTextLayout(kept, self.font())
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
