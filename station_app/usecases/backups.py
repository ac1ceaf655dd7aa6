"""Backups: making one and proving it at once, and what is to be said of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from station_app import files
from station_app.domain import backup
from station_app.domain.backup import Failure, Kept, Made, Place
from station_app.errors import Refused, StationError, Stopped, Unwritable
from station_app.register import Progress, Register
from station_app.storage import archive, backups, database
from station_app.storage.journal import Head
from station_app.usecases import backup_folders, saving

_PASSES = 3
"""How often the bytes of a register are moved: copied, put into the backup, restored from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A backup that was restored and looked through."""

    path: Path
    made_at: datetime
    size: int
    head: Head
    counts: dict[str, int]
    place: Place
    thinned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is to be said of a register's backups."""

    kept: tuple[Kept, ...]
    failure: Failure | None
    unsaved: int
    warning: tuple[str, str] | None


def state(register: Register) -> State:
    """Return what Today and the upkeep page say of backups; no warning for invented people."""
    demo = register.station.demo
    kept = backups.last(register.db)
    unsaved = backups.deeds_since(register.db, max((one.made.number for one in kept), default=0))
    failed = backups.failure(register.register_id)
    return State(
        kept=tuple(kept),
        failure=failed,
        unsaved=unsaved,
        warning=None if demo else backup.warning(kept, failed, unsaved, register.now()),
    )


def deeds_since(register: Register, number: int) -> int:
    """Count the deeds that a backup lacks whose journal goes to that number."""
    return backups.deeds_since(register.db, number)


def back_up_due(register: Register, step: Progress, *, closing: bool = False) -> list[Proven]:
    """Back up wherever it is due; where it fails Today says so, and the other places get theirs."""
    made = []
    for one in backup_folders.due(register, closing=closing):
        try:
            made.append(back_up(register, step, one.folder))
        except Stopped:
            raise
        except StationError:
            continue  # remembered where the state of backups is told
    return made


def back_up(
    register: Register, step: Progress, where: Path, *, passwords: bool | None = None
) -> Proven:
    """Put a backup into a folder, prove it by restoring it, and take away those of too long ago.

    It has its name only once it is proven. On a stick no password opens it unless `passwords` asks
    for that: the recovery sheet does, and the register itself. What fails is remembered for Today.
    """
    try:
        with backups.scratch(register.register_id) as scratch:
            made = _made(register, step, where, scratch, passwords=passwords)
        with register.deed(backups.DEED, final=True) as deed:
            backups.add(deed, _kept(made), made.head.seal)
    except Stopped:
        raise
    except StationError as error:
        _remember(register, where, error)
        raise
    except OSError as error:
        gone = Unwritable("备份的地方读写不了。", "请检查U盘是否已拔出，插好后再备份一次。")
        _remember(register, where, gone)
        raise gone from error
    backups.remember_failure(register.register_id, made.place, None)
    return replace(made, thinned=backup_folders.thin_out(register, where))


def prove(register: Register, step: Progress, path: Path) -> Proven:
    """Restore a backup of this register to a scratch file and look it through."""
    manifest = archive.read(path)
    if manifest.register_id != register.register_id:
        raise Refused("这个备份不是本登记册的。", "请换一个备份，或另存到别处恢复。")
    moved = archive.counting(step, manifest.database.size)
    with backups.scratch(register.register_id) as scratch:
        restored = scratch / "restored.station"
        head, counts = backups.proven(path, restored, register.key, None, moved)
    return Proven(
        path=path,
        made_at=manifest.made_at,
        size=path.stat().st_size,
        head=head,
        counts=counts,
        place=backup_folders.place_of(register, path.parent),
    )


def _made(
    register: Register, step: Progress, where: Path, scratch: Path, *, passwords: bool | None
) -> Proven:
    """Write a backup, prove it, and only then give it its name."""
    backup_folders.make(where)
    size, at = register.path.stat().st_size, register.now()
    place = backup_folders.place_of(register, where)
    backup_folders.look(where, size)
    backup_folders.look(scratch, size)
    backup_folders.remove_halves(register, where)
    moved, copy = archive.counting(step, size * _PASSES), scratch / "copy.station"
    with database.reading(register.path):
        taken = backups.take(register.db, copy, register.key, register.register_id)
    moved(size)
    key_file = taken.key_file
    if not (place is not Place.STICK if passwords is None else passwords):
        key_file = backups.without_passwords(key_file, register.key)
    target = saving.free(where / backup.file_name(register.path.stem, at))
    with files.beside(target) as part:
        archive.pack(part, copy, key_file, at, taken.head, moved)
        copy.unlink()  # the PC needs room for one copy only
        files.flush(part)
        backups.proven(part, scratch / "restored.station", register.key, taken, moved)
    return Proven(
        path=target,
        made_at=at,
        size=target.stat().st_size,
        head=taken.head,
        counts=taken.counts,
        place=place,
    )


def _remember(register: Register, where: Path, error: StationError) -> None:
    failed = Failure(at=register.now(), what=error.what, remedy=error.remedy)
    place = backup_folders.place_of(register, where)
    backups.remember_failure(register.register_id, place, failed)


def _kept(made: Proven) -> Kept:
    return Kept(
        made=Made(at=made.made_at, number=made.head.number),
        place=made.place,
        folder=str(made.path.parent),
        file=made.path.name,
        size=made.size,
    )
