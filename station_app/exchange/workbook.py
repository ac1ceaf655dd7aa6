"""The child's part of reading a workbook: doubt the file, then hand its cells on as they are."""

import datetime
import io
import re
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from station_app.domain import table
from station_app.errors import Unreadable
from station_app.exchange.plain import Json

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

BYTES = 50 * 2**20
_PARTS = 5_000
_UNPACKED = 400 * 2**20
_CELLS = 3_000_000
_EXACT = 2**53
_OLE, _ZIP, _ZIP_EMPTY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06"
_WORKBOOK_BEGINS, _FILEPASS, _FIRST_RECORDS = b"\x09\x08\x10\x00\x00\x06\x05\x00", 0x2F, 8
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 WPS 或 Excel 打开它，另存为 .xlsx 后再导入。"
_AGAIN = "让发来的人重新发一份。"
_ASK_AGAIN = "请" + _AGAIN
_LOCKED = Unreadable(
    "工作簿设有打开密码，读不了。", "请在 WPS 里打开它，去掉密码后另存一份再导入。"
)
_TOO_BIG = Unreadable(
    "文件展开后太大，读不下去，可能被人做过手脚，或者表里有大片多余的空行空列。",
    "请用 WPS 打开，只把有内容的那一块复制到新文件里另存，再试一次。",
)
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*?t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)'
)
_SPECIAL = (b't="e"', b"<f>", b"<f ", b"<f/")
_UNSAVED_FORMULA = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>'
)


def read(path: Path) -> Json:
    """Return every sheet's cells, merged ranges and error cells; Unreadable says what is wrong."""
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    data = _bytes_of(path)
    if data.startswith(_ZIP):
        _doubt_zip(data)
    try:
        book = load_workbook(io.BytesIO(data))
        sheets = [
            _sheet(book, meta.name, meta.visible != SheetVisibleEnum.Visible)
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise _LOCKED from error
    except CalamineError as error:
        raise Unreadable(
            "工作簿已损坏或没有传完整，读不出来。",
            f"请用 WPS 打开看看，能打开就另存一份；打不开就{_AGAIN}",
        ) from error
    if data.startswith(_ZIP):
        _mark_errors(data, sheets)
    return {"sheets": list(sheets)}


def _bytes_of(path: Path) -> bytes:
    """Return the file's bytes once its size and its first bytes look like a workbook."""
    try:
        size = path.stat().st_size
        if size > BYTES:
            raise Unreadable(
                f"文件有 {size // 2**20} MB，花名册不会这么大，没有打开。",
                "请把其中的人员表单独另存为一个 .xlsx 再导入（照片不要放在表里）。",
            )
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("文件打不开。", "请看看U盘是否已拔出、文件是否还在。") from error
    if not data:
        raise Unreadable("文件是空的，里面什么也没有。", _ASK_AGAIN)
    if data.startswith(_OLE):
        if _ENCRYPTED in data or _is_locked(data):
            raise _LOCKED
        return data
    if not data.startswith(_ZIP):
        raise _named(data)
    return data


def _is_locked(data: bytes) -> bool:
    """Say whether an old workbook names a password among its first records."""
    at = data.find(_WORKBOOK_BEGINS)
    for _ in range(_FIRST_RECORDS):
        if not 0 <= at <= len(data) - 4:
            return False
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + size
    return False


def _named(data: bytes) -> Unreadable:
    """Say what a file is that is no workbook, whatever its name says."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        return Unreadable("这是一个 PDF，不是工作簿。", "请向发来的人要 .xlsx 的花名册。")
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        return Unreadable("这是网页格式的表，只是名字叫工作簿。", _SAVE_AS)
    if b"\0" not in data[:4096] and (b"," in head or b"\t" in head):
        return Unreadable("这是 CSV 文本，只是名字叫工作簿。", _SAVE_AS)
    return Unreadable(
        "这不是 .xlsx 或 .xls 工作簿。", f"请看看是不是选错了文件，没有选错就{_AGAIN}"
    )


def _doubt_zip(data: bytes) -> None:
    """Count a zip's parts before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise Unreadable("工作簿没有传完整，后半截不见了。", _ASK_AGAIN) from error
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise _TOO_BIG
    if any(part.flag_bits & 0x1 for part in parts):
        raise _LOCKED
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Unreadable("这是压缩包或别的文件，不是工作簿。", "请解压后选里面的 .xlsx 文件。")


def _sheet(book: "CalamineWorkbook", name: str, hidden: bool) -> dict[str, Json]:
    sheet = book.get_sheet_by_name(name)
    bottom, right = sheet.end or (0, 0)
    if (bottom + 1) * (right + 1) > _CELLS:
        raise _TOO_BIG
    rows: list[Json] = [
        [_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    return {"name": name, "hidden": hidden, "rows": rows, "merged": _merged(sheet)}


def _cell(value: object) -> Json:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return value if isinstance(value, int) else str(value)


def _merged(sheet: "CalamineSheet") -> Json:
    return [[*start, *end] for start, end in sheet.merged_cell_ranges or []]


def _mark_errors(data: bytes, sheets: list[dict[str, Json]]) -> None:
    """Put #N/A and its kin, and formulas without a result, where the reader left an empty cell."""
    book = zipfile.ZipFile(io.BytesIO(data))
    parts = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
    read_ = {name: book.read(name) for name in parts}
    marked = {name: text for name, text in read_.items() if any(one in text for one in _SPECIAL)}
    if not marked:
        return
    of_sheet = parts_of_sheets(book)
    for sheet in sheets:
        part = marked.get(of_sheet.get(str(sheet["name"]), ""), b"")
        for letters, digits, said in _ERROR_CELL.findall(part):
            _put(sheet["rows"], letters, digits, said.decode("utf-8", "replace"))
        for letters, digits in _UNSAVED_FORMULA.findall(part):
            _put(sheet["rows"], letters, digits, table.UNSAVED)


def _put(rows: Json, letters: bytes, digits: bytes, value: str) -> None:
    row, column = int(digits) - 1, table.column_of(letters.decode())
    if isinstance(rows, list) and row < len(rows):
        cells = rows[row]
        if isinstance(cells, list) and column < len(cells):
            cells[column] = value


def parts_of_sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive in which each sheet stands, by its name."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    rels = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")) for one in rels}
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{main}sheet")
    return {
        str(sheet.get("name")): "xl/" + targets.get(sheet.get(link), "").removeprefix("/xl/")
        for sheet in sheets
    }
