"""What a return asks for: a template pack as values, whatever file it came from."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from station_app.domain.problems import Level


class Shape(StrEnum):
    """A return either counts (a table of figures) or lists people (a roster)."""

    TABLE = "table"
    ROSTER = "roster"


class Format(StrEnum):
    """How a value is printed."""

    COUNT = "count"
    MONEY = "money"
    TEXT = "text"


class Source(StrEnum):
    """Which records a figure looks at."""

    VISITS = "visits"
    TARGETS = "targets"
    PEOPLE = "people"


class Count(StrEnum):
    """In which unit a figure counts; the four faces of a visit are kept apart."""

    PERSONS = "persons"
    CONTACTS = "contacts"
    HOUSEHOLDS = "households"
    HOUSEHOLD_VISITS = "household_visits"
    MONEY = "money"
    PORTIONS = "portions"
    LETTERS = "letters"
    COUPLETS = "couplets"
    FOUND = "difficulties_found"
    SOLVED = "difficulties_solved"
    PENDING = "difficulties_pending"


COUNTED_OF = {
    Source.VISITS: frozenset(Count),
    Source.TARGETS: frozenset({Count.PERSONS, Count.HOUSEHOLDS}),
    Source.PEOPLE: frozenset({Count.PERSONS, Count.HOUSEHOLDS}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One way to belong to a group; everything that is said must hold on the as-of date."""

    scheme: str = ""
    codes: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    plaque: bool = False
    difficulty: tuple[str, ...] = ()
    any_difficulty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Who is meant: anybody who meets one of the conditions, or everybody if there is none."""

    any_of: tuple[Condition, ...] = ()


EVERYBODY = Group()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: what is counted, of which records, about whom."""

    count: Count
    source: Source = Source.VISITS
    group: Group = EVERYBODY
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heads, what stands in it, and how it stands on the page."""

    key: str
    heads: tuple[str, ...]
    shows: tuple[str, ...] = ()
    count: Count | None = None
    format: Format = Format.TEXT
    when: str = ""
    align: str = "left"
    whole: bool = False
    figures: bool = False
    joins: bool = False
    least: float = 0.0
    most: float = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of figures; `only` names the columns that have a meaning in it."""

    key: str
    label: str
    under: str = ""
    source: Source = Source.VISITS
    group: Group = EVERYBODY
    only: tuple[str, ...] = ()
    strong: bool = False
    spans: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure in the block under the table; one without a count is not kept yet."""

    key: str
    word: str
    figure: Figure | None = None
    format: Format = Format.COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class TailLine:
    """A line of the block under the table; an `unreached` one says who was not met, and why."""

    label: str = ""
    facts: tuple[Fact, ...] = ()
    unreached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that must agree before the return is signed.

    `rule` compares two sums of figures; `change` names a figure that is held against the return
    before; `finds` names a search of the register that should come back empty.
    """

    key: str
    level: Level
    says: str
    rule: str = ""
    change: str = ""
    percent: int = 0
    finds: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind in the line of counts over a roster: its code and the word for it."""

    code: str
    word: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How the return stands on paper."""

    upright: bool = True
    row: float = 8.5
    largest: float = 11.0
    smallest: float = 8.0
    gives_way: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One version of an official return."""

    code: str
    title: str
    version: str
    effective: date
    shape: Shape
    personal: bool
    measure: str
    basis: str = ""
    short: str = ""
    notes: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    tail: tuple[TailLine, ...] = ()
    checks: tuple[Check, ...] = ()
    scheme: str = ""
    parts: tuple[Part, ...] = ()
    summary: str = ""
    page: Page = field(default_factory=Page)

    def column(self, key: str) -> Column:
        """Return the column of that key."""
        return next(one for one in self.columns if one.key == key)

    def row(self, key: str) -> Row:
        """Return the row of that key."""
        return next(one for one in self.rows if one.key == key)

    @property
    def facts(self) -> dict[str, Fact]:
        """Return every figure under the table by its key."""
        return {fact.key: fact for line in self.tail for fact in line.facts}

    @property
    def figure_columns(self) -> tuple[Column, ...]:
        """Return the columns that hold figures."""
        return tuple(column for column in self.columns if column.count is not None)

    def figures(self) -> dict[str, Figure | None]:
        """Return every figure of a table by its address: row.column, or the key of a fact.

        None stands where a figure has no meaning or is not kept yet.
        """
        made: dict[str, Figure | None] = {}
        for row in self.rows:
            for column in self.figure_columns:
                made[f"{row.key}.{column.key}"] = figure_in(row, column)
        return made | {key: fact.figure for key, fact in self.facts.items()}


def figure_in(row: Row, column: Column) -> Figure | None:
    """Return what is counted where a row and a column meet; None where that has no meaning."""
    if column.count is None or column.count not in COUNTED_OF[row.source]:
        return None
    if row.only and column.key not in row.only:
        return None
    return Figure(count=column.count, source=row.source, group=row.group)
