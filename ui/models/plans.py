"""How plans and their measures stand in lists."""

from collections.abc import Sequence
from datetime import date

from station_app.domain import dates
from station_app.domain.care import SOON
from station_app.domain.plan import Goal, Note, Plan, State, Step
from station_app.domain.visit import Visit
from station_app.usecases.plans import Row
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Mark, Two, spoken

WHAT_FOR = {
    State.TO_DECIDE: "走访里勾了困难，还没有定办法",
    State.UNDER_WAY: "",
    State.TO_FOLLOW_UP: "办完了，要问本人满不满意",
    State.CLOSED: "",
}


def coming(row: Row, today: date) -> Mark:
    """Return what comes next for a person, and how much it presses."""
    if row.state is State.CLOSED:
        return Mark(f"{dates.show(row.due_on, today)}{row.next}", Tone.DONE)
    if row.late:
        return Mark(row.next, Tone.LATE, end=f"，超期 {row.late} 天")
    if row.due_on is None:
        return Mark(row.next)
    days = (row.due_on - today).days
    if days == 0:
        return Mark(row.next, Tone.SOON, end="，今天")
    if days <= SOON and row.state is State.UNDER_WAY:
        return Mark(row.next, Tone.SOON, end=f"，还剩 {days} 天")
    tone = Tone.SOON if days <= SOON else Tone.CALM
    return Mark(row.next, tone, end=f"，{dates.show(row.due_on, today)}前")


def board_columns(room: Room, today: date) -> tuple[Column[Row], ...]:
    """Return the columns of the board."""
    wide = room is Room.WIDE
    who: Column[Row] = Column("姓名", lambda row: Two(row.name, row.place), 176)
    what: Column[Row] = Column("困难", lambda row: row.matter, 300 if wide else 220)
    next_: Column[Row] = Column("下一步", lambda row: coming(row, today))
    owner: Column[Row] = Column("承办人", lambda row: row.owner, 92)
    return (who, what, next_) if room is Room.TIGHT else (who, what, next_, owner)


def on_paper(row: Row, today: date) -> tuple[str, ...]:
    """Return a line of the board for the printed list."""
    return row.name, row.place, row.matter, row.state.value, spoken(coming(row, today)), row.owner


def persons(rows: Sequence[Row]) -> int:
    """Return how many people stand in these lines."""
    return len({row.person for row in rows})


def summary(rows: Sequence[Row], today: date) -> str:
    """Say in one sentence what presses."""
    opened = [row for row in rows if row.state is not State.CLOSED]
    late = sum(bool(row.late) for row in opened)
    undecided = persons([row for row in opened if row.state is State.TO_DECIDE])
    asked = persons([row for row in opened if row.state is State.TO_FOLLOW_UP])
    parts = [
        f"{late} 件超期" if late else "",
        f"{undecided} 人要定办法" if undecided else "",
        f"{asked} 人要回访" if asked else "",
    ]
    said = "，".join(part for part in parts if part)
    planned = persons([row for row in rows if row.plan])
    return f"{planned} 人有方案：{said}。" if said else f"{planned} 人有方案，没有要赶的。"


def step_columns(room: Room, today: date) -> tuple[Column[Step], ...]:
    """Return the columns of the measures against one difficulty."""
    what: Column[Step] = Column(
        "措施", lambda step: step.measure, 236 if room is Room.WIDE else 184
    )
    who: Column[Step] = Column("承办人", lambda step: step.owner, 96)
    due: Column[Step] = Column("期限", lambda step: dates.show(step.due_on, today), 104)
    far: Column[Step] = Column("进展", lambda step: how_far(step, today))
    return what, who, due, far


def how_far(step: Step, today: date) -> Mark:
    """Return how far a measure is."""
    if step.done_on:
        return Mark(f"{dates.show(step.done_on, today)}办结", Tone.DONE)
    left = (step.due_on - today).days
    if left < 0:
        return Mark(_with(f"超期 {-left} 天", step.progress), Tone.LATE)
    if left <= SOON:
        said = f"还剩 {left} 天" if left else "今天到期"
        return Mark(_with(said, step.progress), Tone.SOON)
    return Mark(step.progress or "还没开始")


def note_columns(plan: Plan, today: date) -> tuple[Column[Note], ...]:
    """Return the columns of what happened on the way."""
    measures = {step.uid: step.measure for step in plan.steps}
    on: Column[Note] = Column("日期", lambda note: dates.show(note.on, today), 104)
    by: Column[Note] = Column("谁写的", lambda note: note.by, 92)
    says: Column[Note] = Column("进展", lambda note: _about(note, measures))
    return on, by, says


def kind_of(goal: Goal) -> str:
    """Return what sort of difficulty it is, how heavy and since when."""
    since = f"{dates.show(goal.since)}起" if goal.since else ""
    return "　".join(part for part in (goal.kind.value, goal.severity.value, since) if part)


def way(plan: Plan, visits: Sequence[Visit], today: date) -> list[tuple[Tone, str, str]]:
    """Return the stops from finding a difficulty to closing: state, word, what is known."""
    found = _found(plan, visits, today)
    steps, done = plan.steps, sum(bool(step.done_on) for step in plan.steps)
    late = any(step.late(today) for step in steps)
    doing = Tone.DONE if steps and done == len(steps) else Tone.LATE if late else Tone.SOON
    counted = f"{len(steps)} 条措施，办结 {done} 条" if steps else "还没有措施"
    made = f"{dates.show(plan.opened_on, today)}建方案"
    made += f"，{plan.leader}包联" if plan.leader else ""
    bare = not steps or any(not goal.steps for goal in plan.goals)
    if steps and bare:
        made += "，还有困难没有措施"
    asked = plan.followed_up
    answer = "都办结后 15 天内，问本人满不满意"
    if asked is not None:
        answer = f"{dates.show(asked.on, today)}{asked.manner}，本人{asked.satisfaction}"
    closed = "有成效、有回访日期、有本人的话，才能销号"
    if plan.closed_on:
        closed = f"{dates.show(plan.closed_on, today)}销号"
    return [
        (Tone.DONE, "走访发现" if any(goal.visit for goal in plan.goals) else "发现困难", found),
        (Tone.SOON if bare else Tone.DONE, "定办法" if bare else "定了办法", made),
        (doing if steps else Tone.CALM, "都办结了" if doing is Tone.DONE else "正在办", counted),
        (Tone.DONE if asked else Tone.CALM, "回访", answer),
        (Tone.DONE if plan.closed_on else Tone.CALM, "销号", closed),
    ]


def _found(plan: Plan, visits: Sequence[Visit], today: date) -> str:
    about = {goal.visit for goal in plan.goals if goal.visit}
    first = next((one for one in reversed(visits) if one.uid in about), None)
    matters = "；".join(goal.matter for goal in plan.goals)
    return f"{dates.show(first.on, today)}{first.manner}，{matters}" if first else matters


def _about(note: Note, measures: dict[str, str]) -> str:
    about = measures.get(note.step, "")
    return f"{about}：{note.says}" if about else note.says


def _with(said: str, progress: str) -> str:
    return f"{said}，{progress}" if progress else said
