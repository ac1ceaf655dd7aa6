"""What persons and households hold in the category schemes."""

from collections.abc import Iterable, Sequence
from datetime import date

from station_app.domain.category import Holding
from station_app.storage import parts, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row

PERSON, HOUSEHOLD = "person", "household"

_OF = {
    owner: f"""
        SELECT uid, {owner}, scheme, code, since, until, basis, evidence
        FROM holding
        WHERE {owner} IN (SELECT value FROM json_each(:ids))
        ORDER BY {owner}, id
    """
    for owner in (PERSON, HOUSEHOLD)
}


def write(deed: Deed, owner: tuple[str, int], holdings: Sequence[Holding]) -> None:
    """Make the holdings of a person or a household those that are given."""
    wanted: list[Row] = [
        {
            "uid": holding.uid,
            "scheme": holding.scheme,
            "code": holding.code,
            "since": holding.since,
            "until": holding.until or None,
            "basis": holding.basis,
            "evidence": holding.evidence,
        }
        for holding in holdings
    ]
    parts.sync(deed, "holding", owner, wanted, ("scheme", "code"))


def of(db: Database, owner: str, ids: Iterable[int]) -> dict[int, tuple[Holding, ...]]:
    """Return the holdings of persons or households by the id of their owner."""
    found = rows.fetch(db, _OF[owner], {"ids": parts.ids(ids)})
    return {
        row_id: tuple(_holding(row) for row in held)
        for row_id, held in parts.grouped(found, owner).items()
    }


def in_use(db: Database, day: date) -> list[tuple[str, str]]:
    """Return the scheme and code of everything that somebody holds on a day."""
    found = rows.fetch(
        db,
        """
        SELECT DISTINCT scheme, code
        FROM holding
        WHERE since <= :day AND (until IS NULL OR until > :day)
        ORDER BY scheme, code
        """,
        {"day": day.isoformat()},
    )
    return [(rows.text(row["scheme"]), rows.text(row["code"])) for row in found]


def _holding(row: Row) -> Holding:
    return Holding(
        uid=rows.text(row["uid"]),
        scheme=rows.text(row["scheme"]),
        code=rows.text(row["code"]),
        since=rows.text(row["since"]),
        until=rows.text(row["until"]),
        basis=rows.text(row["basis"]),
        evidence=rows.text(row["evidence"]),
    )
