"""What is asked on a sheet, while its job is on its way and when it ends."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from station_app.domain.problems import Problem
from ui.desk import Job
from ui.widgets.asking import Asking

T = TypeVar("T")
Slot = Callable[..., object]


def follow(
    asked: Asking, job: Job[T], shows: Callable[[Sequence[Problem]], object] | None = None
) -> Job[T]:
    """Let a sheet be taken once, closed when the job is done, and asked again when it is refused.

    The worker may close the sheet meanwhile: then nothing of it is touched any more, and a refusal
    is said in the banner.
    """
    there = partial(while_there, asked)
    asked.wait(True)
    job.refused.connect(there(lambda _what, _remedy: asked.wait(False)))
    job.broke.connect(there(lambda _error: asked.wait(False)))
    job.otherwise(there(shows or asked.complain)).unless(there(asked.refuse))
    return job.then(there(lambda _result: asked.close_sheet()))


def while_there(widget: QWidget, slot: Slot) -> Slot:
    """Return the slot; once the widget is gone it hears nothing and returns False."""

    def heard(*said: object) -> bool:
        there = isValid(widget)
        if there:
            slot(*said)
        return there

    return heard
