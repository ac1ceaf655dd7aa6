"""Where people live, when a station's provisional code gives way to the right one."""

from station_app.storage import rows
from station_app.storage.journal import Deed

_TABLES = ("household", "person")


def move(deed: Deed, old: str, new: str) -> int:
    """Let everybody of the old code's division live in the new one's; returns how many rows."""
    moved = 0
    for table in _TABLES:
        found = rows.fetch(
            deed.db, f"SELECT id FROM {table} WHERE division = :old ORDER BY id", {"old": old}
        )
        for row in found:
            moved += deed.update(table, rows.whole(row["id"]), {"division": new})
    _move_drafts(deed, old, new)
    return moved


def _move_drafts(deed: Deed, old: str, new: str) -> None:
    """Half-typed forms name the division as a text of its own."""
    deed.db.execute(
        "UPDATE draft SET body = replace(body, :old, :new)",
        {"old": f'"{old}"', "new": f'"{new}"'},
    )
