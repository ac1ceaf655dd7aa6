"""Visits as lists show and count them."""

from datetime import date

from station_app.domain.visit import Shown, Visit
from station_app.storage import rows
from station_app.storage.database import Database
from station_app.storage.rows import Row


def counted(db: Database, first: date, last: date, *, campaign: str = "") -> tuple[int, int]:
    """Return how many contacts and how many household visits there were."""
    found = rows.fetch(
        db,
        """
        SELECT count(*) AS contacts,
          count(DISTINCT v.household || ' ' || v.visited_on) AS household_visits
        FROM visit v
        LEFT JOIN campaign c ON c.id = v.campaign
        WHERE v.visited_on BETWEEN :first AND :last AND (:campaign = '' OR c.code = :campaign)
          AND v.void = 0 AND v.manner <> '未遇'
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "campaign": campaign},
    )[0]
    return rows.whole(found["contacts"]), rows.whole(found["household_visits"])


def shown(db: Database, found: list[Visit]) -> list[Shown]:
    """Return visits with what a list shows beside them, in the same order."""
    by_uid = {
        rows.text(row["uid"]): row
        for row in rows.fetch(
            db,
            """
            SELECT v.uid, p.name, p.sex, p.born, p.group_name, p.door, a.name AS typed_by
            FROM visit v
            JOIN person p ON p.id = v.person
            LEFT JOIN account a ON a.uid = v.created_by
            WHERE v.uid IN (SELECT value FROM json_each(:uids))
            """,
            {"uids": rows.listed(visit.uid for visit in found)},
        )
    }
    return [_shown(visit, by_uid[visit.uid]) for visit in found]


def _shown(visit: Visit, row: Row) -> Shown:
    place = (rows.text(row["group_name"]), rows.text(row["door"]))
    return Shown(
        visit=visit,
        name=rows.text(row["name"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        place=" ".join(part for part in place if part),
        typed_by=rows.text(row["typed_by"]),
    )
