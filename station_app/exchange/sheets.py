"""Tables of other people: workbooks read in the bounded child, and workbooks written for them."""

import contextlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from station_app.domain import unseen
from station_app.domain.table import Book, Cell, Range, Row, Sheet
from station_app.errors import Unreadable
from station_app.exchange import foreign, table_file
from station_app.exchange.plain import Json, list_of, object_of

Page = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""A sheet to be written: its name, its headings, its rows."""


def read(
    path: Path,
    waiting: Callable[[], None] = foreign.nothing,
    reader: foreign.Reader | None = None,
) -> Book:
    """Return a workbook's cells; Unreadable says what is wrong with the file and what to do."""
    with contextlib.ExitStack() as stack:
        child = reader or stack.enter_context(foreign.Reader())
        with naming(path):
            answer = child.ask("workbook", {"path": str(path)}, waiting)
            with child.understanding():
                return book_of(path, answer)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in whatever is said of it."""
    try:
        yield
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
    made = io.BytesIO()
    table_file.write(made, [(name, heads, map(_texts, rows)) for name, heads, rows in pages])
    return made.getvalue()


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    return ("是" if cell else "否") if isinstance(cell, bool) else str(cell)


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
