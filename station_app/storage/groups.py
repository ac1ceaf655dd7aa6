"""Who belongs to the groups that campaigns and returns speak of, on a given day."""

from collections.abc import Iterable
from datetime import date

from station_app.domain.campaign import Group
from station_app.storage import rows
from station_app.storage.database import Database

_HELD = "h.since <= :day AND (h.until IS NULL OR h.until = '' OR h.until > :day)"

_BY_PERSON = f"""
    SELECT h.person AS person
    FROM holding h
    WHERE h.person IS NOT NULL AND {_HELD} AND h.scheme = :scheme AND h.code IN (:codes)
"""
_BY_HOUSEHOLD = f"""
    SELECT p.id AS person
    FROM holding h
    JOIN person p ON p.household = h.household
    WHERE h.household IS NOT NULL AND {_HELD} AND h.scheme = :scheme AND h.code IN (:codes)
"""
_PLAQUE = """
    SELECT p.id AS person
    FROM household d
    JOIN person p ON p.household = d.id
    WHERE d.plaque_hung_on <= :day AND (d.plaque_taken_on IS NULL OR d.plaque_taken_on > :day)
"""
_TROUBLED = """
    SELECT p.id AS person
    FROM person p
    JOIN difficulty h ON h.person = p.id
    WHERE p.standing = '退役军人'
      AND h.since <= :day AND (h.until IS NULL OR h.until = '' OR h.until > :day)
"""

_ENTITLED = f"""
    SELECT h.person AS person
    FROM holding h
    WHERE h.person IS NOT NULL AND {_HELD} AND h.scheme = 'YF18'
      AND h.code NOT IN ('12', '13', '15', '16')
"""

_OWN = {Group.PLAQUE: _PLAQUE, Group.TROUBLED: _TROUBLED, Group.ENTITLED: _ENTITLED}

_HOLDINGS: dict[Group, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Group.MERIT: (("MERIT", ("10", "20", "31", "32")), ("SEED7", ("6",))),
    Group.MARTYR: (("YF18", ("21",)),),
    Group.JOBLESS: (("SEED7", ("1",)),),
    Group.ALONE: (("SEED7", ("2",)),),
    Group.UNSTABLE: (("SEED7", ("3",)),),
    Group.SEVERELY_ILL: (("SEED7", ("4",)),),
    Group.SUDDEN: (("SEED7", ("5",)),),
    Group.HIGH_MERIT: (("SEED7", ("6",)),),
    Group.BORDER: (("SEED7", ("7",)),),
}


def members(db: Database, group: Group, day: date) -> frozenset[int]:
    """Return the ids of all persons of a group on a day, whatever has become of them since."""
    if group in _OWN:
        return _persons(db, _OWN[group], day)
    found: set[int] = set()
    for scheme, codes in _HOLDINGS[group]:
        for sql in (_BY_PERSON, _BY_HOUSEHOLD):
            found |= _persons(db, sql, day, scheme, codes)
    return frozenset(found)


def of_each(db: Database, groups: Iterable[Group], day: date) -> dict[int, tuple[Group, ...]]:
    """Return the persons of any of the groups, each with its groups in the order given."""
    found: dict[int, tuple[Group, ...]] = {}
    for group in groups:
        for person in members(db, group, day):
            found[person] = (*found.get(person, ()), group)
    return found


def _persons(
    db: Database, sql: str, day: date, scheme: str = "", codes: tuple[str, ...] = ()
) -> frozenset[int]:
    values: dict[str, rows.Value] = {"day": day.isoformat()}
    if scheme:
        values["scheme"] = scheme
        sql = sql.replace(":codes", ", ".join(f":code{n}" for n in range(len(codes))))
        values |= {f"code{n}": code for n, code in enumerate(codes)}
    return frozenset(rows.whole(row["person"]) for row in rows.fetch(db, sql, values))
