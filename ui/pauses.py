"""Pauses of the worker, for what is done when nobody waits for the window."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs

PAUSE = 20_000
"""Milliseconds without a key, click or turn of the wheel, after which nobody notices."""


class Pauses(QObject):
    """Says `came` once the worker has done nothing for a while and no job runs."""

    came = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._wait = QTimer(self, interval=PAUSE, singleShot=True)
        self._wait.timeout.connect(self._over)

    def worked(self) -> None:
        """Begin to wait anew."""
        self._wait.start()

    def _over(self) -> None:
        if self._jobs.busy:
            self._wait.start()
        else:
            self.came.emit()
