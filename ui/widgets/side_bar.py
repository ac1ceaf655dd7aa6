"""The side bar: a line for each place when wide, an icon over two characters when narrow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from ui.theme import Look, Room, Type
from ui.widgets import tips
from ui.widgets.layout import column, painting, row
from ui.widgets.words import caption, text

HEIGHT = {Room.WIDE: 40, Room.NARROW: 60, Room.TIGHT: 46}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry of the side bar; `keys` is the shortcut that goes there."""

    key: str
    words: str
    short: str
    icon: str
    keys: str


class PlaceButton(QAbstractButton):
    """A side-bar entry; never an icon alone."""

    def __init__(self, look: Look, place: Place, room: Room) -> None:
        super().__init__()
        self._look, self.place, self._room, self._count = look, place, room, 0
        self.setCheckable(True)
        self.setText(place.words)
        tips.tip(self, f"{place.words}　{place.keys}")
        self.setProperty("ownRing", True)
        self.setFixedHeight(look.px(HEIGHT[room]))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many things wait here."""
        self._count = count
        self.setAccessibleName(self.place.words + (f"，{count}件" if count else ""))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the entry's size."""
        return QSize(self._look.px(176 if self._room is Room.WIDE else 72), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the place on Enter, as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entry."""
        painter, look, on = painting(self), self._look, self.isChecked()
        inner = QRectF(self.rect()).adjusted(look.px(8), look.px(1), -look.px(8), -look.px(1))
        corner = look.px(6)
        if on or self.underMouse():
            painter.setPen(QPen(look.colour("line"), 1) if on else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("paper" if on else "grey_wash"))
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("pine"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), corner, corner)
        draw = self._draw_wide if self._room is Room.WIDE else self._draw_narrow
        draw(painter, inner.toRect(), look.colour("pine" if on else "soft"))

    def _draw_wide(self, painter: QPainter, inner: QRect, ink: QColor) -> None:
        look, side, middle = self._look, self._look.px(20), Qt.AlignmentFlag.AlignVCenter
        icon = look.pixmap(self.place.icon, ink, 20, self.devicePixelRatioF())
        top = inner.center().y() - side // 2 + 1
        painter.drawPixmap(inner.left() + look.px(10), top, side, side, icon)
        painter.setFont(look.font(Type.STRONG if self.isChecked() else Type.BODY))
        painter.setPen(look.colour("ink"))
        painter.drawText(inner.adjusted(look.px(40), 0, 0, 0), middle, self.place.words)
        if self._count:
            painter.setFont(look.font(Type.CAPTION))
            painter.setPen(look.colour("soft"))
            right = inner.adjusted(0, 0, -look.px(12), 0)
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, str(self._count))

    def _draw_narrow(self, painter: QPainter, inner: QRect, ink: QColor) -> None:
        look, side, tight = self._look, self._look.px(22), self._room is Room.TIGHT
        icon = look.pixmap(self.place.icon, ink, 22, self.devicePixelRatioF())
        top = inner.top() + look.px(3 if tight else 8)
        painter.drawPixmap(inner.center().x() - side // 2 + 1, top, side, side, icon)
        font = look.font(Type.CAPTION)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(look.colour("ink" if self.isChecked() else "soft"))
        words = inner.adjusted(0, look.px(23 if tight else 30), 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.place.short)
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("pine"))
            dot = look.px(7)
            painter.drawEllipse(inner.center().x() + look.px(13), top, dot, dot)


class SideBar(QWidget):
    """The places, with the station's name above them and help below."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, room: Room, places: Sequence[Place], low: Sequence[Place], name: str
    ) -> None:
        super().__init__()
        self._look = look
        narrow = room is not Room.WIDE
        self.setFixedWidth(look.px(72 if narrow else 188))
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.px(8 if narrow else 10), 0, look.px(10))
        box.setSpacing(look.px(2))
        self._village = text(look, "", Type.NAME)
        self._village.setMaximumWidth(look.px(188 - 28))
        self._kind = caption(look, "")
        self.show_name(name)
        if not narrow:
            said = column(self._village, self._kind, gap=look.px(2))
            box.addLayout(row(said, None, margins=(look.px(20), look.px(4), 0, 0)))
            box.addSpacing(look.px(10))
        self.buttons = {place.key: PlaceButton(look, place, room) for place in (*places, *low)}
        for n, made in enumerate(self.buttons.values()):
            if n == len(places):
                box.addStretch(1)
            self._group.addButton(made)
            made.clicked.connect(lambda _on, key=made.place.key: self.chosen.emit(key))
            box.addWidget(made)
        if not low:
            box.addStretch(1)

    def stand_at(self, key: str) -> None:
        """Show where the worker is; an unknown key is nowhere."""
        self._group.setExclusive(False)
        for name, made in self.buttons.items():
            made.setChecked(name == key)
        self._group.setExclusive(True)

    def show_name(self, name: str) -> None:
        """Show what the station is called."""
        village, kind = _split(name)
        self._village.setText(village)
        tips.tip(self._village, name)
        self._kind.setText(kind)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at each place."""
        for name, made in self.buttons.items():
            made.show_count(counts.get(name, 0))


def _split(name: str) -> tuple[str, str]:
    kind = "退役军人服务站"
    return (name.removesuffix(kind), kind) if name.endswith(kind) else (name, "")
