"""Who is to be visited next, as far as tables know."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from station_app.domain.person import Tier
from station_app.storage import ids, rows
from station_app.storage.database import Database
from station_app.storage.rows import Row

_KNOWN = """
    SELECT p.id, p.uid, p.name, p.sex, p.born, p.pinyin, p.relation, p.division, p.group_name,
      p.door, p.address, p.residency, p.tier, p.last_visit_on, p.created_at, d.uid AS household,
      coalesce(
        (SELECT h.name FROM person h WHERE h.household = d.id AND h.relation = '户主'),
        (SELECT m.name FROM member m WHERE m.household = d.id AND m.relation = '户主'),
        p.name) AS head,
      (SELECT number FROM phone WHERE person = p.id ORDER BY id LIMIT 1) AS phone,
      (SELECT v.follow_up_on FROM visit v
        WHERE v.person = p.id AND v.void = 0 AND v.manner <> '未遇' AND v.main IS NULL
        ORDER BY v.visited_on DESC, v.visited_time DESC, v.id DESC LIMIT 1) AS follow_up_on,
      s.uid AS waiting_sheet, s.number AS waiting_number
    FROM person p
    JOIN household d ON d.id = p.household
    LEFT JOIN sheet s ON s.id = (SELECT max(id) FROM sheet
      WHERE person = p.id AND state = '待录入')
"""
_IN_CARE = """
    (p.died_on IS NULL OR p.died_on > :day) AND (p.moved_out_on IS NULL OR p.moved_out_on > :day)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the register knows about the next visit to one living person."""

    row: int
    person: str
    name: str
    sex: str
    born: str
    pinyin: str
    household: str
    head: str
    relation: str
    division: str
    group_name: str
    door: str
    address: str
    phone: str
    away: bool
    tier: Tier
    last_visit_on: date | None
    known_since: date | None
    follow_up_on: date | None
    waiting_sheet: str
    waiting_number: str


def in_care(db: Database, day: date, *, among: Collection[str] | None = None) -> list[Known]:
    """Return all, or some, who live and have not moved out on a day, with visits and sheets."""
    values: dict[str, rows.Value] = {"day": day.isoformat()}
    only = ""
    if among is not None:
        only = " AND p.uid IN (SELECT value FROM json_each(:among))"
        values["among"] = rows.listed(among)
    return [_known(row) for row in rows.fetch(db, f"{_KNOWN} WHERE {_IN_CARE}{only}", values)]


def count(db: Database) -> int:
    """Return how many people stand on the register."""
    return rows.whole(rows.fetch(db, "SELECT count(*) AS persons FROM person", {})[0]["persons"])


def one(db: Database, person_uid: str) -> Known:
    """Return the same about one person, whatever has become of them."""
    person = ids.of(db, "person", person_uid)
    return _known(rows.fetch(db, f"{_KNOWN} WHERE p.id = :id", {"id": person})[0])


def holdings(db: Database, day: date) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return what each person holds on a day, the household's with its people: scheme and code."""
    held: dict[int, tuple[tuple[str, str], ...]] = {}
    for row in rows.fetch(
        db,
        """
        SELECT h.person AS person, h.scheme, h.code
        FROM holding h
        WHERE h.person IS NOT NULL AND h.since <= :day
          AND (h.until IS NULL OR h.until = '' OR h.until > :day)
        UNION
        SELECT p.id AS person, h.scheme, h.code
        FROM holding h
        JOIN person p ON p.household = h.household
        WHERE h.household IS NOT NULL AND h.since <= :day
          AND (h.until IS NULL OR h.until = '' OR h.until > :day)
        ORDER BY 1, 2, 3
        """,
        {"day": day.isoformat()},
    ):
        person = rows.whole(row["person"])
        pair = (rows.text(row["scheme"]), rows.text(row["code"]))
        held[person] = (*held.get(person, ()), pair)
    return held


def _known(row: Row) -> Known:
    return Known(
        row=rows.whole(row["id"]),
        person=rows.text(row["uid"]),
        name=rows.text(row["name"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        pinyin=rows.text(row["pinyin"]),
        household=rows.text(row["household"]),
        head=rows.text(row["head"]),
        relation=rows.text(row["relation"]),
        division=rows.text(row["division"]),
        group_name=rows.text(row["group_name"]),
        door=rows.text(row["door"]),
        address=rows.text(row["address"]),
        phone=rows.text(row["phone"]),
        away=row["residency"] == "外出",
        tier=Tier(rows.text(row["tier"])),
        last_visit_on=rows.day(row["last_visit_on"]),
        known_since=rows.day(rows.text(row["created_at"])[:10]),
        follow_up_on=rows.day(row["follow_up_on"]),
        waiting_sheet=rows.text(row["waiting_sheet"]),
        waiting_number=rows.text(row["waiting_number"]),
    )
