"""One sheet's XML as byte ranges, so that cells are exchanged and every other byte stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from station_app.errors import Unreadable

_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f>([^<]+)</")
_OWN_ROW = re.compile(r"\"[^\"]*\"|(?<![\w.$!'])(\$?[A-Z]{1,3})([0-9]{1,7})(?![\w(!.])")
_COPIED = ("s", "customFormat", "ht", "customHeight")
_TAME = str.maketrans({char: None for char in map(chr, range(32)) if char not in "\t\n\r"})
STRANGE = Unreadable(
    "来表的内部写法很少见，填不进去。", "请用 WPS 打开它，另存为 .xlsx 后再放进来。"
)


@dataclass(slots=True, kw_only=True)
class Cell:
    """Where a cell stands in the bytes, and its style."""

    column: int
    start: int
    end: int = 0
    style: str = ""
    formula: bool = False


@dataclass(slots=True, kw_only=True)
class Row:
    """Where a row stands in the bytes: its opening tag, what is inside, its closing tag."""

    number: int
    start: int
    inside: int
    attributes: Mapping[str, str]
    after: int = 0
    end: int = 0
    cells: dict[int, Cell] = field(default_factory=dict)

    @property
    def styled(self) -> bool:
        """Say whether some cell of the row has a look of its own."""
        return any(cell.style not in ("", "0") for cell in self.cells.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a cell is to hold: text, or a number."""

    row: int
    column: int
    value: str | int


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A sheet's bytes with the places of its rows; `prefix` stands before each element's name."""

    data: bytes
    prefix: str = ""
    inside: int = 0
    after: int = 0
    rows: dict[int, Row] = field(default_factory=dict)
    lists: list[tuple[str, str]] = field(default_factory=list)
    """Where a cell offers a list of words, and the words as the sheet writes them."""


def parse(data: bytes) -> Sheet:
    """Return the places of every row and cell; raises Unreadable for what is no plain sheet."""
    reader = _Reader(data)
    try:
        reader.run()
    except (expat.ExpatError, AttributeError, ValueError, KeyError) as error:
        raise STRANGE from error
    if not reader.sheet.after:
        raise STRANGE
    return reader.sheet


def place_of(reference: str) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of a reference like B5."""
    found = _PLACE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def name_of(row: int, column: int) -> str:
    """Return the reference of a row (from 1) and column (from 0)."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def exchanged(sheet: Sheet, edits: Sequence[Edit], like: int, styles: Mapping[str, str]) -> bytes:
    """Return the sheet's bytes with other cells; rows that are missing look like row `like`.

    A cell with a formula keeps it. `styles` gives the style a long number takes for its own.
    """
    by_row: dict[int, dict[int, Edit]] = {}
    for edit in edits:
        by_row.setdefault(edit.row, {})[edit.column] = edit
    pieces: list[bytes] = []
    at = 0
    writer = _Writer(sheet, sheet.rows.get(like), styles)
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


class _Reader:
    """Walks through the XML once and notes places."""

    def __init__(self, data: bytes) -> None:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise STRANGE
        self.sheet = Sheet(data=data)
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._row: Row | None = None
        self._cell: Cell | None = None
        self._list = ""
        self._words: list[str] | None = None
        self._last = 0
        self._column = -1

    def run(self) -> None:
        self._parser.Parse(self.sheet.data, True)

    def _doctype(self, *_said: object) -> None:
        raise STRANGE

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        bare = name.rpartition(":")[2]
        at = self._parser.CurrentByteIndex
        if bare == "c" and self._row is not None:
            self._open_cell(attributes, at)
        elif bare == "f" and self._cell is not None:
            self._cell.formula = True
        elif bare == "row":
            self._open_row(attributes, at)
        elif bare == "sheetData":
            self.sheet.prefix = name.removesuffix("sheetData")
            self.sheet.inside = self.sheet.after = self._after_tag(at)
        elif bare == "dataValidation" and attributes.get("type") == "list":
            self._list = attributes.get("sqref", "")
        elif bare == "formula1" and self._list:
            self._words = []
            self._parser.CharacterDataHandler = self._words.append

    def _end(self, name: str) -> None:
        bare = name.rpartition(":")[2]
        at = self._parser.CurrentByteIndex
        if bare == "c" and self._cell is not None:
            self._cell.end = self._after_tag(at)
            self._cell = None
        elif bare == "row" and self._row is not None:
            self._row.end = self._after_tag(at)
            self._row.after = at if at > self._row.start else self._row.end
            self._row = None
        elif bare == "sheetData":
            self.sheet.after = at
        elif bare == "formula1" and self._words is not None:
            self.sheet.lists.append((self._list, "".join(self._words)))
            self._words, self._list = None, ""
            self._parser.CharacterDataHandler = None

    def _open_row(self, attributes: dict[str, str], at: int) -> None:
        self._last = int(attributes.get("r", self._last + 1))
        self._column = -1
        self._row = Row(
            number=self._last, start=at, inside=self._after_tag(at), attributes=attributes
        )
        self.sheet.rows[self._last] = self._row

    def _open_cell(self, attributes: dict[str, str], at: int) -> None:
        reference = attributes.get("r")
        self._column = place_of(reference)[1] if reference else self._column + 1
        self._cell = Cell(column=self._column, start=at, style=attributes.get("s", ""))
        if self._row is not None:
            self._row.cells[self._column] = self._cell

    def _after_tag(self, at: int) -> int:
        found = _TAG.match(self.sheet.data, at)
        if found is None:
            raise ValueError(at)
        return found.end()


class _Writer:
    """Writes rows in the words of one sheet."""

    def __init__(self, sheet: Sheet, like: Row | None, styles: Mapping[str, str]) -> None:
        self._sheet, self._like, self._styles = sheet, like, styles

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
            style = self._styles.get(style, style)
        said = f' r="{name_of(edit.row, edit.column)}"' + (f' s="{style}"' if style else "")
        if isinstance(value, int):
            return f"<{p}c{said}><{p}v>{value}</{p}v></{p}c>".encode()
        words = escape(value.translate(_TAME))
        text = f'<{p}is><{p}t xml:space="preserve">{words}</{p}t></{p}is>'
        return f'<{p}c{said} t="inlineStr">{text}</{p}c>'.encode()


def words_of_list(said: str) -> list[str]:
    """Return the words of a list that stands in the sheet itself: "是,否"."""
    said = said.strip()
    if len(said) < 2 or not said.startswith('"') or not said.endswith('"'):
        return []
    return [word.strip() for word in said[1:-1].split(",") if word.strip()]


def columns_of(squares: str) -> Iterator[int]:
    """Yield the columns (from 0) that a list of ranges covers."""
    for square in squares.split():
        ends = square.split(":")
        first, last = place_of(ends[0])[1], place_of(ends[-1])[1]
        yield from range(first, min(last, first + 255) + 1)
