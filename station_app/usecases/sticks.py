"""The sticks a worker may export to, and the export as long work that can be followed."""

from dataclasses import dataclass
from pathlib import Path

from station_app.domain.handover import HandOver
from station_app.errors import Unreadable
from station_app.exchange import sticks
from station_app.exchange.sticks import Stick
from station_app.register import Progress, Register
from station_app.usecases import handover
from station_app.usecases.handover import Export


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stick or folder to export to, with what the sheet says of it."""

    folder: Path
    name: str
    free: int
    writable: bool
    known: bool
    """Whether something of this register was handed over on it before."""

    @property
    def says_free(self) -> str:
        """Say how much fits."""
        if self.free >= 2**30:
            return f"剩余 {self.free / 2**30:.1f} GB"
        return f"剩余 {self.free / 2**20:.0f} MB"


def plugged_in(register: Register) -> list[Place]:
    """Return the sticks that are plugged in, those of the station first."""
    found = [_place(register, one) for one in sticks.plugged_in()]
    return sorted(found, key=lambda one: (not one.known, one.name))


def look_at(register: Register, folder: Path) -> Place:
    """Return what there is to know about a folder that was chosen by hand."""
    return _place(register, sticks.look_at(folder))


def export(register: Register, step: Progress, wanted: Export) -> HandOver:
    """Export with progress; see `handover.export`."""
    return handover.export(register, wanted, step)


def slip(folder: Path, name: str) -> bytes:
    """Return the hand-over slip from the stick it was written to, to be printed."""
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise Unreadable(f"读不到 {name}。", "请插回U盘再打印。") from error


def _place(register: Register, one: Stick) -> Place:
    used = {made.stick for made in handover.every(register) if made.stick}
    return Place(
        folder=one.folder,
        name=one.name,
        free=one.free,
        writable=one.writable,
        known=one.name in used,
    )
