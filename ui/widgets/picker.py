"""Find while typing: a field with what fits below it; people, places, anything with a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Look, Type
from ui.widgets.fields import line
from ui.widgets.layout import column, painting

ROW = 36
MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that fits what is typed: its key, its name, and a softer word at the right."""

    key: str
    words: str
    soft: str = ""


Finder = Callable[[str], Sequence[Found]]


class FoundList(QWidget):
    """What fits, one line each, the chosen one on a wash."""

    picked = Signal(int)

    def __init__(self, look: Look, most: int = MOST) -> None:
        super().__init__()
        self._look, self._most = look, most
        self._found: tuple[Found, ...] = ()
        self.now = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_found(self, found: Sequence[Found]) -> None:
        """Show what fits; the first is chosen."""
        self._found, self.now = tuple(found[: self._most]), 0
        self.setFixedHeight(len(self._found) * self._look.px(ROW) + self._look.px(12))
        self.setVisible(bool(self._found))
        self.setAccessibleName("、".join(one.words for one in self._found))
        self.update()

    def chosen(self) -> Found | None:
        """Return what is chosen."""
        return self._found[self.now] if self._found else None

    def step(self, by: int) -> None:
        """Choose the next or the one before."""
        self.now = max(0, min(self.now + by, len(self._found) - 1))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the line under the pointer."""
        n = int((event.position().y() - self._look.px(6)) // self._look.px(ROW))
        if 0 <= n < len(self._found):
            self.now = n
            self.picked.emit(n)

    def sizeHint(self) -> QSize:
        """Return the list's size."""
        return QSize(self._look.px(200), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and its lines."""
        painter, look = painting(self), self._look
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("field"))
        card = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(card, look.px(8), look.px(8))
        for n, one in enumerate(self._found):
            self._draw(painter, n, one)

    def _draw(self, painter: QPainter, n: int, one: Found) -> None:
        look, edge = self._look, self._look.px(6)
        place = QRect(edge, edge + n * look.px(ROW), self.width() - 2 * edge, look.px(ROW) - 2)
        if n == self.now:
            painter.setPen(QPen(look.colour("pine"), 1))
            painter.setBrush(look.colour("pine_wash"))
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), look.px(8), look.px(8))
        inner, middle = (
            place.adjusted(look.px(11), 0, -look.px(11), 0),
            Qt.AlignmentFlag.AlignVCenter,
        )
        painter.setFont(look.font(Type.STRONG if n == self.now else Type.BODY))
        painter.setPen(look.colour("ink"))
        words = painter.fontMetrics().elidedText(
            one.words, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, middle, words)
        used = painter.fontMetrics().horizontalAdvance(one.words) + look.px(12)
        painter.setFont(look.font(Type.CAPTION))
        painter.setPen(look.colour("faint"))
        soft = painter.fontMetrics().elidedText(
            one.soft, Qt.TextElideMode.ElideLeft, inner.width() - used
        )
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, soft)


class Picker(QWidget):
    """A field that finds while typing; ↑↓ choose, Enter or Tab picks, picking fills the field."""

    picked = Signal(str)
    edited = Signal(str)

    def __init__(self, look: Look, finder: Finder, most: int = MOST) -> None:
        super().__init__()
        self._finder = finder
        self.field: QLineEdit = line()
        self.found = FoundList(look, most)
        self.found.hide()
        self.setLayout(column(self.field, look.px(4), self.found))
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._find)
        self.found.picked.connect(self._pick)
        self.key = ""

    def text(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def show_pick(self, key: str, words: str) -> None:
        """Show something as picked without saying so."""
        self.key = key
        self.field.setText(words)
        self.found.show_found(())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take arrows, Enter, Tab and Escape while something is found."""
        if not isinstance(event, QKeyEvent) or not self.found.isVisible():
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        return event.type() == QEvent.Type.KeyPress and self._take(event.key())

    def _take(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.found.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._pick(self.found.now)
            return key != Qt.Key.Key_Tab
        if key == Qt.Key.Key_Escape:
            self.found.show_found(())
            return True
        return False

    def _find(self, words: str) -> None:
        self.key = ""
        self.edited.emit(words)
        self.found.show_found(self._finder(words) if words.strip() else ())

    def _pick(self, _n: int) -> None:
        one = self.found.chosen()
        if one:
            self.show_pick(one.key, one.words)
            self.picked.emit(one.key)
