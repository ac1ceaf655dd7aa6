"""What happened, newest first: a dot, a line down to the next, the day and the words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import Look, Tone, Type
from ui.widgets.layout import column, holder, margins, painting, row
from ui.widgets.words import caption, prose, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry: the day, who and how, what was found."""

    day: str
    who: str
    what: str
    tone: Tone = Tone.DONE


class Entry(QWidget):
    """One event on the line; a visit is a full dot, what waits a ring."""

    def __init__(self, look: Look, event: Event, last: bool) -> None:
        super().__init__()
        self._look, self._tone, self._last = look, event.tone, last
        head = row(text(look, event.day, Type.STRONG), look.px(10), caption(look, event.who), None)
        parts: list[QWidget] = [holder(head)]
        if event.what:
            parts.append(prose(look, event.what, Type.BODY, "soft", 1.5))
        self.setLayout(column(*parts, gap=look.px(2), margins=margins(look, 22, 0, 0, 14)))

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


def timeline(look: Look, events: Sequence[Event]) -> QWidget:
    """Return events below one another."""
    last = len(events) - 1
    return holder(column(*(Entry(look, one, n == last) for n, one in enumerate(events))))
