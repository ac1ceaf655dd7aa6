"""Tables of other people: workbooks read in the bounded child, and workbooks written for them."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from station_app.domain import unseen
from station_app.domain.table import Book, Cell, Range, Row, Sheet
from station_app.errors import Unreadable
from station_app.exchange import foreign, packed
from station_app.exchange.plain import Json, list_of, object_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Page = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""A sheet to be written: its name, its headings, its rows."""

_WIDEST, _NARROWEST = 48, 8
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def read(
    path: Path,
    waiting: Callable[[], None] = foreign.nothing,
    reader: foreign.Reader | None = None,
) -> Book:
    """Return a workbook's cells; Unreadable says what is wrong with the file and what to do."""
    with contextlib.ExitStack() as stack:
        child = reader or stack.enter_context(foreign.Reader())
        try:
            answer = child.ask("workbook", {"path": str(path)}, waiting)
            with child.understanding():
                return book_of(path, answer)
        except Unreadable as error:
            raise Unreadable(f"{unseen.visible(path.name)}：{error.what}", error.remedy) from error


def book_of(path: Path, answer: Json) -> Book:
    """Read what the child found in a workbook; TypeError and kin where it answers otherwise."""
    sheets = tuple(_sheet(one) for one in list_of(object_of(answer)["sheets"]))
    return Book(name=unseen.visible(path.name), sheets=sheets)


def write(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet whose every cell is text, never a formula."""
    return write_pages([(name, heads, rows)])


def write_pages(pages: Iterable[Page]) -> bytes:
    """Return a workbook of several sheets whose every cell is text, never a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, heads, rows in pages:
        _fill(book.create_sheet(_title(name)), heads, rows)
    return packed.packed(book)


def _fill(sheet: "Worksheet", heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    widths = [_width(head) for head in heads]
    for number, row in enumerate((tuple(heads), *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(row=number, column=column, value=harmless(value))
            cell.data_type = "s"
            cell.number_format = "@"
            widths[column - 1] = max(widths[column - 1], _width(str(value)))
    for column, width in enumerate(widths, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(width + 2, _NARROWEST), _WIDEST)
        sheet.cell(row=1, column=column).font = Font(bold=True)
        sheet.cell(row=1, column=column).alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A2"


def _title(name: str) -> str:
    """Return a name that a sheet may have."""
    return "".join("_" if char in "[]:*?/\\" else char for char in name)[:31]


def harmless(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet will run or round."""
    text = ("是" if cell else "否") if isinstance(cell, bool) else str(cell)
    text = unseen.visible(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and len(text) > 1 else text


def _width(text: str) -> int:
    return sum(2 if letter > "⺀" else 1 for letter in text[:_WIDEST])


def _sheet(value: Json) -> Sheet:
    told = object_of(value)
    return Sheet(
        name=unseen.visible(str(told["name"])),
        hidden=bool(told["hidden"]),
        rows=tuple(_row(row) for row in list_of(told["rows"])),
        merged=tuple(_range(one) for one in list_of(told["merged"])),
    )


def _row(value: Json) -> Row:
    return tuple([one if isinstance(one, str) else _cell(one) for one in list_of(value)])


def _cell(value: Json) -> Cell:
    if isinstance(value, dict):
        return date.fromisoformat(str(value["date"]))
    return value if isinstance(value, str | int | float) else ""


def _range(value: Json) -> Range:
    top, left, bottom, right = (int(str(one)) for one in list_of(value))
    return top, left, bottom, right
