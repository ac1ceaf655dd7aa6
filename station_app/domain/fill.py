"""A sender's own table: what each of its columns is filled with, and how it is written."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from station_app.domain import dates, fill_ways, fill_words, heading_words, headings, row
from station_app.domain.fill_ways import MARKS
from station_app.domain.fill_words import SERIAL, WRITERS, Manner
from station_app.domain.heading_words import bare, pack
from station_app.domain.headings import Match, Sure, Table

HAND, BLANK = "hand", ""
"""What a column may be besides an entry: typed this time, or left empty."""
COUNTS = "formula"
"""A column that the sender's own formulas fill."""
HAND_WORDS, BLANK_WORDS = "这次手填", "留空"
NOT_KEPT = "登记册里没有这一项"
_TYPED = 6
"""More columns than this nobody types by hand without having said so."""
_OWN = "备注由各处自己写，没有填"
_ON_DAY = re.compile(
    r"(?:截至|截止|至|到)?([0-9]{4}[年.\-/][0-9]{1,2}[月.\-/](?:[0-9]{1,2}[日号]?)?)"
)


class State(StrEnum):
    """How far a column is understood; the value is the word on the screen."""

    KNOWN = "已会填"
    LIKELY = "像是，请看一眼"
    MISSING = "缺"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a worker chose for a heading: an entry, HAND or BLANK, and a way of writing it."""

    field: str
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the sender's table."""

    column: int
    heading: str
    field: str = BLANK
    way: str = ""
    state: State = State.MISSING
    why: str = ""
    samples: tuple[str, ...] = ()
    fixed: bool = False
    """Whether there is nothing to choose: it is never filled, or fills itself."""
    words: tuple[str, ...] = ()
    """What the table itself offers for a cell, or has in its cells already."""

    @property
    def entry(self) -> bool:
        """Say whether it is filled from the register."""
        return self.field in WRITERS

    @property
    def manner(self) -> Manner:
        """Return how its cells are written."""
        return Manner(way=self.way, words=fill_words.in_words_of(self.words, self.field))

    @property
    def says(self) -> str:
        """Return what it is filled with, in words."""
        others = {HAND: HAND_WORDS, BLANK: BLANK_WORDS, COUNTS: "表里的公式"}
        return others.get(self.field) or labels().get(self.field, self.field)


def labels() -> dict[str, str]:
    """Return every entry that a column may be filled with, with its words on the screen."""
    known = heading_words.labels()
    own = {name: words for name, words in known.items() if name in WRITERS}
    return {**own, **pack().derived_labels}


def options() -> list[tuple[str, str]]:
    """Return what may be chosen for a column, in reading order."""
    return [(HAND, HAND_WORDS), (BLANK, BLANK_WORDS), *labels().items()]


def ways(column: Column, today: date) -> list[tuple[str, str]]:
    """Return the ways in which a column may be written; none where there is only one."""
    if column.field != "age":
        return fill_ways.ways(column.field)
    found = fill_ways.days(today)
    if column.way and column.way not in dict(found):
        found.insert(0, (column.way, f"按 {dates.show(column.way)}算"))
    return found


def columns(
    table: Table,
    lists: Mapping[int, Sequence[str]],
    formulas: Collection[int],
    choices: Mapping[str, Choice],
    today: date,
) -> tuple[Column, ...]:
    """Return what each column is filled with: chosen before known, known before likely.

    `formulas` are the columns in which the sender's own formulas stand below the headings. What the
    register does not keep is typed, or left empty where that would be very much.
    """
    made = [
        _counting(match) if match.column in formulas else _column(match, lists, choices, today)
        for match in table.columns
    ]
    asked = [one for one in made if one.field == HAND and one.state is State.MISSING]
    if len(asked) > _TYPED:
        made = [replace(one, field=BLANK) if one in asked else one for one in made]
    return tuple(made)


def chosen(column: Column, choice: Choice, today: date) -> Column:
    """Return a column as a worker chose it."""
    made = replace(column, field=choice.field, state=State.KNOWN, why="")
    return replace(made, way=choice.way or _usual_way(made, today))


def _counting(match: Match) -> Column:
    return Column(
        column=match.column,
        heading=match.heading,
        field=COUNTS,
        state=State.KNOWN,
        fixed=True,
    )


def _column(
    match: Match,
    lists: Mapping[int, Sequence[str]],
    choices: Mapping[str, Choice],
    today: date,
) -> Column:
    words = tuple(dict.fromkeys((*lists.get(match.column, ()), *match.samples)))
    plain = Column(column=match.column, heading=match.heading, samples=match.samples, words=words)
    if match.never:
        return replace(plain, why=match.why, fixed=True)
    if match.heading in choices:
        return chosen(plain, choices[match.heading], today)
    name, state = _meant(match)
    if name == "remark":
        return replace(plain, why=_OWN)
    if name not in WRITERS and name != SERIAL:
        return replace(plain, field=HAND, why=NOT_KEPT)
    made = replace(plain, field=name, state=state)
    return replace(made, way=_usual_way(made, today))


def _meant(match: Match) -> tuple[str, State]:
    """Return the entry that a heading means: what is derived first, then what is imported."""
    for words in headings.readings(match.heading):
        if name := pack().derived.get(bare(words)):
            return name, State.KNOWN
    if match.field:
        return match.field, State.KNOWN if match.sure is Sure.KNOWN else State.LIKELY
    again = headings.understand(match.heading)
    if again.field:  # a second column of the same entry, where the import takes only one
        return again.field, State.LIKELY
    derived = {word: name for word, name in pack().derived.items() if name != SERIAL}
    found = headings.like(match.heading, derived)
    return found, State.LIKELY if found else State.MISSING


def _usual_way(column: Column, today: date) -> str:
    """Return the way of writing that heading and cells of the table ask for."""
    if column.field == "age":
        found = _ON_DAY.search(column.heading)
        on = dates.day(found[1]) if found else None
        return (on or today).isoformat()
    offered = [key for key, _words in fill_ways.ways(column.field)]
    if not offered:
        return ""
    if "是/否" in offered:
        return _mark_way(column.words)
    if "Y-m-d" in offered:
        return _date_way(column)
    return offered[0]


def _mark_way(words: Sequence[str]) -> str:
    for way, (yes, no) in MARKS.items():
        if yes in words or (no and no in words):
            return way
    return "√" if "√" in "".join(words) else "是/否"


def _date_way(column: Column) -> str:
    for sample in column.samples:
        known = dates.parse(sample)
        for way, (_pattern, parts) in fill_ways.DATES.items():
            if known.count("-") + 1 == parts and fill_ways.dated(known, way) == sample:
                return way
    words = bare(column.heading)
    return "Y-m" if words.endswith("年月") else "Y-m-d"


def is_blank(cell: str) -> bool:
    """Say whether people wrote nothing in a cell."""
    return cell.strip() in row.BLANK
