"""The key file beside a register: one slot per account, and a seal that shows what was changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from station_app.domain import endings
from station_app.errors import Unreadable
from station_app.storage import canon, slots
from station_app.storage.slots import Slot

_TOO_BIG = 1 << 20
SALT = 16
"""A register begins with its id: SQLCipher's salt, in plain."""


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


def register_id_of(path: Path) -> bytes:
    """Return a register's id without opening it; raises Unreadable where there is none."""
    try:
        with path.open("rb") as file:
            salt = file.read(SALT)
    except FileNotFoundError as error:
        raise Unreadable(f"找不到登记册 {path.name}。", "请插好U盘，或重新选择文件。") from error
    except OSError as error:
        raise Unreadable(f"读不了 {path.name}。", "请检查文件或U盘后再试。") from error
    if path.suffix == endings.BACKUP:
        raise Unreadable(f"{path.name} 是备份。", "请先从备份恢复成登记册，再打开。")
    if len(salt) < SALT or salt.startswith(b"SQLite format 3"):
        raise Unreadable(f"{path.name} 不是登记册。", "请选择以 .station 结尾的登记册文件。")
    return salt


def path_of(register: Path) -> Path:
    """Return where a register's key file belongs."""
    return register.with_name(register.name + endings.KEYS)


def beside(register: Path) -> Sidecar | None:
    """Return the key file of that very name, whoever's it is; None where there is none."""
    return _read(path_of(register))


def find(register: Path) -> Sidecar | None:
    """Return the key file of a register, also from beside it under another name; None if lost.

    A key file that is half-written, not readable or of another register counts as missing.
    """
    register_id = register_id_of(register)
    for path in _candidates(register):
        found = _read(path)
        if found is not None and found.register_id == register_id:
            return found
    return None


def _candidates(register: Path) -> Iterator[Path]:
    own = path_of(register)
    yield own
    yield from sorted(path for path in register.parent.glob(f"*{endings.KEYS}") if path != own)


def write(register: Path, sidecar: Sidecar) -> None:
    """Put a register's key file in its place, whole."""
    from station_app import files  # noqa: PLC0415 - loads ctypes, which reading does without

    files.write_whole(path_of(register), text_of(sidecar).encode())


def sealed(sidecar: Sidecar, key: bytes) -> Sidecar:
    """Return it with the seal that only a holder of the data key can make."""
    from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL, which reading does without
    from hmac import digest  # noqa: PLC0415

    secret = sha256(b"station sidecar" + key).digest()
    body = text_of(replace(sidecar, mac="")).encode()
    return replace(sidecar, mac=digest(secret, body, "sha256").hex())


def text_of(sidecar: Sidecar) -> str:
    """Return a key file as it is written."""
    return canon.canonical(
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
        return from_text(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def from_text(text: str) -> Sidecar | None:
    """Return the key file that a text is; None for anything else."""
    try:
        known = json.loads(text)
        return _sidecar(known) if isinstance(known, Mapping) else None
    except (ValueError, KeyError, TypeError, RecursionError, Unreadable):
        return None


def _sidecar(known: Mapping[str, object]) -> Sidecar:
    listed = known["slots"]
    if not isinstance(listed, list) or not isinstance(known["generation"], int):
        raise TypeError("slots")
    return Sidecar(
        register_id=bytes.fromhex(str(known["register"])),
        generation=known["generation"],
        demo=bool(known["demo"]),
        slots=tuple(slots.slot_from(slot) for slot in listed),
        mac=str(known["mac"]),
    )
