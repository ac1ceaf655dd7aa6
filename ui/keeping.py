"""Backups that nobody has to think of: while the worker pauses, and when the program is closed."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QWindow

from station_app.domain.backup import Failure
from station_app.errors import Stopped
from station_app.register import Progress, Register
from station_app.usecases import backups
from ui.desk import Desk, Job
from ui.jobs import Jobs
from ui.pages.closing import ClosingPage
from ui.pauses import Pauses
from ui.theme import Look

OFTEN = 600_000
"""Milliseconds from one look to the next."""
QUIET = 300
"""Milliseconds before a backup at closing shows itself."""


class Keeping(QObject):
    """Backs up where it is due; what fails is told on Today, and what worked as well.

    It makes way at once for whatever else the job thread is asked to do, and begins anew at the
    next pause.
    """

    def __init__(self, jobs: Jobs, pauses: Pauses, parent: QObject) -> None:
        super().__init__(parent)
        self._pauses = pauses
        self._desk: Desk | None = None
        self._job: Job[Failure | None] | None = None
        self._failed: Failure | None = None
        self._since = QElapsedTimer()
        pauses.came.connect(self.look)
        jobs.queued.connect(self.make_way)

    def sit(self, desk: Desk) -> None:
        """Begin to keep what is done at a desk."""
        self._desk = desk
        self._since.invalidate()
        self._pauses.worked()

    def look(self) -> None:
        """Back up what is due, unless that was looked at lately."""
        desk = self._desk
        if desk is None or desk.resting or self._looked_lately():
            return
        self._since.start()
        self._job = desk.start(_backed_up)
        self._job.then(self._tell).done.connect(self._over)

    def make_way(self) -> None:
        """Stop what is on its way; nothing of it is kept."""
        if self._job is not None:
            self._job.cancel()
            self._since.invalidate()

    def let_go(self) -> None:
        """Forget the desk; what is on its way stops."""
        self._desk = None
        self.make_way()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave a window open that is closed once more while it is being left."""
        if event.type() is not QEvent.Type.Close:
            return False
        event.ignore()
        return True

    def rise(
        self, window: QWindow | None, look: Look, show: Callable[[ClosingPage], object]
    ) -> None:
        """Back up what no backup holds yet before the desk is left; return once that is over.

        It is shown where it takes long, with a way to leave at once.
        """
        desk = self._desk
        self.let_go()
        if desk is None or desk.resting or desk.read_only:
            return
        loop, page = QEventLoop(self), ClosingPage(look)
        job = desk.start(_backed_up, closing=True)
        job.progressed.connect(page.show_step)
        page.left.connect(job.cancel)
        for ended in (job.done, job.refused, job.broke):
            ended.connect(lambda *_said: loop.quit())
        QTimer.singleShot(QUIET, loop, lambda: show(page))
        if window is not None:
            window.installEventFilter(self)
        loop.exec()
        if window is not None:
            window.removeEventFilter(self)
        loop.deleteLater()
        page.deleteLater()

    def _looked_lately(self) -> bool:
        return self._since.isValid() and self._since.elapsed() < OFTEN

    def _over(self, _failed: object) -> None:
        self._job = None

    def _tell(self, failed: Failure | None) -> None:
        if failed != self._failed and self._desk is not None:
            self._failed = failed
            self._desk.changed.emit()


def _backed_up(register: Register, step: Progress, *, closing: bool = False) -> Failure | None:
    """Back up where it is due, and return what went wrong on this PC."""
    with suppress(Stopped):
        backups.back_up_due(register, step, closing=closing)
    return backups.state(register).failure
