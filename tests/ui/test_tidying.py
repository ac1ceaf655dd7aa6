import gc
import threading
import weakref

import pytest

from ui import tidying
from ui.tidying import Tidying


class _Knot:
    """Something that only the collector can let go of."""

    def __init__(self):
        self.me = self


@pytest.fixture
def _own_thresholds():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def pausing(jobs, monkeypatch):
    """A pause is over in no time."""
    monkeypatch.setattr(tidying, "PAUSE", 10)
    return Tidying(jobs)


def _old_knot():
    knot = _Knot()
    gc.collect()
    return weakref.ref(knot)


@pytest.mark.usefixtures("_own_thresholds")
def test_work_is_never_held_up_by_a_collection_of_everything():
    tidying.hold_back()
    knot = _old_knot()
    before = gc.get_stats()[2]["collections"]

    kept = [[n] for n in range(300_000)]

    assert gc.get_stats()[2]["collections"] == before
    assert len(kept) == 300_000
    assert knot() is not None


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
