"""Which persons and households a list shows: pages by key, never by counting off."""

from datetime import date

from station_app.domain.selection import Selection
from station_app.storage import rows
from station_app.storage.database import Database
from station_app.storage.rows import Row

_HERE = "p.life = '健在' AND p.residency <> '迁出'"
_GONE = "NOT (p.life = '健在' AND p.residency <> '迁出')"
_HELD = "h.since <= :day AND (h.until IS NULL OR h.until > :day)"
_WANTED = """
    (SELECT value ->> 0 AS scheme, value ->> 1 AS code FROM json_each(:categories)) w
    ON w.scheme = h.scheme AND w.code IN ('', h.code)
"""
_CATEGORY = f"""
    (EXISTS (SELECT 1 FROM holding h JOIN {_WANTED} WHERE h.person = p.id AND {_HELD})
      OR EXISTS (SELECT 1 FROM holding h JOIN {_WANTED}
        WHERE h.household = p.household AND {_HELD}))
"""
_TROUBLE = f"""
    EXISTS (SELECT 1 FROM difficulty h WHERE h.person = p.id AND {_HELD}
      AND h.kind IN (SELECT value FROM json_each(:troubles)))
"""
_FLAG = """
    EXISTS (SELECT 1 FROM json_each(p.flags) f
      WHERE f.value IN (SELECT value FROM json_each(:flags)))
"""
_PLAQUE = """
    EXISTS (SELECT 1 FROM household d WHERE d.id = p.household AND d.plaque_hung_on <= :day
      AND (d.plaque_taken_on IS NULL OR d.plaque_taken_on > :day))
"""


def page(
    db: Database, wanted: Selection, day: date, after: tuple[str, int] | None, limit: int
) -> list[tuple[str, int]]:
    """Return the keys (pinyin, id) of the persons that follow a key, in the order of the list."""
    where, values = _conditions(wanted, day)
    if after:
        where.append("(p.pinyin, p.id) > (:pinyin, :id)")
        values |= {"pinyin": after[0], "id": after[1]}
    found = rows.fetch(
        db,
        f"""
        SELECT p.pinyin, p.id
        FROM person p
        WHERE {" AND ".join(where)}
        ORDER BY p.pinyin, p.id
        LIMIT :limit
        """,
        values | {"limit": limit},
    )
    return [(rows.text(row["pinyin"]), rows.whole(row["id"])) for row in found]


def counts(db: Database, wanted: Selection, day: date) -> tuple[int, int]:
    """Return how many persons, and how many households they live in."""
    where, values = _conditions(wanted, day)
    found = rows.fetch(
        db,
        f"""
        SELECT count(*) AS persons, count(DISTINCT p.household) AS households
        FROM person p
        WHERE {" AND ".join(where)}
        """,
        values,
    )
    return rows.whole(found[0]["persons"]), rows.whole(found[0]["households"])


def extras(db: Database, ids: str) -> dict[int, Row]:
    """Return since when persons are known and which printed sheet of theirs waits to be typed."""
    found = rows.fetch(
        db,
        """
        SELECT p.id, p.created_at,
          (SELECT s.uid FROM sheet s WHERE s.person = p.id AND s.state = '待录入'
            ORDER BY s.id DESC LIMIT 1) AS waiting
        FROM person p
        WHERE p.id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": ids},
    )
    return {rows.whole(row["id"]): row for row in found}


def households(db: Database, wanted: Selection, day: date) -> list[Row]:
    """Return the households in which somebody of a selection lives, in route order."""
    where, values = _conditions(wanted, day)
    return rows.fetch(
        db,
        f"""
        SELECT d.id, d.uid, d.division, d.group_name, d.door, d.size, d.plaque_hung_on,
          d.plaque_taken_on, max(p.last_visit_on) AS last_visit_on, count(*) AS persons,
          (SELECT count(*) FROM member m WHERE m.household = d.id) AS light
        FROM person p
        JOIN household d ON d.id = p.household
        WHERE {" AND ".join(where)}
        GROUP BY d.id
        """,
        values,
    )


def groups(db: Database) -> list[tuple[str, str]]:
    """Return the groups in which somebody lives, with their division."""
    sql = "SELECT DISTINCT division, group_name FROM person WHERE group_name <> ''"
    found = rows.fetch(db, sql)
    return [(rows.text(row["division"]), rows.text(row["group_name"])) for row in found]


def _conditions(wanted: Selection, day: date) -> tuple[list[str], Row]:
    where = [_GONE if wanted.gone else _HERE]
    values: Row = {"day": day.isoformat()}
    lists: tuple[tuple[str, str, tuple[object, ...]], ...] = (
        ("divisions", "p.division IN (SELECT value FROM json_each(:divisions))", wanted.divisions),
        ("groups", "p.group_name IN (SELECT value FROM json_each(:groups))", wanted.groups),
        ("tiers", "p.tier IN (SELECT value FROM json_each(:tiers))", wanted.tiers),
        ("standings", "p.standing IN (SELECT value FROM json_each(:standings))", wanted.standings),
        ("flags", _FLAG, wanted.flags),
        ("troubles", _TROUBLE, wanted.troubles),
        ("categories", _CATEGORY, wanted.categories),
    )
    for name, condition, chosen in lists:
        if chosen:
            where.append(condition)
            values[name] = rows.canonical(list(chosen))
    if wanted.not_visited_since:
        where.append("p.last_visit_on < :since")
        values["since"] = wanted.not_visited_since.isoformat()
    if wanted.plaque:
        where.append(_PLAQUE)
    return where, values
