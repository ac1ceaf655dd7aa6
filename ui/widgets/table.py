"""Tables the program's way: whole rows, no grid, no dotted focus, keys that work everywhere."""

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from station_app.domain import table as table_text
from ui.theme import Look
from ui.widgets import copying
from ui.widgets.cells import CELL, WIDTH, Picked
from ui.widgets.row_delegate import RowDelegate

HEAD = 34


class TableView(QTableView):
    """A list of values: arrows walk, Enter or a double click opens, Space or a click ticks.

    Shift and Ctrl choose several rows, Ctrl+C copies what is chosen.

    A plain table only shows: its first column stands flush with the heading above it.
    """

    opened = Signal(int)
    ticked = Signal(int)
    chosen = Signal(int)

    def __init__(
        self, look: Look, model: QAbstractTableModel, height: int = 40, plain: bool = False
    ) -> None:
        super().__init__()
        self.look, self.row_height = look, height
        self.horizontalHeader().setProperty("plain", plain)
        self.setItemDelegate(RowDelegate(look, self, height, plain))
        self._dress()
        self.setModel(model)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model; its columns say how wide they are."""
        super().setModel(model)
        if model is None:
            return
        head = self.horizontalHeader()
        for n in range(model.columnCount()):
            width = model.headerData(n, Qt.Orientation.Horizontal, WIDTH)
            if width:
                self.setColumnWidth(n, self.look.px(width))
            else:
                head.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def row_now(self) -> int:
        """Return the row that is chosen; -1 when none is."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Choose a row and bring it into sight."""
        if 0 <= row < self.model().rowCount():
            self.selectRow(row)
            self.scrollTo(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, tick on Space; letters go to the page, never to a hidden search."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row_now() >= 0:
            self.opened.emit(self.row_now())
        elif plain and event.key() == Qt.Key.Key_Space and self.row_now() >= 0:
            self.ticked.emit(self.row_now())
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self.model().rowCount() - 1  # rows are chosen whole: to their ends means nothing
            self.go_to(last if event.key() == Qt.Key.Key_End else 0)
        elif plain and event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the chosen rows on the clipboard as they stand here, masked, a tab between cells."""
        model, across = self.model(), Qt.Orientation.Horizontal
        shown = [n for n in range(model.columnCount()) if model.headerData(n, across)]
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [
            "\t".join(
                table_text.harmless(" ".join(str(model.index(row, n).data()).split()))
                for n in shown
            )
            for row in rows
        ]
        if lines:
            copying.put("\n".join(lines))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row whose box was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and isinstance(index.data(CELL), Picked):
            self.ticked.emit(index.row())

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setProperty("ownRing", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.look.px(self.row_height))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(self.look.px(HEAD))


def table(
    look: Look, model: QAbstractTableModel, height: int = 40, plain: bool = False
) -> TableView:
    """Return a table over a `TableModel`."""
    return TableView(look, model, height, plain)


def tall(view: TableView, headless: bool = False) -> TableView:
    """Make a short table exactly as tall as its rows, also when they change; the page scrolls."""

    def fit() -> None:
        rows = view.model().rowCount() * view.look.px(view.row_height) + 1
        view.setFixedHeight(rows if headless else rows + view.look.px(HEAD))

    view.horizontalHeader().setVisible(not headless)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.model().modelReset.connect(fit)
    fit()
    return view


def shown_only(view: TableView) -> TableView:
    """Take a table out of the Tab line: it only shows."""
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return view
