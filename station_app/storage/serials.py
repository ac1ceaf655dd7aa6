"""Serial numbers, given once: an undone deed leaves a gap, never a number for two papers."""

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
