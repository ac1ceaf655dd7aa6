"""The top bar: find at the left; who sits here, type size and lock at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.theme import TONE_ICON, Look, Room, Tone, Type
from ui.widgets import tips
from ui.widgets.buttons import big_switch, button
from ui.widgets.keys import KeyCap
from ui.widgets.layout import Part, column, empty_out, holder, margins, painting, put, row
from ui.widgets.tags import demo_tag
from ui.widgets.words import caption, picture

ROW = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Somebody the search found: where to go, the name, what tells them apart, and why."""

    place: str
    key: str
    name: str
    soft: str
    why: str


class SearchBox(QLineEdit):
    """The one search box: words go out as they are typed, hits come back below it."""

    searched = Signal(str)
    opened = Signal(str, str)
    visited = Signal(str)

    def __init__(self, look: Look, room: Room) -> None:
        super().__init__()
        self._look, self._hits = look, Hits(look, self)
        self.setPlaceholderText("找人：姓名、拼音首字母、尾号、组")
        self.setTextMargins(look.px(26), 0, look.px(52), 0)
        self.setMaximumWidth(look.px(460 if room is Room.WIDE else 400))
        self.setMinimumWidth(look.px(220))
        self.setAccessibleName("找人")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(look.px(10), 0, look.px(8), 0)
        inside.addWidget(picture(look, "search", "soft", 18))
        inside.addStretch(1)
        inside.addWidget(KeyCap(look, "Ctrl K"))
        self.textEdited.connect(self.searched)
        self._hits.picked.connect(self._open)
        self.destroyed.connect(self._hits.deleteLater)  # they stand on the window, not in the box

    @property
    def hits(self) -> "Hits":
        """Return the list below the box."""
        return self._hits

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found for the words that stand in the box; nothing found is said."""
        words = self.text().strip()
        self._hits.show_hits(
            hits, "" if hits or not words else f"没有找到“{words}”。换尾号或组号试试。"
        )

    def event(self, event: QEvent) -> bool:
        """Keep Escape and Ctrl+Enter from window and page while there is something to do here."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the hits, open one, or leave the box."""
        key, ctrl = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._hits.isVisible():
            self._hits.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._visit() if ctrl else self._open()
        elif key == Qt.Key.Key_Escape and (self.text() or self._hits.isVisible()):
            self.clear()
            self._hits.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the hits away with the box."""
        super().hideEvent(event)
        self._hits.hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hits away with the keyboard."""
        super().focusOutEvent(event)
        self._hits.hide()

    def _open(self) -> None:
        hit = self._hits.chosen()
        if hit:
            self._leave()
            self.opened.emit(hit.place, hit.key)

    def _visit(self) -> None:
        hit = self._hits.chosen()
        if hit and hit.place == "person":
            self._leave()
            self.visited.emit(hit.key)

    def _leave(self) -> None:
        self._hits.hide()
        self.clear()


class Hits(QFrame):
    """What the search box found, with why; the first is chosen."""

    picked = Signal()

    def __init__(self, look: Look, box: SearchBox) -> None:
        super().__init__()
        self.setObjectName("card")
        self._look, self._box = look, box
        self._found: tuple[Hit, ...] = ()
        self._now = 0
        self._lines = HitLines(look)
        self._none = caption(look, "")
        self._keys = caption(look, "回车打开　↑↓ 选　Ctrl+Enter 登记走访", "faint")
        foot = holder(column(self._none, self._keys, margins=(look.px(12),) * 4))
        self.setLayout(column(look.px(6), self._lines, foot, margins=(1, 1, 1, 1)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines.pointed.connect(self._point)
        self.hide()

    def chosen(self) -> Hit | None:
        """Return the chosen hit."""
        return self._found[self._now] if self._found and self.isVisible() else None

    def step(self, by: int) -> None:
        """Choose the next or the one before."""
        self._now = max(0, min(self._now + by, len(self._found) - 1))
        self._lines.show_lines(self._found, self._now)

    def show_hits(self, hits: Sequence[Hit], none: str) -> None:
        """Show hits below the box, or say that there are none."""
        self._found, self._now = tuple(hits), 0
        self._lines.show_lines(self._found, 0)
        self._none.setText(none)
        self._none.setVisible(bool(none))
        self._keys.setVisible(bool(hits))
        if not hits and not none:
            self.hide()
            return
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        low = self._box.mapTo(window, QPoint(0, self._box.height() + self._look.px(4)))
        wide = max(self._box.width(), self._look.px(440))
        self.setGeometry(QRect(low.x(), low.y(), wide, self.sizeHint().height()))
        self.show()
        self.raise_()

    def _point(self, n: int) -> None:
        self._now = n
        self.picked.emit()


class HitLines(QWidget):
    """The hits, one line each."""

    pointed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._found: tuple[Hit, ...] = ()
        self._now = 0

    def show_lines(self, found: tuple[Hit, ...], now: int) -> None:
        """Show other lines, one of them chosen."""
        self._found, self._now = found, now
        self.setFixedHeight(len(found) * self._look.px(ROW))
        self.setAccessibleName(f"{found[now].name}，{found[now].why}" if found else "")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the line under the pointer."""
        n = int(event.position().y() // self._look.px(ROW))
        if 0 <= n < len(self._found):
            self.pointed.emit(n)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = painting(self)
        for n, hit in enumerate(self._found):
            self._draw(painter, n, hit)

    def _draw(self, painter: QPainter, n: int, hit: Hit) -> None:
        look, high, middle = self._look, self._look.px(ROW), Qt.AlignmentFlag.AlignVCenter
        place = QRect(0, n * high, self.width(), high)
        if n == self._now:
            painter.fillRect(place, look.colour("pine_wash"))
            painter.fillRect(QRect(0, place.top(), look.px(3), high), look.colour("pine"))
        painter.fillRect(0, place.bottom(), self.width(), 1, look.colour("line"))
        left, cut = look.px(12), Qt.TextElideMode.ElideRight
        painter.setFont(look.font(Type.BODY))
        painter.setPen(look.colour("ink"))
        why = painter.fontMetrics().elidedText(hit.why, cut, self.width() // 2 - left)
        used = max(painter.fontMetrics().horizontalAdvance(why), look.px(138))
        painter.drawText(place.adjusted(self.width() - used - left, 0, -left, 0), middle, why)
        painter.setFont(look.font(Type.STRONG))
        painter.drawText(place.adjusted(left, 0, 0, 0), middle, hit.name)
        left += painter.fontMetrics().horizontalAdvance(hit.name) + look.px(8)
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.colour("soft"))
        room = self.width() - used - look.px(24) - left
        soft = painter.fontMetrics().elidedText(hit.soft, cut, max(room, 0))
        painter.drawText(place.adjusted(left, 0, 0, 0), middle, soft)


class TopBar(QWidget):
    """What stands above the sheet of paper."""

    def __init__(self, look: Look, room: Room, who: tuple[str, str], demo: bool) -> None:
        super().__init__()
        wide = room is Room.WIDE
        self.search = SearchBox(look, room)
        self.big = big_switch(look)
        self.lock = button(look, "锁定", "quiet", "lock")
        self.lock.setToolTip("锁定　Ctrl+L")
        name = caption(look, "　".join(who) if wide else who[0])
        tips.tip(name, "　".join(who))
        sitting = holder(row(picture(look, "user", "soft", 18), name, gap=look.px(6)))
        gap = look.px(18 if wide else 12)
        marks: list[Part] = [demo_tag(look), gap] if demo else []
        self._look, self._kept = look, row()
        parts: list[Part] = [self.search, look.px(16), None, *marks, self._kept, sitting]
        parts += [look.px(8 if wide else 2), self.big, self.lock]
        edge = look.edge(room) - look.px(11)
        box = row(*parts, margins=(look.px(4), 0, edge, 0))
        box.setStretch(0, 10)
        self.setLayout(box)
        self.setFixedHeight(look.px(56))

    def show_kept(self, tone: Tone, words: str, tip: str) -> None:
        """Say when the last backup was made, or that there is something about backups to see."""
        look = self._look
        empty_out(self._kept)
        if words:
            sign = picture(look, TONE_ICON[tone], look.ink(tone), 18)
            said = holder(
                row(sign, caption(look, words), gap=look.px(6), margins=margins(look, 0, 0, 14, 0))
            )
            tips.tip(said, tip)
            put(self._kept, said)
