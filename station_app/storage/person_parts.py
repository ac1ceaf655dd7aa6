"""Every row of a person's file as it is kept, whatever table it stands in."""

from collections.abc import Iterable

from station_app.storage import ids, rows
from station_app.storage.database import Database
from station_app.storage.rows import Row

_SHARED = "household = (SELECT household FROM person WHERE id = :person)"


def of(db: Database, uid: str, tables: Iterable[str]) -> dict[str, tuple[str, Row]]:
    """Return table and row by uid: the person's own, and those that belong to it or its home."""
    person = ids.of(db, "person", uid)
    found = {uid: ("person", rows.by_id(db, "person", person))}
    for table in tables:
        owned = f"person = :person OR {_SHARED}" if table == "holding" else "person = :person"
        sql = f"SELECT * FROM {table} WHERE {owned} ORDER BY id"
        found |= {
            rows.text(row["uid"]): (table, row) for row in rows.fetch(db, sql, {"person": person})
        }
    return found
