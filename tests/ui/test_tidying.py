import gc
import threading
import weakref

import pytest

from ui import pauses, tidying
from ui.pauses import Pauses
from ui.tidying import Tidying


class _Knot:
    """Something that only the collector can let go of."""

    def __init__(self):
        self.me = self


@pytest.fixture
def pausing(jobs, monkeypatch):
    """A pause is over in no time."""
    monkeypatch.setattr(pauses, "PAUSE", 10)
    pausing = Pauses(jobs)
    Tidying(pausing, pausing)
    return pausing


def _old_knot():
    knot = _Knot()
    gc.collect()
    return weakref.ref(knot)


def test_what_is_young_goes_at_once(qtbot, jobs, monkeypatch):
    monkeypatch.setattr(tidying, "OFTEN", 10)
    knot = weakref.ref(_Knot())
    tidy = Tidying(Pauses(jobs))

    tidy.begin()

    qtbot.waitUntil(lambda: knot() is None)


def test_a_pause_lets_go_of_what_nobody_holds(qtbot, pausing):
    knot = _old_knot()

    pausing.worked()

    qtbot.waitUntil(lambda: knot() is None)


def test_a_pause_beside_a_job_waits_for_its_end(qtbot, jobs, pausing):
    knot, over = _old_knot(), threading.Event()
    jobs.run(lambda _step: over.wait(20))

    pausing.worked()
    qtbot.wait(60)
    assert knot() is not None
    over.set()

    qtbot.waitUntil(lambda: knot() is None)
