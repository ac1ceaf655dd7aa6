"""A visit to a person, and what makes one acceptable."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

TYPED_LATE = timedelta(days=7)
"""A visit typed in later than this is marked 补录 wherever it is shown."""

HEALTH = ("良好", "慢性病", "重病", "伤残", "失能")
LIVING = ("收入", "住房", "饮食", "取暖", "用药", "照料")
FAMILY = ("无变化", "同住人", "就业", "就学", "变故")
TROUBLES = ("无", "就业", "医疗", "养老", "住房", "其他")
POLICIES = ("优待证", "医疗", "就业", "养老", "住房", "帮扶")
NO_TROUBLE, NO_CHANGE = "无", "无变化"
TO_DO_LINES = 2


class Manner(StrEnum):
    """How the visit was made; the value is the word on the sheet."""

    AT_HOME = "入户"
    BY_PHONE = "电话"
    BY_VIDEO = "视频"
    AT_STATION = "来站"
    MISSED = "未遇"


class Missed(StrEnum):
    """Why nobody was met."""

    AWAY = "外出务工"
    HOSPITAL = "住院"
    MOVED = "搬走"
    UNWILLING = "不愿见"
    NOBODY = "无人在家"
    OTHER = "其他"


class Satisfaction(StrEnum):
    """The person's own word."""

    SATISFIED = "满意"
    FAIR = "基本满意"
    DISSATISFIED = "不满意"


class Mood(StrEnum):
    """What the visitors think of the person's mood; it stands where the person does not sign."""

    STEADY = "稳定"
    FAIRLY_STEADY = "基本稳定"
    ASKING = "有诉求"
    NEEDS_CONTACT = "需多联系"


class Signed(StrEnum):
    """How the visited person signed."""

    OWN_HAND = "本人"
    THUMB = "手印"
    DEPUTY = "代签"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """Something promised at the door."""

    matter: str
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """Who signed for the person, and why."""

    name: str = ""
    relation: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """What the worker types from the sheet, in the order of the sheet.

    `sheet` is the uid of the printed sheet, empty where the visit begins without one; `campaign` is
    a campaign's code; `companions` are the uids of persons of the register met under the same roof.
    """

    person: str
    on: date
    at: str = ""
    visitors: tuple[str, ...] = ()
    manner: Manner = Manner.AT_HOME
    missed: Missed | None = None
    missed_note: str = ""
    companions: tuple[str, ...] = ()
    others_met: str = ""
    health: tuple[str, ...] = ()
    living: tuple[str, ...] = ()
    living_note: str = ""
    family: tuple[str, ...] = ()
    family_note: str = ""
    troubles: tuple[str, ...] = ()
    trouble_note: str = ""
    request: str = ""
    policies: tuple[str, ...] = ()
    solved: str = ""
    to_do: tuple[ToDo, ...] = ()
    money: int = 0
    goods: str = ""
    letter: bool = False
    couplets: bool = False
    satisfaction: Satisfaction | None = None
    follow_up_on: date | None = None
    signed: Signed | None = None
    deputy: Deputy = field(default_factory=Deputy)
    photographed: bool = False
    mood: Mood | None = None
    sheet: str = ""
    campaign: str = ""

    @property
    def met(self) -> bool:
        """Tell whether somebody was met, so that it counts as a visit."""
        return self.manner is not Manner.MISSED

    @property
    def real_troubles(self) -> tuple[str, ...]:
        """Return the difficulties ticked, without the tick that says there are none."""
        return tuple(trouble for trouble in self.troubles if trouble != NO_TROUBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(VisitDraft):
    """A visit that is on the register; `main` is set where the person was met beside another."""

    uid: str
    number: str
    household: str
    station: str
    typed_late: bool
    typed_on: date
    void: bool
    void_reason: str
    main: str
    revision: int

    @property
    def counts(self) -> bool:
        """Tell whether returns count it."""
        return self.met and not self.void


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A visit with what a list shows beside it."""

    visit: Visit
    name: str
    sex: str
    born: str
    place: str
    typed_by: str

    @property
    def says(self) -> str:
        """Return in one line what was found, or why nobody was met."""
        visit = self.visit
        if visit.missed:
            return "，".join(part for part in (visit.missed.value, visit.missed_note) if part)
        if visit.main:
            return "同户一并走访"
        told = (visit.trouble_note, visit.request, visit.living_note, visit.family_note)
        return next((text for text in told if text), "")

    @property
    def mark(self) -> str:
        """Return the one mark of the list: 作废, 有困难 or 补录."""
        if self.visit.void:
            return "作废"
        if self.visit.real_troubles:
            return "有困难"
        return "补录" if self.visit.typed_late else ""


def tidy(draft: VisitDraft) -> VisitDraft:
    """Return the draft without blanks at the ends; an attempt keeps its reason and nothing else."""
    if not draft.met:
        return VisitDraft(
            person=draft.person,
            on=draft.on,
            at=draft.at,
            visitors=names(draft.visitors),
            manner=draft.manner,
            missed=draft.missed,
            missed_note=draft.missed_note.strip(),
            sheet=draft.sheet,
            campaign=draft.campaign,
        )
    return replace(
        draft,
        visitors=names(draft.visitors),
        missed=None,
        missed_note="",
        others_met=draft.others_met.strip(),
        living_note=draft.living_note.strip(),
        family_note=draft.family_note.strip(),
        trouble_note=draft.trouble_note.strip(),
        request=draft.request.strip(),
        solved=draft.solved.strip(),
        goods=draft.goods.strip(),
        to_do=tuple(one for one in draft.to_do if one.matter.strip()),
        deputy=draft.deputy if draft.signed is Signed.DEPUTY else Deputy(),
    )


def names(visitors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names once each, without blanks."""
    return tuple(dict.fromkeys(name.strip() for name in visitors if name.strip()))


def typed_late(on: date, today: date) -> bool:
    """Tell whether a visit typed today is to be marked 补录."""
    return today - on > TYPED_LATE


def carried_over(last: VisitDraft, draft: VisitDraft) -> VisitDraft:
    """Return the draft with the last findings; never mood, request, satisfaction or signature."""
    return replace(
        draft,
        visitors=draft.visitors or last.visitors,
        health=last.health,
        living=last.living,
        living_note=last.living_note,
        family=last.family,
        family_note=last.family_note,
        troubles=last.troubles,
        trouble_note=last.trouble_note,
        policies=last.policies,
    )
