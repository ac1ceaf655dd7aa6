"""Work in the one job thread, and how its end is heard in the window's thread."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from station_app.errors import StationError, Stopped

if TYPE_CHECKING:
    from station_app.domain.problems import Problem

T = TypeVar("T")
TURN = 0.001
"""Seconds the job thread may hold the interpreter: the window asks for it at every stroke of the
painter, and waited a third of a second beside an import while it was five times as long."""
Progress = Callable[[int, int], None]
Work = Callable[[Progress], T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How work ended: with a result, a refusal or a fault of ours."""

    result: object = None
    refusal: StationError | None = None
    fault: Exception | None = None
    taken: bool = False
    """Whether somebody shows the refusal already."""


class Job(QObject, Generic[T]):
    """Work on its way. Its signals arrive in the window's thread, never before you could connect.

    desk.do(visits.record, draft).say("已保存罗秀英的走访。").then(self._saved)
    """

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(str, str)
    broke = Signal(Exception)

    def __init__(self, work: Work[T], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._cancelled = False
        self._says: str | Callable[[T], str] = ""
        self._shows: Callable[[list[Problem]], object] | None = None
        self._refused: Callable[[StationError], object] | None = None
        self.settled: Callable[[Job[T], Outcome], object] | None = None
        self.may_undo = True

    def say(self, words: str | Callable[[T], str], *, undo: bool = True) -> "Job[T]":
        """Say this in the banner when the work is done, with 撤销 unless it can't be undone."""
        self._says, self.may_undo = words, undo
        return self

    def then(self, slot: Callable[[T], object]) -> "Job[T]":
        """Call a slot with the result when the work is done."""
        self.done.connect(slot)
        return self

    def otherwise(self, slot: "Callable[[list[Problem]], object]") -> "Job[T]":
        """Show the problems of a refused draft beside its fields instead of in the banner.

        A slot that returns False could not: its sheet is gone, and the banner says it after all.
        """
        self._shows = slot
        return self

    def unless(self, slot: Callable[[StationError], object]) -> "Job[T]":
        """Hand every refusal to a slot instead of the banner, unless the slot returns False."""
        self._refused = slot
        return self

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled = True

    def run(self, stepped: Progress) -> Outcome:
        """Do the work and return how it ended; called in the job thread."""

        def step(done: int, total: int) -> None:
            if self._cancelled:
                raise Stopped("已停止，这次不算。")
            stepped(done, total)

        try:
            return Outcome(result=self._work(step))
        except StationError as error:
            return Outcome(refusal=error)
        except Exception as error:  # noqa: BLE001 - a fault of ours reaches the crash page whole
            return Outcome(fault=error)

    def tell(self, outcome: Outcome) -> None:
        """Emit what fits the outcome, then let the desk hear of it."""
        if outcome.fault is not None:
            self.broke.emit(outcome.fault)
        elif outcome.refusal is not None:
            self.refused.emit(outcome.refusal.what, outcome.refusal.remedy)
            outcome = replace(outcome, taken=self._shown(outcome.refusal))
        else:
            self.done.emit(outcome.result)
        if self.settled is not None:
            self.settled(self, outcome)

    def let_go(self) -> None:
        """Hold nothing any more, once all is told.

        The job thread may be the last to hold the job, and a widget that hangs on its work would
        be taken away there, under Qt's hands.
        """
        del self._work, self._says, self._shows, self._refused, self.settled

    def words_for(self, result: T) -> str:
        """Return what is to be said of the result."""
        return self._says if isinstance(self._says, str) else self._says(result)

    def _shown(self, refusal: StationError) -> bool:
        from station_app.domain.problems import RefusedFields  # noqa: PLC0415 - a form is far yet

        if self._shows is not None and isinstance(refusal, RefusedFields):
            return self._shows(refusal.problems) is not False
        return self._refused is not None and self._refused(refusal) is not False


class Jobs(QObject):
    """The one thread for everything that writes and all password work; one job after the other.

    A plain Python thread, because a connection belongs to the thread that opened it and must find
    the same one until it is closed.
    """

    broke = Signal(Exception)
    stepped = Signal(object, int, int)
    ended = Signal(object, object)
    queued = Signal()
    """Work has come to wait behind other work."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._waiting = 0
        self.stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        sys.setswitchinterval(TURN)
        self._thread = Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Say whether work is on its way or waits."""
        return self._waiting > 0

    def run(
        self, work: Work[T], settled: Callable[[Job[T], Outcome], object] | None = None
    ) -> Job[T]:
        """Run work in the job thread; `settled` hears first-hand how it ended."""
        job = Job(work, self)
        job.settled = settled or self._report
        if self.busy:
            self.queued.emit()
        self._waiting += 1
        self._queue.put(lambda: self._do(job))
        return job

    def wait(self) -> None:
        """Wait until all work has ended; what it reports is delivered afterwards."""
        over = Event()
        self._queue.put(over.set)
        over.wait()

    def close(self) -> None:
        """End the thread after the last job, and deliver what it still has to report."""
        self._queue.put(None)
        self._thread.join()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            task()

    def _do(self, job: Job[T]) -> None:
        outcome = job.run(lambda done, total: self.stepped.emit(job, done, total))
        self.ended.emit(job, outcome)

    def _step(self, job: Job[T], done: int, total: int) -> None:
        job.progressed.emit(done, total)

    def _settle(self, job: Job[T], outcome: Outcome) -> None:
        self._waiting -= 1
        job.tell(outcome)
        job.let_go()
        job.deleteLater()

    def _report(self, _job: Job[T], outcome: Outcome) -> None:
        if outcome.fault is not None:
            self.broke.emit(outcome.fault)
