"""A workbook written cell by cell, merged cells and all: what the demo's village sends."""

from collections.abc import Iterable, Sequence

from station_app.exchange import packed

Cell = str | float | None


def write(title: str, rows: Iterable[Sequence[Cell]], merged: Iterable[str]) -> bytes:
    """Return an .xlsx whose one sheet holds these cells; `merged` names ranges such as A1:V1."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one sheet
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return packed.packed(book)
