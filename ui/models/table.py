"""A read-only table of values, described by its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from ui.widgets.cells import CELL, NOWHERE, WIDTH, Cell, Index, spoken

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its heading, what it says of a value, how wide (0 takes the rest), which side.

    Annotate, do not subscript: `name: Column[Person] = Column("姓名", lambda one: one.name, 178)`.
    """

    heading: str
    says: Callable[[T], Cell]
    width: int = 0
    right: bool = False


class TableModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind of value; replaced whole, never edited in place."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: Sequence[T] = ()

    @property
    def values(self) -> Sequence[T]:
        """Return the values behind the rows."""
        return self._rows

    def fill(self, rows: Sequence[T]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def add(self, rows: Sequence[T]) -> None:
        """Append the next page of rows."""
        if not rows:
            return
        start = len(self._rows)
        self.beginInsertRows(NOWHERE, start, start + len(rows) - 1)
        self._rows = (*self._rows, *rows)
        self.endInsertRows()

    def redraw(self) -> None:
        """Say every cell anew: what a column says hangs on more than its value."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, row: Index | int) -> T:
        """Return the value behind a cell or of a row."""
        return self._rows[row if isinstance(row, int) else row.row()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say the cell; the role CELL gives the value the delegate draws."""
        column = self._columns[index.column()]
        if role == CELL:
            return column.says(self.row(index))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(column.says(self.row(index)))
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's heading, its side and its width."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self._columns[section]
        if role == WIDTH:
            return column.width
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return column.heading if role == Qt.ItemDataRole.DisplayRole else None


def _side(column: Column[T]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
