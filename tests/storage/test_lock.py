"""One program per register."""

import getpass
import os
import subprocess
import sys
from pathlib import Path

import pytest

from station_app.errors import Held
from station_app.storage import lock

HOLDER = """
import sys, time
from pathlib import Path
from station_app.storage import lock
held = lock.acquire(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "册.station"


def _other_program(path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    return child


def test_another_program_is_told_who_holds_the_register(path):
    child = _other_program(path)

    with pytest.raises(Held) as held:
        lock.acquire(path)
    child.kill()
    child.wait()

    assert held.value.user == getpass.getuser()


def test_a_killed_program_holds_nothing(path):
    child = _other_program(path)
    child.kill()
    child.wait()

    lock.acquire(path).release()

    assert list(path.parent.iterdir()) == []


def test_a_released_register_can_be_held_again(path):
    lock.acquire(path).release()

    lock.acquire(path).release()


def test_the_lock_file_names_the_pc_user_and_nothing_else(path):
    held = lock.acquire(path)

    assert path.with_name("册.station.lock").read_text("utf-8") == getpass.getuser()
    held.release()


def test_a_lock_file_taken_away_between_opening_and_locking_is_made_anew(path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    real = fcntl.flock
    taken = []

    def take_away(descriptor, how):
        if not taken:
            taken.append(path.with_name("册.station.lock").unlink())
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", take_away)

    held = lock.acquire(path)

    assert path.with_name("册.station.lock").exists()
    held.release()


def test_a_pc_that_does_not_know_its_user_still_locks(path, monkeypatch):
    def nobody():
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", nobody)

    held = lock.acquire(path)
    with pytest.raises(Held, match="不明"):
        lock.acquire(path)
    held.release()


def test_a_lock_whose_medium_is_gone_is_given_back_all_the_same(tmp_path, monkeypatch):
    def pulled(*_words, **_named):
        raise OSError(5, "Input/output error")

    held = lock.acquire(tmp_path / "一.station")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", pulled)
        held.release()

    lock.acquire(tmp_path / "一.station").release()
    assert list(tmp_path.iterdir()) == []
