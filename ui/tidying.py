"""The collector of cycles: it runs in the window's thread only, and seldom goes through everything.

Left to itself it begins in whichever thread makes the most, and a widget that it lets go of in the
job thread is taken away under Qt's hands, which ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs

OFTEN = 500
"""Milliseconds between two looks at what is young; so little has come that each is short."""
PAUSE = 20_000
"""Milliseconds without a key, click or turn of the wheel, after which nobody notices."""


class Tidying(QObject):
    """Collects what is young all the time, and everything once the worker pauses and no job runs.

    Going through everything takes a seventh of a second, and nothing can be drawn meanwhile.
    """

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._paused)
        self._young = QTimer(self, interval=OFTEN)
        self._young.timeout.connect(lambda: gc.collect(1))

    def begin(self) -> None:
        """Take what is loaded for granted, and look at what comes from now on."""
        if not gc.isenabled():  # as `__main__` left it
            gc.freeze()
        self._young.start()

    def worked(self) -> None:
        """Begin to wait anew."""
        self._pause.start()

    def _paused(self) -> None:
        if self._jobs.busy:
            self._pause.start()
        else:
            gc.collect()
