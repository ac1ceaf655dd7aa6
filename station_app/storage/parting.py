"""An entry parted again from the person it was merged into, by what the journal kept.

It goes by what the merge did and not by what came since: each row goes back whose field still says
what the merge wrote; it may have gone on with the person in a later merge.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlcipher3

from station_app.errors import Refused
from station_app.storage import homes_merged, journal, merged, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

_PARTS = frozenset(table for table, _ in merged.BOTH_HAVE)

Change = Mapping[str, object]
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merge:
    """What a merge did: to the entry that went, whose row is `image`, and to the one kept."""

    kept: str
    image: Row
    own: tuple[Change, ...]
    keeper_s: tuple[Change, ...]


def split(deed: Deed, gone: str) -> None:
    """Part an entry from the person it was merged into; whatever came since stays where it is.

    Raises Refused where somebody else bears by now what one of the two would bear again.
    """
    try:
        _part(deed, gone)
    except sqlcipher3.IntegrityError as error:
        refusal = _borne_elsewhere(str(error))
        if refusal is None:
            raise
        raise refusal from error


def _part(deed: Deed, gone: str) -> None:
    found = _active(deed.db, gone)
    if found is None:
        raise Refused("这一份已经拆回。", "请刷新后再看。")
    done, holder = _merge(deed.db, found), rows.whole(found["person"])
    _take_back(deed, done.keeper_s, done.kept)
    back = _restore(deed, done.image)
    for change in reversed(done.own):
        _hand_back(deed, change, (rows.whole(done.image["id"]), holder, back))
    for owed in _owed(deed.db, found):
        _take_back(deed, owed.keeper_s, gone)
    deed.update("merged", rows.whole(found["id"]), {"person": None, "undone_by": deed.number})


def _borne_elsewhere(said: str) -> Refused | None:
    if "person.id_number" in said:
        return Refused(
            "两份里有一份的身份证号现在登记在别人名下，拆不开。",
            "请先核对那个人的身份证号，再拆回。",
        )
    if "household.number" in said:
        return Refused("原来的户编号现在是另一户的，拆不开。", "请先改那一户的编号，再拆回。")
    return None


def _active(db: Database, gone: str) -> Row | None:
    sql = "SELECT * FROM merged WHERE gone = :gone AND undone_by IS NULL"
    return rows.first(db, sql, {"gone": gone})


def _merge(db: Database, found: Row) -> _Merge:
    """Read what a merge did, as if entries that were parted since had never been in either one."""
    changes, gone = _changes(db, found), rows.text(found["gone"])
    image = next(one for one in changes if one["table"] == "person" and one["uid"] == gone)
    said = _kept_words(image["old"])
    row = _as_if(_earlier(db, gone, found), _key(image), said)
    earlier = _earlier(db, rows.text(found["kept"]), found)
    own, keeper_s = list[Change](), list[Change]()
    for one in changes:
        if one is image or (one["table"] == "merged" and one["old"] is None):
            continue
        if not _is_keeper_s(one, row["id"]):
            own.append(one)
        elif one["new"] is None:
            keeper_s.append(one)
        else:
            old = _as_if(earlier, _key(one), _kept_words(one["old"]))
            new = _kept_words(one["new"])
            if one["table"] == "person":
                new = {name: row[name] if said[name] == new[name] else new[name] for name in new}
            keeper_s.append({**one, "old": old, "new": new})
    return _Merge(
        kept=rows.text(found["kept"]), image=row, own=tuple(own), keeper_s=tuple(keeper_s)
    )


def _earlier(db: Database, uid: str, found: Row) -> list[dict[_Key, tuple[Row, Row]]]:
    """Return what earlier merges wrote into an entry, and what it would say of that today.

    The latest comes first; a merge that was taken back before is none.
    """
    sql = """
        SELECT *
        FROM merged
        WHERE kept = :uid AND number < :number AND coalesce(undone_by, :number + 1) > :number
        ORDER BY number DESC
    """
    earlier = []
    for one in rows.fetch(db, sql, {"uid": uid, "number": found["number"]}):
        wrote = {_key(change): _kept_words(change["new"]) for change in _changes(db, one)}
        side = "new" if one["undone_by"] is None else "old"
        today = {_key(change): _kept_words(change[side]) for change in _merge(db, one).keeper_s}
        earlier.append({key: (wrote[key], today[key]) for key in today})
    return earlier


def _as_if(earlier: list[dict[_Key, tuple[Row, Row]]], key: _Key, words: Row) -> Row:
    """Return the words of a row, those that an earlier merge wrote as they would be today."""
    for merge in earlier:
        wrote, today = merge.get(key, ({}, {}))
        words = {
            name: today[name] if name in today and wrote.get(name) == value else value
            for name, value in words.items()
        }
    return words


def _key(change: Change) -> _Key:
    return str(change["table"]), str(change["uid"])


def _owed(db: Database, found: Row) -> list[_Merge]:
    """Return the merges into the entry that were parted while it was itself part of another."""
    sql = """
        SELECT *
        FROM merged
        WHERE kept = :gone AND number < :number AND undone_by > :number
        ORDER BY number DESC
    """
    values: Row = {"gone": found["gone"], "number": found["number"]}
    return [_merge(db, one) for one in rows.fetch(db, sql, values)]


def _changes(db: Database, found: Row) -> list[Change]:
    entry = journal.entry(db, rows.whole(found["number"]))
    changes = entry.changes if entry else None
    if changes is None:
        raise Refused("这次合并的流水已清除，拆不回去。", "请新增这个人，再把走访改到名下。")
    return list(changes)


def _entry(changes: Iterable[Change]) -> Change:
    """Return what was changed in the entry that was kept itself."""
    nothing: Change = {"table": "person", "old": {}, "new": {}}
    return next((one for one in changes if one["table"] == "person"), nothing)


def _is_keeper_s(change: Change, left: Value) -> bool:
    """Tell whether a row was of the one who stayed: that entry itself, or a part of it."""
    old, table = _kept_words(change["old"]), change["table"]
    if table == "person":
        return True
    of_home = set(old) == {"household"}
    return table in _PARTS and old.get("person") != left and not of_home


def _restore(deed: Deed, row: Row) -> int:
    """Put the entry back as it was and return its id, another one where its own is taken."""
    home: Row = {"id": row["household"]}
    if rows.first(deed.db, "SELECT id FROM household WHERE id = :id", home) is None:
        row = {**row, "household": homes_merged.anew(deed, row)}
    return _put_back(deed, "person", row)


def _hand_back(deed: Deed, change: Change, who: tuple[int, int, int]) -> None:
    """Give a row back to the entry it came from.

    `who` says its id of that day, who holds it, and its id now.
    """
    left, holder, back = who
    old = _kept_words(change["old"])
    if change["new"] is None:
        _put_back(deed, str(change["table"]), {**old, "person": back})
    elif old.get("person") != left:
        _revert(deed, change)
    elif (row := _there(deed, change)) is not None and row["person"] == holder:
        deed.update(str(change["table"]), rows.whole(row["id"]), {"person": back})


def _take_back(deed: Deed, changes: Iterable[Change], kept: str) -> None:
    """Take back what a merge changed in the entry that was kept.

    Where that one is now part of somebody else, its words are taken back there, if they went along;
    the rest follows when it is parted itself.
    """
    keeper = _id(deed.db, kept)
    further = None if keeper else _active(deed.db, kept)
    if further is not None:
        on = _merge(deed.db, further)
        _take_back(deed, [_gone_on(_entry(changes), _entry(on.keeper_s), on.kept)], on.kept)
        return
    for change in reversed(list(changes)):
        if change["new"] is None:
            _put_back(deed, str(change["table"]), {**_kept_words(change["old"]), "person": keeper})
        else:
            _revert(deed, change)


def _gone_on(change: Change, on: Change, kept: str) -> Change:
    """Return the part of a change that a later merge took on into the entry kept by that one."""
    old, new, taken = (_kept_words(one) for one in (change["old"], change["new"], on["new"]))
    names = [name for name in new if name in taken and taken[name] == new[name]]
    return {
        "table": "person",
        "uid": kept,
        "old": {name: old[name] for name in names},
        "new": {name: new[name] for name in names},
    }


def _revert(deed: Deed, change: Change) -> None:
    """Let each field say again what it said before, unless it was changed since."""
    row, new = _there(deed, change), change["new"]
    if row is None or not isinstance(new, Mapping):
        return
    old = _kept_words(change["old"])
    same = {name: was for name, was in old.items() if row[name] == new[name]}
    deed.update(str(change["table"]), rows.whole(row["id"]), same)


def _put_back(deed: Deed, table: str, row: Row) -> int:
    """Write a row as it was and return its id, another one where its own was given away since."""
    taken = f"SELECT id FROM {table} WHERE id = :id"
    if rows.first(deed.db, taken, {"id": row["id"]}):
        row = {name: value for name, value in row.items() if name != "id"}
    deed.restore(table, row)
    sql = f"SELECT id FROM {table} WHERE uid = :uid"
    return rows.number(deed.db, sql, {"uid": row["uid"]})


def _id(db: Database, uid: str) -> int:
    return rows.number(db, "SELECT id FROM person WHERE uid = :uid", {"uid": uid})


def _there(deed: Deed, change: Change) -> Row | None:
    table = str(change["table"])
    return rows.first(
        deed.db, f'SELECT * FROM "{table}" WHERE uid = :uid', {"uid": str(change["uid"])}
    )


def _kept_words(kept: object) -> Row:
    return dict(kept) if isinstance(kept, Mapping) else {}
