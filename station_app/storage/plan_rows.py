"""How plans, goals, measures and notes stand in their rows."""

from datetime import date

from station_app.domain.person import Severity, Trouble
from station_app.domain.plan import FollowUp, Goal, Note, Plan, Step
from station_app.domain.visit import Manner, Satisfaction
from station_app.storage import rows
from station_app.storage.rows import Row, Value


def goal_values(goal: Goal) -> dict[str, Value]:
    """Return the columns of a difficulty."""
    return {
        "kind": goal.kind.value,
        "matter": goal.matter,
        "severity": goal.severity.value,
        "since": goal.since,
        "need": goal.need,
        "goal": goal.goal,
    }


def step_values(step: Step) -> dict[str, Value]:
    """Return the columns of a measure."""
    return {
        "measure": step.measure,
        "policy": step.policy,
        "unit": step.unit,
        "owner": step.owner,
        "due_on": step.due_on.isoformat(),
        "progress": step.progress,
        "done_on": rows.iso(step.done_on),
    }


def plan(row: Row, goals: tuple[Goal, ...], notes: tuple[Note, ...]) -> Plan:
    """Return the plan of a row with what belongs to it."""
    return Plan(
        uid=rows.text(row["uid"]),
        station=rows.text(row["station"]),
        revision=rows.whole(row["revision"]),
        number=rows.text(row["number"]),
        person=rows.text(row["person"]),
        opened_on=_day(row["opened_on"]),
        unit=rows.text(row["unit"]),
        leader=rows.text(row["leader"]),
        goals=goals,
        notes=notes,
        followed_up=_asked(row),
        closed_on=rows.day(row["closed_on"]),
    )


def goal(row: Row, steps: tuple[Step, ...]) -> Goal:
    """Return the difficulty of a row with its measures."""
    return Goal(
        uid=rows.text(row["uid"]),
        kind=Trouble(rows.text(row["kind"])),
        matter=rows.text(row["matter"]),
        severity=Severity(rows.text(row["severity"])),
        since=rows.text(row["since"]),
        need=rows.text(row["need"]),
        goal=rows.text(row["goal"]),
        visit=rows.text(row["visit"]),
        steps=steps,
    )


def step(row: Row) -> Step:
    """Return the measure of a row."""
    return Step(
        uid=rows.text(row["uid"]),
        measure=rows.text(row["measure"]),
        policy=rows.text(row["policy"]),
        unit=rows.text(row["unit"]),
        owner=rows.text(row["owner"]),
        due_on=_day(row["due_on"]),
        progress=rows.text(row["progress"]),
        done_on=rows.day(row["done_on"]),
    )


def note(row: Row) -> Note:
    """Return the note of a row."""
    return Note(
        uid=rows.text(row["uid"]),
        on=_day(row["noted_on"]),
        by=rows.text(row["noted_by"]),
        says=rows.text(row["says"]),
        step=rows.text(row["step"]),
    )


def _asked(row: Row) -> FollowUp | None:
    on = rows.day(row["followed_up_on"])
    if on is None:
        return None
    return FollowUp(
        on=on,
        manner=Manner(rows.text(row["followed_up_by"])),
        satisfaction=Satisfaction(rows.text(row["satisfaction"])),
        own_words=rows.text(row["own_words"]),
        outcome=rows.text(row["outcome"]),
    )


def _day(value: Value) -> date:
    return date.fromisoformat(rows.text(value))
