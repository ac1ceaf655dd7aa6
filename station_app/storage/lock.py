"""One program per register: a lock of the operating system on a file beside it."""

import getpass
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from station_app.errors import Held, Unwritable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30
"""Windows keeps others from reading a locked byte; so one far behind the name is locked."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A held lock; release it once."""

    descriptor: int
    path: Path

    def release(self) -> None:
        """Give the register back to other programs."""
        if sys.platform != "win32":
            self._take_away()  # before it is free, so nobody's file is taken away
        os.close(self.descriptor)
        if sys.platform == "win32":
            self._take_away()

    def _take_away(self) -> None:
        with suppress(OSError):  # on a stick that was pulled; whoever comes next locks what is left
            self.path.unlink(missing_ok=True)


def acquire(register: Path) -> Lock:
    """Hold a register for this program; raises Held where another one does."""
    path = register.with_name(register.name + ".lock")
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError as error:
            raise Unwritable(
                f"没有“{path.parent.name}”这个文件夹。", "请插好U盘，或另选文件夹。"
            ) from error
        except OSError as error:
            raise Unwritable(
                "登记册所在的文件夹只能读。", "请只读打开，或把登记册拷到电脑上再打开。"
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            user = _user_in(descriptor)
            os.close(descriptor)
            raise Held(user) from error
        if _still_there(path, descriptor):
            break
        os.close(descriptor)  # its holder took it away between opening and locking
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, _me().encode())
    return Lock(descriptor, path)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _user_in(descriptor: int) -> str:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.read(descriptor, 200).decode("utf-8", "replace")
    except OSError:
        return ""


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
