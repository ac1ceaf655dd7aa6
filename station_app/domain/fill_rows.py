"""The rows of a sender's table: who stands there already, where there is room, what is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from station_app.domain import dates, fill, fill_words, identity, names, table
from station_app.domain.fill import BLANK, COUNTS, HAND, Column
from station_app.domain.fill_words import SERIAL, Facts, Value
from station_app.domain.furniture import NAME, NUMBER
from station_app.domain.headings import Table
from station_app.domain.table import Row, Sheet

_STANDING = frozenset({SERIAL, "village", "town", "county", "station"})
"""What a sender may have written into rows that are still free."""
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a sheet's cells do not say.

    `kept` cells hold a formula or lie under a merged one; `counting` columns hold a formula in two
    rows and more; `styled` rows have lines of their own.
    """

    kept: frozenset[Place] = frozenset()
    counting: frozenset[int] = frozenset()
    styled: frozenset[int] = frozenset()
    lists: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Where people stand in a sheet.

    `held` are rows with somebody in them, `open` the free ones below; `foot` is the first row that
    says something else below them, 0 where there is none; new rows look like row `like`.
    """

    held: tuple[tuple[int, Row], ...]
    open: tuple[int, ...]
    foot: int
    like: int

    @property
    def below(self) -> int:
        """Return the row below the last one for people."""
        return max((self.like, *self.open, *(number for number, _ in self.held))) + 1

    def places(self, count: int) -> list[int]:
        """Return the rows for so many people: the free ones, then new ones below."""
        more = max(0, count - len(self.open))
        return [*self.open[:count], *range(self.below, self.below + more)]

    def lacks(self, count: int) -> int:
        """Return how many rows have to be put in `below`, above the foot, for so many people."""
        return max(0, count - len(self.open)) if self.foot else 0


class Fate(StrEnum):
    """What becomes of a cell."""

    FILLED = "从登记册填"
    SAME = "表里已有"
    DIFFERS = "和登记册不一样"
    LACKS = "登记册里还没有"
    HAND = "手填"
    EMPTY = "还空着"
    LEFT = "留空"
    KEPT = "公式，自己会算"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One cell: what stood there, what the register says, and what becomes of it."""

    column: int
    fate: Fate
    was: str = ""
    value: Value = ""
    takes: bool = False
    """Whether the register's value goes where the table has another."""

    @property
    def written(self) -> Value | None:
        """Return what is put into the file; None where the cell stays as it is."""
        if self.fate in (Fate.FILLED, Fate.HAND) or (self.fate is Fate.DIFFERS and self.takes):
            return self.value
        return None

    @property
    def shown(self) -> str:
        """Return what stands in the cell afterwards."""
        written = self.written
        return self.was if written is None else str(written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as it will be saved."""

    row: int
    person: str
    name: str
    held: bool
    cells: tuple[Filled, ...]

    def has(self, fate: Fate) -> bool:
        """Say whether some cell of the row has a fate."""
        return any(one.fate is fate for one in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a worker typed or decided in the preview, by person or row and by column."""

    typed: Mapping[tuple[str, int], str]
    taken: Collection[tuple[str, int]]


def zone(sheet: Sheet, found: Table, columns: Sequence[Column], outline: Outline) -> Zone:
    """Find the rows of people in a sheet: those that are held, and those that are free."""
    begins = _begins(sheet, found)
    persons = dict(found.rows)
    held: list[tuple[int, Row]] = []
    free: list[int] = []
    foot = 0
    for number in range(begins, max(len(sheet.rows), *outline.styled, begins - 1) + 1):
        cells = sheet.rows[number - 1] if number <= len(sheet.rows) else ()
        if _is_free(number, cells, columns, outline):
            free.append(number)
        elif number in persons:
            held.append((number, persons[number]))
            free, foot = [], 0
        elif not foot:
            foot = number
    room = tuple(number for number in free if not foot or number < foot)
    lined = tuple(number for number in room if number in outline.styled)
    last = held[-1][0] if held else begins
    return Zone(
        held=tuple(held),
        open=lined or (room if foot else ()) or ((begins,) if not held and not foot else ()),
        foot=foot,
        like=lined[-1] if lined else last,
    )


def line(
    place: tuple[int, Row],
    facts: Facts,
    columns: Sequence[Column],
    outline: Outline,
    decided: Decided,
    *,
    serial: int,
) -> Line:
    """Return one person's row: what is free is filled, what is held stays unless it was taken."""
    number, cells = place
    uid = facts.person.uid
    return Line(
        row=number,
        person=uid,
        name=facts.person.name,
        held=any(table.text_of(cell) for cell in cells),
        cells=tuple(
            _cell(
                one,
                table.text_of(cells[one.column]) if one.column < len(cells) else "",
                _value(one, facts, serial),
                (uid, decided),
                kept=(number, one.column) in outline.kept,
            )
            for one in columns
        ),
    )


def typed(line: Line, column: Column, words: str) -> Line:
    """Return a row with words typed into a cell; none leave it as empty as it was."""
    words = words.strip()
    return replace(
        line,
        cells=tuple(
            one
            if one.column != column.column
            else replace(one, fate=Fate.HAND if words else _empty(column), value=words)
            for one in line.cells
        ),
    )


def taking(line: Line, *, takes: bool) -> Line:
    """Return a row whose differing cells take the register's words, or keep the sender's."""
    if not line.has(Fate.DIFFERS):
        return line
    return replace(
        line,
        cells=tuple(
            replace(one, takes=takes) if one.fate is Fate.DIFFERS else one for one in line.cells
        ),
    )


def _begins(sheet: Sheet, found: Table) -> int:
    """Return the first row below the headings, also where a merged one reaches further down."""
    first, last = found.heads
    reach = [
        bottom + 1
        for top, _left, bottom, _right in sheet.merged
        if first - 1 <= top <= last - 1 and bottom < last + 3
    ]
    return max((last, *reach)) + 1


def _is_free(number: int, cells: Row, columns: Sequence[Column], outline: Outline) -> bool:
    """Say whether nobody stands in a row: nothing does, or what the sender set beforehand."""
    by_place = {one.column: one.field for one in columns}
    for place, cell in enumerate(cells):
        words = table.text_of(cell)
        if not words or (number, place) in outline.kept:
            continue
        name = by_place.get(place, "")
        if name not in _STANDING or (name == SERIAL and not words.isdecimal()):
            return False
    return True


def _value(column: Column, facts: Facts, serial: int) -> Value:
    if column.field == SERIAL:
        return serial
    return fill_words.said(column.field, facts, column.manner) if column.entry else ""


def _cell(
    column: Column, was: str, value: Value, who: tuple[str, Decided], *, kept: bool
) -> Filled:
    uid, decided = who
    at = (uid, column.column)
    if kept or column.field == COUNTS:
        return Filled(column=column.column, fate=Fate.KEPT, was=was)
    if typed := decided.typed.get(at, ""):
        return Filled(column=column.column, fate=Fate.HAND, was=was, value=typed)
    if not fill.is_blank(was):
        if value == "" or column.field == SERIAL or _same(column.field, was, value):
            return Filled(column=column.column, fate=Fate.SAME, was=was)
        takes = at in decided.taken
        return Filled(column=column.column, fate=Fate.DIFFERS, was=was, value=value, takes=takes)
    if value != "":
        return Filled(column=column.column, fate=Fate.FILLED, was=was, value=value)
    return Filled(column=column.column, fate=_empty(column), was=was)


def _empty(column: Column) -> Fate:
    if column.field == BLANK or (column.entry and column.field in fill_words.MAY_LACK):
        return Fate.LEFT
    if column.entry and column.way in ("√", identity.Mask.NONE.value):
        return Fate.LEFT
    return Fate.EMPTY if column.field == HAND else Fate.LACKS


def _same(name: str, was: str, value: Value) -> bool:
    said = str(value)
    if name == NUMBER:
        return identity.to18(identity.tidy(was)) == identity.to18(identity.tidy(said))
    if name == NAME:
        return names.normalise(was) == names.normalise(said)
    if (there := dates.parse(was)) and (here := dates.parse(said)):
        return there.startswith(here) or here.startswith(there)
    return "".join(filter(str.isalnum, was)) == "".join(filter(str.isalnum, said))
