"""Visits in the database."""

from collections.abc import Mapping
from datetime import date

from station_app.domain.visit import Visit, VisitDraft
from station_app.storage import campaigns, ids, rows, visit_rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Value

_COLUMNS = """
    SELECT v.id, v.uid, v.station, v.revision, v.created_at, v.visited_on, v.visited_time,
      v.visitors, v.manner, v.missed_reason, v.missed_note, v.others_met, v.health, v.living,
      v.living_note, v.family, v.family_note, v.troubles, v.trouble_note, v.request, v.policies,
      v.solved, v.to_do, v.money, v.goods, v.letter, v.couplets, v.satisfaction, v.follow_up_on,
      v.signed, v.deputy_name, v.deputy_relation, v.deputy_reason, v.photographed, v.mood,
      v.typed_late, v.void, v.void_reason,
      p.uid AS person, d.uid AS household, c.code AS campaign, s.uid AS sheet, s.number,
      m.uid AS main, ms.number AS main_number,
      (SELECT json_group_array(q.uid) FROM visit w JOIN person q ON q.id = w.person
        WHERE w.main = v.id AND w.void = v.void) AS companions
    FROM visit v
    JOIN person p ON p.id = v.person
    JOIN household d ON d.id = v.household
    LEFT JOIN campaign c ON c.id = v.campaign
    LEFT JOIN sheet s ON s.id = v.sheet
    LEFT JOIN visit m ON m.id = v.main
    LEFT JOIN sheet ms ON ms.id = m.sheet
"""


def add(deed: Deed, draft: VisitDraft, *, sheet: int | None, late: bool) -> int:
    """Write a visit under its sheet and return its id."""
    person = ids.of(deed.db, "person", draft.person)
    values: dict[str, Value] = {
        **visit_rows.values(draft),
        "person": person,
        "household": _household(deed.db, person),
        "campaign": campaigns.row_id_of_any(deed.db, draft.campaign),
        "sheet": sheet,
        "typed_late": int(late),
    }
    return deed.insert("visit", values)


def add_companion(deed: Deed, main: int, person_uid: str) -> int:
    """Write that somebody was met beside another: a visit without answers."""
    person = ids.of(deed.db, "person", person_uid)
    row = rows.fetch(
        deed.db,
        """
        SELECT campaign, visited_on, visited_time, visitors, manner, typed_late
        FROM visit
        WHERE id = :id
        """,
        {"id": main},
    )[0]
    household = _household(deed.db, person)
    return deed.insert("visit", {**row, "person": person, "household": household, "main": main})


def change(deed: Deed, row_id: int, draft: VisitDraft, *, late: bool) -> None:
    """Write what differs; the sheet and the person stay."""
    campaign = campaigns.row_id_of_any(deed.db, draft.campaign)
    deed.update(
        "visit", row_id, {**visit_rows.values(draft), "campaign": campaign, "typed_late": int(late)}
    )


def follow_main(deed: Deed, main: int, companions: list[int]) -> None:
    """Let the rows of those met beside say the same day, manner and visitors."""
    row = rows.fetch(
        deed.db,
        """
        SELECT campaign, visited_on, visited_time, visitors, manner, typed_late
        FROM visit
        WHERE id = :id
        """,
        {"id": main},
    )[0]
    for companion in companions:
        deed.update("visit", companion, row)


def void(deed: Deed, row_id: int, reason: str) -> None:
    """Strike a visit out; it stays to be read."""
    deed.update("visit", row_id, {"void": 1, "void_reason": reason})


def companions(db: Database, main: int) -> dict[str, int]:
    """Return the rows of those met beside, by the uid of the person."""
    found = rows.fetch(
        db,
        """
        SELECT v.id, p.uid
        FROM visit v
        JOIN person p ON p.id = v.person
        WHERE v.main = :main AND v.void = 0
        """,
        {"main": main},
    )
    return {rows.text(row["uid"]): rows.whole(row["id"]) for row in found}


def met_on(db: Database, person: int, on: date, *, beside: bool) -> list[int]:
    """Return the visits of a person on a day: those beside another, or those of their own."""
    found = rows.fetch(
        db,
        """
        SELECT id
        FROM visit
        WHERE person = :person AND visited_on = :on AND void = 0 AND manner <> '未遇'
          AND (main IS NOT NULL) = :beside
        """,
        {"person": person, "on": on.isoformat(), "beside": int(beside)},
    )
    return [rows.whole(row["id"]) for row in found]


def met_together(db: Database, visit: Visit) -> list[str]:
    """Return the names of those of the household who were met on the same day."""
    found = rows.fetch(
        db,
        """
        SELECT DISTINCT p.name
        FROM visit v
        JOIN visit w ON w.visited_on = v.visited_on AND w.person <> v.person
          AND (w.main = v.id OR w.household = v.household)
        JOIN person p ON p.id = w.person
        WHERE v.uid = :uid AND w.void = 0 AND w.manner <> '未遇'
        ORDER BY p.id
        """,
        {"uid": visit.uid},
    )
    return [rows.text(row["name"]) for row in found]


def get(db: Database, uid: str) -> Visit:
    """Return one visit; raises Refused where there is none."""
    return of_row(db, ids.of(db, "visit", uid))


def of_row(db: Database, row_id: int) -> Visit:
    """Return the visit with an id that is there."""
    return visit_rows.visit(rows.fetch(db, f"{_COLUMNS} WHERE v.id = :id", {"id": row_id})[0])


def sheet_row(db: Database, row_id: int) -> int | None:
    """Return the id of the sheet a visit was typed from."""
    found = rows.fetch(db, "SELECT sheet FROM visit WHERE id = :id", {"id": row_id})[0]["sheet"]
    return None if found is None else rows.whole(found)


def author(db: Database, row_id: int) -> str:
    """Return the account that typed a visit."""
    return rows.text(
        rows.fetch(db, "SELECT created_by FROM visit WHERE id = :id", {"id": row_id})[0][
            "created_by"
        ]
    )


def died_on(db: Database, person_uid: str) -> date | None:
    """Return the day a person died, or None."""
    row_id = ids.of(db, "person", person_uid)
    found = rows.fetch(db, "SELECT died_on FROM person WHERE id = :id", {"id": row_id})
    return rows.day(found[0]["died_on"])


def name(db: Database, person_uid: str) -> str:
    """Return the name of a person who is there."""
    row_id = ids.of(db, "person", person_uid)
    found = rows.fetch(db, "SELECT name FROM person WHERE id = :id", {"id": row_id})
    return rows.text(found[0]["name"])


def of_person(db: Database, person_uid: str, *, with_void: bool = True) -> list[Visit]:
    """Return a person's visits, the newest first."""
    hidden = "" if with_void else " AND v.void = 0"
    return _visits(
        db,
        f"WHERE p.uid = :uid{hidden} ORDER BY v.visited_on DESC, v.visited_time DESC, v.id DESC",
        {"uid": person_uid},
    )


def last_with_answers(db: Database, person_uid: str, *, before: date | None = None) -> Visit | None:
    """Return the last visit on which the person was asked, or None."""
    found = _visits(
        db,
        """
        WHERE p.uid = :uid AND v.void = 0 AND v.manner <> '未遇' AND v.main IS NULL
          AND (:before IS NULL OR v.visited_on <= :before)
        ORDER BY v.visited_on DESC, v.visited_time DESC, v.id DESC
        LIMIT 1
        """,
        {"uid": person_uid, "before": rows.iso(before)},
    )
    return found[0] if found else None


def last_before(db: Database, person_uid: str, visit: Visit) -> Visit | None:
    """Return the last visit with answers before another one, or None."""
    found = _visits(
        db,
        """
        WHERE p.uid = :person AND v.void = 0 AND v.manner <> '未遇' AND v.main IS NULL
          AND v.uid <> :uid AND (v.visited_on, v.visited_time) <= (:on, :at)
        ORDER BY v.visited_on DESC, v.visited_time DESC, v.id DESC
        LIMIT 1
        """,
        {"person": person_uid, "uid": visit.uid, "on": visit.on.isoformat(), "at": visit.at},
    )
    return found[0] if found else None


def between(
    db: Database, first: date, last: date, *, campaign: str = "", limit: int = -1
) -> list[Visit]:
    """Return the visits of a time or of a campaign, voided ones too, the newest first."""
    return _visits(
        db,
        """
        WHERE v.visited_on BETWEEN :first AND :last AND (:campaign = '' OR c.code = :campaign)
        ORDER BY v.visited_on DESC, v.visited_time DESC, v.id DESC
        LIMIT :limit
        """,
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "campaign": campaign,
            "limit": limit,
        },
    )


def refresh_last_visit(db: Database, person: int) -> None:
    """Derive anew the day a person was last met."""
    db.execute(
        """
        UPDATE person
        SET last_visit_on = coalesce(
          (SELECT max(visited_on) FROM visit
            WHERE person = :person AND void = 0 AND manner <> '未遇'), '')
        WHERE id = :person
        """,
        {"person": person},
    )


def _household(db: Database, person: int) -> Value:
    found = rows.fetch(db, "SELECT household FROM person WHERE id = :id", {"id": person})
    return found[0]["household"]


def _visits(db: Database, where: str, values: Mapping[str, Value]) -> list[Visit]:
    return [visit_rows.visit(row) for row in rows.fetch(db, f"{_COLUMNS} {where}", values)]
