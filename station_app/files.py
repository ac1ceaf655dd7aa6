"""Writing files that must arrive whole."""

import ctypes
import errno
import mmap
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from station_app.errors import Unwritable

Progress = Callable[[int, int], None]


def write_whole(path: Path, data: bytes) -> bool:
    """Write beside, flush, read back, and only then give the file its name.

    Returns whether the read-back came from the medium itself rather than from the system's cache.
    Raises Unwritable when the medium is full, gone, read-only or gives back something else;
    nothing is then left under the file's name or beside it.
    """
    with beside(path):
        return _write_beside(path, data)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Yield where to write what gets the file's name at the end, or of which nothing is left.

    For what is too large for memory; the block writes, calls `flush`, and reads back.
    """
    try:
        yield _part(path)
        _part(path).replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        _remove(_part(path))
        raise _explained(path, error) from error
    except BaseException:
        _remove(_part(path))
        raise


def flush(path: Path) -> None:
    """Bring a file onto its medium, and let the next reading ask the medium where that works."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    _forget_cached(path)


def write_set(
    folder: Path, contents: Mapping[str, bytes], progress: Progress | None = None
) -> bool:
    """Write several files like write_whole; they get their names together or not at all.

    When something fails on the way, files that had the same names are put back as they were.
    """
    paths = {folder / name: data for name, data in contents.items()}
    former: dict[Path, bytes | None] = {}
    busy = folder
    fresh = True
    try:
        for number, (busy, data) in enumerate(paths.items()):
            if progress:
                progress(number, len(paths))
            fresh &= _write_beside(busy, data)
        for busy in paths:
            former[busy] = busy.read_bytes() if busy.exists() else None
            _part(busy).replace(busy)
        _flush_folder(folder)
    except OSError as error:
        _take_back(list(paths), former)
        raise _explained(busy, error) from error
    except BaseException:
        _take_back(list(paths), former)
        raise
    return fresh


def _write_beside(path: Path, data: bytes) -> bool:
    """Leave the bytes in the file's unnamed beginning, read back and found equal."""
    part = _part(path)
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    back, fresh = _read_back(part)
    if back != data:
        raise Unwritable("写入后读回的内容不一致。", "请换一个U盘再试。")
    return fresh


def _take_back(paths: list[Path], former: Mapping[Path, bytes | None]) -> None:
    """Leave the folder as it was; what cannot be put back is gone with the medium."""
    for path, data in former.items():
        if _part(path).exists():
            continue  # it never got its new name
        _remove(path)
        if data is not None:
            with suppress(OSError, Unwritable):
                _write_beside(path, data)
                _part(path).replace(path)
    for path in paths:
        _remove(_part(path))


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _read_back(path: Path) -> tuple[bytes, bool]:
    """Return what a file holds now, and whether the medium itself was asked."""
    if (kernel := _kernel()) is not None:
        back = _read_unbuffered(kernel, path)
        return (path.read_bytes(), False) if back is None else (back, True)
    fresh = _forget_cached(path)
    return path.read_bytes(), fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kernel:
    """Windows' own functions for reading a file."""

    open: Callable[..., int | None]
    read: Callable[..., int]
    close: Callable[..., int]


def _kernel() -> _Kernel | None:
    """Return Windows' own functions, None elsewhere."""
    if sys.platform != "win32":
        return None
    library = ctypes.WinDLL("kernel32", use_last_error=True)
    text, word, pointer = ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p
    library.CreateFileW.argtypes = (text, word, word, pointer, word, word, pointer)
    library.CreateFileW.restype = pointer
    library.ReadFile.argtypes = (pointer, pointer, word, pointer, pointer)
    library.CloseHandle.argtypes = (pointer,)
    return _Kernel(open=library.CreateFileW, read=library.ReadFile, close=library.CloseHandle)


_READ, _SHARED, _EXISTING, _NO_BUFFERING = 0x8000_0000, 0x1 | 0x2 | 0x4, 3, 0x2000_0000
_NO_FILE = {None, ctypes.c_void_p(-1).value}
_CHUNK = 2**20
"""A multiple of every sector, as reading without buffers demands."""


def _read_unbuffered(kernel: _Kernel, path: Path) -> bytes | None:
    """Read a file past the system's cache; None where the medium's driver cannot do that."""
    page, count, whole = mmap.mmap(-1, _CHUNK), ctypes.c_uint32(_CHUNK), bytearray()
    place = ctypes.addressof(ctypes.c_char.from_buffer(page))  # where a sector may begin
    handle = kernel.open(str(path), _READ, _SHARED, None, _EXISTING, _NO_BUFFERING, None)
    if handle in _NO_FILE:
        return None
    try:
        while count.value == _CHUNK:  # what is shorter is the end; behind it nothing may be asked
            if not kernel.read(handle, place, _CHUNK, ctypes.byref(count), None):
                return None
            whole += page[: count.value]
    finally:
        kernel.close(handle)
    return bytes(whole)


def _forget_cached(path: Path) -> bool:
    """Drop the system's copy of a file, so that reading it asks the medium; False if it cannot."""
    if sys.platform == "win32" or not hasattr(os, "posix_fadvise"):
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
    except OSError as error:
        if error.errno != errno.EINVAL:  # some file systems of sticks cannot flush a folder
            raise
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
    if error.errno in {errno.EISDIR, errno.ENOTDIR}:
        return Unwritable(f"写不进 {path.name}，那里不是文件。", "请另起一个文件名。")
    if error.errno == errno.ENAMETOOLONG:
        return Unwritable("文件名太长，写不下去。", "请换一个短一些的名字。")
    if error.errno == errno.ENOENT:
        return Unwritable(f"写不进 {path.name}，没有这个文件夹。", "请插好U盘，或另选文件夹。")
    return Unwritable(f"写不进 {path.name}。", "请检查U盘是否已拔出，插好后再写一次。")
