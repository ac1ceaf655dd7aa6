"""The child's part of filling a sender's workbook: look at it, exchange cells, keep all else."""

import contextlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from station_app.domain import unseen
from station_app.errors import Unreadable
from station_app.exchange import packed, sheet_places, sheet_xml, wire, workbook
from station_app.exchange.plain import Json, list_of, object_of
from station_app.exchange.sheet_places import STRANGE, Sheet
from station_app.exchange.sheet_room import Room
from station_app.exchange.sheet_xml import Edit
from station_app.exchange.text_styles import TextStyles
from station_app.exchange.workbook import parts_of_sheets

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SHEETS, _BOOK, _STYLES = "xl/worksheets/", "xl/workbook.xml", "xl/styles.xml"
_MOST_WORDS = 100
_DRAWING = re.compile(rb'Target="(?:\.\./|/xl/)drawings/([^"/]+\.xml)"')
_CALC = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)/?>")
_BEFORE_CALC = re.compile(rb"</((?:\w+:)?)(?:definedNames|externalReferences|sheets)>")
_FULL = re.compile(rb'\sfullCalcOnLoad="[^"]*"')


def look(args: Mapping[str, Json]) -> Json:
    """Return the cells of a workbook, and of each sheet what its cells do not say."""
    path = Path(str(args["path"]))
    told = object_of(workbook.read(path))
    data = path.read_bytes()
    told["digest"] = sha256(data).hexdigest()
    told["old"] = not data.startswith(b"PK")
    parts = {} if told["old"] else _sheets(data)
    sheets = map(object_of, list_of(told["sheets"]))
    rows = {str(one["name"]): list_of(one["rows"]) for one in sheets}
    told["outlines"] = {name: _outline(parts.get(name), name, rows) for name in rows}
    return told


def fill(args: Mapping[str, Json]) -> Json:
    """Return the workbook with other cells in one sheet, as it travels."""
    data = Path(str(args["path"])).read_bytes()
    if sha256(data).hexdigest() != args["digest"]:
        raise Unreadable("来表在读入以后又改过。", "请把它重新放进来，再填一次。")
    if not data.startswith(b"PK"):
        data = renewed(Path(str(args["path"])))
    name, like = str(args["sheet"]), int(str(args["like"]))
    edits = [_edit(list_of(one)) for one in list_of(args["cells"])]
    room = Room(sheet=name, above=int(str(args["above"])), many=int(str(args["many"])))
    return wire.text(filled(data, edits, like, room))


def filled(data: bytes, edits: Sequence[Edit], like: int, room: Room) -> bytes:
    """Return a workbook's bytes with other cells in one sheet; every other part stays as it is.

    Rows are put in where there is no room; the edits name rows as they are afterwards.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        names = {unseen.visible(name): part for name, part in parts_of_sheets(book).items()}
        part = names.get(room.sheet, "")
        if part not in book.namelist():
            raise STRANGE
        changed = _with_room(book, part, room) if room.many else {}
        sheet = sheet_places.parse(changed.get(part) or book.read(part))
        there = _STYLES in book.namelist()
        styles = TextStyles(book.read(_STYLES) if there else b"")
        changed[part] = sheet_xml.exchanged(sheet, edits, like, styles.twin)
        if there:
            changed[_STYLES] = styles.xml()
        if _has_formulas(book):
            said = changed.get(_BOOK) or book.read(_BOOK)
            changed[_BOOK] = _counting_anew(said)
        return _repacked(book, changed)


def renewed(path: Path) -> bytes:
    """Return an old .xls as .xlsx: its words, numbers, days and merged cells, with thin lines."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for told in list_of(object_of(workbook.read(path))["sheets"]):
        one = object_of(told)
        sheet = book.create_sheet(str(one["name"]))
        sheet.sheet_state = "hidden" if one["hidden"] else "visible"
        _write(sheet, list_of(one["rows"]), list_of(one["merged"]))
    return packed.packed(book)


def _write(sheet: "Worksheet", rows: Sequence[Json], merged: Sequence[Json]) -> None:
    from openpyxl.styles import Alignment, Border, Side

    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    wide = max((len(list_of(row)) for row in rows), default=0)
    for number, row in enumerate(rows, 1):
        written = any(value != "" for value in list_of(row))
        for column, value in enumerate(list_of(row)[:wide], 1):
            cell = sheet.cell(row=number, column=column)
            if written:
                cell.border, cell.alignment = border, centred
            if value != "":
                said = str(value["date"]) if isinstance(value, dict) else value
                cell.value = said if isinstance(said, str | int | float) else str(said)
                if isinstance(said, str):
                    cell.data_type = "s"
    for one in merged:
        top, left, bottom, right = (int(str(place)) + 1 for place in list_of(one))
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _sheets(data: bytes) -> dict[str, Sheet]:
    """Return the places of each sheet; one that is written strangely is not filled, and stays."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        there = set(book.namelist())
        for name, part in parts_of_sheets(book).items():
            if part in there and part.startswith(_SHEETS):
                with contextlib.suppress(Unreadable):
                    found[name] = sheet_places.parse(book.read(part))
    return found


def _outline(sheet: Sheet | None, name: str, rows: Mapping[str, list[Json]]) -> Json:
    if sheet is None:
        return {"formulas": [], "styled": [], "lists": []}
    lists: list[Json] = []
    for squares, said in sheet.lists:
        if words := sheet_places.words_of_list(said) or _listed(said, name, rows):
            lists += [[column, [*words]] for column in sheet_places.columns_of(squares)]
    return {
        "formulas": [
            [row.number, cell.column]
            for row in sheet.rows.values()
            for cell in row.cells.values()
            if cell.formula
        ],
        "styled": [row.number for row in sheet.rows.values() if row.styled],
        "lists": lists,
    }


def _listed(said: str, name: str, rows: Mapping[str, list[Json]]) -> list[str]:
    """Return the words of a list that stand in cells, often in those of a hidden sheet."""
    sheet, _, square = said.strip().lstrip("=").rpartition("!")
    try:
        ends = [sheet_places.place_of(one) for one in square.split(":")]
    except ValueError:  # the name of a range
        return []
    (top, left), (bottom, right) = ends[0], ends[-1]
    there = rows.get(sheet.strip("'").replace("''", "'") or name, [])[top - 1 : bottom]
    cells = [cell for row in there for cell in list_of(row)[left : right + 1]]
    return [str(cell) for cell in cells if isinstance(cell, str | int) and cell != ""][:_MOST_WORDS]


def _edit(told: Sequence[Json]) -> Edit:
    value = told[2]
    return Edit(
        row=int(str(told[0])),
        column=int(str(told[1])),
        value=value if isinstance(value, int) else str(value),
    )


def _with_room(book: zipfile.ZipFile, part: str, room: Room) -> dict[str, bytes]:
    """Return the parts that change when rows are put in: sheets, names of ranges, pictures."""
    others = [name for name in _sheet_parts(book) if name != part]
    changed = {name: room.formulas(book.read(name), own=False) for name in others}
    changed[part] = room.sheet_xml(book.read(part))
    changed[_BOOK] = room.formulas(book.read(_BOOK), own=False)
    beside = f"{_SHEETS}_rels/{part.removeprefix(_SHEETS)}.rels"
    if beside in book.namelist():
        for found in _DRAWING.findall(book.read(beside)):
            drawing = "xl/drawings/" + found.decode()
            if drawing in book.namelist():
                changed[drawing] = room.drawing(book.read(drawing))
    return changed


def _has_formulas(book: zipfile.ZipFile) -> bool:
    return any(
        one in data
        for data in map(book.read, _sheet_parts(book))
        for one in (b"<f>", b"<f ", b":f>", b":f ")
    )


def _sheet_parts(book: zipfile.ZipFile) -> list[str]:
    return [name for name in book.namelist() if name.startswith(_SHEETS)]


def _counting_anew(data: bytes) -> bytes:
    """Let whoever opens the workbook count its formulas anew; their results here are the old."""
    if found := _CALC.search(data):
        kept = _FULL.sub(b"", found[2]).rstrip()
        made = b'<%scalcPr%s fullCalcOnLoad="1"/>' % (found[1], kept)
        return data[: found.start()] + made + data[found.end() :]
    ends = list(_BEFORE_CALC.finditer(data))
    if not ends:
        return data
    at = ends[-1].end()
    return data[:at] + b'<%scalcPr fullCalcOnLoad="1"/>' % ends[-1][1] + data[at:]


def _repacked(book: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in book.infolist():
            data = changed.get(one.filename)
            archive.writestr(one, book.read(one) if data is None else data, one.compress_type)
    return made.getvalue()
