"""Waits after wrong passwords, counted by slot on this PC; the real guard is Argon2id."""

from datetime import datetime
from hashlib import sha256

from station_app.storage import appdata

_FILE = "waits.json"
_FREE = 3
_SECONDS = (5, 15, 60)


def left(register_id: bytes, account: str, now: datetime) -> int:
    """Return how many seconds this account must still wait; never more than 60."""
    count, since = _of(register_id, account)
    if count <= _FREE:
        return 0
    whole = _SECONDS[min(count - _FREE, len(_SECONDS)) - 1]
    return min(whole, max(0, round(since + whole - now.timestamp())))


def wrong(register_id: bytes, account: str, now: datetime) -> int:
    """Count one wrong password and return the wait it brings, in seconds."""
    known = appdata.read(_FILE)
    count, _ = _of(register_id, account)
    known[_name(register_id, account)] = [count + 1, now.timestamp()]
    appdata.write(_FILE, known)
    return left(register_id, account, now)


def right(register_id: bytes, account: str) -> None:
    """Forget the wrong ones after a right password."""
    known = appdata.read(_FILE)
    if known.pop(_name(register_id, account), None) is not None:
        appdata.write(_FILE, known)


def _of(register_id: bytes, account: str) -> tuple[int, float]:
    match appdata.read(_FILE).get(_name(register_id, account)):
        case [int(count), int() | float() as since]:
            return count, float(since)
    return 0, 0.0


def _name(register_id: bytes, account: str) -> str:
    return sha256(register_id + account.encode()).hexdigest()[:32]
