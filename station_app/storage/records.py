"""The records of a person's file, each kind in its own table."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from station_app.domain.record import Confirmation, GoodNews, Honour, Income, Record
from station_app.storage import ids, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row

TABLES: Mapping[type[Record], str] = {
    Confirmation: "confirmation",
    Income: "income",
    Honour: "honour",
    GoodNews: "good_news",
}


def of_person(db: Database, uid: str) -> list[Record]:
    """Return everything that was recorded about a person, kind by kind."""
    values = {"person": ids.of(db, "person", uid)}
    return [
        _record(kind, row)
        for kind, table in TABLES.items()
        for row in rows.fetch(db, f"SELECT * FROM {table} WHERE person = :person", values)
    ]


def save(deed: Deed, person: str, record: Record) -> str:
    """Write a record, anew or where its uid says; returns the uid."""
    table, values = TABLES[type(record)], _values(record)
    if record.uid:
        deed.update(table, ids.of(deed.db, table, record.uid), values)
        return record.uid
    owner: Row = {"person": ids.of(deed.db, "person", person)}
    return ids.uid(deed.db, table, deed.insert(table, {**owner, **values}))


def remove(deed: Deed, record: Record) -> None:
    """Take a record away."""
    table = TABLES[type(record)]
    deed.delete(table, ids.of(deed.db, table, record.uid))


def _values(record: Record) -> Row:
    return {name: getattr(record, name) for name in _columns(type(record)) if name != "uid"}


def _record(kind: type[Record], row: Row) -> Record:
    known: dict[str, Any] = {name: row[name] for name in _columns(kind)}
    return kind(**known)


def _columns(kind: type[Record]) -> Iterator[str]:
    return (one.name for one in fields(kind))
