"""Serial numbers, given once: an undone deed leaves a gap, never a number for two papers."""

from collections.abc import Iterable

from station_app.domain.numbers import LAST_SERIAL, Kind, Number
from station_app.domain.station import Station
from station_app.errors import Refused
from station_app.storage import rows
from station_app.storage.database import Database


def take(db: Database, kind: Kind, station: Station, year: int) -> Number:
    """Return the next number of that kind and year."""
    values: dict[str, rows.Value] = {"kind": kind.value, "year": year}
    last = rows.number(db, "SELECT last FROM serial WHERE kind = :kind AND year = :year", values)
    if last >= LAST_SERIAL:
        raise Refused(f"{year} 年的编号已经用完。", "请与县里联系。")
    db.execute(
        """
        INSERT INTO serial (kind, year, last) VALUES (:kind, :year, 1)
        ON CONFLICT (kind, year) DO UPDATE SET last = last + 1
        """,
        values,
    )
    return Number(
        kind=kind,
        county=station.county_short,
        station=station.short,
        year=year,
        serial=last + 1,
    )


def skip(db: Database, years: Iterable[int]) -> None:
    """Leave out at least a thousand numbers of each kind and of these years and all known ones.

    Papers that a register had numbered after a backup of it then keep their numbers to themselves.
    """
    for year in years:
        for kind in Kind:
            db.execute(
                "INSERT OR IGNORE INTO serial (kind, year, last) VALUES (:kind, :year, 1)",
                {"kind": kind.value, "year": year},
            )
    db.execute(
        "UPDATE serial SET last = min((last / 1000 + 2) * 1000, :most)", {"most": LAST_SERIAL}
    )
