"""Long work of a page: one at a time, with a sheet that says how far it is and lets it stop."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from station_app.errors import StationError, Stopped
from station_app.register import Progress, Register
from ui.page import Page
from ui.widgets.progress import Says, progress_sheet
from ui.widgets.sheets import dismiss

T = TypeVar("T")
Work = Callable[[Register, Progress], T]
QUIET = 300
"""Milliseconds before work on its way shows itself."""


class LongWork(QObject):
    """Runs work for a page in the job thread; what comes while it runs is not begun."""

    def __init__(self, page: Page, says: Says | None = None) -> None:
        super().__init__(page)
        self._page, self._says = page, says or _rows_done
        self._sheet: QWidget | None = None
        self._open: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._show)

    @property
    def busy(self) -> bool:
        """Say whether work is on its way."""
        return self._open is not None

    def run(
        self,
        title: str,
        work: Work[T],
        then: Callable[[T], object],
        unless: Callable[[StationError], object] | None = None,
    ) -> None:
        """Run work; `then` gets its result, `unless` why it was refused; stopping is neither.

        Without `unless` a refusal is said in the banner.
        """
        if self.busy:
            return
        page = self._page
        job = page.desk.start(work)
        made, progress, _stop = progress_sheet(page.look, title, self._says)
        progress.stopped.connect(job.cancel)
        job.progressed.connect(progress.show_step)

        def show() -> None:
            self._sheet = made
            page.show_sheet(made, keep=True)

        def finished(result: T) -> None:
            self._end(made)
            then(result)

        def refused(error: StationError) -> None:
            self._end(made)
            if isinstance(error, Stopped):
                return
            if unless is not None:
                unless(error)
            else:
                page.desk.refused.emit(error.what, error.remedy)

        self._open = show
        self._timer.start()
        job.then(finished)
        job.unless(refused)
        job.broke.connect(lambda _error: self._end(made))

    def _show(self) -> None:
        if self._open is not None:
            self._open()

    def _end(self, made: QWidget) -> None:
        self._timer.stop()
        self._open = None
        if self._sheet is made:
            self._sheet = None
            dismiss(made)
        else:
            made.deleteLater()


def of(page: Page) -> LongWork:
    """Return the long work of a page, made now if it had none."""
    return page.findChild(LongWork) or LongWork(page)


def _rows_done(done: int, total: int) -> str:
    return f"第 {done} 行，共 {total} 行" if total else "正在准备…"
