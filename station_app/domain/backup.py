"""Backups: what they are called, which are kept, and when the worker must hear of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from station_app.domain import endings

FOLDER = "登记册备份"
"""What the folder is called that holds the backups on a stick."""

DAYS, WEEKS, MONTHS = 14, 10, 24
"""Of how many days, weeks and months with backups the last one is kept."""

_STALE = 7
"""Days after which a register that was changed must not be without a new backup."""


class Place(StrEnum):
    """Where a backup lies; the value is the word on the screen."""

    PC = "本机"
    FOLDER = "备份文件夹"
    STICK = "U盘"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When a backup was made, and how far the journal had come in it."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A proven backup of this register, as the register remembers it."""

    made: Made
    place: Place
    folder: str
    file: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why the last try came to nothing; the next one that works takes it away."""

    at: datetime
    what: str
    remedy: str


def file_name(register: str, at: datetime) -> str:
    """Return the name of a backup of the register with that stem, made at that instant."""
    return f"{register}_{at:%Y-%m-%d_%H%M%S}{endings.BACKUP}"


def to_keep(made: Iterable[Made]) -> set[Made]:
    """Return which backups of one register stay in a folder.

    They are the last of each of the newest 14 days, 10 weeks and 24 months that have any, and the
    one whose journal is longest, whatever the clock of the PC said when it was made.
    """
    known = sorted(set(made), key=lambda one: (one.at, one.number))
    if not known:
        return set()
    days = {one.at.date(): one for one in known}
    weeks = {one.at.isocalendar()[:2]: one for one in known}
    months = {(one.at.year, one.at.month): one for one in known}
    return {
        *list(days.values())[-DAYS:],
        *list(weeks.values())[-WEEKS:],
        *list(months.values())[-MONTHS:],
        max(known, key=lambda one: (one.number, one.at)),
    }


def warning(
    kept: Sequence[Kept], failure: Failure | None, unsaved: int, now: datetime
) -> tuple[str, str] | None:
    """Return what Today must say about backups and what to do, or None while all is well.

    `kept` are the last backups by place, `unsaved` the deeds that no backup holds yet.
    """
    if failure is not None:
        return f"上次备份没有做成：{failure.what}", failure.remedy
    if not kept:
        return ("登记册还没有备份过。", "请选一个备份的地方，备份一次。") if unsaved else None
    days = (now.date() - max(one.made.at for one in kept).date()).days
    if unsaved and days >= _STALE:
        return f"备份已有 {days} 天，之后又记了 {unsaved} 笔。", "请备份一次。"
    away = [one.made.at for one in kept if one.place is not Place.PC]
    if not away:
        return "备份只在这台电脑上。", "请插上U盘备份一次，或选另一个磁盘上的文件夹。"
    days = (now.date() - max(away).date()).days
    if days >= _STALE and max(one.made.number for one in kept) > _longest_away(kept):
        return f"U盘或备份文件夹里的备份已有 {days} 天。", "请插上U盘备份一次。"
    return None


def _longest_away(kept: Sequence[Kept]) -> int:
    return max(one.made.number for one in kept if one.place is not Place.PC)
