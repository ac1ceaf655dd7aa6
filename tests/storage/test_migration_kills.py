"""A program killed while it brings a register up to date leaves it of one schema or the next."""

import os
import random
import subprocess
import sys

import pytest
from backing import quietly
from makers import WORKER_PASSWORD

from station_app.storage import database
from station_app.usecases import backups, restoring, upkeep, workers

ROWS = 20_000
STEP = f"""
CREATE TABLE later (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS})
INSERT INTO later (id, word) SELECT i, hex(randomblob(100)) FROM n;
"""
RAISING = """
import os, sys
from pathlib import Path
from station_app.storage import database
from station_app.usecases import workers
known = database._files()
database._files = lambda: [*known, ("9999_later", sys.argv[3])]
os.write(1, b"begun\\n")
workers.sign_in(Path(sys.argv[1]), "王芳", sys.argv[2]).close()
"""


@pytest.fixture
def later(monkeypatch):
    """The program as it will be, with one more step of the schema."""
    known = database._files()
    monkeypatch.setattr(database, "_files", lambda: [*known, ("9999_later", STEP)])


def _killed(path, seconds):
    child = subprocess.Popen(
        [sys.executable, "-c", RAISING, str(path), WORKER_PASSWORD, STEP],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
    child.stdout.close()
    child.wait()


@pytest.mark.soak
def test_a_register_killed_on_its_way_up_is_whole_and_comes_up_at_the_next_opening(
    register_path, clock, soaking, later
):
    before, keys = register_path.read_bytes(), register_path.with_name("荷塘村.station.keys")
    keys_before = keys.read_bytes()
    for _ in range(100 if soaking else 5):
        register_path.write_bytes(before)
        keys.write_bytes(keys_before)
        _killed(register_path, random.uniform(0, 0.8))

        register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)

        report = upkeep.check(register)
        assert report.sound, report.problems
        assert report.counts["later"] == ROWS
        register.close()
        assert {path.name for path in register_path.parent.iterdir()} <= {
            "荷塘村.station",
            "荷塘村.station.keys",
            "荷塘村.station.lock",
        }


def test_an_old_backup_is_restored_by_a_later_program(register_path, clock, request, tmp_path):
    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    made = backups.back_up(register, quietly, tmp_path / "备份").path
    register.close()
    request.getfixturevalue("later")

    opener = restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock)
    restored = restoring.restore(made, tmp_path / "新.station", opener, clock=clock)

    assert restored.counts["later"] == ROWS
    again = workers.sign_in(restored.path, "王芳", WORKER_PASSWORD, clock=clock)
    assert upkeep.check(again).sound
    again.close()
