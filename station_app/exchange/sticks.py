"""USB sticks: which there are, whether all fits, and files that arrive whole or not at all."""

import re
import shutil
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from station_app import files
from station_app.domain import sizes
from station_app.errors import Refused, Unwritable
from station_app.files import Progress

_MARGIN = 2**20  # what a file system needs for itself beside the files
_MOUNTS = Path("/proc/self/mounts")
_REMOVABLE = 2  # as GetDriveTypeW says it
_TRIAL = re.compile(r"\.[0-9a-f]{32}\.part")
_LINUX_PLACES = ("/media/", "/run/media/", "/mnt/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stick:
    """A place that a worker may choose to export to."""

    folder: Path
    name: str
    free: int
    writable: bool


def plugged_in() -> list[Stick]:
    """Return the sticks that are plugged in now, by name; one pulled meanwhile is left out."""
    found = [*_windows_drives(), *_linux_mounts(_MOUNTS)]
    sticks = []
    for folder in found:
        try:
            sticks.append(look_at(folder))
        except Unwritable:
            continue
    return sorted(sticks, key=lambda stick: stick.name)


def look_at(folder: Path) -> Stick:
    """Return what there is to know about a folder before writing to it."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        name = folder.name or str(folder)
        raise Unwritable(f"找不到“{name}”。", "请插好U盘再选一次。") from error
    return Stick(
        folder=folder, name=folder.name or str(folder), free=free, writable=_writable(folder)
    )


def write(folder: Path, contents: Mapping[str, bytes], progress: Progress | None = None) -> bool:
    """Write all files, named only once every one was read back equal.

    Returns whether the read-back came from the stick itself. Raises Refused before anything is
    written when the stick is write-protected or too full, and Unwritable when it fails on the
    way; the folder is then as it was.
    """
    stick = look_at(folder)
    if not stick.writable:
        raise Refused("这个U盘只能读，写不进去。", "请打开U盘上的写保护开关，或换一个U盘。")
    needed = sum(map(len, contents.values())) + _MARGIN
    if stick.free < needed:
        raise Refused(
            f"U盘放不下：要 {sizes.megabytes(needed)}，只剩 {sizes.megabytes(stick.free)}。",
            "请删掉不用的文件，或换一个U盘。",
        )
    return files.write_set(folder, contents, progress)


def trials(folder: Path) -> list[Path]:
    """Return the empty files that a program left which was killed while it tried to write."""
    return [
        path
        for path in folder.glob(".*.part")
        if _TRIAL.fullmatch(path.name) and path.stat().st_size == 0
    ]


def _writable(folder: Path) -> bool:
    """Try it: permissions and mount options do not tell of the little switch on a stick."""
    probe = folder / f".{uuid.uuid4().hex}.part"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError:
        return False
    return True


def _linux_mounts(table: Path) -> list[Path]:
    """Return what is mounted where desktops and people mount sticks."""
    try:
        lines = table.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    places = [_unescaped(line.split(" ")[1]) for line in lines if line.count(" ") > 1]
    return [Path(place) for place in dict.fromkeys(places) if place.startswith(_LINUX_PLACES)]


def _unescaped(place: str) -> str:
    """The table writes a space, tab, newline or backslash in a name as three octal digits."""
    for character in " \t\n\\":
        place = place.replace(f"\\{ord(character):03o}", character)
    return place


def _windows_drives() -> list[Path]:
    """Return the removable drives by their letters."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        there = kernel.GetLogicalDrives()
        drives = [
            f"{letter}:\\" for place, letter in enumerate(ascii_uppercase) if there >> place & 1
        ]
        return [
            Path(drive)
            for drive in drives
            if kernel.GetDriveTypeW(ctypes.c_wchar_p(drive)) == _REMOVABLE
        ]
    return []
