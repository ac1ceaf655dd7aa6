"""Work that is stopped in the middle, by Ctrl-C, by the system, or by pulling the plug."""

import os
import shutil
import signal
import subprocess
import sys
import time

import messy
import pytest
import shell
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD

from station_app.domain.roles import Role
from station_app.register import pc_clock
from station_app.usecases import first_run, workers

MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STATION_DATA", str(folder / "data"))
        begun = first_run.begin(
            HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
        )
        register = first_run.create(folder / "荷塘村.station", begun, clock=pc_clock)
        workers.add_account(
            register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
        )
        register.close()
    return folder / "荷塘村.station"


@pytest.fixture
def file(made, tmp_path):
    path = tmp_path / "册" / made.name
    path.parent.mkdir()
    shutil.copy(made, path)
    shutil.copy(made.with_name(f"{made.name}.keys"), path.parent)
    return path


def _started(*words, **passwords):
    environment = {f"STATION_{name.upper()}": text for name, text in passwords.items()}
    return subprocess.Popen(
        [sys.executable, "-m", "station_app", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        preexec_fn=_hear_ctrl_c,
    )


def _hear_ctrl_c():
    """Undo what a shell does to programs in its background, and these to their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _when(child, seen):
    """Wait until something is seen on the disk, or the child has ended."""
    while child.poll() is None and not seen():
        time.sleep(0.002)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_import_stopped_while_it_writes_leaves_nothing_of_it(file, tmp_path, sent):
    rows = [messy.person(count) for count in range(1, 1500)]
    roster = messy.book(tmp_path / "a.xlsx", list(messy.HEADS), *rows)
    journal = file.with_name(f"{file.name}-journal")
    before = file.read_bytes()

    child = _started("import", file, roster, *MINE, **WORD)
    _when(child, lambda: journal.exists() and journal.stat().st_size > 0)
    child.send_signal(sent)
    told, said = child.communicate(timeout=60)

    assert (child.returncode, told) == (1, ""), said
    assert "已经停下" in shell.plain(said.splitlines()[-1])
    assert file.read_bytes() == before
    assert shell.left(file.parent) == {file.name, f"{file.name}.keys"}
    shell.call("check", file, *MINE, **WORD)


def test_an_export_stopped_on_the_way_leaves_no_half_file_and_can_be_repeated(file, tmp_path):
    stick = tmp_path / "U"
    words = ("return", file, "--form", "F01", "--period", str(pc_clock().year), "--paper",
             "--out", stick, *MINE)  # fmt: skip

    child = _started(*words, **WORD)
    _when(child, stick.exists)
    child.send_signal(signal.SIGTERM)
    child.communicate(timeout=60)

    left = shell.left(stick)
    assert not {name for name in left if name.endswith(".part")}
    assert not left or "清单.txt" in left
    shell.call(*words, **WORD)
    assert "清单.txt" in shell.left(stick)
    shell.call("check", file, *MINE, **WORD)


def test_a_demo_killed_on_the_way_is_made_anew_in_another_folder(tmp_path):
    out = tmp_path / "out"
    child = _started("demo", "--out", out)
    _when(child, (out / "sheets.pdf").exists)
    child.kill()
    child.communicate()

    assert "不是空的" in shell.refused("demo", "--out", out)
    told, _ = shell.call("check", out / "demo.station", "--as", "王芳", password="lotus-pond-26")
    assert "没有发现问题" in told


def test_the_next_program_gets_the_register_of_one_that_was_killed(file, tmp_path):
    register = [sys.executable, "-c", (
        "import sys, time; from pathlib import Path; from station_app.usecases import workers;"
        "workers.sign_in(Path(sys.argv[1]), '王芳', sys.argv[2]); print('in', flush=True);"
        "time.sleep(60)"
    ), str(file), WORKER_PASSWORD]  # fmt: skip
    child = subprocess.Popen(
        register,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout.readline().strip() == b"in"

    assert "打开着" in shell.refused("find", file, "王", *MINE, **WORD)
    child.kill()
    child.communicate()

    shell.call("find", file, "王", *MINE, **WORD)
    assert shell.left(file.parent) == {file.name, f"{file.name}.keys"}
