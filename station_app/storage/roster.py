"""Rosters taken in: what each did to whom, undoing it, and what was chosen on the way."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from station_app.domain.batch import Batch, Undone
from station_app.domain.category import Holding, Schemes
from station_app.domain.household import HEAD
from station_app.domain.person import Person, PersonDraft
from station_app.files import Progress
from station_app.storage import (
    categories,
    households,
    ids,
    parts,
    people,
    person_rows,
    reverting,
    rows,
)
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row

_DIGITS = 16
_PART_COLUMNS = {
    "person_name": "kind, name",
    "phone": "number, owner, best_time",
    "difficulty": "kind, severity, since, until, note",
    "holding": "scheme, code, since, until, basis, evidence",
}
_VISITED_SINCE = """
    SELECT count(*)
    FROM visit v
    JOIN journal_touch t ON t.uid = v.uid
    WHERE v.person = :person AND t.number > :number
"""
_ELSEWHERE = """
    SELECT child.name AS child, reference."from" AS field
    FROM sqlite_schema AS child
    JOIN pragma_foreign_key_list(child.name) AS reference
    WHERE child.type = 'table'
      AND reference."table" = 'person'
      AND child.name NOT IN ('person_name', 'phone', 'difficulty', 'holding')
"""

Home = tuple[str, str, str, str, str]
"""A household as a roster knows it: the head, division, group, door and address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a batch did to one person; `before` is None for a new one."""

    sheet: str
    row: int
    person: str
    home: int | None
    before: tuple[Mapping[str, object], ...] | None


def known(db: Database, numbers: Iterable[str], names: Iterable[str]) -> list[Person]:
    """Return the people who bear one of these numbers or names, or bore it before a merge."""
    found = rows.fetch(
        db,
        """
        SELECT id
        FROM person
        WHERE id_number <> '' AND id_number IN (SELECT value FROM json_each(:numbers))
        UNION
        SELECT id
        FROM person
        WHERE name IN (SELECT value FROM json_each(:names))
        UNION
        SELECT person
        FROM merged
        WHERE person IS NOT NULL AND id_number IN (SELECT value FROM json_each(:numbers))
        """,
        {"numbers": rows.listed(numbers), "names": rows.listed(names)},
    )
    return people.of_ids(db, [rows.whole(row["id"]) for row in found])


def homes_by_number(db: Database, numbers: Iterable[str]) -> dict[str, int]:
    """Return the households that bear one of these numbers."""
    sql = """
        SELECT number, id
        FROM household
        WHERE number <> '' AND number IN (SELECT value FROM json_each(:numbers))
    """
    found = rows.fetch(db, sql, {"numbers": rows.listed(numbers)})
    return {rows.text(row["number"]): rows.whole(row["id"]) for row in found}


def homes_by_head(db: Database, heads: Iterable[str]) -> dict[Home, int]:
    """Return the households whose head bears one of these names, by head and address."""
    found = rows.fetch(
        db,
        """
        SELECT named.name, d.division, d.group_name, d.door, d.address, d.id
        FROM household d
        JOIN (
          SELECT household, name FROM person WHERE relation = :head
          UNION ALL
          SELECT household, name FROM member WHERE relation = :head
        ) AS named ON named.household = d.id
        WHERE named.name IN (SELECT value FROM json_each(:names))
        ORDER BY d.id DESC
        """,
        {"head": HEAD, "names": rows.listed(heads)},
    )
    return {_home(row): rows.whole(row["id"]) for row in found}


def correct(
    deed: Deed, uid: str, draft: PersonDraft, schemes: Schemes
) -> tuple[Mapping[str, object], ...]:
    """Write what a roster changes about a person; returns the journal's view of it."""
    start = len(deed.changes)
    people.correct(deed, ids.of(deed.db, "person", uid), draft, schemes)
    return tuple(change.facts() for change in deed.changes[start:])


def share(deed: Deed, home: int, holdings: Sequence[Holding]) -> tuple[Mapping[str, object], ...]:
    """Write what a household of the register comes to hold; returns the journal's view of it."""
    start = len(deed.changes)
    there = categories.of(deed.db, categories.HOUSEHOLD, [home]).get(home, ())
    held = {(one.scheme, one.code) for one in there if not one.until}
    added = [one for one in holdings if (one.scheme, one.code) not in held]
    if added:
        categories.write(deed, (categories.HOUSEHOLD, home), [*there, *added])
    return tuple(change.facts() for change in deed.changes[start:])


def keep(deed: Deed, file: str, counts: Mapping[str, int], written: Sequence[Written]) -> Batch:
    """Keep what a batch did; its digest goes into the deed's journal entry."""
    prints = _prints(deed.db, [one.person for one in written])
    kept = [
        (
            line,
            one.sheet,
            one.row,
            one.person,
            one.home,
            None if one.before is None else rows.canonical(one.before),
            prints[one.person],
        )
        for line, one in enumerate(written, 1)
    ]
    digest = sha256(rows.canonical(kept).encode()).hexdigest()
    values: Row = {
        "file": file,
        "number": deed.number,
        "counts": json.dumps(counts),
        "digest": digest,
        "undone_by": None,
    }
    batch = deed.insert("import_batch", values)
    deed.db.conn.executemany(
        f"INSERT INTO import_row VALUES ({batch:d}, ?, ?, ?, ?, ?, ?, ?)",
        kept,
    )
    deed.note(batch=ids.uid(deed.db, "import_batch", batch), counts=dict(counts), digest=digest)
    return get(deed.db, ids.uid(deed.db, "import_batch", batch))


def get(db: Database, uid: str) -> Batch:
    """Return one batch; raises Refused where the register has none."""
    return _batch(rows.by_id(db, "import_batch", ids.of(db, "import_batch", uid)))


def batches(db: Database) -> list[Batch]:
    """Return all batches, the newest first."""
    return [_batch(row) for row in rows.fetch(db, "SELECT * FROM import_batch ORDER BY id DESC")]


def undo(deed: Deed, uid: str, tick: Progress) -> Undone:
    """Take a batch back; people touched or visited since are kept as they are."""
    batch = ids.of(deed.db, "import_batch", uid)
    done = get(deed.db, uid)
    sql = "SELECT * FROM import_row WHERE batch = :batch ORDER BY line DESC"
    lines = rows.fetch(deed.db, sql, {"batch": batch})
    prints = _prints(deed.db, [rows.text(line["person"]) for line in lines])
    removed: set[str] = set()
    restored: set[str] = set()
    kept: dict[str, None] = {}
    for count, line in enumerate(lines):
        tick(count, len(lines))
        person = rows.text(line["person"])
        if person not in prints:
            continue
        if prints[person] != line["after"] or not _untouched(deed.db, line, done.number):
            kept[person] = None
        elif line["before"] is None:
            _remove(deed, person)
            removed.add(person)
        else:
            reverting.revert(deed, json.loads(rows.text(line["before"])))
            restored.add(person)
    _empty_homes(deed, lines)
    deed.update("import_batch", batch, {"undone_by": deed.number})
    return Undone(
        removed=len(removed), restored=len(restored - removed), kept=tuple(reversed(kept))
    )


def names_of(db: Database, uids: Iterable[str]) -> list[str]:
    """Return the names of people, in the order of their uids given."""
    sql = "SELECT uid, name FROM person WHERE uid IN (SELECT value FROM json_each(:uids))"
    wanted = list(uids)
    found = {
        rows.text(row["uid"]): rows.text(row["name"])
        for row in rows.fetch(db, sql, {"uids": rows.listed(wanted)})
    }
    return [found[uid] for uid in wanted if uid in found]


def _prints(db: Database, uids: Sequence[str]) -> dict[str, str]:
    """Return a short digest of what the register holds of each person, parts included."""
    columns = ", ".join(person_rows.values(PersonDraft(name="-")))
    people_ = db.execute(
        f"""
        SELECT id, uid, household, {columns}
        FROM person
        WHERE uid IN (SELECT value FROM json_each(:uids))
        """,
        {"uids": rows.listed(uids)},
    ).fetchall()
    held: dict[int, list[object]] = {row[0]: [row[2:]] for row in people_}
    wanted = {"ids": parts.ids(held)}
    for table, own in _PART_COLUMNS.items():
        found = db.execute(
            f"""
            SELECT person, {own}
            FROM {table}
            WHERE person IN (SELECT value FROM json_each(:ids))
            ORDER BY person, {own}
            """,
            wanted,
        ).fetchall()
        for person, *values in found:
            held[person].append((table, *values))
    return {row[1]: sha256(repr(held[row[0]]).encode()).hexdigest()[:_DIGITS] for row in people_}


def _untouched(db: Database, line: Row, number: int) -> bool:
    person = ids.of(db, "person", rows.text(line["person"]))
    if line["before"] is not None:
        return not rows.number(db, _VISITED_SINCE, {"person": person, "number": number})
    return not any(
        rows.number(
            db,
            f'SELECT count(*) FROM "{one["child"]!s}" WHERE "{one["field"]!s}" = :person',
            {"person": person},
        )
        for one in rows.fetch(db, _ELSEWHERE)
    )


def _remove(deed: Deed, uid: str) -> None:
    person = ids.of(deed.db, "person", uid)
    for table in _PART_COLUMNS:
        sql = f"SELECT id FROM {table} WHERE person = :person"
        for row in rows.fetch(deed.db, sql, {"person": person}):
            deed.delete(table, rows.whole(row["id"]))
    deed.delete("person", person)


def _empty_homes(deed: Deed, lines: Iterable[Row]) -> None:
    """Take away the households that came with the batch and in which nobody is left."""
    for home in {rows.whole(line["home"]) for line in lines if line["home"] is not None}:
        if households.persons_in(deed.db, home):
            continue
        for table in ("holding", "member"):
            sql = f"SELECT id FROM {table} WHERE household = :household"
            for row in rows.fetch(deed.db, sql, {"household": home}):
                deed.delete(table, rows.whole(row["id"]))
        deed.delete("household", home)


def _home(row: Row) -> Home:
    return (
        rows.text(row["name"]),
        rows.text(row["division"]),
        rows.text(row["group_name"]),
        rows.text(row["door"]),
        rows.text(row["address"]),
    )


def _batch(row: Row) -> Batch:
    return Batch(
        uid=rows.text(row["uid"]),
        file=rows.text(row["file"]),
        at=rows.text(row["created_at"]),
        number=rows.whole(row["number"]),
        counts=json.loads(rows.text(row["counts"])),
        undone_by=rows.whole(row["undone_by"]),
    )
