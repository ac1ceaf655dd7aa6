"""What is loaded and made before it is wanted, so that nobody waits for it.

Use cases are loaded in the job thread; windows and pages in the window's, in small turns: each of
Qt's classes is made when it is first named, and where two threads name some at once, the program
ends.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.window import Window

BREATH = 100
"""Milliseconds between two turns, for whoever types already."""


def load(jobs: "Jobs", program: QObject, then: Callable[[], object]) -> None:
    """Load the window and its first page while the sign-in page is looked at."""
    jobs.run(lambda _step: _load_core())
    jobs.run(lambda _step: _load_use_cases()).then(lambda _none: _load_window(program, then))


def make(window: "Window") -> None:
    """Load the pages one by one while Today is looked at, and make the longest."""
    from ui.routes import AHEAD, ROUTES

    turns: list[Callable[[], object]] = [route.load for route in ROUTES]
    turns += [partial(window.make_ahead, key) for key in AHEAD]
    for n, turn in enumerate(turns):
        QTimer.singleShot(n * BREATH, window, turn)


def _load_core() -> None:
    from station_app.domain import dictionary

    dictionary.load()
    from station_app.usecases import workers  # noqa: F401


def _load_use_cases() -> None:
    from station_app.usecases import places

    places.load()
    from station_app.usecases import (  # noqa: F401 - what the window and Today build on
        backups,
        care,
        certificates,
        faults,
        history,
        lacking,
        people,
        restoring,
        roster,
        selection,
        sticks,
        tables,
        upkeep,
    )


def _load_window(program: QObject, then: Callable[[], object]) -> None:
    from ui import window

    QTimer.singleShot(BREATH, program, window.ROUTES[0].load)
    QTimer.singleShot(2 * BREATH, program, then)
