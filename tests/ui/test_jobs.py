"""What the job thread must leave to the thread of the window."""

import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from makers import WORKER_PASSWORD

ROOT = Path(__file__).resolve().parents[2]
SIGNED_IN = """
import sys, threading
from pathlib import Path

strange = set()

def hear(event, about):
    if event == "import" and threading.current_thread() is not threading.main_thread():
        strange.update({about[0]} if about[0].startswith(("ui.", "PySide6")) else ())

sys.addaudithook(hear)
from working_day import Day, rest, until
day = Day(Path(sys.argv[1]), "王芳", sys.argv[2])
until(lambda: "ui.pages.today" in sys.modules)
day.sign_in()
until(lambda: "ui.pages.help" in sys.modules)
print("ui.window" in sys.modules, sorted(strange))
day.window.window().close()
"""


class _Held:
    """Something that says in which thread it was let go of."""

    def __init__(self, gone):
        self._gone = gone

    def __del__(self):
        self._gone.append(threading.current_thread())


def _use(_held, _told):
    return None


def test_what_hangs_on_a_job_goes_in_the_thread_of_the_window(qtbot, jobs):
    gone = []
    jobs.run(partial(_use, _Held(gone))).otherwise(partial(_use, _Held(gone)))

    with qtbot.waitSignal(jobs.run(lambda _step: None).done):
        pass

    assert gone == [threading.main_thread()] * 2


def test_no_class_of_qt_is_named_in_the_job_thread(register_path):
    ran = subprocess.run(
        [sys.executable, "-c", SIGNED_IN, str(register_path), WORKER_PASSWORD],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.strip() == "True []"
