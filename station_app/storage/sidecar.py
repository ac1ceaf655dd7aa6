"""The key file beside a register: one slot per account, and a seal that shows what was changed."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from station_app.errors import Unreadable
from station_app.files import write_whole
from station_app.storage import database, keys, rows
from station_app.storage.keys import Slot

ENDING = ".keys"
_TOO_BIG = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What stands beside a register in plain: its id, and who may open it."""

    register_id: bytes
    generation: int
    demo: bool
    slots: tuple[Slot, ...]
    mac: str = ""

    def slot(self, account: str) -> Slot | None:
        """Return the slot of an account, named by uid or by name."""
        return next((slot for slot in self.slots if account in (slot.account, slot.name)), None)


def path_of(register: Path) -> Path:
    """Return where a register's key file belongs."""
    return register.with_name(register.name + ENDING)


def find(register: Path) -> Sidecar | None:
    """Return the key file of a register, also from beside it under another name; None if lost.

    A key file that is half-written, not readable or of another register counts as missing.
    """
    register_id = database.register_id_of(register)
    own = path_of(register)
    others = sorted(path for path in register.parent.glob(f"*{ENDING}") if path != own)
    for path in (own, *others):
        found = _read(path)
        if found is not None and found.register_id == register_id:
            return found
    return None


def write(register: Path, sidecar: Sidecar) -> None:
    """Put a register's key file in its place, whole."""
    write_whole(path_of(register), _text(sidecar).encode())


def sealed(sidecar: Sidecar, key: bytes) -> Sidecar:
    """Return it with the seal that only a holder of the data key can make."""
    secret = sha256(b"station sidecar" + key).digest()
    body = _text(replace(sidecar, mac="")).encode()
    return replace(sidecar, mac=hmac.new(secret, body, "sha256").hexdigest())


def _text(sidecar: Sidecar) -> str:
    return rows.canonical(
        {
            "register": sidecar.register_id.hex(),
            "generation": sidecar.generation,
            "demo": sidecar.demo,
            "slots": [asdict(slot) for slot in sidecar.slots],
            "mac": sidecar.mac,
        }
    )


def _read(path: Path) -> Sidecar | None:
    try:
        if path.stat().st_size > _TOO_BIG:
            return None
        known = json.loads(path.read_text("utf-8"))
        return _sidecar(known) if isinstance(known, Mapping) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, Unreadable):
        return None


def _sidecar(known: Mapping[str, object]) -> Sidecar:
    slots = known["slots"]
    if not isinstance(slots, list) or not isinstance(known["generation"], int):
        raise TypeError("slots")
    return Sidecar(
        register_id=bytes.fromhex(str(known["register"])),
        generation=known["generation"],
        demo=bool(known["demo"]),
        slots=tuple(keys.slot_from(slot) for slot in slots),
        mac=str(known["mac"]),
    )
