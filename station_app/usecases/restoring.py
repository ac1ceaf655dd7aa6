"""A register back from a backup: opened by a password, the recovery sheet, or the register itself.

The restored register begins a new epoch: its journal says so, and its numbers skip those that
papers may have been given after the backup.
"""

import os
import shutil
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from station_app import files
from station_app.domain import endings, recovery
from station_app.domain.roles import Account
from station_app.errors import Refused, StationError
from station_app.register import Clock, Progress, Register, pc_clock
from station_app.storage import (
    archive,
    backups,
    database,
    heads,
    journal,
    keys,
    lock,
    rows,
    serials,
    sidecar,
    workers,
)
from station_app.storage.archive import Manifest
from station_app.storage.database import Database
from station_app.storage.journal import Head
from station_app.storage.sidecar import Sidecar
from station_app.usecases import backup_folders, opening, saving, vouching
from station_app.usecases import door as door_of

DEED = "从备份恢复"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """Who opens a backup, and the data key they have for it."""

    account: Account
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A register that was restored, and what stood in its place before."""

    path: Path
    station: str
    head: Head
    counts: dict[str, int]
    former: Path | None


class Standing(Refused):
    """A register stands where the backup should go; it stays unless both are to be kept."""

    def __init__(self, target: Path, here: Head | None, manifest: Manifest) -> None:
        now = "打不开" if here is None else f"记到第 {here.number} 笔"
        day = f"{manifest.made_at:%Y-%m-%d %H:%M}"
        super().__init__(
            f"已经有一个 {target.name}，{now}；备份是 {day} 的，记到第 {manifest.head.number} 笔。",
            "要恢复，请选“两个都留”：现在的那个会改名留在旁边。",
        )
        self.here = here
        self.backup = manifest.head


def accounts(backup: Path) -> list[Account]:
    """Return whose passwords open a backup; none where only the sheet does."""
    return [door_of.account(slot) for slot in archive.keys_of(backup).slots]


def by_password(backup: Path, account: str, password: str, *, clock: Clock = pc_clock) -> Opener:
    """Open a backup with the password that an account had when it was made."""
    found = archive.keys_of(backup)
    if not found.slots:
        raise Refused("这个备份没有带密码。", "请用恢复单打开。")
    slot = found.slot(account)
    if slot is None:
        raise Refused("备份里没有这个账号。", "请从名单里选自己的名字。")
    key = vouching.data_key(found.register_id, slot, password, clock)
    return Opener(account=door_of.account(slot), key=key)


def by_code(backup: Path, code: str) -> Opener:
    """Open a backup with the recovery code alone."""
    found = archive.keys_of(backup)
    key = keys.data_key(recovery.secret_of(code), found.register_id, found.generation)
    if sidecar.sealed(found, key) != found:
        raise Refused("恢复码打不开这个备份。", "请核对恢复单上的站名和日期。")
    return Opener(account=opening.SHEET, key=key)


def by_register(register: Register, backup: Path) -> Opener:
    """Open a backup of this very register with the key that it is open under."""
    found = archive.keys_of(backup)
    if found.register_id != register.register_id:
        raise Refused("这个备份不是本登记册的。", "请用那个站的密码或恢复单打开。")
    if sidecar.sealed(found, register.key) != found:
        raise Refused("这个备份是换恢复单之前的。", "请用当时的密码或恢复单打开。")
    return Opener(account=register.account, key=register.key)


def restore(
    backup: Path,
    target: Path,
    opener: Opener,
    *,
    keep_both: bool = False,
    step: Progress | None = None,
    clock: Clock = pc_clock,
) -> Restored:
    """Make a register of a backup; it has its name only once it was looked through.

    Raises Standing where a register of the same origin stands there, unless both are to be kept,
    and Refused where another one does. Whatever goes wrong, what stood there stands as before.
    """
    if target.suffix != endings.REGISTER:
        raise Refused(f"{target.name} 不是登记册的文件名。", "请用以 .station 结尾的名字。")
    manifest = archive.read(backup)
    held = lock.acquire(target)
    try:
        standing = _standing(target, manifest)
        if standing and not keep_both:
            raise Standing(target, _head_of(target, opener), manifest)
        backup_folders.look(target.parent, manifest.database.size)
        with files.beside(target) as part:
            moved = archive.counting(step, manifest.database.size)
            _put_journal_aside(part, None)  # of a restore that was killed
            db = backups.opened(backup, part, opener.key, moved)
            restored, key_file = _begun_anew(db, part, manifest, opener, clock)
            files.flush(part)
            former = _kept_beside(target, clock().date()) if standing else None
            _put_journal_aside(target, former)
            if former is None:
                sidecar.write(target, key_file)
        sidecar.write(target, key_file)  # until now it fitted what stood there
        heads.replace(manifest.register_id, restored.head)
    finally:
        held.release()
    return replace(restored, path=target, former=former)


def _standing(target: Path, manifest: Manifest) -> bool:
    """Tell whether the register stands there already; raises Refused over another one."""
    if os.path.lexists(target):
        if sidecar.register_id_of(target) != manifest.register_id:
            raise Refused(f"{target.name} 是另一个登记册。", "请换一个文件名，两个都不会丢。")
        return True
    beside = sidecar.beside(target)
    if beside is not None and beside.register_id != manifest.register_id:
        raise Refused(f"{target.name} 旁边是另一个登记册的钥匙文件。", "请换一个文件名。")
    return False


def _head_of(target: Path, opener: Opener) -> Head | None:
    """Return how far the register there goes; None where it does not open as it is."""
    try:
        register_id = sidecar.register_id_of(target)
        db = database.open_database(target, opener.key, register_id, read_only=True)
    except StationError:
        return None
    try:
        return journal.head(db)
    finally:
        database.close(db)


def _begun_anew(
    db: Database, part: Path, manifest: Manifest, opener: Opener, clock: Clock
) -> tuple[Restored, Sidecar]:
    """Look the copy through, begin its new epoch, and close it."""
    try:
        with database.reading(part):
            backups.look_through(db, manifest.head)
        register = Register(
            path=part,
            key=opener.key,
            register_id=manifest.register_id,
            account=opener.account,
            db=db,
            clock=clock,
        )
        last = datetime.fromisoformat(journal.latest(db, 1)[0].at)
        with register.deed(DEED, final=True) as deed:
            deed.note(made_at=rows.moment(manifest.made_at), number=manifest.head.number)
            serials.skip(deed.db, range(min(last.year, deed.today.year), deed.today.year + 1))
        restored = Restored(
            path=part,
            station=register.station.name,
            head=journal.head(db),
            counts=database.counts(db),
            former=None,
        )
        return restored, workers.sidecar_of(db, manifest.register_id, opener.key)
    finally:
        database.close(db)


def _kept_beside(target: Path, today: date) -> Path:
    """Give what stands there a second name, under which it opens as before."""
    kept = saving.free(target.with_name(f"{target.stem}_恢复前_{today}{target.suffix}"))
    own = sidecar.path_of(target)
    if own.exists():
        files.write_whole(sidecar.path_of(kept), own.read_bytes())
    try:
        os.link(target, kept)
    except OSError:  # a file system without second names
        with files.beside(kept) as part:
            shutil.copyfile(target, part)
            files.flush(part)
    return kept


def _put_journal_aside(target: Path, former: Path | None) -> None:
    """Let a journal of what stood there never be played into what comes."""
    left = target.with_name(f"{target.name}-journal")
    if not left.exists():
        return
    if former is None:
        left.unlink()
    else:
        left.replace(former.with_name(f"{former.name}-journal"))
