"""Counting for returns: a figure is a statement, and each can list what stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from station_app.domain.template import Count, Figure, Group, Source
from station_app.storage import figure_groups, rows
from station_app.storage.database import Database
from station_app.storage.rows import Row, Value

_HERE = """
      (p.died_on IS NULL OR p.died_on > :as_of)
      AND (p.moved_out_on IS NULL OR p.moved_out_on > :as_of)
"""

_FROM_VISITS = """
    FROM visit v
    JOIN person p ON p.id = v.person
    WHERE v.void = 0
      AND v.manner <> '未遇'
      AND v.visited_on <= :as_of
      AND {scope}
      AND {group}
"""

_FROM_TARGETS = """
    FROM person p
    WHERE p.uid IN (SELECT value FROM json_each(:targets))
      AND {group}
"""

_FROM_PEOPLE = f"""
    FROM person p
    WHERE {_HERE}
      AND {{group}}
"""

_COUNTED = {
    Count.PERSONS: "count(DISTINCT p.id)",
    Count.CONTACTS: "count(*)",
    Count.HOUSEHOLDS: "count(DISTINCT {home})",
    Count.HOUSEHOLD_VISITS: "count(DISTINCT v.household || ' ' || v.visited_on)",
    Count.MONEY: "coalesce(sum(v.money), 0)",
    Count.PORTIONS: "coalesce(sum(v.goods <> ''), 0)",
    Count.LETTERS: "coalesce(sum(v.letter), 0)",
    Count.COUPLETS: "coalesce(sum(v.couplets), 0)",
}

_BEHIND_VISITS = {
    Count.MONEY: "v.money > 0",
    Count.PORTIONS: "v.goods <> ''",
    Count.LETTERS: "v.letter = 1",
    Count.COUPLETS: "v.couplets = 1",
}

# A difficulty is one kind of one person, however often it was ticked; a plan solves it when it was
# closed after the day of the first tick. The sheet knows five kinds, a plan ten.
_DIFFICULTIES = """
    WITH found AS (
      SELECT p.id AS person, t.value AS kind, min(v.visited_on) AS visited_on
      FROM visit v
      JOIN person p ON p.id = v.person
      JOIN json_each(v.troubles) t
      WHERE v.void = 0
        AND v.manner <> '未遇'
        AND v.visited_on <= :as_of
        AND {scope}
        AND {group}
        AND t.value <> '无'
        AND {kinds}
      GROUP BY p.id, t.value
    ),
    judged AS (
      SELECT f.person, f.kind, f.visited_on,
        EXISTS (
          SELECT 1
          FROM plan n
          JOIN plan_goal g ON g.plan = n.id
          WHERE n.person = f.person
            AND CASE WHEN g.kind IN ('就业', '医疗', '养老', '住房') THEN g.kind ELSE '其他' END
              = f.kind
            AND n.closed_on BETWEEN f.visited_on AND :as_of
        ) AS solved
      FROM found f
    )
"""

_JUDGED = {Count.FOUND: "1 = 1", Count.SOLVED: "j.solved = 1", Count.PENDING: "j.solved = 0"}

_WHO = "p.uid, p.name, p.pinyin, p.sex, p.born, p.group_name, p.door"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """When and whom a return speaks about; without a campaign it is every visit of the days."""

    begins: date
    ends: date
    as_of: date
    campaign: int | None = None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One person or visit behind a figure."""

    person: str
    name: str
    sex: str
    born: str
    place: str
    on: str = ""
    visit: str = ""
    fen: int = 0
    kind: str = ""


def count(db: Database, figure: Figure, scope: Scope) -> int:
    """Count one figure."""
    if figure.count in _JUDGED:
        sql, values = _difficulties(figure, scope)
        judged = _JUDGED[figure.count]
        return rows.number(db, f"{sql} SELECT count(*) FROM judged j WHERE {judged}", values)
    return count_alike(db, [figure], scope)[0]


def count_all(
    db: Database, wanted: Mapping[str, Figure | None], scope: Scope
) -> dict[str, int | None]:
    """Count figures by their address; those about the same people take one pass together."""
    made: dict[str, int | None] = dict.fromkeys(wanted)
    alike: dict[tuple[Source, Group], list[str]] = {}
    for address, figure in wanted.items():
        if figure is None:
            continue
        if figure.count in _JUDGED:
            made[address] = count(db, figure, scope)
        else:
            alike.setdefault((figure.source, figure.group), []).append(address)
    for addresses in alike.values():
        together = [figure for address in addresses if (figure := wanted[address])]
        made |= zip(addresses, count_alike(db, together, scope), strict=True)
    return made


def count_alike(db: Database, alike: Sequence[Figure], scope: Scope) -> list[int]:
    """Count figures of one source and one group in one statement."""
    body, values = _from(alike[0], scope)
    home = _home(alike[0].source)
    counted = ", ".join(
        f"{_COUNTED[figure.count].format(home=home)} AS n{place}"
        for place, figure in enumerate(alike)
    )
    found = rows.fetch(db, f"SELECT {counted} {body}", values)
    return [rows.whole(found[0][f"n{place}"]) for place in range(len(alike))]


def behind(db: Database, figure: Figure, scope: Scope) -> list[Behind]:
    """List the persons, visits or difficulties that one figure counts, by group, door and name."""
    order = "ORDER BY p.group_name, p.door, p.pinyin, p.id"
    if figure.count in _JUDGED:
        sql, values = _difficulties(figure, scope)
        sql += f"""
            SELECT {_WHO}, j.kind, j.visited_on
            FROM judged j
            JOIN person p ON p.id = j.person
            WHERE {_JUDGED[figure.count]}
            {order}, j.kind
        """
        return _listed(db, sql, values)
    body, values = _from(figure, scope)
    if figure.source is not Source.VISITS:
        return _listed(db, f"SELECT {_WHO} {body} {order}", values)
    more = f" AND {_BEHIND_VISITS[figure.count]}" if figure.count in _BEHIND_VISITS else ""
    shown = f"{_WHO}, v.uid AS visit, v.visited_on, v.money"
    visits = _listed(db, f"SELECT {shown} {body}{more} {order}, v.visited_on", values)
    if figure.count in {Count.PERSONS, Count.HOUSEHOLDS}:
        return list({one.person: one for one in visits}.values())  # each with the latest visit
    return visits


def _from(figure: Figure, scope: Scope) -> tuple[str, dict[str, Value]]:
    values = values_of(scope)
    group = figure_groups.belonging(figure.group, _home(figure.source), values)
    if figure.source is Source.TARGETS:
        values["targets"] = rows.listed(scope.targets)
        return _FROM_TARGETS.format(group=group), values
    if figure.source is Source.PEOPLE:
        return _FROM_PEOPLE.format(group=group), values
    return _FROM_VISITS.format(scope=visits_of(scope, values), group=group), values


def _difficulties(figure: Figure, scope: Scope) -> tuple[str, dict[str, Value]]:
    values = values_of(scope)
    group = figure_groups.belonging(figure.group, "v.household", values)
    kinds = figure_groups.one_of("t.value", figure.kinds, values) if figure.kinds else "1 = 1"
    return _DIFFICULTIES.format(scope=visits_of(scope, values), group=group, kinds=kinds), values


def values_of(scope: Scope) -> dict[str, Value]:
    """Return the parameters every count has."""
    return {"as_of": scope.as_of.isoformat()}


def visits_of(scope: Scope, values: dict[str, Value]) -> str:
    """Return the condition of the visits of a campaign or of the days; adds its parameters."""
    if scope.campaign is not None:
        values["campaign"] = scope.campaign
        return "v.campaign = :campaign"
    values |= {"begins": scope.begins.isoformat(), "ends": scope.ends.isoformat()}
    return "v.visited_on BETWEEN :begins AND :ends"


def _home(source: Source) -> str:
    return "v.household" if source is Source.VISITS else "p.household"


def _listed(db: Database, sql: str, values: dict[str, Value]) -> list[Behind]:
    return [_behind(row) for row in rows.fetch(db, sql, values)]


def _behind(row: Row) -> Behind:
    return Behind(
        person=rows.text(row["uid"]),
        name=rows.text(row["name"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        place=rows.text(row["group_name"]) + rows.text(row["door"]),
        on=rows.text(row.get("visited_on")),
        visit=rows.text(row.get("visit")),
        fen=rows.whole(row.get("money")),
        kind=rows.text(row.get("kind")),
    )
