"""The journal: who did what and when, each entry sealed onto the one before.

A deed writes rows and its one journal entry in the same transaction.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from uuid import uuid4

from station_app.storage import rows, seals
from station_app.storage.database import Database
from station_app.storage.rows import Row, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row as it was and as it is; None where it did not exist."""

    table: str
    uid: str
    before: Row | None
    after: Row | None

    def facts(self) -> dict[str, object]:
        """Return what the journal keeps: fields that differ, or a whole row that came or went."""
        if self.before is None or self.after is None:
            old, new = self.before, self.after
        else:
            both = [name for name in self.after if self.after[name] != self.before[name]]
            own = [name for name in both if name not in ("updated_by", "updated_at", "revision")]
            old = {name: self.before[name] for name in own}
            new = {name: self.after[name] for name in own}
        return {"table": self.table, "uid": self.uid, "old": _kept(old), "new": _kept(new)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of a journal; number 0 before the first."""

    number: int
    seal: str

    def says(self) -> str:
        """Return the head as it is printed on returns and slips."""
        return f"登记册流水 {self.number} · {self.seal[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One journal entry; `facts` is None once it has been erased."""

    number: int
    at: str
    by: str
    deed: str
    facts: dict[str, object] | None
    seal: str

    @property
    def changes(self) -> list[dict[str, object]] | None:
        """Return what was done to each row; None where the journal does not say it."""
        kept = (self.facts or {}).get("rows")
        return [one for one in kept if isinstance(one, dict)] if isinstance(kept, list) else None


@dataclass(slots=True, kw_only=True)
class Deed:
    """One thing a worker does: writes rows, and collects what the journal will say about it."""

    db: Database
    name: str
    by: str
    at: datetime
    today: date
    station: str
    number: int
    about: str = ""
    source: str = "键入"
    bulk: bool = False
    final: bool = False
    changes: list[Change] = field(default_factory=list)
    noted: dict[str, object] = field(default_factory=dict)
    tried: bool = False

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Add a row and return its id; who, when, station, source and uid are filled in."""
        now = rows.moment(self.at)
        row: Row = {
            "uid": str(uuid4()),
            "station": self.station,
            "source": self.source,
            "created_by": self.by,
            "created_at": now,
            "updated_by": self.by,
            "updated_at": now,
            "revision": 1,
            **values,
        }
        return self._put(table, row)

    def update(self, table: str, row_id: int, values: Mapping[str, Value]) -> bool:
        """Change the fields that differ; returns whether anything did."""
        self.tried = True
        before = self._row(table, row_id)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return False
        changed |= {
            "updated_by": self.by,
            "updated_at": rows.moment(self.at),
            "revision": rows.whole(before["revision"]) + 1,
        }
        self.db.execute(
            f'UPDATE "{table}" SET {", ".join(f"{name} = :{name}" for name in changed)}'
            " WHERE id = :id",
            {**changed, "id": row_id},
        )
        after = before | changed
        self.changes.append(
            Change(table=table, uid=rows.text(before["uid"]), before=before, after=after)
        )
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Take a row away; the journal keeps it whole."""
        before = self._row(table, row_id)
        self.db.execute(f'DELETE FROM "{table}" WHERE id = :id', {"id": row_id})
        self.changes.append(
            Change(table=table, uid=rows.text(before["uid"]), before=before, after=None)
        )

    def restore(self, table: str, row: Mapping[str, Value]) -> None:
        """Put back a row that a deed took away, as it was."""
        self._put(table, dict(row))

    def note(self, **facts: object) -> None:
        """Say something more about the deed; values must be plain JSON."""
        self.noted |= facts

    def _put(self, table: str, row: Row) -> int:
        cursor = self.db.execute(
            f'INSERT INTO "{table}" ({", ".join(row)})'
            f" VALUES ({', '.join(f':{name}' for name in row)})",
            row,
        )
        row_id = int(cursor.lastrowid or 0)
        after = {**row, "id": row_id}
        self.changes.append(
            Change(table=table, uid=rows.text(row["uid"]), before=None, after=after)
        )
        return row_id

    def _row(self, table: str, row_id: int) -> Row:
        found = rows.first(self.db, f'SELECT * FROM "{table}" WHERE id = :id', {"id": row_id})
        if found is None:
            raise LookupError(f"{table} {row_id}")
        return found


def head(db: Database) -> Head:
    """Return the number and seal of the last entry."""
    found = rows.first(db, "SELECT number, seal FROM journal ORDER BY number DESC LIMIT 1")
    if found is None:
        return Head(number=0, seal=seals.START)
    return Head(number=rows.whole(found["number"]), seal=rows.text(found["seal"]))


def seal_at(db: Database, number: int) -> str:
    """Return the seal of one entry, or an empty text where there is none."""
    found = rows.first(db, "SELECT seal FROM journal WHERE number = :number", {"number": number})
    return rows.text(found["seal"]) if found else ""


def enter(deed: Deed) -> Head | None:
    """Write the deed's entry; None when the deed tried changes and nothing differed."""
    if deed.tried and not deed.changes and not deed.noted:
        return None
    last = head(deed.db)
    facts = rows.canonical(_facts(deed))
    salt = secrets.token_bytes(16)
    digest = seals.digest(salt, facts)
    at = rows.moment(deed.at)
    seal = seals.seal([last.seal, deed.number, at, deed.by, deed.name, digest])
    deed.db.execute(
        """
        INSERT INTO journal (number, at, by, deed, facts, salt, facts_digest, seal)
        VALUES (:number, :at, :by, :deed, :facts, :salt, :digest, :seal)
        """,
        {
            "number": deed.number, "at": at, "by": deed.by, "deed": deed.name, "facts": facts,
            "salt": salt, "digest": digest, "seal": seal,
        },
    )  # fmt: skip
    _touch(deed)
    return Head(number=deed.number, seal=seal)


def whole(db: Database) -> bool:
    """Tell whether every entry still carries the seal it was written with."""
    return seals.first_break(db) is None


def entry(db: Database, number: int) -> Entry | None:
    """Return one entry."""
    found = _entries(db, "WHERE number = :number", {"number": number})
    return found[0] if found else None


def touching(db: Database, uid: str) -> list[Entry]:
    """Return the deeds that changed a row or were about it, oldest first."""
    return _entries(
        db,
        "WHERE number IN (SELECT number FROM journal_touch WHERE uid = :uid) ORDER BY number",
        {"uid": uid},
    )


def latest(db: Database, count: int = 200) -> list[Entry]:
    """Return the last deeds, newest first."""
    return _entries(db, "ORDER BY number DESC LIMIT :count", {"count": count})


def last_deeds(db: Database, deed: str, by: str, within: int) -> list[Entry]:
    """Return what an account did under one name among the last deeds of all, newest first."""
    return _entries(
        db,
        """
        WHERE number > (SELECT max(number) FROM journal) - :within AND deed = :deed AND by = :by
        ORDER BY number DESC
        """,
        {"within": within, "deed": deed, "by": by},
    )


def last_by(db: Database) -> dict[str, str]:
    """Return when each account did its last deed, by uid."""
    found = rows.fetch(
        db,
        """
        SELECT by, at
        FROM journal
        WHERE number IN (SELECT max(number) FROM journal GROUP BY by)
        """,
    )
    return {rows.text(row["by"]): rows.text(row["at"]) for row in found}


def changed_since(db: Database, number: int) -> bool:
    """Tell whether a later deed changed a row; one that only notes something does not."""
    asked = "SELECT count(*) FROM journal_touch WHERE number > :number AND changed = 1"
    return rows.number(db, asked, {"number": number}) > 0


def last_change(db: Database, uids: Iterable[str]) -> int:
    """Return the number of the last deed that changed one of these rows."""
    return rows.number(
        db,
        """
        SELECT max(number)
        FROM journal_touch
        WHERE changed = 1
          AND uid IN (SELECT value FROM json_each(:uids))
        """,
        {"uids": json.dumps(list(uids))},
    )


def _entries(db: Database, where: str, values: Mapping[str, Value]) -> list[Entry]:
    found = rows.fetch(db, f"SELECT number, at, by, deed, facts, seal FROM journal {where}", values)
    return [
        Entry(
            number=rows.whole(row["number"]),
            at=rows.text(row["at"]),
            by=rows.text(row["by"]),
            deed=rows.text(row["deed"]),
            facts=json.loads(rows.text(row["facts"])) if row["facts"] is not None else None,
            seal=rows.text(row["seal"]),
        )
        for row in found
    ]


def _facts(deed: Deed) -> dict[str, object]:
    facts: dict[str, object] = {"about": deed.about, "source": deed.source, **deed.noted}
    if deed.final:
        facts["final"] = True
    changed = [change.facts() for change in deed.changes]
    if deed.bulk:
        facts["parts"] = len(changed)
        facts["parts_digest"] = sha256(rows.canonical(changed).encode()).hexdigest()
    else:
        facts["rows"] = changed
    return facts


def _touch(deed: Deed) -> None:
    changed = {change.uid for change in deed.changes}
    touched = changed | ({deed.about} - {""})
    deed.db.conn.executemany(
        "INSERT INTO journal_touch (uid, number, changed) VALUES (?, ?, ?)",
        [(uid, deed.number, int(uid in changed)) for uid in sorted(touched)],
    )


def _kept(values: Row | None) -> dict[str, object] | None:
    return None if values is None else {name: rows.plain(value) for name, value in values.items()}
