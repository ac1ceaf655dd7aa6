"""A visit to a person, and what makes one acceptable."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from station_app.domain.problems import Level, Problem

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


def tidy(draft: VisitDraft) -> VisitDraft:
    """Return the draft without blanks at the ends; an attempt keeps its reason and nothing else."""
    if not draft.met:
        return VisitDraft(
            person=draft.person,
            on=draft.on,
            at=draft.at,
            visitors=_named(draft.visitors),
            manner=draft.manner,
            missed=draft.missed,
            missed_note=draft.missed_note.strip(),
            sheet=draft.sheet,
            campaign=draft.campaign,
        )
    return replace(
        draft,
        visitors=_named(draft.visitors),
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


def typed_late(on: date, today: date) -> bool:
    """Tell whether a visit typed today is to be marked 补录."""
    return today - on > TYPED_LATE


def problems(draft: VisitDraft, *, today: date, died_on: date | None = None) -> list[Problem]:
    """Say what is wrong with this draft; an empty list means nothing."""
    found = [*_time_problems(draft, today, died_on), *_visitor_problems(draft)]
    if not draft.met:
        if draft.missed is None:
            found.append(Problem(field="missed", says="没有选未遇原因"))
        return found
    return [
        *found,
        *_tick_problems(draft),
        *_gift_problems(draft),
        *_after_problems(draft),
        *_signature_problems(draft),
    ]


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


def _named(visitors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names once each, without blanks."""
    return tuple(dict.fromkeys(name.strip() for name in visitors if name.strip()))


def _time_problems(draft: VisitDraft, today: date, died_on: date | None) -> list[Problem]:
    if draft.on > today:
        return [Problem(field="on", says="走访日期在今天以后")]
    if died_on and draft.on > died_on:
        died, made = _day(died_on), _day(draft.on)
        return [Problem(field="on", says=f"{died}去世，却有 {made}的走访，请核对")]
    if typed_late(draft.on, today):
        return [Problem(field="on", says="超过 7 天，将注明补录", level=Level.REMINDS)]
    return []


def _visitor_problems(draft: VisitDraft) -> list[Problem]:
    visitors = _named(draft.visitors)
    if not visitors:
        return [Problem(field="visitors", says="没有填走访人")]
    if draft.met and draft.money and len(visitors) < 2:
        return [Problem(field="visitors", says="发慰问金要有两名走访人，请再填一名")]
    return []


def _tick_problems(draft: VisitDraft) -> list[Problem]:
    found = []
    groups = (
        ("health", draft.health, HEALTH),
        ("living", draft.living, LIVING),
        ("family", draft.family, FAMILY),
        ("troubles", draft.troubles, TROUBLES),
        ("policies", draft.policies, POLICIES),
    )
    for name, ticked, known in groups:
        if strange := "、".join(tick for tick in ticked if tick not in known):
            found.append(Problem(field=name, says=f"走访表上没有“{strange}”这一项"))
    if NO_TROUBLE in draft.troubles and draft.real_troubles:
        found.append(Problem(field="troubles", says="困难勾了“无”，又勾了别的，请核对"))
    if NO_CHANGE in draft.family and len(draft.family) > 1:
        found.append(Problem(field="family", says="家庭状况勾了“无变化”，又勾了别的，请核对"))
    if draft.person in draft.companions:
        found.append(Problem(field="companions", says="同户一并走访里有本人"))
    return found


def _gift_problems(draft: VisitDraft) -> list[Problem]:
    if draft.money < 0:
        return [Problem(field="money", says="慰问金不能是负数")]
    if draft.money and draft.manner in (Manner.BY_PHONE, Manner.BY_VIDEO):
        says = f"{draft.manner}走访又发了慰问金，请核对"
        return [Problem(field="money", says=says, level=Level.REMINDS)]
    return []


def _after_problems(draft: VisitDraft) -> list[Problem]:
    found = []
    if draft.follow_up_on and draft.follow_up_on < draft.on:
        found.append(Problem(field="follow_up_on", says="回访日期早于走访日期"))
    if draft.real_troubles and not draft.follow_up_on:
        says = "勾了困难，请定回访日期"
        found.append(Problem(field="follow_up_on", says=says, level=Level.REMINDS))
    found += [
        Problem(field="to_do", says=f"待办“{one.matter}”的期限早于走访日期")
        for one in draft.to_do
        if one.due and one.due < draft.on
    ]
    return found


def _signature_problems(draft: VisitDraft) -> list[Problem]:
    if draft.signed is not Signed.DEPUTY:
        return []
    wanted = (
        ("姓名", draft.deputy.name),
        ("与本人关系", draft.deputy.relation),
        ("原因", draft.deputy.reason),
    )
    if missing := "、".join(word for word, value in wanted if not value.strip()):
        return [Problem(field="deputy", says=f"代签还要写{missing}")]
    return []


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
