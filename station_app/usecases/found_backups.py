"""The backups that can be seen from this PC: on sticks, in chosen folders, and its own."""

import re
from dataclasses import dataclass
from pathlib import Path

from station_app.domain import backup, endings
from station_app.domain.backup import Place
from station_app.exchange import sticks
from station_app.register import Register
from station_app.storage import backups
from station_app.usecases import backup_folders
from station_app.usecases.backup_folders import Backup

_STAMP = re.compile(r"_\d{4}-\d\d-\d\d_\d{6}(_\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A backup, of which register by its name, and where it lies."""

    backup: Backup
    place: Place
    where: str
    """What the stick or the folder is called; nothing for those that the PC keeps itself."""

    @property
    def register(self) -> str:
        """Return the name of the register, as its file had it."""
        return register_name(self.backup.path)


def everywhere() -> list[Found]:
    """Return the backups of all registers that can be seen from here, the newest first."""
    places = _places()
    for chosen in backups.chosen_folders():
        places.setdefault(chosen, (Place.FOLDER, chosen.name))
    return _in(places, None)


def of(register: Register) -> list[Found]:
    """Return the backups of one register that can be seen from here, the newest first."""
    places = _places()
    chosen = backup_folders.folder(register)
    places.setdefault(chosen, (backup_folders.place_of(register, chosen), chosen.name))
    return _in(places, register.register_id)


def look_at(path: Path) -> Found:
    """Return a backup that was chosen by hand; raises Unreadable for any other file."""
    found = backup_folders.look_at(path)
    return Found(backup=found, place=Place.FOLDER, where=path.parent.name)


def register_name(path: Path) -> str:
    """Return what the register of a backup was called, without its ending."""
    return _STAMP.sub("", path.stem) or path.stem


def target(path: Path, folder: Path) -> Path:
    """Return where a backup goes in a folder: to the name that its register had."""
    return folder / f"{register_name(path)}{endings.REGISTER}"


def _places() -> dict[Path, tuple[Place, str]]:
    places = {}
    for stick in sticks.plugged_in():
        for folder in (stick.folder / backup.FOLDER, stick.folder):
            places[folder] = (Place.STICK, stick.name)
    for own in backup_folders.own_folders():
        places[own] = (Place.PC, "")
    return places


def _in(places: dict[Path, tuple[Place, str]], register_id: bytes | None) -> list[Found]:
    found = [
        Found(backup=one, place=place, where=where)
        for folder, (place, where) in places.items()
        for one in backup_folders.listed(folder, register_id)
    ]
    return sorted(found, key=lambda one: (one.backup.at, one.backup.head.number), reverse=True)
