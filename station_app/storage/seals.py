"""Seals: each journal entry's digest holds the one before it, so the chain cannot be rewritten."""

from collections.abc import Mapping
from hashlib import sha256

from station_app.storage import rows
from station_app.storage.database import Database
from station_app.storage.rows import Row, Value

START = "0" * 64
"""What the first entry is sealed onto."""

_BLOCK = 1_000
"""Entries read at a time: a county's journal does not fit into memory."""


def digest(salt: bytes, facts: str) -> str:
    """Return the digest of an entry's facts; without the salt it tells nothing about them."""
    return sha256(salt + facts.encode()).hexdigest()


def seal(parts: list[object]) -> str:
    """Return the seal of [previous seal, number, time, account uid, deed, digest of the facts]."""
    return sha256(rows.canonical(parts).encode()).hexdigest()


def first_break(db: Database) -> int | None:
    """Return the number of the first entry that was altered or is missing, or None."""
    last, expected, after = START, 1, -(2**63)
    while block := _entries(db, "WHERE number > :after", {"after": after}, limit=_BLOCK):
        for row in block:
            if row["number"] != expected or not _sound(row, last):
                return expected
            last, expected = rows.text(row["seal"]), expected + 1
        after = rows.whole(block[-1]["number"])
    return None


def sound(db: Database, number: int) -> bool:
    """Tell whether one entry carries the seal it was written with."""
    found = _entries(db, "WHERE number IN (:number - 1, :number)", {"number": number})
    before = rows.text(found[0]["seal"]) if len(found) > 1 else START
    return bool(found) and found[-1]["number"] == number and _sound(found[-1], before)


def _entries(db: Database, where: str, values: Mapping[str, Value], limit: int = -1) -> list[Row]:
    return rows.fetch(
        db,
        f"""
        SELECT number, at, by, deed, facts, salt, facts_digest, seal
        FROM journal
        {where}
        ORDER BY number
        LIMIT :limit
        """,
        {**values, "limit": limit},
    )


def _sound(row: Row, before: str) -> bool:
    said = row["facts_digest"]
    kept = row["facts"] is None or digest(rows.raw(row["salt"]), rows.text(row["facts"])) == said
    return kept and row["seal"] == seal(
        [before, row["number"], row["at"], row["by"], row["deed"], said]
    )
