"""Tables of any length as an .xlsx: their rows go into the file one by one, every cell as text.

A workbook library keeps all cells, or puts them into a readable temporary file; here neither
happens: memory is flat, and nothing is written but the file itself.
"""

import functools
import itertools
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from station_app.domain import table
from station_app.errors import Unwritable

Page = tuple[str, Sequence[str], Iterable[Sequence[str]]]
"""A sheet: its name, its headings, its rows."""
MOST_ROWS = 1_048_575
"""What a sheet of a spreadsheet holds under its headings."""
LONGEST = 32_767
"""What a cell of a spreadsheet holds; a longer one makes it call the file damaged."""
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}
"""What XML does not allow and nobody can have typed."""
_WIDEST, _NARROWEST = 48, 8
_MEASURED = 500
"""So many rows say how wide the columns are; widths stand before the rows."""
_AT_ONCE = 200
_LONGEST_TITLE, _STEM = 31, 27
_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f"{_SCHEMAS}/spreadsheetml/2006/main"
_LINKS = f"{_SCHEMAS}/officeDocument/2006/relationships"
_PACKED = f"{_SCHEMAS}/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PART = "worksheets/sheet{}.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT, _NAME = 1, 2
"""The two styles of cells: text, and a heading."""
_ROOT = f"""<Relationships xmlns="{_PACKED}/relationships">\
<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_STYLES = f"""<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>\
<font><b/><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""
_END = """</sheetData><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" \
footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>\
<headerFooter><oddFooter>&amp;C第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter></worksheet>"""


def write(target: Path | IO[bytes], pages: Sequence[Page]) -> int:
    """Write a workbook and return how many rows it got in all.

    Heads stay in sight and are printed on every page; nothing in a cell is a formula.
    """
    titles = _titles(name for name, _, _ in pages)
    parts = {
        "[Content_Types].xml": _types(len(pages)),
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _workbook(titles),
        "xl/_rels/workbook.xml.rels": _links(len(pages)),
        "xl/styles.xml": _STYLES,
    }
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, _HEAD + text)
        for number, (_, heads, rows) in enumerate(pages, start=1):
            with archive.open(f"xl/{_PART.format(number)}", "w", force_zip64=True) as sheet:
                count += _write_rows(sheet, heads, iter(rows))
    return count


def check(path: Path) -> None:
    """Read a written file back to its last byte; raises Unwritable where it is not as written."""
    try:
        with zipfile.ZipFile(path) as archive:
            sound = archive.testzip() is None
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error):
        sound = False
    if not sound:
        raise Unwritable("写入后读回的内容不一致。", "请换一个地方再存。")


def _write_rows(sheet: IO[bytes], heads: Sequence[str], rows: Iterator[Sequence[str]]) -> int:
    first = list(itertools.islice(rows, _MEASURED))
    sheet.write((_HEAD + _begin(heads, first)).encode())
    sheet.write(_row(1, heads, _NAME).encode())
    count = 0
    every = itertools.chain(first, rows)
    while piece := list(itertools.islice(every, _AT_ONCE)):
        if count + len(piece) > MOST_ROWS:
            raise Unwritable("行数太多，一张表放不下。", "请加条件分几次存。")
        lines = [_row(count + n + 2, row, _TEXT) for n, row in enumerate(piece)]
        sheet.write("".join(lines).encode())
        count += len(piece)
    sheet.write(_END.encode())
    return count


def _begin(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(_width, cells)) for cells in zip(heads, *rows, strict=True)]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{min(max(width + 2, _NARROWEST), _WIDEST)}" '
        'customWidth="1"/>'
        for n, width in enumerate(widths, start=1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )


def _row(number: int, cells: Sequence[str], style: int) -> str:
    made = [
        f'<c r="{_column(place)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{_text(cell)}</t></is></c>"
        for place, cell in enumerate(cells)
        if cell
    ]
    return f'<row r="{number}">{"".join(made)}</row>'


def _text(cell: str) -> str:
    return escape(table.harmless(cell).translate(_NO_CHARACTERS)[:LONGEST])


_column = functools.cache(table.column_name)


def _types(sheets: int) -> str:
    kinds = {"workbook.xml": "sheet.main", "styles.xml": "styles"}
    kinds |= {_PART.format(number): "worksheet" for number in range(1, sheets + 1)}
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_KIND}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKED}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _links(sheets: int) -> str:
    found = [("styles", "styles.xml")]
    found = [*(("worksheet", _PART.format(n)) for n in range(1, sheets + 1)), *found]
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_LINKS}/{kind}" Target="{part}"/>'
        for number, (kind, part) in enumerate(found, start=1)
    )
    return f'<Relationships xmlns="{_PACKED}/relationships">{links}</Relationships>'


def _workbook(titles: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{n}" r:id="r{n}"/>'
        for n, title in enumerate(titles, start=1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">'
        f"'{escape(title)}'!$1:$1</definedName>"
        for n, title in enumerate(titles)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets>'
        f"<definedNames>{heads}</definedNames></workbook>"
    )


def _titles(names: Iterable[str]) -> list[str]:
    """Return names that sheets of one workbook may have: short, and no two alike."""
    found: list[str] = []
    for name in names:
        plain = "".join("_" if char in "[]:*?/\\'" else char for char in name)
        title, number = plain[:_LONGEST_TITLE], 1
        while title.casefold() in map(str.casefold, found):
            number += 1
            title = f"{plain[:_STEM]} {number}"
        found.append(title)
    return found


def _width(text: str) -> int:
    return sum(2 if letter > "⺀" else 1 for letter in text[:_WIDEST])
