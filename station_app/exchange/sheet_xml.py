"""Cells of one sheet exchanged in its XML; every other byte stays as it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape, quoteattr

from station_app.exchange.sheet_places import Cell, Row, Sheet, name_of

AsText = Callable[[str], str]
"""Returns the style that shows a cell of a style as text."""

_FORMULA = re.compile(rb"<(?:\w+:)?f>([^<]+)</")
_OWN_ROW = re.compile(r"\"[^\"]*\"|(?<![\w.$!'])(\$?[A-Z]{1,3})([0-9]{1,7})(?![\w(!.])")
_COPIED = ("s", "customFormat", "ht", "customHeight")
_TAME = str.maketrans({char: None for char in map(chr, range(32)) if char not in "\t\n\r"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a cell is to hold: text, or a number."""

    row: int
    column: int
    value: str | int


def exchanged(sheet: Sheet, edits: Sequence[Edit], like: int, as_text: AsText) -> bytes:
    """Return the sheet's bytes with other cells; rows that are missing look like row `like`.

    A cell with a formula keeps it. `as_text` gives the style that a long number takes for its own.
    """
    by_row: dict[int, dict[int, Edit]] = {}
    for edit in edits:
        by_row.setdefault(edit.row, {})[edit.column] = edit
    pieces: list[bytes] = []
    at = 0
    writer = _Writer(sheet, sheet.rows.get(like), as_text)
    following = sorted(sheet.rows)
    for number in sorted(by_row):
        row = sheet.rows.get(number)
        if row is not None:
            pieces += [sheet.data[at : row.start], writer.row(row, by_row[number])]
            at = row.end
            continue
        later = next((one for one in following if one > number), None)
        before = sheet.after if later is None else sheet.rows[later].start
        if before > at:
            pieces.append(sheet.data[at:before])
            at = before
        pieces.append(writer.new_row(number, by_row[number]))
    pieces.append(sheet.data[at:])
    return b"".join(pieces)


def moved_down(formula: str, by: int) -> str:
    """Return a formula copied so many rows down: what is not fixed by a $ moves with it."""

    def moved(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + by}" if found[2] else found[0]

    return _OWN_ROW.sub(moved, formula)


def is_long_number(value: str | int) -> bool:
    """Say whether a text is digits that a spreadsheet would spoil once somebody types in it."""
    if isinstance(value, int):
        return False
    digits = sum(map(str.isdecimal, value))
    return digits >= 11 or (value.isdecimal() and value.startswith("0") and len(value) > 1)


class _Writer:
    """Writes rows in the words of one sheet."""

    def __init__(self, sheet: Sheet, like: Row | None, as_text: AsText) -> None:
        self._sheet, self._like, self._as_text = sheet, like, as_text

    def row(self, row: Row, edits: Mapping[int, Edit]) -> bytes:
        """Return a row with other cells; what it holds besides stays."""
        data = self._sheet.data
        if not row.styled and self._like is not None and row is not self._like:
            bare = {cell.column for cell in self._like.cells.values()} - set(row.cells)
        else:
            bare = set()
        pieces = [self._opening(row.number, row.attributes)]
        for column in sorted({*row.cells, *edits, *bare}):
            there, edit = row.cells.get(column), edits.get(column)
            if there is not None and (edit is None or there.formula):
                pieces.append(data[there.start : there.end])
            elif edit is None:
                pieces.append(self._bare(row.number, column))
            else:
                style = self._style_like(column) if there is None and bare else ""
                pieces.append(self._cell(edit, there.style if there else style))
        last = max((cell.end for cell in row.cells.values()), default=row.inside)
        tail = data[last : row.after] if row.after < row.end else b""
        return b"".join([*pieces, tail, self._closing()])

    def new_row(self, number: int, edits: Mapping[int, Edit]) -> bytes:
        """Return a row that looks like the one before it."""
        like = self._like
        attributes = like.attributes if like else {}
        kept = {name: attributes[name] for name in _COPIED if name in attributes}
        pieces = [self._opening(number, kept)]
        for column in sorted({*(like.cells if like else ()), *edits}):
            edit = edits.get(column)
            there = like.cells.get(column) if like else None
            if edit is not None:
                pieces.append(self._cell(edit, self._style_like(column)))
            elif there is not None and there.formula:
                pieces.append(self._counting(there, number))
            else:
                pieces.append(self._bare(number, column))
        return b"".join([*pieces, self._closing()])

    def _counting(self, cell: Cell, number: int) -> bytes:
        """Return the formula of the row before it as it counts in another row."""
        like = self._sheet.data[cell.start : cell.end]
        found = _FORMULA.search(like)
        if found is None or self._like is None:
            return self._bare(number, cell.column)
        by = number - self._like.number
        said = escape(moved_down(unescape(found[1].decode("utf-8")), by))
        p, style = self._sheet.prefix, f' s="{cell.style}"' if cell.style else ""
        place = name_of(number, cell.column)
        return f'<{p}c r="{place}"{style}><{p}f>{said}</{p}f></{p}c>'.encode()

    def _opening(self, number: int, attributes: Mapping[str, str]) -> bytes:
        said = {**attributes, "r": str(number)}
        said.pop("spans", None)  # a hint to readers; cells may stand beyond it now
        written = "".join(f" {name}={quoteattr(value)}" for name, value in said.items())
        return f"<{self._sheet.prefix}row{written}>".encode()

    def _closing(self) -> bytes:
        return f"</{self._sheet.prefix}row>".encode()

    def _style_like(self, column: int) -> str:
        cell = self._like.cells.get(column) if self._like else None
        return cell.style if cell else ""

    def _bare(self, row: int, column: int) -> bytes:
        style = self._style_like(column)
        said = f' s="{style}"' if style else ""
        return f'<{self._sheet.prefix}c r="{name_of(row, column)}"{said}/>'.encode()

    def _cell(self, edit: Edit, style: str) -> bytes:
        p, value = self._sheet.prefix, edit.value
        if is_long_number(value):
            style = self._as_text(style)
        said = f' r="{name_of(edit.row, edit.column)}"' + (f' s="{style}"' if style else "")
        if isinstance(value, int):
            return f"<{p}c{said}><{p}v>{value}</{p}v></{p}c>".encode()
        words = escape(value.translate(_TAME))
        text = f'<{p}is><{p}t xml:space="preserve">{words}</{p}t></{p}is>'
        return f'<{p}c{said} t="inlineStr">{text}</{p}c>'.encode()
