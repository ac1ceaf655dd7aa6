"""Each single call that reaches the medium fails once: backups and restores lose nothing."""

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from backing import quietly
from makers import HEAD_PASSWORD

from station_app.domain import endings
from station_app.errors import StationError
from station_app.usecases import backup_folders, backups, people, restoring, upkeep, workers

CALLS = ((os, "fsync"), (os, "link"), (Path, "replace"), (Path, "open"), (Path, "unlink"))
FAULTS = [errno.EIO, errno.ENOSPC]


class Medium:
    """Counts the calls that reach the medium and lets one of them fail."""

    def __init__(self, monkeypatch):
        self.count, self.fails_at, self.fault, self.patch = 0, -1, 0, monkeypatch

    @contextmanager
    def failing_at(self, number, fault):
        self.count, self.fails_at, self.fault = 0, number, fault
        with self.patch.context() as patch:
            for owner, name in CALLS:
                patch.setattr(owner, name, self._wrapped(getattr(owner, name)))
            yield

    def _wrapped(self, call):
        def tried(*words, **named):
            self.count += 1
            if self.count == self.fails_at:
                raise OSError(self.fault, os.strerror(self.fault))
            return call(*words, **named)

        return tried


@pytest.fixture
def medium(monkeypatch):
    return Medium(monkeypatch)


def _until_nothing_fails(medium, fault, work):
    """Let the first call fail, then the second, and so on, until the work meets no fault."""
    for number in range(1, 200):
        with medium.failing_at(number, fault), suppress(StationError):
            work()
        yield number
        if medium.count < number:
            return
    raise AssertionError("the work never got through")


@pytest.mark.parametrize("fault", FAULTS)
def test_whichever_call_of_a_backup_fails_the_register_and_named_backups_are_whole(
    register, folder, medium, fault
):
    def work():
        backups.back_up(register, quietly, folder)

    for _ in _until_nothing_fails(medium, fault, work):
        named = list(folder.glob(f"*{endings.BACKUP}"))
        assert len(backup_folders.listed(folder)) == len(named)
        for path in named:
            backups.prove(register, quietly, path)
        assert upkeep.check(register).sound

    assert [path.suffix for path in folder.iterdir()] == [endings.BACKUP]
    assert backups.state(register).failure is None


@pytest.mark.parametrize("fault", FAULTS)
def test_whichever_call_of_a_restore_fails_a_whole_register_has_the_name(
    ours, made, clock, medium, fault
):
    opener, path = restoring.by_register(ours, made), ours.path
    ours.close()

    def work():
        restoring.restore(made, path, opener, keep_both=True, clock=clock)

    for _ in _until_nothing_fails(medium, fault, work):
        register = workers.sign_in(path, "徐建民", HEAD_PASSWORD, clock=clock)
        assert upkeep.check(register).sound
        assert [hit.name for hit in people.find(register, "谢").hits] == ["谢长林"]
        register.close()
