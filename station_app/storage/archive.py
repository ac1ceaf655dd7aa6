"""One backup, one file: a stored zip of the encrypted register, its key file, and a manifest.

Unpacked by hand it is a register with its key file, which the program opens as it is.
"""

import json
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from station_app.errors import Newer, Unreadable
from station_app.files import Progress
from station_app.storage import canon, sidecar
from station_app.storage.journal import Head
from station_app.storage.sidecar import Sidecar

DATABASE, KEYS, MANIFEST = "register.station", "register.station.keys", "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20
_FAULTS = (
    zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error,
)  # fmt: skip
"""What the zip reader says of files that are none, or not whole."""

_END = 22
"""Bytes of a zip's last record, which says how long its list of parts is."""
_LONGEST_LIST, _LONGEST_MANIFEST, _LONGEST_KEYS = 1_000, 4_000, 1 << 20
_LAST_NUMBER = 2**63 - 1
"""What the database can be asked for; no journal goes so far."""

Step = Callable[[int], None]
"""Told how many bytes were moved since it was told last; raises Stopped to end the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file within a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself in plain: whose it is, of when, and how far it goes."""

    register_id: bytes
    generation: int
    made_at: datetime
    head: Head
    database: Part
    keys: Part


def counting(progress: Progress | None, total: int) -> Step:
    """Return a step that adds up, for a progress that is told how many of how many."""
    done = 0

    def moved(count: int) -> None:
        nonlocal done
        done = min(done + count, total)
        if progress is not None:
            progress(done, total)

    return moved


def pack(
    archive: Path, database: Path, key_file: Sidecar, at: datetime, head: Head, step: Step
) -> Manifest:
    """Put a copy of the register and its key file into one file."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        with database.open("rb") as source, made.open(_entry(DATABASE), "w", force_zip64=True) as t:
            copied = _copied(source, t, step)
        keys = sidecar.text_of(key_file).encode()
        made.writestr(_entry(KEYS), keys)
        manifest = Manifest(
            register_id=key_file.register_id,
            generation=key_file.generation,
            made_at=at,
            head=head,
            database=copied,
            keys=Part(size=len(keys), sha256=sha256(keys).hexdigest()),
        )
        made.writestr(_entry(MANIFEST), _text(manifest))
    return manifest


def read(archive: Path) -> Manifest:
    """Return a backup's manifest; raises Unreadable for what is cut or none, Newer for a later."""
    with _opened(archive) as known:
        return _manifest(known)


def keys_of(archive: Path) -> Sidecar:
    """Return the key file in a backup, checked against the manifest."""
    with _opened(archive) as known:
        return _keys(known, _manifest(known))


def unpack(archive: Path, database: Path, step: Step) -> Sidecar:
    """Write the register in a backup to a file and return its key file, both as they went in."""
    with _opened(archive) as known:
        manifest = _manifest(known)
        with known.open(DATABASE) as source, database.open("wb") as target:
            copied = _copied(source, target, step)
        if copied != manifest.database:
            raise _spoilt()
        return _keys(known, manifest)


def _entry(name: str) -> zipfile.ZipInfo:
    """Name a part without the PC's clock or user in it."""
    return zipfile.ZipInfo(name)


def _copied(source: IO[bytes], target: IO[bytes], step: Step) -> Part:
    digest, size = sha256(), 0
    while piece := source.read(_CHUNK):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
        step(len(piece))
    return Part(size=size, sha256=digest.hexdigest())


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    """Open a foreign file as a backup only if it has the three stored parts and no others."""
    with _file(archive) as file:
        try:
            _refuse_odd_end(file)
            with zipfile.ZipFile(file) as known:
                _refuse_odd_parts(known)
                yield known
        except _FAULTS as error:
            raise _spoilt() from error


def _file(archive: Path) -> IO[bytes]:
    try:
        return archive.open("rb")
    except FileNotFoundError as error:
        raise Unreadable(f"找不到备份 {archive.name}。", "请插好U盘，或重新选择文件。") from error
    except OSError as error:
        raise Unreadable(f"读不了 {archive.name}。", "请检查文件或U盘后再试。") from error


def _refuse_odd_end(file: IO[bytes]) -> None:
    """A zip's list is read into memory whole, so how long it says it is is looked at first."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END))
    end = file.read(_END)
    file.seek(0)
    if not end.startswith(b"PK\5\6") or int.from_bytes(end[12:16], "little") > _LONGEST_LIST:
        raise _spoilt() if file.read(4) == b"PK\3\4" else _no_backup()


def _refuse_odd_parts(known: zipfile.ZipFile) -> None:
    parts = known.infolist()
    if sorted(part.filename for part in parts) != sorted((DATABASE, KEYS, MANIFEST)):
        raise _no_backup()
    if any(part.compress_type or part.flag_bits & 1 for part in parts):
        raise _no_backup()
    if any(part.header_offset < 0 for part in parts):
        raise _spoilt()
    longest = {MANIFEST: _LONGEST_MANIFEST, KEYS: _LONGEST_KEYS}
    if any(known.getinfo(name).file_size > size for name, size in longest.items()):
        raise _no_backup()


def _keys(known: zipfile.ZipFile, manifest: Manifest) -> Sidecar:
    text = known.read(KEYS)
    found = sidecar.from_text(text.decode("utf-8", "replace"))
    if found is None or sha256(text).hexdigest() != manifest.keys.sha256:
        raise _spoilt()
    if (found.register_id, found.generation) != (manifest.register_id, manifest.generation):
        raise _spoilt()
    return found


def _text(manifest: Manifest) -> str:
    return canon.canonical(
        {
            "format": FORMAT,
            "register": manifest.register_id.hex(),
            "generation": manifest.generation,
            "made_at": manifest.made_at.isoformat(timespec="seconds"),
            "journal": [manifest.head.number, manifest.head.seal],
            "database": asdict(manifest.database),
            "keys": asdict(manifest.keys),
        }
    )


def _manifest(known: zipfile.ZipFile) -> Manifest:
    try:
        said = json.loads(known.read(MANIFEST))
    except ValueError as error:
        raise _spoilt() from error
    match said:
        case {"format": int(version)} if version > FORMAT:
            raise Newer("这个备份是更新版本的程序做的。", "请先升级本程序再恢复。")
        case {
            "register": str(register),
            "generation": int(generation),
            "made_at": str(made_at),
            "journal": [int(number), str(seal)],
            "database": dict(database),
            "keys": dict(keys),
        } if 0 <= number <= _LAST_NUMBER:
            try:
                return Manifest(
                    register_id=bytes.fromhex(register),
                    generation=generation,
                    made_at=_instant(made_at),
                    head=Head(number=number, seal=seal),
                    database=_part(database),
                    keys=_part(keys),
                )
            except ValueError as error:
                raise _spoilt() from error
    raise _spoilt()


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant says its offset")
    return at


def _part(said: Mapping[str, object]) -> Part:
    match said:
        case {"size": int(size), "sha256": str(digest)}:
            return Part(size=size, sha256=digest)
    raise ValueError("no part")


def _spoilt() -> Unreadable:
    return Unreadable("这个备份不完整，或被改动过。", "请换一个备份。")


def _no_backup() -> Unreadable:
    return Unreadable("这不是登记册的备份。", "请选择以 .stationbackup 结尾的文件。")
