"""What is asked on a sheet, while its job is on its way and when it ends."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

from shiboken6 import isValid

from station_app.domain.problems import Problem
from station_app.errors import StationError
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


class Held(Protocol):
    """A sheet that stays over the window while its job is on its way."""

    def refuse(self, error: StationError) -> None:
        """Say what was refused."""

    def close_sheet(self) -> None:
        """Go."""


def held(sheet: Held, job: Job[T]) -> Job[T]:
    """Let a sheet that waits for its job go when that is done, and hear why it was refused."""
    job.unless(while_there(sheet, sheet.refuse))
    return job.then(while_there(sheet, lambda _result: sheet.close_sheet()))


def while_there(widget: object, slot: Slot) -> Slot:
    """Return the slot; once the widget is gone it hears nothing and returns False."""

    def heard(*said: object) -> bool:
        there = isValid(widget)
        if there:
            slot(*said)
        return there

    return heard
