"""A person of the register, and the separate statuses a person has."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from station_app.domain import person_details
from station_app.domain.category import Holding
from station_app.domain.identity import Sex as Sex
from station_app.domain.person_details import Details


class Standing(StrEnum):
    """Why the station cares for a person."""

    VETERAN = "退役军人"
    FAMILY = "军属"
    BEREAVED = "遗属"
    OTHER = "其他"


class Paper(StrEnum):
    """The paper that proves who somebody is."""

    ID_CARD = "身份证"
    PASSPORT = "护照"
    RESIDENCE = "港澳台居民居住证"
    FOREIGNER = "外国人永居证"
    NONE = "无证"


class Residency(StrEnum):
    """Where a person lives as seen from the station."""

    HERE = "常住"
    AWAY = "外出"
    MOVED = "迁出"


class Life(StrEnum):
    """Whether a person lives."""

    ALIVE = "健在"
    DECEASED = "去世"


class Tier(StrEnum):
    """How often a person is visited."""

    A = "A"
    B = "B"
    C = "C"

    @property
    def says(self) -> str:
        """Return the words for a screen."""
        return {"A": "每月", "B": "每季", "C": "每年"}[self.value]

    @property
    def days(self) -> int:
        """Return the days between two visits."""
        return {"A": 30, "B": 90, "C": 365}[self.value]


class Flag(StrEnum):
    """A special circumstance that asks for more care."""

    ALONE = "独居"
    EMPTY_NEST = "空巢"
    LEFT_BEHIND = "留守"
    DEPENDENT = "失能"
    PARTLY_DEPENDENT = "半失能"
    DEMENTIA = "失智"
    DISABLED = "伤残"
    CHILDLESS = "孤老"


class Trouble(StrEnum):
    """The kinds of difficulty."""

    WORK = "就业"
    MEDICAL = "医疗"
    OLD_AGE = "养老"
    HOUSING = "住房"
    SCHOOL = "就学"
    LIVING = "基本生活"
    CARE = "照护"
    LEGAL = "法律"
    MIND = "心理"
    OTHER = "其他"


class Severity(StrEnum):
    """How heavy a difficulty is."""

    UNKNOWN = ""
    LIGHT = "轻"
    MIDDLE = "中"
    HEAVY = "重"


class NameKind(StrEnum):
    """What another name of a person is."""

    FORMER = "曾用名"
    PET = "小名"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """A former name or a pet name."""

    kind: NameKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number, whose it is, and when somebody answers it."""

    number: str
    owner: str = "本人"
    best_time: str = ""

    @property
    def says(self) -> str:
        """Return the number as it is read aloud: 154-0000-5713."""
        mobile = len(self.number) == 11 and self.number.isdigit() and self.number[0] == "1"
        return (
            "-".join((self.number[:3], self.number[3:7], self.number[7:]))
            if mobile
            else self.number
        )

    @property
    def masked(self) -> str:
        """Return the number for lists and returns: 154****5713."""
        return self.number[:3] + "****" + self.number[-4:] if len(self.number) > 7 else "****"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difficulty:
    """A difficulty from one day until, not including, another; both may be partial dates."""

    kind: Trouble
    severity: Severity = Severity.UNKNOWN
    since: str = ""
    until: str = ""
    note: str = ""
    uid: str = ""

    def open_on(self, day: date) -> bool:
        """Tell whether the difficulty is there on a day."""
        at = day.isoformat()
        return self.since <= at and (not self.until or self.until > at)


DATED = ("born", "enlisted", "discharged", "died_on", *person_details.DATED)
"""The entries that tables and rosters write as a date, whole or partial."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft(Details):
    """What a worker types about a person; `born`, `enlisted`, `discharged` may be partial dates.

    `household` names the household the person joins; left empty, registering forms a new one, whose
    head is the person, or somebody only named where `head_name` says so.
    """

    name: str = ""
    paper: Paper = Paper.ID_CARD
    id_number: str = ""
    number_reason: str = ""
    sex: Sex = Sex.UNKNOWN
    born: str = ""
    ethnicity: str = ""
    standing: Standing = Standing.VETERAN
    other_names: tuple[OtherName, ...] = ()
    division: str = ""
    group: str = ""
    door: str = ""
    address: str = ""
    residency: Residency = Residency.HERE
    moved_out_on: date | None = None
    life: Life = Life.ALIVE
    died_on: date | None = None
    phones: tuple[Phone, ...] = ()
    contact_name: str = ""
    contact_relation: str = ""
    contact_phone: str = ""
    household: str = ""
    relation: str = ""
    head_name: str = ""
    household_size: int | None = None
    holdings: tuple[Holding, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()
    tier: Tier = Tier.C
    flags: tuple[Flag, ...] = ()
    disability: str = ""
    medical: str = ""
    enlisted: str = ""
    discharged: str = ""
    remark: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether the person is still to be visited: living and not moved out."""
        return self.life is Life.ALIVE and self.residency is not Residency.MOVED

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return " ".join(part for part in (self.group, self.door) if part)

    def open_difficulties(self, day: date) -> tuple[Difficulty, ...]:
        """Return the difficulties that are there on a day."""
        return tuple(trouble for trouble in self.difficulties if trouble.open_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(PersonDraft):
    """A person of the register."""

    uid: str
    pinyin: str
    station: str
    revision: int
    last_visit_on: date | None = None
