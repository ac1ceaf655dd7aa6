"""From the uid that the outside knows to the id inside, and back."""

from station_app.errors import Gone
from station_app.storage import rows
from station_app.storage.database import Database

_LOOK_AGAIN = "可能刚刚撤销了一步，请回去再选一次。"

_MERGED = "SELECT person AS id FROM merged WHERE gone = :uid AND undone_by IS NULL"
_WORDS = {
    "person": "这个人",
    "household": "这一户",
    "notice": "这项任务",
    "attachment": "这个附件",
    "campaign": "这项活动",
    "sheet": "这张走访表",
    "visit": "这次走访",
    "plan": "这份方案",
    "plan_goal": "这项困难",
    "plan_step": "这条措施",
    "return_version": "这份报表",
}


def of(db: Database, table: str, uid: str) -> int:
    """Return the id of a row; raises Gone where the register has none.

    A person who turned out to be somebody else already there is found under the old uid, too.
    """
    found = rows.first(db, f'SELECT id FROM "{table}" WHERE uid = :uid', {"uid": uid})
    if found is None and table == "person":
        found = rows.first(db, _MERGED, {"uid": uid})
    if found is None:
        raise Gone(f"登记册里没有{_WORDS.get(table, '这一行')}。", _LOOK_AGAIN)
    return rows.whole(found["id"])


def of_any(db: Database, table: str, uid: str) -> int | None:
    """Return the id of a row, or None for an empty uid."""
    return of(db, table, uid) if uid else None


def uid(db: Database, table: str, row_id: int) -> str:
    """Return the uid of a row that is there."""
    found = rows.first(db, f'SELECT uid FROM "{table}" WHERE id = :id', {"id": row_id})
    return rows.text(found["uid"]) if found else ""
