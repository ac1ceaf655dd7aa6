"""Where rows and cells stand in the bytes of one sheet's XML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from station_app.domain import table
from station_app.errors import Unreadable

_TAG = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")
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
    return int(found[2]), table.column_of(found[1])


def name_of(row: int, column: int) -> str:
    """Return the reference of a row (from 1) and column (from 0)."""
    return f"{table.column_name(column)}{row}"


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
