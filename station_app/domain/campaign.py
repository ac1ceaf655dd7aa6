"""A campaign of visits: whom it is for, from when until when, and how far it got."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from station_app.domain import names, secrecy
from station_app.domain.problems import Level, Problem

MISSED_TIMES = 3
"""After so many attempts the reason is said to be 三次未遇."""

_NOT_IN_FILES = frozenset('/\\:*?"<>|')

NOT_PLANNED, THREE_TIMES, WAITING = "未安排", "三次未遇", "待录入"


class Group(StrEnum):
    """Whom a campaign can be for; the value is the word on screens, sheets and in commands."""

    PLAQUE = "光荣之家"
    MERIT = "功臣"
    MARTYR = "烈属"
    TROUBLED = "困难退役军人"
    ENTITLED = "重点优抚对象"
    JOBLESS = "零就业家庭"
    ALONE = "鳏寡孤独"
    UNSTABLE = "脱贫不稳定"
    SEVERELY_ILL = "重病重残"
    SUDDEN = "突发严重困难"
    HIGH_MERIT = "二等功以上"
    BORDER = "边海防官兵家庭"


GREETED = (Group.PLAQUE, Group.MERIT, Group.MARTYR, Group.TROUBLED, Group.ENTITLED)
PRIORITY = (
    Group.JOBLESS,
    Group.ALONE,
    Group.UNSTABLE,
    Group.SEVERELY_ILL,
    Group.SUDDEN,
    Group.HIGH_MERIT,
    Group.BORDER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDraft:
    """What a worker types to set up a campaign; no group means everybody."""

    festival: str
    year: int
    from_on: date
    to_on: date
    groups: tuple[Group, ...] = GREETED + PRIORITY
    name: str = ""
    notice: str = ""

    @property
    def code(self) -> str:
        """Return the readable code, 2027-春节."""
        return f"{self.year}-{self.festival.strip()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(CampaignDraft):
    """A campaign of the register."""

    uid: str
    station: str
    closed_on: date | None = None
    revision: int = 1

    def covers(self, day: date) -> bool:
        """Tell whether a day lies within the campaign."""
        return self.from_on <= day <= self.to_on


class Reached(StrEnum):
    """How far one target is; the value is the word in the list."""

    VISITED = "已走访"
    PRINTED = "表已打印，待录入"
    OPEN = "未走访"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One person the campaign is for, as the round shows and prints it."""

    person: str
    name: str
    household: str
    head: str
    relation: str
    group_name: str
    door: str
    address: str
    phone: str
    tags: tuple[str, ...]
    groups: tuple[Group, ...]
    reached: Reached
    visited_on: date | None = None
    attempts: int = 0
    reason: str = ""
    reason_note: str = ""
    tried_on: date | None = None
    sheet: str = ""
    number: str = ""
    last_visit_on: date | None = None

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return " ".join(part for part in (self.group_name, self.door) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One household of the round; it is reached when one of its targets was."""

    household: str
    head: str
    targets: tuple[Target, ...]

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return self.targets[0].place

    @property
    def reached(self) -> Reached:
        """Return the best that happened to one of its people."""
        states = {target.reached for target in self.targets}
        return next(state for state in Reached if state in states)

    @property
    def why(self) -> str:
        """Return why it was not reached, empty where it was or its sheet waits."""
        if self.reached is not Reached.OPEN:
            return ""
        said = [target.reason for target in self.targets if target.reason != NOT_PLANNED]
        return said[0] if said else NOT_PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a campaign got; every person and household counts once."""

    due_persons: int
    due_households: int
    met_persons: int
    met_households: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def open_persons(self) -> int:
        """Return the persons not visited yet."""
        return self.due_persons - self.met_persons

    @property
    def open_households(self) -> int:
        """Return the households none of whose people was visited yet."""
        return self.due_households - self.met_households

    @property
    def says(self) -> str:
        """Say it in one sentence."""
        return (
            f"应走访 {self.due_households} 户 {self.due_persons} 人，"
            f"已走访 {self.met_households} 户 {self.met_persons} 人；{self.open_says}"
        )

    @property
    def open_says(self) -> str:
        """Say who was not reached and why: 未走访 15 户：外出务工 7、住院 3."""
        if not self.open_households:
            return f"未走访 {self.open_persons} 人" if self.open_persons else "都走到了"
        why = "、".join(f"{reason} {count}" for reason, count in self.reasons)
        return f"未走访 {self.open_households} 户" + (f"：{why}" if why else "")


def homes(targets: list[Target]) -> list[Home]:
    """Return the targets by household, in the order they come."""
    by_home: dict[str, list[Target]] = {}
    for target in targets:
        by_home.setdefault(target.household, []).append(target)
    return [
        Home(household=uid, head=members[0].head, targets=tuple(members))
        for uid, members in by_home.items()
    ]


def coverage(targets: list[Target]) -> Coverage:
    """Count a round: a household is reached with the first of its people."""
    reasons: dict[str, int] = {}
    round_ = homes(targets)
    for home in round_:
        if home.reached is not Reached.VISITED:
            word = home.why or WAITING
            reasons[word] = reasons.get(word, 0) + 1
    return Coverage(
        due_persons=len(targets),
        due_households=len(round_),
        met_persons=sum(target.reached is Reached.VISITED for target in targets),
        met_households=sum(home.reached is Reached.VISITED for home in round_),
        reasons=tuple(sorted(reasons.items(), key=lambda one: -one[1])),
    )


def _name_fault(festival: str) -> str:
    """Say why a name cannot stand in the names of files and in the codes that people type."""
    if set(festival) & _NOT_IN_FILES:
        return f"里不能有 {' '.join(sorted(_NOT_IN_FILES))}"
    return names.fault(festival)


def problems(draft: CampaignDraft, *, today: date, known: frozenset[str]) -> list[Problem]:
    """Say what is wrong with a campaign; `known` are the codes already taken."""
    found = []
    if not draft.festival.strip():
        found.append(Problem(field="festival", says="没有写是哪个节日或活动"))
    elif says := _name_fault(draft.festival):
        found.append(Problem(field="festival", says=f"活动名称{says}"))
    elif draft.code in known:
        found.append(Problem(field="festival", says=f"已经有“{draft.code}”这项活动"))
    if draft.to_on < draft.from_on:
        found.append(Problem(field="to_on", says="结束日期早于开始日期"))
    elif draft.to_on < today:
        found.append(Problem(field="to_on", says="活动已经结束", level=Level.REMINDS))
    if not 2000 <= draft.year <= 2200:
        found.append(Problem(field="year", says="年份不对"))
    return found + secrecy.problems([("festival", draft.festival), ("name", draft.name)])
