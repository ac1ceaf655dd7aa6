"""Who is due for a visit, and why; what has to be done first today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from station_app.domain.person import Tier

SOON = 10
"""Days before a due date from which the list says 还剩 3 天."""


class Why(StrEnum):
    """Why somebody is due; the value is the word in the list."""

    FOLLOW_UP = "回访"
    TIER = "该走访"
    CAMPAIGN = "活动"
    NEVER = "还没走访过"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The next visit to one person: when, why, and what stands in the way."""

    person: str
    name: str
    sex: str
    born: str
    household: str
    head: str
    relation: str
    group_name: str
    door: str
    phone: str
    tags: tuple[str, ...]
    tier: Tier
    last_visit_on: date | None
    on: date
    why: Why
    campaign: str = ""
    sheet: str = ""
    number: str = ""

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return " ".join(part for part in (self.group_name, self.door) if part)

    @property
    def printed(self) -> bool:
        """Tell whether a printed sheet waits to be typed, so that nothing is late."""
        return bool(self.sheet)

    def late(self, today: date) -> int:
        """Return the days overdue; never for somebody whose sheet waits to be typed."""
        return 0 if self.printed else max(0, (today - self.on).days)

    def says(self, today: date) -> str:
        """Return the words of the list: 表已打印，待录入 · 超期 9 天 · 还剩 3 天."""
        if self.printed:
            return "表已打印，待录入"
        if late := self.late(today):
            return f"超期 {late} 天"
        left = (self.on - today).days
        if left == 0:
            return "今天"
        return f"还剩 {left} 天" if left <= SOON else f"{self.on.month}月{self.on.day}日前"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One household of the due list; its people are visited together."""

    household: str
    head: str
    dues: tuple[Due, ...]

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return self.dues[0].place

    @property
    def on(self) -> date:
        """Return the earliest day one of its people is due."""
        return min(due.on for due in self.dues)


class Rank(IntEnum):
    """What comes first on the Today page."""

    DEADLINE = 1
    SHEETS = 2
    FOLLOW_UPS = 3
    OVERDUE = 4
    STEPS = 5
    DECIDE = 6
    RETURNS = 7
    ENDING = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do now: a sentence, its reason, and the deed behind its button.

    `deed` is a key that the screen knows; `about` names the row it opens.
    """

    rank: Rank
    says: str
    why: str
    deed: str
    button: str
    hurry: str = ""
    about: str = ""
    count: int = 1


def due_on(tier: Tier, last_visit_on: date | None, known_since: date) -> date:
    """Return the day of the next regular visit, counted from the last or from getting known."""
    return (last_visit_on or known_since) + timedelta(days=tier.days)


def homes(dues: list[Due]) -> list[Home]:
    """Return the due list by household, the most urgent first."""
    by_home: dict[str, list[Due]] = {}
    for due in dues:
        by_home.setdefault(due.household, []).append(due)
    found = [
        Home(household=uid, head=people[0].head, dues=tuple(people))
        for uid, people in by_home.items()
    ]
    return sorted(found, key=lambda home: home.on)
