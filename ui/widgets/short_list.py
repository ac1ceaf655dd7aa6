"""A short list inside a page: as tall as its rows; it shows a chosen row only with the keyboard."""

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ui.theme import Look
from ui.widgets.table import TableView, tall


class ShortList(TableView):
    """One of several lists on a page; arrows walk on from the last row to the next list."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row where the keyboard is."""
        super().focusInEvent(event)
        self.go_to(max(self.row_now(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Choose nothing: only one row of the page is chosen at a time."""
        super().focusOutEvent(event)
        self.selectionModel().clearSelection()

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
) -> ShortList:
    """Return a short list over a `TableModel`, with its name for those who do not see it."""
    made = ShortList(look, model, height, plain=True)
    made.setAccessibleName(name)
    tall(made, headless)
    return made
