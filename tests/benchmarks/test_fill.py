"""Filling a sender's table beside loading it with openpyxl, setting the same cells and saving."""

import io

import ratios
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from station_app.exchange import senders
from station_app.exchange.senders import Sent

PEOPLE, COLUMNS, HELD = 3_000, 30, 5
FIRST = 3


def test_filling_beside_openpyxl(tmp_path):
    path = _table(tmp_path / "来表.xlsx")
    sent = senders.read(path)
    cells = [
        (row, column, f"{row} 行 {column} 列" if column % 3 else row * column)
        for row in range(FIRST, FIRST + PEOPLE)
        for column in range(HELD, COLUMNS)
    ]
    made: dict[str, bytes] = {}

    def filled():
        made["ours"] = senders.filled(sent, "摸底表", cells, (FIRST + PEOPLE - 1, 0, 0))

    def rewritten():
        made["theirs"] = _with_openpyxl(sent, cells)

    taken = ratios.medians({"openpyxl": rewritten, "in the child": filled}, rounds=5)

    ours, theirs = (load_workbook(io.BytesIO(made[one]))["摸底表"] for one in ("ours", "theirs"))
    for row in (FIRST, FIRST + PEOPLE // 2, FIRST + PEOPLE - 1):
        assert [cell.value for cell in ours[row]] == [cell.value for cell in theirs[row]]
    ratios.show(f"Fill {PEOPLE} rows x {COLUMNS} columns", taken, "openpyxl", aim=2)


def _with_openpyxl(sent: Sent, cells) -> bytes:
    book = load_workbook(sent.path)
    sheet = book["摸底表"]
    for row, column, value in cells:
        sheet.cell(row, column + 1).value = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _table(path):
    """A table with lines whose first columns name somebody in every row."""
    book = Workbook()
    sheet = book.active
    sheet.title = "摸底表"
    line = Side(style="thin")
    border = Border(left=line, right=line, top=line, bottom=line)
    sheet["A1"] = "摸底表"
    sheet.merge_cells(f"A1:{get_column_letter(COLUMNS)}1")
    for column in range(1, COLUMNS + 1):
        sheet.cell(2, column, f"列{column}")
    for row in range(FIRST, FIRST + PEOPLE):
        for column in range(1, COLUMNS + 1):
            cell = sheet.cell(row, column, f"{row}号" if column <= HELD else None)
            cell.border = border
    book.save(path)
    return path
