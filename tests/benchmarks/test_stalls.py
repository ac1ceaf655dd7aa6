"""How long the window is deaf in a worker's day at 3,000 people, step by step.

The gap is what the worker feels, and what other programs on the same processor make longer: beside
it stands the gap of a bare window while a Python thread counts. The work is what the window's own
thread did in one go.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import crowd
import pytest
import ratios
from messy import book

from station_app.usecases import door

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
PEOPLE = 3_000
AIM = 50
ACCOUNT = "王芳"


@pytest.fixture
def demo(tmp_path):
    """A demo register of a whole town, a second roster, and forty files that came from villages."""
    out = tmp_path / "demo"
    _call("-m", "station_app", "demo", "--persons", str(PEOPLE), "--out", str(out))
    book(tmp_path / "众人.xlsx", list(crowd.HEADS), *map(crowd._row, range(1, PEOPLE + 1)))
    signed = next((out / "stick").glob("*走访慰问*.pdf"))
    files = tmp_path / "files"
    files.mkdir()
    for number in range(40):
        shutil.copy(signed, files / f"{number}.pdf")
    return out / "demo.station"


def test_the_window_is_never_deaf_for_long(demo, tmp_path):
    days = [_day(demo, tmp_path / f"day{n}") for n in range(ROUNDS)]

    for step in days[0]:
        gap = statistics.median(day[step][0] for day in days)
        work = statistics.median(day[step][1] for day in days)
        ratios.note(f"Window deaf: {step}", gap, "ms")
        ratios.note(f"Window at work in one go: {step}", work, "ms", aim=AIM)


def _day(demo: Path, folder: Path) -> dict[str, list[float]]:
    folder.mkdir()
    for name in (demo.name, f"{demo.name}.keys"):
        shutil.copy(demo.with_name(name), folder / name)
    around = demo.parents[1]
    arguments = (
        folder / demo.name, ACCOUNT, door.DEMO_PASSWORDS[ACCOUNT],
        around / "众人.xlsx", around / "files",
    )  # fmt: skip
    return dict(json.loads(_call("tests/working_day.py", *map(str, arguments))))


def _call(*words: str) -> str:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))),
    }
    ran = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return ran.stdout
