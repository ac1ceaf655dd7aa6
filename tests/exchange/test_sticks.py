"""Sticks: all files arrive and are read back, or the stick is as it was."""

import ctypes
import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest

from station_app import files
from station_app.errors import Refused, Stopped, Unwritable
from station_app.exchange import sticks

TWO = {"荷塘村_F01.pdf": b"%PDF first", "清单.txt": b"digest"}


def failing(error, at):
    """Return an fsync that fails at its nth call, as a stick does that is full or pulled out."""
    calls = []

    def fsync(descriptor):
        calls.append(descriptor)
        if len(calls) == at:
            raise OSError(error, "the stick says no")

    return fsync


def test_all_files_arrive_under_their_names(tmp_path):
    told = []

    sticks.write(tmp_path, TWO, lambda done, of: told.append((done, of)))

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == TWO
    assert told == [(0, 2), (1, 2)]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize(
    ("error", "says"),
    [(errno.ENOSPC, "空间已满"), (errno.EIO, "写不进"), (errno.EROFS, "只能读")],
)
def test_a_stick_that_fails_on_the_way_is_left_as_it_was(tmp_path, monkeypatch, error, says, at):
    (tmp_path / "清单.txt").write_bytes(b"earlier")
    monkeypatch.setattr(files.os, "fsync", failing(error, at))

    with pytest.raises(Unwritable, match=says):
        sticks.write(tmp_path, TWO)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"清单.txt": b"earlier"}


def test_a_stick_that_gives_back_something_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda self: b"something else")

    with pytest.raises(Unwritable, match="读回的内容不一致"):
        sticks.write(tmp_path, TWO)

    assert list(tmp_path.iterdir()) == []


def test_a_worker_who_stops_leaves_nothing_behind(tmp_path):
    def stop(done, of):
        if done == 1:
            raise Stopped("已停止。")

    with pytest.raises(Stopped):
        sticks.write(tmp_path, TWO, stop)

    assert list(tmp_path.iterdir()) == []


def test_a_full_stick_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    usage = type("Usage", (), {"free": 100})
    monkeypatch.setattr(sticks.shutil, "disk_usage", lambda folder: usage)

    with pytest.raises(Refused, match="放不下"):
        sticks.write(tmp_path, TWO)

    assert list(tmp_path.iterdir()) == []


def test_a_write_protected_stick_is_refused(tmp_path, monkeypatch):
    def touch(self, exist_ok=True):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "touch", touch)

    with pytest.raises(Refused, match="只能读"):
        sticks.write(tmp_path, TWO)


def test_a_pulled_stick_is_said_plainly(tmp_path):
    with pytest.raises(Unwritable, match="找不到"):
        sticks.write(tmp_path / "gone", TWO)


def test_mounted_sticks_are_found_by_where_they_are_mounted(tmp_path, monkeypatch):
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/wang/MY\\040STICK vfat rw 0 0\nbroken\n",
        encoding="utf-8",
    )

    assert sticks._linux_mounts(table) == [Path("/media/wang/MY STICK")]
    assert sticks._linux_mounts(tmp_path / "none") == []
    monkeypatch.setattr(sticks, "_linux_mounts", lambda table: [tmp_path, tmp_path / "pulled"])
    assert [stick.folder for stick in sticks.plugged_in()] == [tmp_path]
    assert sticks.plugged_in()[0].writable


def test_one_file_written_whole_replaces_the_former_one(tmp_path):
    path = tmp_path / "one"
    path.write_bytes(b"before")

    files.write_whole(path, b"after")

    assert path.read_bytes() == b"after"


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_one_file_that_fails_leaves_the_former_one(tmp_path, monkeypatch, error):
    def fail(descriptor):
        raise error

    path = tmp_path / "one"
    path.write_bytes(b"before")
    monkeypatch.setattr(files.os, "fsync", fail)

    with pytest.raises((Unwritable, KeyboardInterrupt)):
        files.write_whole(path, b"after")

    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"before"]


def test_the_system_says_when_it_cannot_drop_its_own_copy(tmp_path, monkeypatch):
    monkeypatch.delattr(files.os, "posix_fadvise", raising=False)
    monkeypatch.delattr(files.os, "O_DIRECTORY", raising=False)

    assert sticks.write(tmp_path, TWO) is False


class Windows:
    """Windows' functions for files as far as reading back asks for them, strict as they are."""

    SECTOR = 4096
    INVALID = ctypes.c_void_p(-1).value
    NO_BUFFERING = 0x20000000

    def __init__(self, *, opens=True, reads=True, spoils=False):
        self.opens, self.reads, self.spoils = opens, reads, spoils
        self.open_files, self.closed = {}, 0

    def open(self, path, access, share, security, how, flags, template):
        assert (access, how, security, template) == (0x80000000, 3, None, None)
        assert flags & self.NO_BUFFERING
        if not self.opens:
            return self.INVALID
        self.open_files[7] = io.BytesIO(Path(path).read_bytes())
        return 7

    def read(self, handle, place, count, got, overlapped):
        file = self.open_files[handle]
        aligned = place % self.SECTOR == count % self.SECTOR == file.tell() % self.SECTOR == 0
        if not (self.reads and aligned):
            return 0
        data = file.read(count)
        data = data[::-1] if self.spoils else data
        ctypes.memmove(place, data, len(data))
        got._obj.value = len(data)
        return 1

    def close(self, handle):
        self.open_files.pop(handle).close()
        self.closed += 1
        return 1


@pytest.mark.parametrize("size", [0, 1, 4096, 2**20 - 1, 2**20, 2**20 + 1, 3 * 2**20])
def test_windows_is_asked_past_its_cache(tmp_path, monkeypatch, size):
    windows = Windows()
    monkeypatch.setattr(files, "_kernel", lambda: windows)
    data = bytes(number % 251 for number in range(size))

    assert files.write_whole(tmp_path / "one", data) is True

    assert (tmp_path / "one").read_bytes() == data
    assert (windows.closed, windows.open_files) == (1, {})


def test_a_stick_that_gives_back_something_else_past_the_cache_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_kernel", lambda: Windows(spoils=True))

    with pytest.raises(Unwritable, match="读回的内容不一致"):
        sticks.write(tmp_path, TWO)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cannot", [{"opens": False}, {"reads": False}])
def test_a_driver_that_cannot_read_past_the_cache_is_said(tmp_path, monkeypatch, cannot):
    windows = Windows(**cannot)
    monkeypatch.setattr(files, "_kernel", lambda: windows)

    assert sticks.write(tmp_path, TWO) is False
    assert windows.open_files == {}


def test_the_functions_of_windows_are_only_looked_for_there():
    assert (files._kernel() is None) is (sys.platform != "win32")


def test_a_file_system_without_flushing_of_folders_is_no_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", failing(errno.EINVAL, 3))

    sticks.write(tmp_path, TWO)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == TWO


@pytest.mark.skipif(
    subprocess.run(["sh", "-c", "test $(id -u) = 0"], check=False).returncode != 0,
    reason="mounting a small disk needs root",
)
def test_a_really_full_disk_is_left_as_it_was(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        with pytest.raises((Refused, Unwritable)):
            files.write_set(disk, {"a": bytes(2**20), "b": bytes(2 * 2**20)})

        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
