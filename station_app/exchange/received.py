"""The workbooks that came last: on the desktop, in the downloads, from WeChat, on a stick."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from station_app.exchange import sticks

KINDS = frozenset({".xlsx", ".xlsm", ".xls"})
_MOST_LOOKED_AT = 2000
_MONTHS = 2
_WECHAT = (
    "WeChat Files/*/FileStorage/File",
    "xwechat_files/*/msg/file",
    "Weixin Files/*/FileStorage/File",
)
"""Where WeChat keeps received files below the documents, a folder for each month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A workbook that came, where it lies, and when."""

    path: Path
    where: str
    at: datetime


def newest(home: Path, many: int) -> list[Received]:
    """Return the workbooks that came last, the newest first; what cannot be read is left out."""
    found: dict[Path, Received] = {}
    for folder, where in _folders(home):
        for one in _workbooks(folder, where):
            found.setdefault(one.path, one)
    return sorted(found.values(), key=lambda one: one.at, reverse=True)[:many]


def _folders(home: Path) -> Iterator[tuple[Path, str]]:
    for names, where in ((("Desktop", "桌面"), "桌面"), (("Downloads", "下载"), "下载")):
        for name in names:
            yield home / name, where
            yield home / "OneDrive" / name, where  # where Windows moves them
    for documents in (home / "Documents", home / "文档", home, *_drives()):
        for pattern in _WECHAT:
            for folder in _globbed(documents, pattern):
                months = sorted(_globbed(folder, "*"), reverse=True)
                yield from ((month, "微信") for month in months[:_MONTHS])
    for stick in sticks.plugged_in():
        yield stick.folder, f"U盘 {stick.name}"


def _drives() -> list[Path]:
    """Return the drives to which people move WeChat's files when the first is full."""
    return [Path(f"{letter}:/") for letter in "DEF"] if sys.platform == "win32" else []


def _globbed(folder: Path, pattern: str) -> list[Path]:
    try:
        return [path for path in folder.glob(pattern) if path.is_dir()]
    except OSError:
        return []


def _workbooks(folder: Path, where: str) -> Iterator[Received]:
    try:
        paths = [path for path, _ in zip(folder.iterdir(), range(_MOST_LOOKED_AT), strict=False)]
    except OSError:
        return
    for path in paths:
        if path.suffix.lower() not in KINDS or path.name.startswith(("~$", ".")):
            continue
        try:
            at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        except OSError:
            continue
        yield Received(path=path, where=where, at=at)
