"""The collector of cycles: it runs in the window's thread only, and seldom goes through everything.

Left to itself it begins in whichever thread makes the most, and a widget that it lets go of in the
job thread is taken away under Qt's hands, which ends the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from ui.pauses import Pauses

OFTEN = 500
"""Milliseconds between two looks at what is young; so little has come that each is short."""


class Tidying(QObject):
    """Collects what is young all the time, and everything in the worker's pauses.

    Going through everything takes a seventh of a second, and nothing can be drawn meanwhile.
    """

    def __init__(self, pauses: Pauses, parent: QObject | None = None) -> None:
        super().__init__(parent)
        pauses.came.connect(lambda: gc.collect())
        self._young = QTimer(self, interval=OFTEN)
        self._young.timeout.connect(lambda: gc.collect(1))

    def begin(self) -> None:
        """Take what is loaded for granted, and look at what comes from now on."""
        if not gc.isenabled():  # as `__main__` left it
            gc.freeze()
        self._young.start()
