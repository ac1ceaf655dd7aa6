"""Divisions below the county that a worker typed once."""

from station_app.domain.divisions import Division
from station_app.storage import rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed


def typed(db: Database) -> list[Division]:
    """Return the divisions this register knows beside those that are shipped, by code."""
    found = rows.fetch(db, "SELECT code, name FROM division ORDER BY code")
    return [
        Division(code=rows.text(row["code"]).removesuffix("000"), name=rows.text(row["name"]))
        for row in found
    ]


def keep(deed: Deed, division: Division) -> None:
    """Remember a division, or its new name."""
    code = division.code.ljust(12, "0")
    found = rows.first(deed.db, "SELECT id FROM division WHERE code = :code", {"code": code})
    if found:
        deed.update("division", rows.whole(found["id"]), {"name": division.name})
    else:
        deed.insert("division", {"code": code, "name": division.name})
