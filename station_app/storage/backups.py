"""Taking a backup in one moment, proving it as a stranger would, and remembering where it lies."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from station_app.domain.backup import Failure, Kept, Made, Place
from station_app.errors import Unreadable
from station_app.storage import (
    appdata,
    archive,
    database,
    journal,
    rows,
    seals,
    sidecar,
    soundness,
    workers,
)
from station_app.storage.archive import Step
from station_app.storage.database import Database
from station_app.storage.journal import Deed, Head
from station_app.storage.rows import Row
from station_app.storage.sidecar import Sidecar

DEED = "备份登记册"
_FILE = "backups.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a register held at the moment it was copied."""

    head: Head
    counts: dict[str, int]
    key_file: Sidecar


@contextmanager
def scratch(register_id: bytes) -> Iterator[Path]:
    """Yield an empty folder on this PC for encrypted copies, of which nothing stays."""
    folder = appdata.folder() / "scratch" / register_id.hex()
    shutil.rmtree(folder, ignore_errors=True)  # of a program that was killed
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take(db: Database, copy: Path, key: bytes, register_id: bytes) -> Taken:
    """Copy the register as it stands, and say what it held in that very moment."""
    with database.standing_still(db):
        taken = Taken(
            head=journal.head(db),
            counts=database.counts(db),
            key_file=workers.sidecar_of(db, register_id, key),
        )
        database.copy_into(db, copy, key, register_id)
    return taken


def without_passwords(key_file: Sidecar, key: bytes) -> Sidecar:
    """Return a key file that no password opens: only the sheet, or the register itself."""
    return sidecar.sealed(replace(key_file, slots=()), key)


def opened(made: Path, copy: Path, key: bytes, step: Step) -> Database:
    """Restore a backup to a file and open it; raises Unreadable unless the key is its own."""
    found = archive.unpack(made, copy, step)
    if sidecar.sealed(found, key) != found:
        raise Unreadable("备份里的钥匙与登记册不是一对。", "请换一个备份。")
    return database.open_database(copy, key, found.register_id)


def proven(
    made: Path, copy: Path, key: bytes, taken: Taken | None, step: Step
) -> tuple[Head, dict[str, int]]:
    """Restore a backup to a file and look it through; return how far it goes and its counts.

    Raises Unreadable where it is damaged, or is not what was taken.
    """
    db = opened(made, copy, key, step)
    try:
        with database.reading(copy):
            look_through(db, archive.read(made).head)
            head, counts = journal.head(db), database.counts(db)
    finally:
        database.close(db)
    if taken is not None and (head, counts) != (taken.head, taken.counts):
        raise Unreadable("备份与登记册对不上。", "请再备份一次。")
    return head, counts


def look_through(db: Database, head: Head) -> None:
    """Raise Unreadable unless pages, structure, journal and accounts of a copy are whole."""
    if database.damages(db) or seals.first_break(db) is not None:
        raise Unreadable("备份恢复出来有损坏。", "请换一个备份；刚做的，请检查磁盘后再备份一次。")
    if journal.head(db) != head or not soundness.accounts_match(db):
        raise Unreadable("备份里的流水或账号对不上。", "请换一个备份。")


def add(deed: Deed, kept: Kept, seal: str) -> None:
    """Remember a proven backup."""
    deed.insert(
        "backup",
        {
            "place": kept.place.value,
            "folder": kept.folder,
            "file": kept.file,
            "made_at": rows.moment(kept.made.at),
            "size": kept.size,
            "number": kept.made.number,
            "seal": seal,
        },
    )


def last(db: Database) -> list[Kept]:
    """Return the newest backup of each kind of place, the newest first."""
    found = rows.fetch(
        db,
        """
        SELECT place, folder, file, made_at, size, number
        FROM backup
        WHERE id IN (SELECT max(id) FROM backup GROUP BY place)
        ORDER BY id DESC
        """,
    )
    return [_kept(row) for row in found]


def deeds_since(db: Database, number: int) -> int:
    """Count the deeds after a journal number; that a backup was made is none."""
    return rows.number(
        db,
        "SELECT count(*) FROM journal WHERE number > :number AND deed <> :backup",
        {"number": number, "backup": DEED},
    )


def chosen_folder(register_id: bytes) -> Path | None:
    """Return the folder that was chosen on this PC for a register's backups."""
    folder = _remembered(register_id).get("folder")
    return Path(folder) if isinstance(folder, str) else None


def chosen_folders() -> list[Path]:
    """Return every folder that was chosen on this PC, for whichever register."""
    said = [one.get("folder") for one in appdata.read(_FILE).values() if isinstance(one, dict)]
    return [Path(folder) for folder in said if isinstance(folder, str)]


def choose_folder(register_id: bytes, folder: Path | None) -> None:
    """Remember on this PC where a register's backups go; None forgets it, as failures there."""
    _remember(register_id, "folder", None if folder is None else str(folder))
    remember_failure(register_id, Place.FOLDER, None)


def failure(register_id: bytes) -> Failure | None:
    """Return why the last try on this PC came to nothing, unless one worked there since."""
    found = [_failure(said) for said in _failures(register_id).values()]
    return max((one for one in found if one), key=lambda one: one.at, default=None)


def remember_failure(register_id: bytes, place: Place, failed: Failure | None) -> None:
    """Remember on this PC, where there may be no room in the register, what went wrong."""
    known = {name: said for name, said in _failures(register_id).items() if name != place.value}
    if failed is not None:
        known[place.value] = [rows.moment(failed.at), failed.what, failed.remedy]
    _remember(register_id, "failed", known)


def _failures(register_id: bytes) -> dict[str, object]:
    found = _remembered(register_id).get("failed")
    return found if isinstance(found, dict) else {}


def _failure(said: object) -> Failure | None:
    match said:
        case [str(at), str(what), str(remedy)]:
            return Failure(at=datetime.fromisoformat(at), what=what, remedy=remedy)
    return None


def _remembered(register_id: bytes) -> dict[str, object]:
    found = appdata.read(_FILE).get(register_id.hex())
    return found if isinstance(found, dict) else {}


def _remember(register_id: bytes, name: str, value: object) -> None:
    known = appdata.read(_FILE)
    known[register_id.hex()] = {**_remembered(register_id), name: value}
    appdata.write(_FILE, known)


def _kept(row: Row) -> Kept:
    return Kept(
        made=Made(
            at=datetime.fromisoformat(rows.text(row["made_at"])), number=rows.whole(row["number"])
        ),
        place=Place(rows.text(row["place"])),
        folder=rows.text(row["folder"]),
        file=rows.text(row["file"]),
        size=rows.whole(row["size"]),
    )
