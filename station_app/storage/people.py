"""Persons, their other names, phones and difficulties."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from station_app.domain.category import Schemes
from station_app.domain.person import Person, PersonDraft
from station_app.storage import categories, ids, parts, person_rows, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_BY_IDS = """
    SELECT p.*, d.uid AS household_uid, d.size
    FROM person p
    JOIN household d ON d.id = p.household
    WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
_DIVISIONS = """
    WITH RECURSIVE lived_in (code) AS (
      SELECT min(division) FROM person
      UNION ALL
      SELECT (SELECT min(division) FROM person WHERE division > code) FROM lived_in
      WHERE code IS NOT NULL
    )
    SELECT code FROM lived_in WHERE code IS NOT NULL
"""
_PART = {
    table: f"SELECT * FROM {table} WHERE person IN (SELECT value FROM json_each(:ids)) ORDER BY id"
    for table in ("person_name", "phone", "difficulty")
}


def add(deed: Deed, draft: PersonDraft, household: int, schemes: Schemes) -> int:
    """Write a new person into a household and return the id; what the household holds stays."""
    said = {(one.scheme, one.code) for one in draft.holdings}
    held = categories.of(deed.db, categories.HOUSEHOLD, [household]).get(household, ())
    kept = (one for one in held if (one.scheme, one.code) not in said)
    draft = replace(draft, holdings=(*draft.holdings, *kept))
    row_id = deed.insert("person", {"household": household, **person_rows.values(draft)})
    _write_parts(deed, row_id, household, draft, schemes)
    return row_id


def correct(deed: Deed, row_id: int, draft: PersonDraft, schemes: Schemes) -> None:
    """Write what differs from what the register says; the household stays."""
    found = rows.first(deed.db, "SELECT household FROM person WHERE id = :id", {"id": row_id})
    household = rows.whole(found["household"]) if found else 0
    deed.update("person", row_id, person_rows.values(draft))
    _write_parts(deed, row_id, household, draft, schemes)


def take_in(deed: Deed, row_id: int, household: int, relation: str) -> None:
    """Put a person into another household."""
    deed.update("person", row_id, {"household": household, "relation": relation})


def get(db: Database, uid: str) -> Person:
    """Return a person with everything that belongs to one; raises Refused where there is none."""
    return of_ids(db, [ids.of(db, "person", uid)])[0]


def of_ids(db: Database, wanted: Sequence[int]) -> list[Person]:
    """Return persons in the order of their ids given; who is gone is left out."""
    found = {rows.whole(row["id"]): row for row in rows.fetch(db, _BY_IDS, _ids(wanted))}
    own = categories.of(db, categories.PERSON, found)
    homes = {rows.whole(row["household"]) for row in found.values()}
    shared = categories.of(db, categories.HOUSEHOLD, homes)
    part = {
        table: parts.grouped(rows.fetch(db, sql, _ids(found)), "person")
        for table, sql in _PART.items()
    }
    return [
        person_rows.person(
            found[row_id],
            (*own.get(row_id, ()), *shared.get(rows.whole(found[row_id]["household"]), ())),
            {table: part[table].get(row_id, []) for table in part},
        )
        for row_id in wanted
        if row_id in found
    ]


def by_number(db: Database, number: str) -> list[int]:
    """Return the ids of those who bear an identity number, the living first."""
    sql = """
        SELECT id
        FROM person
        WHERE id_number = :number AND id_number <> ''
        ORDER BY life <> '健在', id
    """
    return [rows.whole(row["id"]) for row in rows.fetch(db, sql, {"number": number})]


def divisions(db: Database) -> list[str]:
    """Return the codes of the villages in which somebody lives."""
    return [rows.text(row["code"]) for row in rows.fetch(db, _DIVISIONS)]


def _ids(numbers: Iterable[int]) -> dict[str, Value]:
    return {"ids": parts.ids(numbers)}


def _write_parts(
    deed: Deed, row_id: int, household: int, draft: PersonDraft, schemes: Schemes
) -> None:
    owner = ("person", row_id)
    others: list[Row] = [{"kind": one.kind, "name": one.name} for one in draft.other_names]
    phones = [person_rows.phone_values(one) for one in draft.phones]
    troubles = [person_rows.difficulty_values(one) for one in draft.difficulties]
    parts.sync(deed, "person_name", owner, others, ("kind", "name"))
    parts.sync(deed, "phone", owner, phones, ("number",))
    parts.sync(deed, "difficulty", owner, troubles, ("kind",))
    shared = [one for one in draft.holdings if schemes.is_shared(one)]
    own = [one for one in draft.holdings if one not in shared]
    categories.write(deed, owner, own)
    categories.write(deed, ("household", household), shared)
