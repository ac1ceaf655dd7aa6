"""How complete a person's file is, and what to collect next, by whom it concerns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from station_app.domain import dates
from station_app.domain.person import Paper, PersonDraft, Standing

WORKING_AGE = range(16, 60)
"""Full years of the legal working age (劳动法, 就业促进法: from 16), in which work is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that is not known, and how to come by it."""

    word: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How many of the things that are asked of this person are known, and what is not."""

    known: int
    asked: int
    lacks: tuple[Lack, ...]

    @property
    def percent(self) -> int:
        """Return the share that is known, rounded down, so that 100 means everything."""
        return 100 * self.known // self.asked if self.asked else 100

    @property
    def says(self) -> str:
        """Return what to collect next, in one sentence; empty where nothing is missing."""
        told = "；".join(f"{one.word}（{one.how}）" for one in self.lacks)
        return f"{told}。" if told else ""


Test = Callable[[PersonDraft], bool]

_EVERYBODY: tuple[tuple[str, str, Test], ...] = (
    ("证件号码", "照身份证", lambda one: bool(one.id_number) or one.paper is Paper.NONE),
    ("出生日期", "照身份证", lambda one: bool(one.born)),
    ("住址", "问组和门牌", lambda one: bool(one.address or one.door)),
    ("电话", "问本人或家属", lambda one: bool(one.phones or one.contact_phone)),
    ("联系人", "问一位常联系的亲属和电话", lambda one: bool(one.contact_name)),
    ("医疗保障", "看医保卡", lambda one: bool(one.medical)),
    ("养老保障", "问每月领哪一种养老金", lambda one: bool(one.pension)),
    ("婚姻", "问本人", lambda one: bool(one.marriage)),
    ("健康状况", "问本人", lambda one: bool(one.health)),
    ("类别依据", "看证件或认定文件", lambda one: all(held.basis for held in one.holdings)),
)
_VETERAN: tuple[tuple[str, str, Test], ...] = (
    ("入伍时间", "看退役证", lambda one: bool(one.enlisted)),
    ("退役时间", "看退役证", lambda one: bool(one.discharged)),
)
_CARD = ("优待证", "问领了没有", lambda one: bool(one.card))
_CERTIFICATE = ("残疾证号", "看残疾军人证", lambda one: bool(one.disability_paper))
_WORK = ("从业状况", "问现在做什么", lambda one: bool(one.employment))


def of(draft: PersonDraft, today: date) -> Completeness:
    """Return how complete a file is; only what concerns the person is asked for."""
    asked = [*_EVERYBODY]
    if draft.standing is Standing.VETERAN:
        asked += _VETERAN
    if draft.standing in (Standing.VETERAN, Standing.BEREAVED):
        asked.append(_CARD)
    if draft.disability:
        asked.append(_CERTIFICATE)
    if dates.age(draft.born, today) in WORKING_AGE:
        asked.append(_WORK)
    lacks = tuple(Lack(word=word, how=how) for word, how, known in asked if not known(draft))
    return Completeness(known=len(asked) - len(lacks), asked=len(asked), lacks=lacks)
