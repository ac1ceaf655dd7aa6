"""What a sender's table asks of households and plans, and the tables that were filled before."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from station_app.domain.fill import Choice
from station_app.storage import parts, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row

_HOMES = """
    SELECT p.id AS person, d.id AS household, d.number, d.size,
      d.plaque_hung_on <= :day AND (d.plaque_taken_on IS NULL OR d.plaque_taken_on > :day)
        AS plaque,
      (SELECT count(*) FROM person o WHERE o.household = d.id AND o.life = '健在'
        AND o.residency <> '迁出')
      + (SELECT count(*) FROM member m WHERE m.household = d.id) AS living
    FROM person p
    JOIN household d ON d.id = p.household
    WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
_PLANS = """
    SELECT n.person, n.leader,
      (SELECT group_concat(measure, '；') FROM (
        SELECT s.measure
        FROM plan_step s
        JOIN plan_goal g ON g.id = s.goal
        WHERE g.plan = n.id
        ORDER BY s.due_on, s.id)) AS steps
    FROM plan n
    WHERE n.closed_on IS NULL AND n.person IN (SELECT value FROM json_each(:ids))
    ORDER BY n.id
"""
_TABLES = """
    SELECT uid, headings, file, purpose, columns, people, filled_on
    FROM fill_table
    ORDER BY filled_on DESC, id DESC
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The household of a person as a table asks for it."""

    household: int
    number: str
    people: int
    plaque: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A sender's table that was filled before, and what each of its headings was filled with."""

    uid: str
    headings: str
    file: str
    purpose: str
    columns: Mapping[str, Choice]
    people: int
    filled_on: date | None


def homes(db: Database, people: Iterable[int], day: date) -> dict[int, Home]:
    """Return the household of each person by the person's id."""
    found = rows.fetch(db, _HOMES, {"ids": parts.ids(people), "day": day.isoformat()})
    return {
        rows.whole(row["person"]): Home(
            household=rows.whole(row["household"]),
            number=rows.text(row["number"]),
            people=max(rows.whole(row["living"]), rows.whole(row["size"])),
            plaque=bool(row["plaque"]),
        )
        for row in found
    }


def plans(db: Database, people: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return who leads the open plan of each person, and its measures."""
    found = rows.fetch(db, _PLANS, {"ids": parts.ids(people)})
    return {
        rows.whole(row["person"]): (rows.text(row["leader"]), rows.text(row["steps"]))
        for row in found
    }


def before(db: Database) -> list[Before]:
    """Return the tables that were filled, the last first."""
    return [_before(row) for row in rows.fetch(db, _TABLES)]


def keep(deed: Deed, told: Before) -> None:
    """Remember a table as it was filled now, in place of the last of the same headings."""
    values: Row = {
        "headings": told.headings,
        "file": told.file,
        "purpose": told.purpose,
        "columns": rows.canonical(
            {heading: [one.field, one.way] for heading, one in told.columns.items()}
        ),
        "people": told.people,
        "filled_on": rows.iso(told.filled_on),
    }
    sql = "SELECT id FROM fill_table WHERE headings = :headings"
    there = rows.first(deed.db, sql, {"headings": told.headings})
    if there is None:
        deed.insert("fill_table", values)
    else:
        deed.update("fill_table", rows.whole(there["id"]), values)


def _before(row: Row) -> Before:
    told = json.loads(rows.text(row["columns"]))
    return Before(
        uid=rows.text(row["uid"]),
        headings=rows.text(row["headings"]),
        file=rows.text(row["file"]),
        purpose=rows.text(row["purpose"]),
        columns={heading: Choice(field=one[0], way=one[1]) for heading, one in told.items()},
        people=rows.whole(row["people"]),
        filled_on=rows.day(row["filled_on"]),
    )
