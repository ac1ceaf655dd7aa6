"""Saving a document where the worker wants it."""

import os
from pathlib import Path

from station_app import files
from station_app.domain import endings
from station_app.errors import Refused, Unwritable
from station_app.storage import sidecar

_KEPT = frozenset({endings.REGISTER, endings.KEYS, endings.BACKUP})


def save(path: Path, document: bytes) -> None:
    """Write a document whole or not at all; raises Unwritable, and Refused over a register."""
    refuse_ours(path)
    files.write_whole(path, document)


def refuse_ours(path: Path) -> None:
    """Raise Refused where a document would take the place of a register or what belongs to it."""
    if path.suffix.lower() in _KEPT or os.path.lexists(sidecar.path_of(path)):
        raise Refused(f"{path.name} 是登记册、它的钥匙文件或备份，不能盖掉。", "请换一个文件名。")


def with_ending(name: str, ending: str) -> Path:
    """Return a place that was typed, with its ending; other dots in the name stay: 11.20走访表."""
    bare = name[: -len(ending)] if name.lower().endswith(ending.lower()) else name
    return Path(bare + ending)


def chosen(name: str, ending: str) -> Path:
    """Return where a document goes; nothing is in its place that the worker was not asked about.

    Whoever types no ending was asked about another name.
    """
    path = with_ending(name, ending)
    return path if path == Path(name) else free(path)


def free(path: Path) -> Path:
    """Return the path, or one with a number behind the name where something has it already."""
    found, number = path, 2
    while os.path.lexists(found):
        found = path.with_name(f"{path.stem}_{number}{path.suffix}")
        number += 1
    return found


def apart(path: Path, source: Path) -> None:
    """Raise Refused where a document would take the place of the file it was made from."""
    if path.resolve() == source.resolve():
        raise Refused(f"{path.name} 就是读入的文件，不能盖掉。", "请换一个文件名。")


def folder(path: Path) -> None:
    """Make a folder if it is missing; raises Unwritable where there can be none."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise Unwritable(f"{path.name} 是一个文件，不是文件夹。", "请另选一个文件夹。") from error
    except OSError as error:
        raise Unwritable(
            f"建不了文件夹 {path.name}。", "请插好U盘，或换一个能写的地方。"
        ) from error
