"""What a worker can do with plans (一人一策)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from station_app.domain import plan, problems, secrecy
from station_app.domain.person import Trouble
from station_app.domain.plan import (
    DAYS_TO_DECIDE,
    DAYS_TO_FOLLOW_UP,
    FollowUp,
    Goal,
    Note,
    Plan,
    PlanDraft,
    Proposal,
    State,
    Step,
)
from station_app.domain.problems import Problem
from station_app.domain.roles import Right
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import ids, plans, rows
from station_app.storage.journal import Deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the board: whose, what, what comes next, by whom, and until when."""

    person: str
    name: str
    place: str
    matter: str
    state: State
    next: str
    owner: str
    due_on: date | None
    late: int
    plan: str = ""
    number: str = ""


def check(register: Register, draft: PlanDraft) -> list[Problem]:
    """Say what is wrong with a plan that is to be opened."""
    return plan.problems(draft, today=register.today())


def open_(register: Register, draft: PlanDraft) -> Plan:
    """Open a plan; a person has one open plan, so new difficulties join the one there is."""
    register.allow(Right.PLANS)
    problems.refuse_if(check(register, draft))
    with register.deed("制定帮扶方案", about=draft.person) as deed:
        known = plans.open_of(deed.db, ids.of(deed.db, "person", draft.person))
        if known is None:
            unit = draft.unit or register.station.name
            return plans.add(deed, replace(draft, unit=unit))
        for goal in draft.goals:
            plans.add_goal(deed, known, goal)
        return plans.of_row(deed.db, known)


def proposals(register: Register, *, visit: str = "", person: str = "") -> list[Proposal]:
    """Return the difficulties of last visits that no plan takes care of, the oldest first."""
    return [
        _proposal(row)
        for row in plans.untended(register.db)
        if visit in ("", row["visit"]) and person in ("", row["person"])
    ]


def take_up(register: Register, proposed: Iterable[Proposal]) -> Plan:
    """Open a plan, or widen the open one, with difficulties that visits found."""
    proposed = list(proposed)
    if not proposed:
        raise Refused("没有选困难。", "请至少选一项。")
    goals = tuple(
        Goal(
            kind=one.kind,
            matter=one.matter,
            since=one.found_on.isoformat()[:7],
            visit=one.visit,
        )
        for one in proposed
    )
    return open_(register, PlanDraft(person=proposed[0].person, goals=goals))


def correct(register: Register, uid: str, *, unit: str, leader: str) -> Plan:
    """Change which unit and which leader answer for a plan."""
    with _changing(register, uid, "修改帮扶方案") as (deed, row):
        plans.change(deed, row, unit=unit.strip(), leader=leader.strip())
        return plans.of_row(deed.db, row)


def change_goal(register: Register, uid: str, goal: Goal) -> Plan:
    """Change a difficulty of a plan and what is to come of it."""
    if not goal.matter.strip():
        raise Refused(f"{goal.kind}困难没有写具体情况。", "请写一句再保存。")
    told = (("matter", goal.matter), ("need", goal.need), ("goal", goal.goal))
    problems.refuse_if(secrecy.problems(told))
    with _changing(register, uid, "修改帮扶方案") as (deed, row):
        plans.change_goal(deed, goal)
        return plans.of_row(deed.db, row)


def add_step(register: Register, uid: str, goal: str, step: Step) -> Plan:
    """Add a measure against a difficulty."""
    problems.refuse_if(plan.step_problems(step, today=register.today()))
    with _changing(register, uid, "加措施") as (deed, row):
        plans.add_step(deed, goal, step)
        return plans.of_row(deed.db, row)


def change_step(register: Register, uid: str, step: Step) -> Plan:
    """Change a measure, or mark it done by its day."""
    problems.refuse_if(plan.step_problems(step, today=register.today()))
    with _changing(register, uid, "修改措施") as (deed, row):
        plans.change_step(deed, step)
        return plans.of_row(deed.db, row)


def drop_step(register: Register, uid: str, step: str) -> Plan:
    """Take a measure away."""
    with _changing(register, uid, "取消措施") as (deed, row):
        plans.delete_step(deed, step)
        return plans.of_row(deed.db, row)


def progress(
    register: Register, uid: str, says: str, *, step: str = "", done: bool = False
) -> Plan:
    """Write what happened, about the plan or about one measure, which may be done with it."""
    if not says.strip():
        raise Refused("没有写进展。", "请写一句再保存。")
    problems.refuse_if(secrecy.problems([("says", says)]))
    today = register.today()
    with _changing(register, uid, "写进展") as (deed, row):
        note = Note(on=today, by=register.account.name, says=says.strip(), step=step)
        plans.add_note(deed, row, note)
        if step:
            known = next(one for one in plans.of_row(deed.db, row).steps if one.uid == step)
            done_on = known.done_on or (today if done else None)
            plans.change_step(deed, replace(known, progress=says.strip(), done_on=done_on))
        return plans.of_row(deed.db, row)


def follow_up(register: Register, uid: str, asked: FollowUp) -> Plan:
    """Note what the person said when asked; somebody dissatisfied sends the plan back under way."""
    found = plans.get(register.db, uid)
    problems.refuse_if(plan.follow_up_problems(found, asked, today=register.today()))
    with _changing(register, uid, "记回访") as (deed, row):
        plans.follow_up(deed, row, asked, closed_on=None)
        return plans.of_row(deed.db, row)


def close(register: Register, uid: str, asked: FollowUp) -> Plan:
    """Close a plan: it needs an outcome, a follow-up and the person's own word."""
    found = plans.get(register.db, uid)
    problems.refuse_if(plan.closing_problems(found, asked, today=register.today()))
    with _changing(register, uid, "销号") as (deed, row):
        plans.follow_up(deed, row, asked, closed_on=register.today())
        return plans.of_row(deed.db, row)


def reopen(register: Register, uid: str) -> Plan:
    """Open a closed plan again."""
    register.allow(Right.PLANS)
    found = plans.get(register.db, uid)
    row = ids.of(register.db, "plan", uid)
    with register.deed("重新打开方案", about=found.person) as deed:
        if other := plans.open_of(deed.db, ids.of(deed.db, "person", found.person)):
            number = plans.of_row(deed.db, other).number
            raise Refused(f"这个人另有方案 {number} 在办。", "请在那份方案里加困难。")
        plans.reopen(deed, row)
        return plans.of_row(deed.db, row)


def get(register: Register, uid: str) -> Plan:
    """Return one plan."""
    return plans.get(register.db, uid)


def of_person(register: Register, person: str) -> list[Plan]:
    """Return a person's plans, the open ones first."""
    return plans.of_person(register.db, person)


def board(register: Register) -> list[Row]:
    """Return all plans and the difficulties that wait for one, by state, overdue first."""
    today = register.today()
    found = [_row(one, today) for one in plans.every(register.db)]
    found += [_untended(row, register.account.name, today) for row in plans.untended(register.db)]
    order = list(State)
    return sorted(
        found,
        key=lambda row: (order.index(row.state), -row.late, row.due_on or date.max, row.name),
    )


@contextmanager
def _changing(register: Register, uid: str, name: str) -> Iterator[tuple[Deed, int]]:
    """Do a deed on an open plan; a closed one is refused."""
    register.allow(Right.PLANS)
    found = plans.get(register.db, uid)
    if found.closed_on:
        raise Refused(f"{found.number} 已经销号。", "要改请先重新打开。")
    with register.deed(name, about=found.person) as deed:
        yield deed, ids.of(deed.db, "plan", uid)


def _proposal(row: rows.Row) -> Proposal:
    found_on = date.fromisoformat(rows.text(row["visited_on"]))
    kind = Trouble(rows.text(row["kind"]))
    return Proposal(
        person=rows.text(row["person"]),
        visit=rows.text(row["visit"]),
        number=rows.text(row["number"]),
        kind=kind,
        matter=rows.text(row["trouble_note"]) or f"{kind}困难",
        found_on=found_on,
        decide_by=found_on + timedelta(days=DAYS_TO_DECIDE),
    )


def _untended(row: rows.Row, owner: str, today: date) -> Row:
    one = _proposal(row)
    return Row(
        person=one.person,
        name=rows.text(row["name"]),
        place=" ".join(
            part for part in (rows.text(row["group_name"]), rows.text(row["door"])) if part
        ),
        matter=one.matter,
        state=State.TO_DECIDE,
        next="定办法",
        owner=owner,
        due_on=one.decide_by,
        late=max(0, (today - one.decide_by).days),
    )


def _row(listed: plans.Listed, today: date) -> Row:
    found = listed.plan
    next_, owner, due_on = _next(found)
    return Row(
        person=found.person,
        name=listed.name,
        place=listed.place,
        matter="；".join(goal.matter for goal in found.goals),
        state=found.state,
        next=next_,
        owner=owner,
        due_on=due_on,
        late=max(0, (today - due_on).days) if due_on and not found.closed_on else 0,
        plan=found.uid,
        number=found.number,
    )


def _next(found: Plan) -> tuple[str, str, date | None]:
    """Return what comes next, by whom and until when."""
    if found.closed_on:
        said = found.followed_up.satisfaction if found.followed_up else ""
        return f"销号，本人{said}", "", found.closed_on
    if found.state is State.TO_DECIDE:
        return "定办法", "", found.opened_on + timedelta(days=DAYS_TO_DECIDE)
    if found.open_steps:
        step = found.open_steps[0]
        return step.measure, step.owner, step.due_on
    if found.state is State.TO_FOLLOW_UP and found.all_done_on:
        return "回访", "", found.all_done_on + timedelta(days=DAYS_TO_FOLLOW_UP)
    return "加措施", "", None
