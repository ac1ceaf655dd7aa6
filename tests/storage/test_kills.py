"""A program killed in the middle loses nothing that it had said was saved."""

import messy
import pytest
from killing import killed
from makers import HEAD_PASSWORD, WORKER_PASSWORD

from station_app.usecases import upkeep, workers

SAVING = """
import os, sys
from pathlib import Path
from station_app.usecases import workers
register = workers.sign_in(Path(sys.argv[1]), "王芳", sys.argv[2])
n = register.db.execute("SELECT count(*) FROM division").fetchone()[0]
while True:
    n += 1
    with register.deed("新增村名") as deed:
        deed.insert("division", {"code": f"79012{n:07d}", "name": "村" * (n % 40 * 50 + 1)})
    os.write(1, b"%d\\n" % register.last_deed)
"""

IMPORTING = """
import os, sys
from pathlib import Path
from station_app.usecases import roster, workers
register = workers.sign_in(Path(sys.argv[1]), "徐建民", sys.argv[2])
seen = roster.look(register, Path(sys.argv[3]))
for batch in roster.done(register):
    if not batch.undone_by:
        roster.undo(register, batch.uid)
while True:
    os.write(1, b"%d\\n" % register.last_deed)
    batch = roster.take_in(register, roster.judge(register, seen))
    os.write(1, b"%d\\n" % register.last_deed)
    roster.undo(register, batch.uid)
"""


@pytest.fixture
def rounds(soaking):
    return 50 if soaking else 5


def _checked(path, clock):
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    try:
        batches = register.db.execute(
            "SELECT count(*) FROM import_batch WHERE undone_by IS NULL"
        ).fetchone()[0]
        return upkeep.check(register), batches
    finally:
        register.close()


@pytest.mark.soak
def test_every_save_that_was_acknowledged_outlives_a_kill(register_path, clock, rounds):
    for _ in range(rounds):
        last = killed(SAVING, register_path, WORKER_PASSWORD, within=0.4)

        report, _ = _checked(register_path, clock)

        assert report.sound, report.problems
        assert report.head.number >= last
        assert report.counts["division"] == report.head.number - MADE_BEFORE


MADE_BEFORE = 2
"""Deeds of the register before any of these: it was made, and an account was added."""


@pytest.mark.soak
def test_an_import_that_was_killed_is_there_whole_or_not_at_all(
    register_path, clock, rounds, tmp_path
):
    roster = messy.roster(tmp_path / "花名册.xlsx")
    people = set()
    for _ in range(rounds):
        last = killed(IMPORTING, register_path, HEAD_PASSWORD, roster, within=0.4)

        report, standing = _checked(register_path, clock)

        assert report.sound, report.problems
        assert report.head.number >= last
        assert standing in (0, 1)
        people.add((standing, report.counts["person"]))

    assert people <= {(0, 0), (1, 30)}
