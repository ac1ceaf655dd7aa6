"""What makes a visit acceptable."""

from datetime import date

from station_app.domain import dates, secrecy
from station_app.domain.problems import Level, Problem
from station_app.domain.visit import (
    FAMILY,
    HEALTH,
    LIVING,
    NO_CHANGE,
    NO_TROUBLE,
    POLICIES,
    TROUBLES,
    Manner,
    Signed,
    VisitDraft,
    names,
    typed_late,
)


def problems(draft: VisitDraft, *, today: date, died_on: date | None = None) -> list[Problem]:
    """Say what is wrong with this draft; an empty list means nothing."""
    found = [*_time_problems(draft, today, died_on), *_visitor_problems(draft)]
    if not draft.met:
        if draft.missed is None:
            found.append(Problem(field="missed", says="没有选未遇原因"))
        return [*found, *secrecy.problems([("missed_note", draft.missed_note)])]
    return [
        *found,
        *secrecy.problems(_texts(draft)),
        *_tick_problems(draft),
        *_gift_problems(draft),
        *_after_problems(draft),
        *_signature_problems(draft),
    ]


def _texts(draft: VisitDraft) -> list[tuple[str, str]]:
    return [
        ("others_met", draft.others_met),
        ("living_note", draft.living_note),
        ("family_note", draft.family_note),
        ("trouble_note", draft.trouble_note),
        ("request", draft.request),
        ("solved", draft.solved),
        ("goods", draft.goods),
        *(("to_do", one.matter) for one in draft.to_do),
    ]


def _time_problems(draft: VisitDraft, today: date, died_on: date | None) -> list[Problem]:
    if draft.on > today:
        return [Problem(field="on", says="走访日期在今天以后")]
    if died_on and draft.on > died_on:
        died, made = dates.show(died_on, today), dates.show(draft.on, today)
        return [Problem(field="on", says=f"{died}去世，却有 {made}的走访，请核对")]
    if typed_late(draft.on, today):
        return [Problem(field="on", says="超过 7 天，将注明补录", level=Level.REMINDS)]
    return []


def _visitor_problems(draft: VisitDraft) -> list[Problem]:
    visitors = names(draft.visitors)
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
