"""Rows: reading them whole, and how values stand in columns."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from station_app.storage.canon import canonical as canonical

if TYPE_CHECKING:
    from station_app.storage.database import Database

Value = None | int | float | str | bytes
Row = dict[str, Value]

COMMON = (
    "id", "uid", "station", "source", "created_by", "created_at", "updated_by", "updated_at",
    "revision",
)  # fmt: skip
"""What every row written by a deed knows about itself."""


def fetch(db: "Database", sql: str, values: Mapping[str, Value] | None = None) -> list[Row]:
    """Return all rows of a query; a half-read query would keep other connections from writing."""
    cursor = db.execute(sql, dict(values or {}))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def first(db: "Database", sql: str, values: Mapping[str, Value] | None = None) -> Row | None:
    """Return the first row of a query, or None."""
    found = fetch(db, sql, values)
    return found[0] if found else None


def by_id(db: "Database", table: str, row_id: int) -> Row:
    """Return a row that is there, with all its columns."""
    return fetch(db, f'SELECT * FROM "{table}" WHERE id = :id', {"id": row_id})[0]


def number(db: "Database", sql: str, values: Mapping[str, Value] | None = None) -> int:
    """Return the one whole number that a counting query gives; nothing counts as 0."""
    found = db.execute(sql, dict(values or {})).fetchone()
    return int(found[0]) if found and found[0] is not None else 0


def text(value: Value) -> str:
    """Return a text column's value; NULL reads as an empty text."""
    return "" if value is None else str(value)


def whole(value: Value) -> int:
    """Return an integer column's value; NULL reads as 0."""
    return 0 if value is None else int(value)


def raw(value: Value) -> bytes:
    """Return a blob column's value."""
    if not isinstance(value, bytes):
        raise TypeError("not a blob")
    return value


def moment(at: datetime) -> str:
    """Return how an instant stands in a column."""
    return at.isoformat(timespec="seconds")


def iso(on: date | None) -> str | None:
    """Return how a day stands in a column."""
    return None if on is None else on.isoformat()


def day(value: Value) -> date | None:
    """Return a column's day."""
    return date.fromisoformat(str(value)) if value else None


def listed(ticks: Iterable[str]) -> str:
    """Return how a list of words stands in a column."""
    return json.dumps(list(ticks), ensure_ascii=False)


def ticks(value: Value) -> tuple[str, ...]:
    """Return a column's list of words."""
    return tuple(json.loads(str(value))) if value else ()


def plain(value: Value) -> object:
    """Return a value as the journal keeps it; of bytes only length and digest."""
    if isinstance(value, bytes):
        return {"bytes": len(value), "sha256": sha256(value).hexdigest()}
    return value
