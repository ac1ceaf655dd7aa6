"""Cells that look like drop-downs: painted, so that a hundred rows cost nothing; one opens."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import Look, Type
from ui.widgets.cells import CELL, Index, Listed
from ui.widgets.row_delegate import RowDelegate
from ui.widgets.table import TableView

STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
Option = tuple[str | None, str]
"""A key and its words."""


class ListDelegate(RowDelegate):
    """Draws a cell with a list as a field with an arrow, ringed in the chosen row."""

    def _draw_cell(self, painter: QPainter, place: QRect, said: object, index: Index) -> None:
        if not isinstance(said, Listed):
            super()._draw_cell(painter, place, said, index)
            return
        look = self._look
        box = _field(look, place)
        view = self.parent()
        chosen = isinstance(view, ListTable) and view.selectionModel().isSelected(index)
        edge, wide = ("pine", 2) if chosen else ("edge", 1)
        painter.setPen(QPen(look.colour(edge), wide))
        painter.setBrush(look.colour("field"))
        corner, half = look.px(5), wide / 2
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), corner, corner)
        inner = box.adjusted(look.px(10), 0, -look.px(30), 0)
        self.draw_words(painter, inner, said.words, Type.BODY, "ink")
        side = look.px(18)
        arrow = QRect(box.right() - side - look.px(8), box.center().y() - side // 2, side, side)
        look.icon("chevron-down", "soft", 18).paint(painter, arrow)


class RoomyDelegate(QStyledItemDelegate):
    """Gives the words of an open list the height of our rows."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._high = look.px(34)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one line's size."""
        return QSize(super().sizeHint(option, index).width(), self._high)


class OpenList(QComboBox):
    """The list of one cell while it is open; it goes when it closes."""

    gone = Signal()

    def __init__(self, look: Look, parent: QWidget, options: Sequence[Option], now: int) -> None:
        super().__init__(parent)
        for key, words in options:
            self.addItem(words, key)
        self.setCurrentIndex(now)
        self.setMaxVisibleItems(10)
        self.setItemDelegate(RoomyDelegate(look, self))
        self._spare = look.px(28)

    def showPopup(self) -> None:
        """Open the list as wide as its longest words."""
        wide = self.view().sizeHintForColumn(0) + self._spare
        self.view().setMinimumWidth(max(wide, self.width()))
        super().showPopup()

    def hidePopup(self) -> None:
        """Close the list, and go once what was chosen has been said."""
        super().hidePopup()
        QTimer.singleShot(0, self, self.gone.emit)  # or not at all, where it goes first


class ListTable(TableView):
    """A table one column of which opens lists: Enter, Space or a click on the field opens it.

    `options` gives the choices of a row and which of them stands; `taken` tells what was chosen.
    A row is chosen only while the keyboard is here: else two places would look as if they had it.
    """

    taken = Signal(int, object)

    def __init__(
        self,
        look: Look,
        model: QAbstractTableModel,
        column: int,
        options: Callable[[int], tuple[Sequence[Option], int]],
    ) -> None:
        super().__init__(look, model, 44)
        self._column, self._options = column, options
        self.list: OpenList | None = None
        self.setItemDelegate(ListDelegate(look, self, 44))
        self.opened.connect(self.open_list)
        self.ticked.connect(self.open_list)

    def go_to(self, row: int) -> None:
        """Choose a row and bring it into sight; without the keyboard it is only the current one."""
        super().go_to(row)
        if not self.hasFocus() and self.list is None:
            self.clearSelection()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the current row again."""
        super().focusInEvent(event)
        self.go_to(self.row_now())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of the chosen row, unless the keyboard only went to its list or the window."""
        super().focusOutEvent(event)
        if self.list is None and event.reason() not in STAYING:
            self.clearSelection()

    def open_list(self, row: int) -> None:
        """Open the list of a row, where it has one."""
        options, now = self._options(row)
        if not options or self.list is not None:
            return
        self.go_to(row)
        place = self.visualRect(self.model().index(row, self._column))
        made = OpenList(self.look, self.viewport(), options, now)
        made.setGeometry(_field(self.look, place.adjusted(self.look.px(12), 0, -8, 0)))
        made.activated.connect(lambda n: self.taken.emit(row, made.itemData(n)))
        made.gone.connect(self._closed)
        self.list = made
        made.show()
        made.showPopup()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list whose field was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(index.data(CELL), Listed):
            self.open_list(index.row())

    def _closed(self) -> None:
        made, self.list = self.list, None
        if made is not None:
            made.hide()
            made.deleteLater()
            self.setFocus()


def _field(look: Look, place: QRect) -> QRect:
    high = look.px(36)
    return QRect(place.left(), place.center().y() - high // 2 + 1, place.width(), high)
