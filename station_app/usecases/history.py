"""What was done: taking a deed back, and how a field came to be what it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage import before_images, journal, merged, reverting, rows, workers
from station_app.storage.journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One deed in the journal."""

    number: int
    at: datetime
    by: str
    deed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One field of a row, as it was and as a deed left it; None where there was nothing."""

    done: Done
    table: str
    field: str
    old: str | int | float | None
    new: str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a deed did to one row: the fields that differ, or a whole row that came or went."""

    table: str
    uid: str
    old: Mapping[str, object] | None
    new: Mapping[str, object] | None


def undo(register: Register, number: int) -> None:
    """Take a deed back, as a deed of its own, unless a later one changed the same rows."""
    entry = journal.entry(register.db, number)
    changes = _revertible(entry)
    if entry is None or not changes:
        raise Refused("这一步不能撤销。", "请直接修改记录。")
    if entry.by != register.account.uid and register.account.role is not Role.HEAD:
        raise Refused("这一步不是您做的。", "请由本人或站长撤销。")
    if journal.last_change(register.db, (str(one["uid"]) for one in changes)) > number:
        raise Refused("后来又改过，不能撤销。", "请直接修改记录。")
    with register.deed(f"撤销：{entry.deed}", about=_about(entry)) as deed:
        reverting.revert(deed, changes)
        deed.note(undoes=number)


def may_undo(register: Register, number: int) -> bool:
    """Tell whether 撤销 can be offered for a deed now."""
    entry = journal.entry(register.db, number)
    changes = _revertible(entry)
    if entry is None or not changes:
        return False
    own = entry.by == register.account.uid or register.account.role is Role.HEAD
    uids = (str(one["uid"]) for one in changes)
    return own and journal.last_change(register.db, uids) <= number


def of(register: Register, uid: str, *, parts: Collection[str] = ()) -> list[Step]:
    """Return every change of a row's fields, oldest first, imports included.

    Rows of the tables named as its parts (a person's phones) are told with it.
    """
    names = _names(register)
    return [
        step
        for entry, own in _entries(register, uid)
        for change in _own_changes(register, entry, own, parts)
        for step in _steps(_done(entry, names), change)
    ]


def changed(
    register: Register, uid: str, *, parts: Collection[str] = ()
) -> list[tuple[Done, list[Changed]]]:
    """Return the deeds that changed a row or its parts, oldest first, each with its changes.

    Deeds that wrote no row themselves are among them with none: looking at a number, an import.
    """
    names = _names(register)
    found = []
    for entry, uid_then in _entries(register, uid):
        own = [
            Changed(
                table=str(one["table"]),
                uid=str(one["uid"]),
                old=_row(one["old"]),
                new=_row(one["new"]),
            )
            for one in _own_changes(register, entry, uid_then, parts)
        ]
        if own or not entry.changes:
            found.append((_done(entry, names), own))
    return found


def recent(register: Register, count: int = 200) -> list[Done]:
    """Return the last deeds, newest first."""
    names = _names(register)
    return [_done(entry, names) for entry in journal.latest(register.db, count)]


def _revertible(entry: Entry | None) -> list[dict[str, object]]:
    if entry is None or (entry.facts or {}).get("final"):
        return []
    changes = entry.changes or []
    return changes if reverting.can_revert(changes) else []


def _entries(register: Register, uid: str) -> list[tuple[Entry, str]]:
    """Return the deeds about a row, oldest first, each with the uid under which it stood then.

    Those about entries that turned out to be of the same person are among them.
    """
    found: dict[int, tuple[Entry, str]] = {}
    for own in (uid, *(one.gone for one in merged.of_person(register.db, uid))):
        for entry in journal.touching(register.db, own):
            found.setdefault(entry.number, (entry, own))
    return [found[number] for number in sorted(found)]


def _own_changes(
    register: Register, entry: Entry, uid: str, parts: Collection[str]
) -> list[dict[str, object]]:
    """Return a deed's changes of a row, and of the rows of its parts."""
    return [
        change
        for change in [*(entry.changes or ()), *before_images.of(register.db, entry.number, uid)]
        if change["uid"] == uid or (_about(entry) == uid and change["table"] in parts)
    ]


def _row(kept: object) -> Mapping[str, object] | None:
    return _fields(kept) if kept is not None else None


def _about(entry: Entry) -> str:
    return str((entry.facts or {}).get("about", ""))


def _steps(done: Done, change: Mapping[str, object]) -> list[Step]:
    old, new = _fields(change["old"]), _fields(change["new"])
    return [
        Step(
            done=done,
            table=str(change["table"]),
            field=field,
            old=_shown(old.get(field)),
            new=_shown(new.get(field)),
        )
        for field in {**old, **new}
        if field not in rows.COMMON and old.get(field) != new.get(field)
    ]


def _fields(kept: object) -> Mapping[str, object]:
    return kept if isinstance(kept, Mapping) else {}


def _shown(value: object) -> str | int | float | None:
    return value if value is None or isinstance(value, str | int | float) else "（文件）"


def _done(entry: Entry, names: Mapping[str, str]) -> Done:
    return Done(
        number=entry.number,
        at=datetime.fromisoformat(entry.at),
        by=names.get(entry.by, entry.by),
        deed=entry.deed,
    )


def _names(register: Register) -> dict[str, str]:
    return {known.uid: known.name for known in workers.every(register.db)} | {"recovery": "恢复单"}
