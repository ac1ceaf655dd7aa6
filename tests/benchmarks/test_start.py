"""From the command to the painted sign-in page, beside a bare window with a table."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import ratios
from makers import CHEAP, HEAD_PASSWORD, HETANG

from station_app.domain.roles import Role
from station_app.usecases import first_run

ROOT = Path(__file__).resolve().parents[2]
# Both end at once when the window is painted: what follows is not waited for by anybody.
BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication(sys.argv)
window = QMainWindow()
table = QTableWidget(30, 6)
window.setCentralWidget(table)
window.resize(1366, 768)
window.show()
window.grab()
os._exit(0)
"""
OURS = """
import os, sys
from pathlib import Path
from ui.__main__ import start
from station_app.usecases import pc
from ui.settings import Settings
app = start.application(sys.argv[:1])
program = start.Program(app, Settings(pc.folder() / "window.ini"))
program.begin(Path(sys.argv[1]))
program.show()
program.grab()
os._exit(0)
"""


@pytest.fixture
def register_file(tmp_path):
    path = tmp_path / "荷塘村.station"
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    first_run.create(path, begun).close()
    return path


def test_start_to_the_painted_sign_in_page(register_file, tmp_path):
    taken = ratios.medians(
        {
            "bare window with a table": lambda: _run(tmp_path, BARE),
            "our sign-in page": lambda: _run(tmp_path, OURS, str(register_file)),
        },
        rounds=9,
    )

    ratios.show("Start to the painted sign-in page", taken, "bare window with a table", aim=1.5)


def _run(folder: Path, script: str, *arguments: str) -> None:
    """Run a script on compiled modules, as an installed program has them."""
    environment = {
        **{name: word for name, word in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, env=environment, check=True
    )
