"""From the right password to the painted Today, beyond what trying the password itself costs."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import crowd
import ratios
from makers import WORKER_PASSWORD

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
PEOPLE = 3_000
SCRIPT = """
import sys, time
from pathlib import Path
from ui.__main__ import start
from station_app.storage import keys
from station_app.usecases import door, pc
from ui.settings import Settings

path, password = Path(sys.argv[1]), sys.argv[2]
app = start.application(sys.argv[:1])
program = start.Program(app, Settings(pc.folder() / "window.ini"))
program.begin(path)
program.show()
while "ui.pages.today" not in sys.modules:  # loaded after the paint, while a password is typed
    app.processEvents()
    time.sleep(0.001)

found = door.beside(path)
slot = found.slot("王芳")
started = time.perf_counter()
keys.unwrap(found.register_id, password, slot)
own = time.perf_counter() - started

page = program.currentWidget()
page._accounts.choose([one.uid for one in page._door.accounts].index(slot.account))
page.secret.control.setText(password)
started = time.perf_counter()
page._enter.click()
while program.window_now is None:
    app.processEvents()
    time.sleep(0.001)
app.processEvents()
program.grab()
print(own, time.perf_counter() - started, program.window_now.here)
program.close()
"""


def test_sign_in_to_today(register, tmp_path):
    crowd.fill(register, tmp_path, PEOPLE)
    path = register.path
    register.close()

    found = [_run(path) for _ in range(ROUNDS)]

    own = 1000 * statistics.median(own for own, _ in found)
    beyond = 1000 * statistics.median(whole - own for own, whole in found)
    ratios.note(f"Sign-in to Today with {PEOPLE} people: the password's own cost", own, "ms")
    ratios.note(f"Sign-in to Today with {PEOPLE} people: beyond it", beyond, "ms", aim=300)


def _run(path: Path) -> tuple[float, float]:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), WORKER_PASSWORD],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    own, whole, here = ran.stdout.split()
    assert here == "today"
    return float(own), float(whole)
