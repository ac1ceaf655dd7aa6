"""What the demo's village did in the last weeks: visits, attempts, plans."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from station_app.domain.plan import FollowUp, Goal, Proposal, Step
from station_app.domain.sheet import Sheet
from station_app.domain.visit import (
    Deputy,
    Manner,
    Missed,
    Mood,
    Satisfaction,
    Signed,
    ToDo,
    Visit,
    VisitDraft,
)
from station_app.register import Register
from station_app.usecases import people, plans, visits

VISITORS = ("王芳", "吕文斌")
DOCTOR = "孙志勤"

_LIVING = (
    (("用药",), "三餐正常，冬衣被褥齐全，降压药按时吃。"),
    (("住房",), "屋顶东角有点漏，雨天要接水。"),
    (("收入",), "靠种地和零工，近来活少。"),
    ((), "生活平稳，没有特别的难处。"),
    (("取暖",), "电热毯旧了，夜里冷。"),
)
_REQUESTS = (
    "",
    "“药能送到家里，我就放心了。”",
    "“想在镇上找个看门的活。”",
    "",
    "“屋顶修一修就好。”",
)
_MISSED = (Missed.AWAY, Missed.NOBODY, Missed.HOSPITAL, Missed.NOBODY)
_MATTERS = {
    "就业": ("介绍到镇上服装厂试工", "优先推荐公益性岗位"),
    "医疗": ("村医每月两次送药上门", "办理门诊慢特病待遇"),
    "养老": ("排进镇敬老院日间照料", "居家养老服务"),
    "住房": ("请施工队修补屋顶", "农村危房改造"),
    "其他": ("安排志愿者每周上门一次", "志愿服务"),
}

Clock = Callable[[datetime], None]


def visit_people(
    register: Register, sheets: Sequence[Sheet], today: date, seed: int, set_clock: Clock
) -> list[Visit]:
    """Type most of the printed sheets in, each on the day after its visit; the rest still waits."""
    rng = Random(seed + 2)
    done = []
    for at, sheet in enumerate(sheets):
        on = today - timedelta(days=20 - at * 17 // max(len(sheets), 1))
        set_clock(datetime.combine(on + timedelta(days=1), time(9, 10 + at % 40)).astimezone())
        if at % 8 == 5:
            draft = _missed(register, sheet, on, _MISSED[at // 8 % len(_MISSED)])
        else:
            draft = _visit(register, sheet, on, at, rng)
        done.append(visits.record(register, draft))
    return done


def plan_people(register: Register, today: date, set_clock: Clock) -> int:
    """Open a plan for what the visits found, move some on, and close the first."""
    opened = 0
    waiting: dict[str, list[Proposal]] = {}
    for one in plans.proposals(register):
        waiting.setdefault(one.person, []).append(one)
    for at, found in enumerate(list(waiting.values())[:9]):
        set_clock(datetime.combine(today - timedelta(days=2), time(10, at)).astimezone())
        made = plans.take_up(register, found)
        opened += 1
        for goal in made.goals:
            _measure(register, made.uid, goal, today, at)
        if at == 0:
            _close(register, made.uid, today)
        elif at % 3 == 1:
            plans.progress(register, made.uid, "已联系承办人，约好上门时间。")
    return opened


def _visit(register: Register, sheet: Sheet, on: date, at: int, rng: Random) -> VisitDraft:
    draft = visits.begin(register, sheet.person, sheet=sheet.uid)
    person = people.get(register, sheet.person).person
    living, note = _LIVING[at % len(_LIVING)]
    troubles = tuple(
        dict.fromkeys(
            one.kind.value if one.kind.value in _MATTERS else "其他" for one in person.difficulties
        )
    )
    old = on.year - int(person.born[:4]) if person.born[:4].isdigit() else 60
    deputy = (
        Deputy(name="罗小勇", relation="侄子", reason="手抖，写不了字") if at % 9 == 4 else Deputy()
    )
    return replace(
        draft,
        on=on,
        at=f"{9 + at % 8:02d}:{at % 6}0",
        visitors=VISITORS,
        manner=Manner.AT_HOME,
        health=("慢性病",) if old > 70 or at % 4 == 0 else ("良好",),
        living=living,
        living_note=note,
        family=("无变化",),
        troubles=troubles or ("无",),
        trouble_note="；".join(one.note for one in person.difficulties if one.note),
        request=_REQUESTS[at % len(_REQUESTS)] if troubles else "",
        policies=("医疗", "优待证") if old > 60 else ("就业", "优待证"),
        solved=f"联系村医{DOCTOR}，每月两次送药上门。" if "医疗" in troubles else "",
        to_do=(ToDo(matter="回村后问清政策再答复", owner="王芳", due=on + timedelta(days=14)),)
        if troubles
        else (),
        money=50000 if troubles or at % 3 == 0 else 0,
        goods="大米 10 公斤，食用油 1 桶" if at % 2 == 0 else "",
        letter=True,
        couplets=at % 3 != 2,
        satisfaction=Satisfaction.FAIR if rng.random() < 0.15 else Satisfaction.SATISFIED,
        follow_up_on=on + timedelta(days=28 + at % 7) if troubles else None,
        signed=Signed.DEPUTY if deputy.name else Signed.OWN_HAND,
        deputy=deputy,
        photographed=at % 2 == 1,
        mood=Mood.ASKING if troubles and at % 4 == 1 else Mood.STEADY,
    )


def _missed(register: Register, sheet: Sheet, on: date, why: Missed) -> VisitDraft:
    draft = visits.begin(register, sheet.person, sheet=sheet.uid)
    return replace(draft, on=on, visitors=VISITORS, manner=Manner.MISSED, missed=why)


def _measure(register: Register, plan: str, goal: Goal, today: date, at: int) -> None:
    measure, policy = _MATTERS.get(goal.kind.value, _MATTERS["其他"])
    step = Step(
        measure=measure,
        policy=policy,
        owner="吕文斌" if at % 2 else "王芳",
        due_on=today + timedelta(days=6 + at * 4),
    )
    plans.change_goal(register, plan, replace(goal, goal="春节前有着落"))
    plans.add_step(register, plan, goal.uid, step)


def _close(register: Register, plan: str, today: date) -> None:
    for goal in plans.get(register, plan).goals:
        for step in goal.steps:
            plans.progress(register, plan, "办好了。", step=step.uid, done=True)
    asked = FollowUp(
        on=today - timedelta(days=2),
        manner=Manner.BY_PHONE,
        satisfaction=Satisfaction.SATISFIED,
        own_words="“事情办得快，谢谢你们。”",
        outcome="承诺的事都办好了，本人确认。",
    )
    plans.close(register, plan, asked)
