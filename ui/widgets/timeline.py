"""What happened, newest first: a dot, a line down to the next, the day and the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Tone, Type
from ui.widgets.layout import column, holder, margins, painting, row
from ui.widgets.words import caption, prose, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry: the day, who and how, what was found; `opens` names what lies behind it."""

    day: str
    who: str
    what: str
    tone: Tone = Tone.DONE
    opens: str = ""


class Entry(QWidget):
    """An event on the line: a full dot, or a ring while it waits; Enter or a click opens it."""

    opened = Signal(str)

    def __init__(self, look: Look, event: Event, last: bool) -> None:
        super().__init__()
        self._look, self._tone, self._last, self._opens = look, event.tone, last, event.opens
        head = row(text(look, event.day, Type.STRONG), look.px(10), caption(look, event.who), None)
        parts: list[QWidget] = [holder(head)]
        if event.what:
            parts.append(prose(look, event.what, Type.BODY, "soft", 1.5))
        self.setLayout(column(*parts, gap=look.px(2), margins=margins(look, 22, 0, 0, 14)))

        if event.opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleName("，".join(one for one in (event.day, event.who) if one))
            self.setToolTip("回车打开")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._opens and event.key() in keys:
            self.opened.emit(self._opens)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click."""
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self._opens)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dot and the line down to the next."""
        painter, look = painting(self), self._look
        dot, top = look.px(5), look.px(11)
        if not self._last:
            painter.setPen(QPen(look.colour("line"), 2))
            painter.drawLine(dot + 1, top + dot, dot + 1, self.height() + top - dot)
        filled, waits = self._tone is Tone.DONE, self._tone is Tone.NOTE
        painter.setPen(QPen(look.colour("pine" if filled else "slate" if waits else "edge"), 2))
        painter.setBrush(look.colour("pine" if filled else "paper"))
        painter.drawEllipse(QRectF(2, top - dot + 1, 2 * dot - 2, 2 * dot - 2))


def timeline(look: Look, events: Sequence[Event], opened: Callable[[str], object]) -> QWidget:
    """Return events below one another; `opened` gets what lies behind the one that is opened."""
    last = len(events) - 1
    made = [Entry(look, one, n == last) for n, one in enumerate(events)]
    for one in made:
        one.opened.connect(opened)
    return holder(column(*made))
