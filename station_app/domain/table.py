"""A foreign table as it was read: sheets of cells, nothing understood yet."""

from dataclasses import dataclass
from datetime import date

from station_app.domain import unseen

Cell = str | int | float | bool | date
Row = tuple[Cell, ...]
Range = tuple[int, int, int, int]

EMPTY: Cell = ""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_TOO_LONG = 10**11
UNSAVED = "#公式没有结果"
"""Stands where a sheet holds a formula, but not what came of it."""
_ERRORS = (
    UNSAVED,
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#GETTING_DATA",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; merged ranges are (first row, first column, last row, last column) from 0."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Range, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One workbook."""

    name: str
    sheets: tuple[Sheet, ...]


def text_of(cell: Cell) -> str:
    """Return a cell's text as a reader of the sheet sees it, without outer spaces."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return str(cell).strip()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: what would begin a formula gets a quote before it.

    Where a text begins with quotes of its own one more is put before them, so that `meant` is
    the way back.
    """
    text = unseen.visible(text)
    risky = len(text) > 1 and text.lstrip("'").startswith(_FORMULA_STARTS)
    return f"'{text}" if risky else text


def meant(text: str) -> str:
    """Return what stood in a cell before `harmless` put a quote before it."""
    quoted = text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS)
    return text[1:] if quoted else text


def shown(cell: Cell) -> str:
    """Return a cell as a spreadsheet shows it: a number too long for it as 7.90121E+17."""
    if isinstance(cell, float) and abs(cell) >= _TOO_LONG:
        return f"{cell:.5E}".replace("E+0", "E+")
    return text_of(cell)


def is_error(cell: Cell) -> bool:
    """Say whether a formula ended in an error there."""
    return isinstance(cell, str) and cell.startswith("#") and cell.strip().upper() in _ERRORS


def column_name(column: int) -> str:
    """Return a column's letters, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """Return the column, counted from 0, that letters name."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
