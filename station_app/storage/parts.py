"""Rows that belong to another row: phones of a person, members of a household."""

import json
from collections.abc import Iterable, Sequence

from station_app.storage import rows
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value


def sync(
    deed: Deed, table: str, owner: tuple[str, int], wanted: Sequence[Row], same: tuple[str, ...]
) -> None:
    """Make an owner's rows those that are wanted, writing only what differs.

    A wanted row is the row of its uid where it names one, else the next that agrees in `same`.
    """
    column, owner_id = owner
    sql = f'SELECT * FROM "{table}" WHERE {column} = :owner ORDER BY id'
    left = {rows.text(row["uid"]): row for row in rows.fetch(deed.db, sql, {"owner": owner_id})}
    matched: list[tuple[Row, Row | None]] = []
    for row in wanted:
        uid = rows.text(row.get("uid"))
        matched.append((row, left.pop(uid, None) if uid else _alike(left, row, same)))
    for gone in left.values():
        deed.delete(table, rows.whole(gone["id"]))
    for row, there in matched:
        values: dict[str, Value] = {name: row[name] for name in row if name != "uid"}
        if there is None:
            deed.insert(table, {column: owner_id, **values})
        else:
            deed.update(table, rows.whole(there["id"]), values)


def ids(numbers: Iterable[int]) -> str:
    """Return ids as a query takes them, for json_each."""
    return json.dumps(list(numbers))


def grouped(found: Iterable[Row], column: str) -> dict[int, list[Row]]:
    """Return rows by the id of their owner, in the order in which they came."""
    by_owner: dict[int, list[Row]] = {}
    for row in found:
        by_owner.setdefault(rows.whole(row[column]), []).append(row)
    return by_owner


def _alike(left: dict[str, Row], row: Row, same: tuple[str, ...]) -> Row | None:
    for uid, other in left.items():
        if all(other[name] == row[name] for name in same):
            return left.pop(uid)
    return None
