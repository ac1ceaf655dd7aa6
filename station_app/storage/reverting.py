"""Taking a deed back: its rows as they were, from what the journal kept."""

from collections.abc import Iterable, Mapping

import sqlcipher3

from station_app.errors import Refused
from station_app.storage import references, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Value


def revert(deed: Deed, changes: Iterable[Mapping[str, object]]) -> None:
    """Put every row back as it was, in reverse order; raises Refused where others need it."""
    try:
        for change in reversed(list(changes)):
            _back(deed, str(change["table"]), str(change["uid"]), change)
    except sqlcipher3.IntegrityError as error:
        raise _needed_later() from error


def can_revert(changes: Iterable[Mapping[str, object]]) -> bool:
    """Tell whether the journal kept all that is needed; of bytes it keeps the digest only."""
    olds = [change["old"] for change in changes]
    return not any(
        isinstance(value, dict)
        for old in olds
        if isinstance(old, Mapping)
        for value in old.values()
    )


def _back(deed: Deed, table: str, uid: str, change: Mapping[str, object]) -> None:
    old, new = _values(change["old"]), _values(change["new"])
    if old is not None and new is None:
        deed.restore(table, old)
        return
    row = rows.number(deed.db, f'SELECT id FROM "{table}" WHERE uid = :uid', {"uid": uid})
    if not row:
        raise _needed_later()
    if old is not None:
        deed.update(table, row, old)
        return
    if _needed(deed.db, table, row):
        raise _needed_later()
    deed.delete(table, row)


def _needed(db: Database, table: str, row: int) -> bool:
    """Tell whether a row written by a deed refers to this one; a cascade would take it silently."""
    return any(
        rows.number(db, f'SELECT count(*) FROM "{child}" WHERE "{field}" = :row', {"row": row})
        for child, field in references.to(db, table)
    )


def _values(kept: object) -> dict[str, Value] | None:
    return dict(kept) if isinstance(kept, Mapping) else None


def _needed_later() -> Refused:
    return Refused("后来的记录要用到它，撤不回去。", "请先处理后来的记录，或直接修改。")
