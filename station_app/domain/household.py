"""A household and who lives in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from station_app.domain import names, secrecy
from station_app.domain.category import Holding
from station_app.domain.problems import Level, Problem

HEAD = "户主"
CHILD = 14
_WORDS = ("number", "group", "door", "address", "plaque_place", "plaque_signed_by", "plaque_reason",
          "note")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LightMember:
    """Somebody of the household who is no person of the register: never counted, but found."""

    name: str
    relation: str = ""
    born_year: int | None = None
    employment: str = ""
    note: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDraft:
    """What a worker types about a household."""

    number: str = ""
    division: str = ""
    group: str = ""
    door: str = ""
    address: str = ""
    size: int | None = None
    plaque_hung_on: date | None = None
    plaque_taken_on: date | None = None
    plaque_place: str = ""
    plaque_signed_by: str = ""
    plaque_state: str = ""
    plaque_state_on: date | None = None
    plaque_reason: str = ""
    note: str = ""
    light_members: tuple[LightMember, ...] = ()
    holdings: tuple[Holding, ...] = ()

    def plaque_hangs(self, day: date) -> bool:
        """Tell whether the plaque 光荣之家 hangs at the house on a day."""
        if self.plaque_hung_on is None or self.plaque_hung_on > day:
            return False
        return self.plaque_taken_on is None or self.plaque_taken_on > day


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(HouseholdDraft):
    """A household of the register."""

    uid: str
    station: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who lives in a household; `person` is empty for somebody who is only named."""

    name: str
    relation: str
    person: str = ""
    uid: str = ""
    sex: str = ""
    born: str = ""
    standing: str = ""
    deceased: bool = False
    moved_out: bool = False
    employment: str = ""
    note: str = ""

    @property
    def is_head(self) -> bool:
        """Tell whether this is the head of the household."""
        return self.relation == HEAD

    @property
    def here(self) -> bool:
        """Tell whether this one lives in the household still."""
        return not (self.deceased or self.moved_out)


def problems(draft: HouseholdDraft, today: date) -> list[Problem]:
    """Say what is wrong with a household; an empty list means it may be saved."""
    return [
        *_plaque_problems(draft, today),
        *_member_problems(draft, today),
        *secrecy.problems(_told(draft)),
    ]


def _told(draft: HouseholdDraft) -> Iterator[tuple[str, str]]:
    """Yield every field in which a worker writes words of his own."""
    for field in _WORDS:
        yield field, getattr(draft, field)
    for place, one in enumerate(draft.light_members):
        yield f"light_members.{place}", f"{one.name}\n{one.relation}\n{one.employment}\n{one.note}"
    for place, held in enumerate(draft.holdings):
        yield f"holdings.{place}", f"{held.basis}\n{held.evidence}"


def _plaque_problems(draft: HouseholdDraft, today: date) -> list[Problem]:
    found = []
    hung, taken = draft.plaque_hung_on, draft.plaque_taken_on
    if draft.plaque_state_on and draft.plaque_state_on > today:
        found.append(Problem(field="plaque_state_on", says="光荣牌的日期在今天以后"))
    if hung and hung > today:
        found.append(Problem(field="plaque_hung_on", says="挂牌日期在今天以后"))
    if taken and not hung:
        found.append(Problem(field="plaque_taken_on", says="没有挂牌日期，不能收回"))
    if taken and hung and taken < hung:
        found.append(Problem(field="plaque_taken_on", says="收回日期早于挂牌日期"))
    if hung and not draft.plaque_signed_by:
        says = "光荣牌还没有写签收人"
        found.append(Problem(field="plaque_signed_by", says=says, level=Level.REMINDS))
    return found


def _is_child(member: LightMember, today: date) -> bool:
    """Tell whether somebody is certainly under the age from which more may be kept (个保法 28)."""
    return member.born_year is not None and today.year - member.born_year < CHILD


def _member_problems(draft: HouseholdDraft, today: date) -> list[Problem]:
    found = []
    for index, member in enumerate(draft.light_members):
        field = f"light_members.{index}"
        if not member.name.strip():
            found.append(Problem(field=field, says="成员没有写姓名"))
        elif says := names.fault(member.name.strip()):
            found.append(Problem(field=field, says=f"成员姓名{says}"))
        if member.born_year and not 1880 <= member.born_year <= today.year:
            found.append(Problem(field=field, says=f"{member.name} 的出生年不对"))
        if (member.employment or member.note) and _is_child(member, today):
            says = f"{member.name} 不满 {CHILD} 岁，只记姓名、关系和出生年"
            found.append(Problem(field=field, says=says))
    if sum(member.relation == HEAD for member in draft.light_members) > 1:
        found.append(Problem(field="light_members", says="一户只能有一个户主"))
    return found
