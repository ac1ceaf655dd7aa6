"""A worker's day in the real window, watched by a heart that beats every 5 ms.

Run as a program of its own, so that whatever is loaded late is loaded late here too:
`python working_day.py REGISTER ACCOUNT PASSWORD ROSTER FILES`. Prints one line of JSON: for each
step the longest time between two beats, and the longest work of the window's own thread between
two beats, both in ms. The first ends where another program takes the processor away, the second
does not.
"""

import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hands import type_in, write
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QTableWidget

from station_app.usecases import pc, returns
from ui.__main__ import start
from ui.forms.roster_intake import Step
from ui.settings import Settings
from ui.widgets.side_bar import SideBar
from ui.widgets.top_bar import SearchBox

BEAT = 5
PATIENCE = 300.0
SHEETS = 100
MORE = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class Heart:
    """Counts how long the window's thread was deaf, and how long it worked meanwhile."""

    def __init__(self) -> None:
        self.steps: dict[str, tuple[float, float]] = {}
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)
        self._at, self._worked = time.perf_counter(), time.thread_time()
        self._gap = self._work = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Keep the longest gap and the longest work of this step."""
        self._beat()
        self._gap = self._work = 0.0
        yield
        rest()
        self._beat()
        self.steps[name] = (1000 * self._gap, 1000 * self._work)

    def _beat(self) -> None:
        at, worked = time.perf_counter(), time.thread_time()
        self._gap = max(self._gap, at - self._at - BEAT / 1000)
        self._work = max(self._work, worked - self._worked)
        self._at, self._worked = at, worked


def rest() -> None:
    """Let what waits be drawn."""
    for _ in range(10):
        QApplication.processEvents(MORE)


def until(done: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError
        QApplication.processEvents(MORE)


class Day:
    """The steps of the day, in order."""

    def __init__(self, file: Path, account: str, password: str) -> None:
        self._account, self._password = account, password
        self._app = start.application(sys.argv[:1])
        self._program = start.Program(self._app, Settings(pc.folder() / "window.ini"))
        self._program.jobs.broke.connect(fail)
        sys.excepthook = lambda _kind, error, _trace: fail(error)
        self._program.begin(file)
        self.heart = Heart()
        self._program.show()

    def live(self, roster: Path, files: Path) -> None:
        """Do everything once."""
        step = self.heart.step
        with step("what is loaded after the first paint"):
            self._program.grab()
            until(lambda: "ui.pages.today" in sys.modules)
            self._quiet()
        with step("a bare window beside a busy thread"):
            beside_a_busy_thread()
        with step("sign-in to Today"):
            self.sign_in()
        self.window.desk.broke.connect(fail)
        with step("load pages ahead"):
            ahead = time.monotonic() + 3
            until(lambda: time.monotonic() > ahead)
            self._quiet()
        self._open_places()
        self._look_for_people()
        self._visit()
        self._import(roster)
        self._print(roster.parent / "走访表.pdf")
        self._report()
        with step("verify 40 files"):
            self.window.open("handover", list(files.glob("*.pdf")))
            until(lambda: bool(self.window.page._checked))
            self._quiet()
        self._program.close()

    def sign_in(self) -> None:
        """Sign in as on any morning."""
        page = self._program.currentWidget()
        accounts = {one.name: one.uid for one in page._door.accounts}
        page._accounts.choose(list(accounts).index(self._account))
        page.secret.control.setText(self._password)
        page._enter.click()
        until(lambda: self.window is not None)

    def _open_places(self) -> None:
        for again in ("", " again"):
            for place in self.window.places():
                with self.heart.step(f"open {place.key}{again}"):
                    self.window.findChild(SideBar).buttons[place.key].click()
                    self._quiet()

    def _look_for_people(self) -> None:
        step = self.heart.step
        with step("search as it is typed"):
            self._search()
        with step("scroll the list of people"):
            self._scroll()
        with step("open a person"):
            self.window.page.open_row(40)
            self._quiet()

    def _visit(self) -> None:
        step = self.heart.step
        with step("open the visit form"):
            self.window.open("visit", self.window.page.fact)
            self._quiet()
        with step("type in the visit form"):
            self._write_visit()

    def _print(self, path: Path) -> None:
        step = self.heart.step
        with step(f"draw {SHEETS} sheets"):
            self._draw_sheets()
        with step(f"print {SHEETS} sheets"):
            self._print_sheets(path)

    def _report(self) -> None:
        step = self.heart.step
        with step("count F03"):
            self._open_return()
        with step("draw F03"):
            self.window.page.preview()
            self._quiet()
        self.window._act("back")

    @property
    def window(self):
        """Return the window of the open register."""
        return self._program.window_now

    def _search(self) -> None:
        box = self.window.findChild(SearchBox)
        for words in ("wangjian", "0012", "lmz"):
            box.setFocus()
            box.clear()
            for letter in words:
                type_in(box, letter)
                rest()
        box.clear()
        write(box, "罗")
        rest()
        box.clear()
        box.hits.hide()

    def _scroll(self) -> None:
        self.window.open("people")
        self._quiet()
        bar = self.window.page.table.verticalScrollBar()
        for _ in range(120):
            bar.setValue(bar.value() + bar.pageStep())
            QApplication.processEvents(MORE)

    def _write_visit(self) -> None:
        form = self.window.page.form
        for n in range(40):
            write(form.request, "房子漏雨请帮忙"[n % 7])
            QApplication.processEvents(MORE)
        self._quiet()
        time_over = time.monotonic() + 2  # the draft is kept, the rules are asked
        until(lambda: time.monotonic() > time_over)
        self.window.page._drop()
        self._quiet()

    def _import(self, roster: Path) -> None:
        window, step = self.window, self.heart.step
        with step("read a roster of 3,000 rows"):
            window.open("roster", [roster])
            until(lambda: window.page.intake.step is Step.MATCH)
            self._quiet()
        with step("judge its rows"):
            while window.page.intake.step < Step.RESULT:
                window.page.go_on()
                self._quiet()
        with step("write its rows"):
            window.page.go_on()
            until(lambda: window.page.intake.step is Step.DONE)
            self._quiet()

    def _draw_sheets(self) -> None:
        window = self.window
        everybody = window._pages["people"].persons.values
        persons = [row.person.uid for row in everybody if row.person.counts][:SHEETS]
        assert len(persons) == SHEETS
        window.open("sheets", ("", persons))
        until(lambda: window.page.draft is not None)
        self._quiet()

    def _print_sheets(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        QFileDialog.getSaveFileName = lambda *_: (str(path), "")
        self.window.page.save_pdf()
        until(path.exists)
        self._quiet()

    def _open_return(self) -> None:
        window = self.window
        period = window.desk.ask(newest_period)
        window.open("return", ("F03", period))
        until(lambda: window.page._view is not None)
        self._quiet()

    def _quiet(self) -> None:
        until(lambda: not self._program.jobs.busy)
        rest()


def newest_period(register) -> str:
    """Return the newest period."""
    return returns.periods(register)[0].code


def beside_a_busy_thread() -> None:
    """Show a bare window while another thread counts: what the interpreter itself costs."""
    window = QMainWindow()
    table = QTableWidget(30, 6)
    window.setCentralWidget(table)
    window.show()
    over = time.monotonic() + 2
    busy = threading.Thread(target=lambda: count_until(over))
    busy.start()
    until(lambda: time.monotonic() > over)
    busy.join()
    window.close()


def count_until(over: float) -> None:
    """Keep the interpreter busy."""
    found = {}
    while time.monotonic() < over:
        found = {str(n): [n] for n in range(1000)}
    found.clear()


def fail(error: BaseException) -> None:
    """End at once: a day with a fault measures nothing.

    Nothing is taken apart, since that would crash beside a job thread that still works, and hide
    the fault.
    """
    traceback.print_exception(error)
    os._exit(1)


if __name__ == "__main__":
    register_, account_, password_, roster_, files_ = sys.argv[1:]
    day = Day(Path(register_), account_, password_)
    day.live(Path(roster_), Path(files_))
    sys.stdout.write(json.dumps(day.heart.steps))
