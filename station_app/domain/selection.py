"""Which persons a list shows, and how one of them stands in it."""

from dataclasses import dataclass
from datetime import date

from station_app.domain.person import Flag, Person, Standing, Tier, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The conditions of a list of persons; all of them hold, an empty one asks nothing.

    A category without a code stands for its whole scheme. Who died or moved out is left out
    unless `gone` asks for them alone.
    """

    divisions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    categories: tuple[tuple[str, str], ...] = ()
    troubles: tuple[Trouble, ...] = ()
    tiers: tuple[Tier, ...] = ()
    standings: tuple[Standing, ...] = ()
    flags: tuple[Flag, ...] = ()
    not_visited_since: date | None = None
    plaque: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One line of the list of persons."""

    person: Person
    age: int | None
    village: str
    tags: tuple[str, ...]
    due_on: date | None
    waiting_sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """A piece of the list; `after` asks for the next one, None at the end."""

    rows: tuple[PersonRow, ...]
    after: tuple[str, int] | None
    persons: int
    households: int
    all_persons: int
    all_households: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    """One line of the list of households."""

    uid: str
    head: str
    village: str
    group: str
    door: str
    persons: int
    people: int
    tags: tuple[str, ...]
    plaque_hangs: bool
    last_visit_on: date | None

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return " ".join(part for part in (self.group, self.door) if part)
