"""The memory of how far each register's journal had come on this PC."""

from station_app.storage import appdata, journal
from station_app.storage.database import Database
from station_app.storage.journal import Head

_FILE = "registers.json"


def remember(register_id: bytes, head: Head, db: Database) -> None:
    """Remember a register's last entry, if the journal still contains the one remembered before."""
    known = appdata.read(_FILE)
    if _missing(_head(known.get(register_id.hex())), db):
        return
    known[register_id.hex()] = [head.number, head.seal]
    appdata.write(_FILE, known)


def replace(register_id: bytes, head: Head) -> None:
    """Take a register's present last entry as the one to go on from."""
    known = appdata.read(_FILE)
    known[register_id.hex()] = [head.number, head.seal]
    appdata.write(_FILE, known)


def older(register_id: bytes, db: Database) -> Head | None:
    """Return the remembered head that this file's journal does not contain, or None."""
    before = _head(appdata.read(_FILE).get(register_id.hex()))
    return before if _missing(before, db) else None


def _missing(before: Head | None, db: Database) -> bool:
    if before is None or before.number == 0:
        return False
    return journal.seal_at(db, before.number) != before.seal


def _head(value: object) -> Head | None:
    match value:
        case [int(number), str(seal)]:
            return Head(number=number, seal=seal)
    return None
