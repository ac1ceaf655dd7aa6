"""The line above the visit form and the bar below it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from ui.theme import Look, Room, Type
from ui.widgets.buttons import button, slim
from ui.widgets.cut import cut, giving
from ui.widgets.heads import bar, head_line
from ui.widgets.keys import AltCap, KeyCap
from ui.widgets.layout import Part, row
from ui.widgets.tags import demo_tag
from ui.widgets.words import caption, picture, text

SHOWN = 3
"""So many wrong fields are named in the bar; the rest is counted."""


class NumberBox(QLineEdit):
    """The field for the number on a sheet: any end of it, or the digits of its code."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("slim", True)
        self.setFixedWidth(look.px(96))
        self.setAccessibleName("表上编号")
        self.setAccessibleDescription("输入末几位，按回车打开；也可以扫二维码")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the page, such as U for somebody not met: no number has any."""
        if event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window while nothing was typed here: it takes the deed back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)


class Head:
    """What stands in the head line; the page puts its parts where the room has place."""

    def __init__(self, look: Look, room: Room, title: str, number: QLineEdit | None) -> None:
        self._look, self._room = look, room
        self.copy = slim(button(look, "带入上次", "quiet", "copy"))
        self.copy.setToolTip("带入上次　Alt+C")
        self.look_back = slim(button(look, "看上次的表", "quiet", "eye"))
        self.look_back.setToolTip("看上次的表　Alt+V")
        tight = room is Room.TIGHT
        self._parts: list[Part] = []
        if not tight or number is None:
            self._parts = [text(look, title, Type.SECTION), look.px(2 if number else 18)]
        if number is not None:
            self._parts += [AltCap(look, "A"), look.px(2), caption(look, "表上编号"), look.px(6)]
            self._parts += [number, look.px(6), KeyCap(look, "回车"), look.px(16)]

    def line(self, name: str, who: str, left: int, last: bool, demo: bool) -> QFrame:
        """Return the line: who is visited, how many sheets wait, what the last visit offers."""
        look, parts = self._look, self._parts
        if name:
            if self._room is Room.TIGHT:  # the place gives way, it stands on the sheet
                who = "　".join(who.split("　")[:2])
            parts += [cut(look, name, Type.SECTION), look.px(10), giving(look, who), look.px(10)]
        parts += [] if name else [None]
        parts += [caption(look, f"还有 {left} 张没录" if left else ""), look.px(8)]
        if last:
            parts.append(self.copy)
        if last and self._room is Room.WIDE:
            parts.append(self.look_back)
        parts += [look.px(8), demo_tag(look)] if demo else []
        return head_line(look, self._room, *parts)


class Verdict(QWidget):
    """Whether the form may be saved; a click goes to the first field that may not."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._wrong = picture(look, "alert-triangle", "red", 18)
        self._right = picture(look, "circle-check", "pine", 18)
        self._no, self._yes = text(look, "", colour="red"), text(look, "可以保存", colour="pine")
        self.setLayout(row(self._wrong, self._right, self._no, self._yes, gap=look.px(6)))
        self.say(())

    def say(self, fields: Sequence[str]) -> None:
        """Name the fields that are wrong; none means it may be saved."""
        names = list(dict.fromkeys(fields))
        more = f"等 {len(names)} 处" if len(names) > SHOWN else ""
        words = f"还有 {len(names)} 处要改：{'、'.join(names[:SHOWN])}{more}" if names else ""
        self._no.setText(words)
        for one in (self._wrong, self._no):
            one.setVisible(bool(names))
        for one in (self._right, self._yes):
            one.setVisible(not names)
        hand = Qt.CursorShape.PointingHandCursor if names else Qt.CursorShape.ArrowCursor
        self.setCursor(hand)
        self.setAccessibleName(words or "可以保存")

    def text(self) -> str:
        """Return what is said."""
        return self._no.text() or self._yes.text()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Go to the first wrong field."""
        self.wanted.emit()


class Foot:
    """The bar below the form and its three deeds."""

    def __init__(self, look: Look, room: Room, verdict: Verdict, amending: bool) -> None:
        wide = room is Room.WIDE
        self.drop = button(look, "放弃", "quiet", "", "Esc")
        self.keep = button(
            look, "保存", "primary" if amending else "", "", "Ctrl+S" if wide else ""
        )
        self.next: QPushButton | None = None
        deeds: list[Part] = [self.drop, self.keep]
        if not amending:
            keys = "Ctrl+Enter" if wide else ""
            self.next = button(look, "保存并录下一张", "primary", "", keys)
            deeds.append(self.next)
        self.bar = bar(look, room, verdict, None, *deeds, height=52)
