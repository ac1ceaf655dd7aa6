"""The people a roster return lists, with everything its columns may show."""

from dataclasses import dataclass
from datetime import date

from station_app.storage import rows
from station_app.storage.database import Database
from station_app.storage.rows import Row

_HELD = "h.since <= :as_of AND (h.until IS NULL OR h.until = '' OR h.until > :as_of)"
_HERE = """
      (p.died_on IS NULL OR p.died_on > :as_of)
      AND (p.moved_out_on IS NULL OR p.moved_out_on > :as_of)
"""

# A kind of the household stands for its veterans; without one for its head, or the first of it.
_LISTED = f"""
    WITH held AS (
      SELECT h.person, h.household, h.code
      FROM holding h
      WHERE h.scheme = :scheme AND {_HELD}
    ),
    here AS (
      SELECT p.id, p.household, p.standing, p.relation
      FROM person p
      WHERE {_HERE}
    ),
    stands AS (
      SELECT t.id, t.household
      FROM here t
      WHERE t.standing = '退役军人'
      UNION
      SELECT min(t.id), t.household
      FROM here t
      WHERE NOT EXISTS (
          SELECT 1 FROM here o WHERE o.household = t.household AND o.standing = '退役军人'
        )
        AND (t.relation IN ('户主', '本人') OR NOT EXISTS (
          SELECT 1 FROM here o WHERE o.household = t.household AND o.relation IN ('户主', '本人')
        ))
      GROUP BY t.household
    ),
    listed AS (
      SELECT t.id AS person, e.code
      FROM here t
      JOIN held e ON e.person = t.id
      UNION
      SELECT s.id, e.code
      FROM stands s
      JOIN held e ON e.household = s.household
    )
"""

_PEOPLE = f"""{_LISTED}
    SELECT p.id, p.uid, p.name, p.pinyin, p.sex, p.born, p.id_number, p.paper, p.standing,
      p.division, p.group_name, p.door, p.address, p.remark,
      (SELECT group_concat(code, ' ') FROM (
        SELECT code FROM listed l WHERE l.person = p.id ORDER BY code)) AS codes,
      (SELECT number FROM phone f WHERE f.person = p.id ORDER BY f.owner <> '本人', f.id LIMIT 1)
        AS phone,
      (SELECT max(v.visited_on) FROM visit v
        WHERE v.person = p.id AND v.void = 0 AND v.manner <> '未遇' AND v.visited_on <= :as_of)
        AS last_visit
    FROM person p
    WHERE p.id IN (SELECT person FROM listed)
"""

_DIFFICULTIES = """
    SELECT h.kind, h.note
    FROM difficulty h
    WHERE h.person = :person
      AND h.since <= :as_of AND (h.until IS NULL OR h.until = '' OR h.until > :as_of)
    ORDER BY h.id
"""

# The plan that is open on the day, else the last one closed in the year before it.
_PLAN = """
    SELECT n.id, n.unit, n.closed_on
    FROM plan n
    WHERE n.person = :person
      AND n.opened_on <= :as_of
      AND (n.closed_on IS NULL OR n.closed_on > date(:as_of, '-1 year'))
    ORDER BY (n.closed_on IS NULL OR n.closed_on > :as_of) DESC, n.opened_on DESC, n.id DESC
    LIMIT 1
"""

_GOALS = "SELECT g.kind, g.matter FROM plan_goal g WHERE g.plan = :plan ORDER BY g.id"

_STEPS = """
    SELECT s.measure, s.unit, s.owner, s.due_on, s.progress, s.done_on
    FROM plan_step s
    JOIN plan_goal g ON g.id = s.goal
    WHERE g.plan = :plan
    ORDER BY s.due_on, s.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One measure of a plan."""

    measure: str
    unit: str
    owner: str
    due_on: date | None
    progress: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One person of a roster on the as-of date."""

    uid: str
    name: str
    pinyin: str
    sex: str
    born: str
    id_number: str
    phone: str
    standing: str
    division: str
    group_name: str
    door: str
    address: str
    remark: str
    codes: tuple[str, ...]
    last_visit: date | None
    difficulties: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    planned: bool = False
    closed_on: date | None = None
    unit: str = ""


def people(db: Database, scheme: str, as_of: date) -> list[Listed]:
    """Return who holds a kind of a scheme on a day, in no particular order."""
    values: dict[str, rows.Value] = {"scheme": scheme, "as_of": as_of.isoformat()}
    return [_listed(db, row, as_of) for row in rows.fetch(db, _PEOPLE, values)]


def _listed(db: Database, row: Row, as_of: date) -> Listed:
    values: dict[str, rows.Value] = {"person": row["id"], "as_of": as_of.isoformat()}
    plan = rows.first(db, _PLAN, values)
    found = {"plan": plan["id"]} if plan else None
    closed = rows.day(plan["closed_on"]) if plan else None
    return Listed(
        uid=rows.text(row["uid"]),
        name=rows.text(row["name"]),
        pinyin=rows.text(row["pinyin"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        id_number=rows.text(row["id_number"]),
        phone=rows.text(row["phone"]),
        standing=rows.text(row["standing"]),
        division=rows.text(row["division"]),
        group_name=rows.text(row["group_name"]),
        door=rows.text(row["door"]),
        address=rows.text(row["address"]),
        remark=rows.text(row["remark"]),
        codes=tuple(dict.fromkeys(rows.text(row["codes"]).split())),
        last_visit=rows.day(row["last_visit"]),
        difficulties=_pairs(db, _DIFFICULTIES, values, "note"),
        goals=_pairs(db, _GOALS, found, "matter") if found else (),
        steps=_steps(db, found) if found else (),
        planned=found is not None,
        closed_on=closed if closed and closed <= as_of else None,
        unit=rows.text(plan["unit"]) if plan else "",
    )


def _pairs(
    db: Database, sql: str, values: dict[str, rows.Value], words: str
) -> tuple[tuple[str, str], ...]:
    found = rows.fetch(db, sql, values)
    return tuple((rows.text(row["kind"]), rows.text(row[words])) for row in found)


def _steps(db: Database, values: dict[str, rows.Value]) -> tuple[Step, ...]:
    return tuple(
        Step(
            measure=rows.text(row["measure"]),
            unit=rows.text(row["unit"]),
            owner=rows.text(row["owner"]),
            due_on=rows.day(row["due_on"]),
            progress=rows.text(row["progress"]),
            done=row["done_on"] is not None,
        )
        for row in rows.fetch(db, _STEPS, values)
    )
