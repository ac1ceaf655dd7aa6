"""Writing files that must arrive whole."""

import errno
import os
from pathlib import Path

from station_app.errors import Unwritable


def write_whole(path: Path, data: bytes) -> bool:
    """Write beside, flush, read back, and only then give the file its name.

    Returns whether the read-back came from the medium itself rather than from the system's cache.
    Raises Unwritable when the medium is full, gone, read-only or gives back something else;
    nothing is then left under the file's name or beside it.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh = _forget_cached(part)
        if part.read_bytes() != data:
            raise Unwritable("写入后读回的内容不一致。", "请换一个U盘再试。")
        part.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        _remove(part)
        raise _explained(path, error) from error
    except BaseException:
        _remove(part)
        raise
    return fresh


def _forget_cached(path: Path) -> bool:
    """Drop the system's copy of a file, so that reading it asks the medium; False if it cannot."""
    if not hasattr(os, "posix_fadvise"):
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
    return True


def _flush_folder(folder: Path) -> None:
    """Make a new name survive a power cut where the system lets us."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the medium is gone, and the half file with it


def _explained(path: Path, error: OSError) -> Unwritable:
    if error.errno == errno.ENOSPC:
        return Unwritable(f"放不下 {path.name}，空间已满。", "请腾出空间或换一个U盘再试。")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return Unwritable(f"写不进 {path.name}，这里只能读。", "请打开写保护开关或换一个地方。")
    return Unwritable(f"写不进 {path.name}。", "请检查U盘是否已拔出，插好后再写一次。")
