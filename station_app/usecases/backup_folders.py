"""Where backups lie: the folder on this PC, the sticks, what each lacks, and what need not stay."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from station_app.domain import backup, endings, sizes
from station_app.domain.backup import Made, Place
from station_app.errors import Refused, StationError, Unwritable
from station_app.exchange import sticks
from station_app.register import Register
from station_app.storage import appdata, archive, backups, journal
from station_app.storage.journal import Head
from station_app.usecases import saving

_MARGIN = 1 << 20
"""What key file, manifest and the file system itself need beside the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup as it lies in a folder; nothing in it was opened yet."""

    path: Path
    register_id: bytes
    at: datetime
    head: Head
    size: int

    @property
    def made(self) -> Made:
        """Return when it was made and how far it goes."""
        return Made(at=self.at, number=self.head.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A place that should get a backup now."""

    folder: Path
    place: Place


def folder(register: Register) -> Path:
    """Return where backups of this register go on this PC: as chosen, else beside the settings."""
    return backups.chosen_folder(register.register_id) or _own_folder(register)


def own_folders() -> list[Path]:
    """Return where this PC keeps backups itself, one folder for each register it has known."""
    return sorted(path for path in _own().glob("*") if path.is_dir())


def choose_folder(register: Register, chosen: Path) -> Place:
    """Let backups go to a folder from now on; says whether that is away from this PC's disk."""
    look(chosen, 0)
    backups.choose_folder(register.register_id, chosen.resolve())
    return place_of(register, chosen)


def place_of(register: Register, where: Path) -> Place:
    """Return what kind of place a folder is: a stick, another disk, or the register's own disk."""
    there = where.resolve()
    if any(there.is_relative_to(stick.folder.resolve()) for stick in sticks.plugged_in()):
        return Place.STICK
    if there.is_relative_to(appdata.folder().resolve()):
        return Place.PC
    try:
        same = there.stat().st_dev == register.path.stat().st_dev
    except OSError:
        return Place.FOLDER  # it is away
    return Place.PC if same else Place.FOLDER


def due(register: Register, *, closing: bool = False) -> list[Due]:
    """Return which places should get a backup now: once a day, and at closing what is newer.

    A stick is one of ours once a backup of this register lies on it. Invented
    people are not worth one.
    """
    if register.read_only or register.station.demo:
        return []
    own = _within_reach(register)
    places = {own: listed(own, register.register_id)}
    for stick in sticks.plugged_in():
        there = stick.folder / backup.FOLDER
        if there not in places and (lying := listed(there, register.register_id)):
            places[there] = lying
    return [
        Due(folder=one, place=place_of(register, one))
        for one, lying in places.items()
        if _wanting(register, lying, closing=closing)
    ]


def listed(where: Path, register_id: bytes | None = None) -> list[Backup]:
    """Return the whole backups in a folder, of one register or of all, the newest first."""
    try:
        names = sorted(where.glob(f"*{endings.BACKUP}"))
    except OSError:
        return []
    found = []
    for path in names:
        try:
            one = look_at(path)
        except (StationError, OSError):
            continue  # not ours, cut, or gone with its stick
        if register_id in (None, one.register_id):
            found.append(one)
    return sorted(found, key=lambda one: (one.made.number, one.made.at), reverse=True)


def look_at(path: Path) -> Backup:
    """Return what a backup says of itself in plain; raises Unreadable for any other file."""
    manifest = archive.read(path)
    return Backup(
        path=path,
        register_id=manifest.register_id,
        at=manifest.made_at,
        head=manifest.head,
        size=path.stat().st_size,
    )


def thin_out(register: Register, where: Path) -> tuple[str, ...]:
    """Take away the backups of this register that need not stay; return their names.

    Those of another history, which a restore left behind, are nobody's to take away.
    """
    here = _of_this_history(register, listed(where, register.register_id))
    kept = backup.to_keep(one.made for one in here)
    return _removed(one.path for one in here if one.made not in kept)


def make(where: Path) -> None:
    """Make a folder, but none on this PC in the place of a stick that was pulled."""
    own = where.is_relative_to(appdata.folder())
    if not own and not where.parent.is_dir():
        raise Unwritable(f"找不到“{where.parent.name}”。", "请插好U盘，或另选文件夹。")
    saving.folder(where)


def look(where: Path, needed: int) -> None:
    """Refuse a place that is full or cannot be written before anything is written there."""
    there = sticks.look_at(where)
    if not there.writable:
        raise Refused(f"“{there.name}”只能读，写不进去。", "请打开写保护开关，或换一个地方。")
    if there.free < needed + _MARGIN:
        wanted, free = sizes.megabytes(needed + _MARGIN), sizes.megabytes(there.free)
        raise Refused(
            f"“{there.name}”放不下：要 {wanted}，只剩 {free}。",
            "请删掉不用的文件，或换一个地方。",
        )


def remove_halves(register: Register, where: Path) -> None:
    """Take away what a killed program left: half backups of this register, and empty trials."""
    stem = re.escape(register.path.stem)
    half = re.compile(rf"{stem}_[0-9-]{{10}}_[0-9]{{6}}(_[0-9]+)?{endings.BACKUP}\.part")
    left = [path for path in where.glob("*.part") if half.fullmatch(path.name)]
    _removed([*left, *sticks.trials(where)])


def _within_reach(register: Register) -> Path:
    """Return the chosen folder; where it is away with its disk, the one beside the settings."""
    chosen = backups.chosen_folder(register.register_id)
    return chosen if chosen is not None and chosen.is_dir() else _own_folder(register)


def _own_folder(register: Register) -> Path:
    return _own() / register.register_id.hex()


def _own() -> Path:
    return appdata.folder() / "backups"


def _wanting(register: Register, lying: list[Backup], *, closing: bool) -> bool:
    """Tell whether the place of these backups lacks deeds: of another day, or any at closing."""
    here = _of_this_history(register, lying)
    if not here:
        return True
    behind = backups.deeds_since(register.db, here[0].head.number) > 0
    return behind and (closing or here[0].at.date() != register.today())


def _of_this_history(register: Register, lying: list[Backup]) -> list[Backup]:
    """Return those backups of which the register is a continuation."""
    return [one for one in lying if journal.seal_at(register.db, one.head.number) == one.head.seal]


def _removed(paths: Iterable[Path]) -> tuple[str, ...]:
    """Remove files; what cannot be removed stays for the next time."""
    names = []
    for path in paths:
        try:
            path.unlink()
        except OSError:
            continue
        names.append(path.name)
    return tuple(names)
