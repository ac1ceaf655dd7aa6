"""The one message line: said, warned or refused."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.domain import unseen
from ui.theme import TONE_ICON, Look, Tone
from ui.widgets.buttons import button, sign
from ui.widgets.cut import giving
from ui.widgets.layout import Part, column, empty_out, painting, put, row
from ui.widgets.reading import read_after
from ui.widgets.words import picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to say: DONE said, SOON warned, LATE refused; `deed` is the one thing to do."""

    words: str
    tone: Tone = Tone.DONE
    deed: str = ""


GRAVITY = (Tone.LATE, Tone.SOON, Tone.NOTE, Tone.DONE, Tone.CALM)


Slot = Callable[[], object]


def gravest(messages: list[Message]) -> int:
    """Return the place of the message that is shown; the newest of the gravest ones."""
    return min(range(len(messages)), key=lambda n: (GRAVITY.index(messages[n].tone), -n))


class Banner(QWidget):
    """One message across the top of the sheet; the others wait behind it."""

    deed = Signal()
    closed = Signal()

    def __init__(self, look: Look, message: Message, more: int = 0) -> None:
        super().__init__()
        self._look, self.message = look, message
        icon = "ban" if message.tone is Tone.LATE else TONE_ICON[message.tone]
        self._said = giving(look, unseen.visible(message.words), colour="ink")
        parts: list[Part] = [picture(look, icon, look.ink(message.tone)), look.px(10), self._said]
        if message.deed:
            do = button(look, message.deed, "link")
            do.clicked.connect(self.deed)
            parts += [look.px(16), do, look.px(16)]
        if more:
            rest = button(look, f"还有 {more} 条", "quiet")
            rest.setToolTip("收起这条，看下一条消息")
            rest.clicked.connect(self.closed)
            parts += [rest, look.px(4)]
        shut = sign(look, "x", "收起这条消息")
        shut.clicked.connect(self.closed)
        self.setLayout(row(*parts, shut, margins=(look.px(24), 0, look.px(12), 0)))
        self.setAccessibleName(message.words)
        self.setFixedHeight(look.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the wash inside the sheet's round corner, a hairline below it."""
        painter, corner = painting(self), self._look.px(10) - 1
        sheet = QPainterPath()
        sheet.addRoundedRect(QRectF(0, 0, self.width() + 40, self.height() + 40), corner, corner)
        painter.setClipPath(sheet)
        painter.fillRect(self.rect(), self._look.wash(self.message.tone))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.colour("line"))


class News(QWidget):
    """Keeps what was said and shows the gravest of it; nothing said, nothing there."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told: list[tuple[Message, Slot | None]] = []
        self._box = column()
        self.setLayout(self._box)
        self._before: QWidget | None = None

    def stand_after(self, widget: QWidget) -> None:
        """Say after which widget Tab comes here: what was said stands below it, above the page."""
        self._before = widget
        self._read()

    def tell(self, message: Message, slot: Slot | None = None) -> None:
        """Say something; what was said before gives way to a new deed.

        Warnings and refusals stay until they are closed.
        """
        if message.tone is Tone.DONE:
            self._told = [one for one in self._told if one[0].tone in (Tone.SOON, Tone.LATE)]
        self._told = [one for one in self._told if one[0] != message]
        self._told.append((message, slot))
        self._show()

    def _show(self) -> None:
        empty_out(self._box)
        if not self._told:
            return
        place = gravest([message for message, _ in self._told])
        message, slot = self._told[place]
        banner = Banner(self._look, message, more=len(self._told) - 1)
        banner.closed.connect(lambda: self._drop(place))
        if slot is not None:
            banner.deed.connect(lambda: self._drop(place))
            banner.deed.connect(slot)
        put(self._box, banner)
        self._read()

    def _read(self) -> None:
        if self._before is not None:
            read_after(self._before, self)

    def _drop(self, place: int) -> None:
        del self._told[place]
        self._show()
