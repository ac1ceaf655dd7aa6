"""The collector of cycles, which goes through everything only while nobody works."""

import gc

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs

PAUSE = 20_000
"""Milliseconds without a key, click or turn of the wheel, after which nobody notices."""
NEVER = 2**30


def hold_back() -> None:
    """Take what is loaded for granted, and leave whatever lives long to `Tidying`.

    Going through all of it takes a seventh of a second, in whichever thread it comes due, and
    nothing can be drawn meanwhile. What is young is looked at as ever, in a few milliseconds.
    """
    gc.freeze()
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    gc.enable()


class Tidying(QObject):
    """Collects everything once the worker pauses and no job is on its way."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._paused)

    def worked(self) -> None:
        """Begin to wait anew."""
        self._pause.start()

    def _paused(self) -> None:
        if self._jobs.busy:
            self._pause.start()
        else:
            gc.collect()
