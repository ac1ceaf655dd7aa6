"""Plans (一人一策) with their goals, measures and notes in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from station_app.domain.numbers import Kind
from station_app.domain.plan import FollowUp, Goal, Note, Plan, PlanDraft, State, Step
from station_app.domain.visit import TROUBLES
from station_app.storage import ids, plan_rows, rows, serials, workers
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_PLANS = """
    SELECT n.id, n.uid, n.station, n.revision, n.number, n.opened_on, n.unit, n.leader, n.outcome,
      n.followed_up_on, n.followed_up_by, n.satisfaction, n.own_words, n.closed_on,
      p.uid AS person, p.name, p.group_name, p.door
    FROM plan n
    JOIN person p ON p.id = n.person
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A plan with the name and place that a board shows."""

    plan: Plan
    name: str
    place: str

    @property
    def state(self) -> State:
        """Return how far the plan is."""
        return self.plan.state


def add(deed: Deed, draft: PlanDraft) -> Plan:
    """Write a plan under the next number of the year."""
    number = serials.take(deed.db, Kind.PLAN, workers.station(deed.db), deed.today.year)
    values: dict[str, Value] = {
        "number": number.full,
        "person": ids.of(deed.db, "person", draft.person),
        "opened_on": deed.today.isoformat(),
        "unit": draft.unit,
        "leader": draft.leader,
    }
    row_id = deed.insert("plan", values)
    for goal in draft.goals:
        add_goal(deed, row_id, goal)
    return of_row(deed.db, row_id)


def add_goal(deed: Deed, plan: int, goal: Goal) -> int:
    """Write a difficulty with its measures into a plan and return its id."""
    visit = ids.of_any(deed.db, "visit", goal.visit)
    row_id = deed.insert("plan_goal", {**plan_rows.goal_values(goal), "plan": plan, "visit": visit})
    for step in goal.steps:
        deed.insert("plan_step", {**plan_rows.step_values(step), "goal": row_id})
    return row_id


def change_goal(deed: Deed, goal: Goal) -> None:
    """Write what differs about a difficulty; its measures stay."""
    deed.update("plan_goal", ids.of(deed.db, "plan_goal", goal.uid), plan_rows.goal_values(goal))


def add_step(deed: Deed, goal_uid: str, step: Step) -> None:
    """Write a measure against a difficulty."""
    goal = ids.of(deed.db, "plan_goal", goal_uid)
    deed.insert("plan_step", {**plan_rows.step_values(step), "goal": goal})


def change_step(deed: Deed, step: Step) -> None:
    """Write what differs about a measure."""
    deed.update("plan_step", ids.of(deed.db, "plan_step", step.uid), plan_rows.step_values(step))


def delete_step(deed: Deed, uid: str) -> None:
    """Take a measure away; the journal keeps it."""
    row_id = ids.of(deed.db, "plan_step", uid)
    for note in rows.fetch(deed.db, "SELECT id FROM plan_note WHERE step = :id", {"id": row_id}):
        deed.update("plan_note", rows.whole(note["id"]), {"step": None})
    deed.delete("plan_step", row_id)


def add_note(deed: Deed, plan: int, note: Note) -> None:
    """Write what happened on the way."""
    values: dict[str, Value] = {
        "plan": plan,
        "step": ids.of_any(deed.db, "plan_step", note.step),
        "noted_on": note.on.isoformat(),
        "noted_by": note.by,
        "says": note.says,
    }
    deed.insert("plan_note", values)


def change(deed: Deed, plan: int, *, unit: str, leader: str) -> None:
    """Write which unit and which leader answer for a plan."""
    deed.update("plan", plan, {"unit": unit, "leader": leader})


def follow_up(deed: Deed, plan: int, asked: FollowUp, *, closed_on: date | None) -> None:
    """Write what the person said when asked, and the day of closing if it closes."""
    values: dict[str, Value] = {
        "outcome": asked.outcome,
        "followed_up_on": asked.on.isoformat(),
        "followed_up_by": asked.manner.value,
        "satisfaction": asked.satisfaction.value,
        "own_words": asked.own_words,
        "closed_on": rows.iso(closed_on),
    }
    deed.update("plan", plan, values)


def reopen(deed: Deed, plan: int) -> None:
    """Open a closed plan again; what was said stays."""
    deed.update("plan", plan, {"closed_on": None})


def get(db: Database, uid: str) -> Plan:
    """Return one plan; raises Refused where there is none."""
    return of_row(db, ids.of(db, "plan", uid))


def of_row(db: Database, row_id: int) -> Plan:
    """Return the plan with an id that is there."""
    return _listed(db, rows.fetch(db, f"{_PLANS} WHERE n.id = :id", {"id": row_id}))[0].plan


def of_person(db: Database, person_uid: str) -> list[Plan]:
    """Return a person's plans, the open ones first."""
    found = rows.fetch(
        db,
        f"{_PLANS} WHERE p.uid = :uid ORDER BY n.closed_on IS NOT NULL, n.id DESC",
        {"uid": person_uid},
    )
    return [one.plan for one in _listed(db, found)]


def open_of(db: Database, person: int) -> int | None:
    """Return the id of a person's open plan, or None."""
    found = rows.first(
        db,
        "SELECT id FROM plan WHERE person = :person AND closed_on IS NULL ORDER BY id DESC",
        {"person": person},
    )
    return rows.whole(found["id"]) if found else None


def every(db: Database) -> list[Listed]:
    """Return all plans of persons who live and have not moved out, and all closed ones."""
    found = rows.fetch(
        db,
        f"""{_PLANS}
        WHERE n.closed_on IS NOT NULL OR (p.life = '健在' AND p.residency <> '迁出')
        ORDER BY n.id""",
    )
    return _listed(db, found)


def untended(db: Database) -> list[Row]:
    """Return the difficulties ticked on a last visit that no plan takes care of since.

    One row for each person and kind: person, name, place, visit, number, day, kind, note.
    """
    return rows.fetch(
        db,
        """
        SELECT p.uid AS person, p.name, p.group_name, p.door, v.uid AS visit, s.number,
          v.visited_on, v.trouble_note, t.value AS kind
        FROM visit v
        JOIN person p ON p.id = v.person
        LEFT JOIN sheet s ON s.id = v.sheet
        JOIN json_each(v.troubles) t
        WHERE v.void = 0 AND v.main IS NULL AND v.troubles NOT IN ('[]', '["无"]')
          AND t.value <> '无'
          AND p.life = '健在' AND p.residency <> '迁出'
          AND v.id = (SELECT w.id FROM visit w
            WHERE w.person = v.person AND w.void = 0 AND w.main IS NULL AND w.manner <> '未遇'
            ORDER BY w.visited_on DESC, w.visited_time DESC, w.id DESC LIMIT 1)
          AND NOT EXISTS (
            SELECT 1
            FROM plan n
            JOIN plan_goal g ON g.plan = n.id
            WHERE n.person = v.person AND (n.closed_on IS NULL OR n.closed_on >= v.visited_on)
              AND (g.kind = t.value
                OR (t.value = '其他' AND g.kind NOT IN (SELECT value FROM json_each(:four)))))
        ORDER BY v.visited_on, v.id, t.key
        """,
        {"four": rows.listed(kind for kind in TROUBLES if kind not in ("无", "其他"))},
    )


def _listed(db: Database, found: list[Row]) -> list[Listed]:
    plans = [rows.whole(row["id"]) for row in found]
    goals, notes = _goals(db, plans), _notes(db, plans)
    return [
        Listed(
            plan=plan_rows.plan(
                row,
                goals.get(rows.whole(row["id"]), ()),
                notes.get(rows.whole(row["id"]), ()),
            ),
            name=rows.text(row["name"]),
            place=" ".join(
                part for part in (rows.text(row["group_name"]), rows.text(row["door"])) if part
            ),
        )
        for row in found
    ]


def _goals(db: Database, plans: Iterable[int]) -> dict[int, tuple[Goal, ...]]:
    wanted: dict[str, Value] = {"plans": rows.listed(map(str, plans))}
    steps: dict[int, tuple[Step, ...]] = {}
    for row in rows.fetch(
        db,
        """
        SELECT s.goal, s.uid, s.measure, s.policy, s.unit, s.owner, s.due_on, s.progress, s.done_on
        FROM plan_step s
        JOIN plan_goal g ON g.id = s.goal
        WHERE g.plan IN (SELECT CAST(value AS INTEGER) FROM json_each(:plans))
        ORDER BY s.id
        """,
        wanted,
    ):
        goal = rows.whole(row["goal"])
        steps[goal] = (*steps.get(goal, ()), plan_rows.step(row))
    goals: dict[int, tuple[Goal, ...]] = {}
    for row in rows.fetch(
        db,
        """
        SELECT g.id, g.plan, g.uid, g.kind, g.matter, g.severity, g.since, g.need, g.goal,
          v.uid AS visit
        FROM plan_goal g
        LEFT JOIN visit v ON v.id = g.visit
        WHERE g.plan IN (SELECT CAST(value AS INTEGER) FROM json_each(:plans))
        ORDER BY g.id
        """,
        wanted,
    ):
        plan = rows.whole(row["plan"])
        one = plan_rows.goal(row, steps.get(rows.whole(row["id"]), ()))
        goals[plan] = (*goals.get(plan, ()), one)
    return goals


def _notes(db: Database, plans: Iterable[int]) -> dict[int, tuple[Note, ...]]:
    notes: dict[int, tuple[Note, ...]] = {}
    for row in rows.fetch(
        db,
        """
        SELECT o.plan, o.uid, o.noted_on, o.noted_by, o.says, s.uid AS step
        FROM plan_note o
        LEFT JOIN plan_step s ON s.id = o.step
        WHERE o.plan IN (SELECT CAST(value AS INTEGER) FROM json_each(:plans))
        ORDER BY o.noted_on DESC, o.id DESC
        """,
        {"plans": rows.listed(map(str, plans))},
    ):
        plan = rows.whole(row["plan"])
        notes[plan] = (*notes.get(plan, ()), plan_rows.note(row))
    return notes
