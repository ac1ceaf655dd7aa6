"""A trial of the whole window on a demo register: `station-app --smoke FILE.station`.

Signs in with the password that the page shows, opens every place of the side bar once, and closes.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from station_app.errors import Refused, StationError
from station_app.usecases import door
from ui import start
from ui.pages.sign_in import SignInPage
from ui.program import Program
from ui.settings import Settings

PATIENCE = 120.0


def run(file: Path) -> int:
    """Return 0 when every place could be opened, 1 after any fault, which is said."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            faults = _Trial(file, Path(folder)).walk()
    except StationError as error:
        faults = [f"{error.what}{error.remedy}"]
    if faults and sys.stderr is not None:  # a program without a console has none
        sys.stderr.write("\n".join(faults) + "\n")
    return 1 if faults else 0


class _Trial:
    """One run of the program, watched for faults."""

    def __init__(self, file: Path, folder: Path) -> None:
        if not door.door(file).demo:
            raise Refused("只有演示登记册可以这样试。", "请用演示登记册。")
        self._file = file
        self._faults: list[str] = []
        running = QApplication.instance()
        self._app = running if isinstance(running, QApplication) else start.application(["smoke"])
        self._program = Program(self._app, Settings(folder / "window.ini"))
        self._program.jobs.broke.connect(self._note)

    def walk(self) -> list[str]:
        """Sign in, open every place, close; return what went wrong."""
        former = sys.excepthook
        sys.excepthook = lambda _kind, error, _trace: self._note(error)
        try:
            self._program.begin(self._file)
            self._program.show()
            self._sign_in()
            self._open_places()
        except Exception as error:  # noqa: BLE001 - any fault is what the trial looks for
            self._note(error)
        finally:
            self._program.close()
            self._program.deleteLater()
            self._app.processEvents()
            sys.excepthook = former
        return self._faults

    def _sign_in(self) -> None:
        page = self._program.currentWidget()
        if not isinstance(page, SignInPage):
            raise Refused("没有出现登录页。", "请检查演示登记册的钥匙文件。")
        page.refused.connect(self._faults.append)
        page.enter_as_shown()
        self._until(lambda: self._program.window_now is not None)
        if self._program.window_now is None and not self._faults:
            self._faults.append("sign-in took too long")

    def _open_places(self) -> None:
        window = self._program.window_now
        if window is None:
            return
        window.desk.broke.connect(self._note)
        for place in window.places():
            window.open(place.key)
            self._until(lambda: not self._program.jobs.busy)
            if window.here != place.key:
                self._faults.append(f"{place.words} did not open")

    def _until(self, done: Callable[[], bool]) -> None:
        begun = monotonic()
        self._app.processEvents()
        while not done() and not self._faults and monotonic() - begun < PATIENCE:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def _note(self, error: BaseException) -> None:
        self._faults.append(f"{type(error).__name__}: {error}")
