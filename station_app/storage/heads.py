"""The memory of how far each register's journal had come on this PC."""

from station_app.storage import appdata, journal
from station_app.storage.database import Database
from station_app.storage.journal import Head

_FILE = "registers.json"


def remember(register_id: bytes, head: Head) -> None:
    """Remember a register's last entry; an earlier one never replaces a later one."""
    known = appdata.read(_FILE)
    before = _head(known.get(register_id.hex()))
    if before is None or head.number >= before.number:
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
    if before is None or before.number == 0:
        return None
    return None if journal.seal_at(db, before.number) == before.seal else before


def _head(value: object) -> Head | None:
    match value:
        case [int(number), str(seal)]:
            return Head(number=number, seal=seal)
    return None
