"""A short list inside a page: as tall as its rows; it shows a chosen row only with the keyboard."""

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea

from ui.theme import Look
from ui.widgets.cells import Index
from ui.widgets.table import TableView, tall


class ShortList(TableView):
    """One of several lists on a page; arrows walk on from the last row to the next list."""

    entered = Signal()

    keeps = False
    """Whether the chosen row stays to be seen when the keyboard goes elsewhere."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row where the keyboard is."""
        super().focusInEvent(event)
        self.go_to(max(self.row_now(), 0))
        self.entered.emit()

    def currentChanged(self, now: Index, before: Index) -> None:
        """Bring the row into sight of the page that scrolls."""
        super().currentChanged(now, before)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None and self.hasFocus():
            place = self.visualRect(now)
            top = self.viewport().mapTo(inside, place.topLeft()).y()
            above.ensureVisible(0, top + place.height() // 2, 0, place.height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Choose nothing, unless the page does something with the row that was chosen."""
        super().focusOutEvent(event)
        if not self.keeps:
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next list from the last row, back to the one before from the first."""
        now, last = self.row_now(), self.model().rowCount() - 1
        if event.key() == Qt.Key.Key_Down and now == last:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up and now == 0:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


def short_list(
    look: Look,
    model: QAbstractTableModel,
    name: str,
    height: int = 40,
    *,
    headless: bool = True,
    plain: bool = True,
) -> ShortList:
    """Return a short list over a `TableModel`, with its name for those who do not see it.

    A plain one stands flush with its heading; another one reaches 12 pixels out of the page.
    """
    made = ShortList(look, model, height, plain=plain)
    made.setAccessibleName(name)
    tall(made, headless)
    return made
