"""How far a sender's table has come: what was read, chosen and filled; it outlives the widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from station_app.domain import fill
from station_app.domain.fill import Choice, Column, State
from station_app.domain.fill_rows import Decided
from station_app.domain.selection import Selection
from station_app.usecases.fill import Filling, Saved, Seen
from station_app.usecases.fill_people import Candidate


class Step(IntEnum):
    """The steps, in their order."""

    DROP = 0
    MATCH = 1
    WHO = 2
    RESULT = 3
    DONE = 4


class Whose(IntEnum):
    """Whose rows the table gets."""

    NAMED = 0
    FITTING = 1
    BOTH = 2


WORDS = ("放入来表", "对列", "选人", "看结果")


@dataclass(slots=True)
class Intake:
    """One table on its way through the register."""

    step: Step = Step.DROP
    said: str = ""
    until: str = ""
    """Until when the table is asked for, where a task says so."""
    seen: Seen | None = None
    all_columns: bool = False
    whose: Whose = Whose.FITTING
    wanted: Selection = field(default_factory=Selection)
    answers: dict[int, str] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    people: tuple[Candidate, ...] = ()
    typed: dict[tuple[str, int], str] = field(default_factory=dict)
    taken: set[tuple[str, int]] = field(default_factory=set)
    filling: Filling | None = None
    saved: Saved | None = None

    @property
    def below(self) -> str:
        """Return the line below the title."""
        if self.seen is None:
            return "上级发什么样的表，就填回什么样的表"
        sent = self.seen.sent
        said = self.until or f"“{self.seen.sheet.name}”"
        return f"{sent.book.name}　{said}"

    @property
    def says(self) -> str:
        """Return how many columns are understood, in one sentence."""
        columns = self.seen.columns if self.seen else ()
        known, likely, lacks = (
            self.of(state) for state in (State.KNOWN, State.LIKELY, State.MISSING)
        )
        parts = [f"这张表 {len(columns)} 列，已会填 {len(known)} 列"]
        parts += [f"像是 {len(likely)} 列"] if likely else []
        parts += [f"缺 {len(lacks)} 列"] if lacks else []
        tail = "缺的先定怎么办，别的不用管。" if likely or lacks else "直接选人就行。"
        return f"{'，'.join(parts)}。{tail}"

    def of(self, *states: State) -> list[Column]:
        """Return the columns of some states."""
        return [one for one in (self.seen.columns if self.seen else ()) if one.state in states]

    def choose(self, column: int, choice: Choice, today: date) -> Column:
        """Fill a column with another entry, or in another way; return it as it is now."""
        if self.seen is None:
            raise LookupError(column)
        before = next(one for one in self.seen.columns if one.column == column)
        now = fill.chosen(before, choice, today)
        columns = tuple(now if one is before else one for one in self.seen.columns)
        self.seen = replace(self.seen, columns=columns)
        return now

    @property
    def chosen(self) -> list[Candidate]:
        """Return the people who get a row."""
        return [one for one in self.people if one.person and one.person not in self.off]

    @property
    def decided(self) -> Decided:
        """Return what was typed and taken so far."""
        return Decided(typed=self.typed, taken=self.taken)

    def take_people(self, people: Sequence[Candidate]) -> None:
        """Show whose rows there may be; who stands in the sheet gets no further row."""
        held = {one.person for one in people if one.row}
        self.people = tuple(one for one in people if one.row or one.person not in held)


def begun(seen: Seen) -> Intake:
    """Return a table that was just read, before anything is chosen."""
    whose = Whose.NAMED if seen.zone.held else Whose.FITTING
    return Intake(step=Step.MATCH, seen=seen, whose=whose, wanted=seen.wanted)
