"""Searches of the register that should come back empty before a return is signed."""

from station_app.storage import figures, rows
from station_app.storage.database import Database
from station_app.storage.figures import Scope
from station_app.storage.rows import Value


def visited_after_death(db: Database, scope: Scope) -> list[dict[str, str]]:
    """List the visits of the period to somebody who had died by then."""
    values = figures.values_of(scope)
    sql = f"""
        SELECT p.uid, p.name, p.died_on, v.visited_on
        FROM visit v
        JOIN person p ON p.id = v.person
        WHERE v.void = 0
          AND v.manner <> '未遇'
          AND v.visited_on <= :as_of
          AND {figures.visits_of(scope, values)}
          AND p.died_on < v.visited_on
        ORDER BY v.visited_on, p.pinyin
    """
    return _texts(db, sql, values)


def unvisited_homes(db: Database, scope: Scope) -> int:
    """Count the households with somebody due and nobody visited."""
    values = figures.values_of(scope)
    values["targets"] = rows.listed(scope.targets)
    sql = f"""
        SELECT count(DISTINCT p.household)
        FROM person p
        WHERE p.uid IN (SELECT value FROM json_each(:targets))
          AND p.household NOT IN (
            SELECT v.household
            FROM visit v
            WHERE v.void = 0
              AND v.manner <> '未遇'
              AND v.visited_on <= :as_of
              AND {figures.visits_of(scope, values)}
          )
    """
    return rows.number(db, sql, values)


def sheets_untyped(db: Database, scope: Scope) -> int:
    """Count the sheets of people still visited that were printed and not typed in yet."""
    values: dict[str, Value] = {"campaign": scope.campaign}
    sql = """
        SELECT count(*)
        FROM sheet s
        JOIN person p ON p.id = s.person
        WHERE s.state = '待录入'
          AND s.printed_at IS NOT NULL
          AND p.life = '健在'
          AND p.residency <> '迁出'
          AND (:campaign IS NULL OR s.campaign = :campaign)
    """
    return rows.number(db, sql, values)


def _texts(db: Database, sql: str, values: dict[str, Value]) -> list[dict[str, str]]:
    return [
        {name: rows.text(value) for name, value in row.items()}
        for row in rows.fetch(db, sql, values)
    ]
