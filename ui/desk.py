"""The desk: runs use cases for the screens and tells them what changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Event, Thread
from typing import Concatenate, Generic, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.roles import Account
from station_app.errors import Refused, StationError, Stopped
from station_app.register import Progress, Register
from station_app.usecases import history

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[[Progress], T]


class Busy(Refused):
    """The file is being written this very moment; keep what is shown and read again later."""


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

    def otherwise(self, slot: Callable[[list[Problem]], object]) -> "Job[T]":
        """Show the problems of a refused draft beside its fields instead of in the banner."""
        self._shows = slot
        return self

    def unless(self, slot: Callable[[StationError], object]) -> "Job[T]":
        """Hand every refusal to a slot instead of the banner: a sheet shows its own."""
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

    def words_for(self, result: T) -> str:
        """Return what is to be said of the result."""
        return self._says if isinstance(self._says, str) else self._says(result)

    def _shown(self, refusal: StationError) -> bool:
        if self._shows is not None and isinstance(refusal, RefusedFields):
            self._shows(refusal.problems)
            return True
        if self._refused is not None:
            self._refused(refusal)
        return self._refused is not None


class Jobs(QObject):
    """The one thread for everything that writes and all password work; one job after the other.

    A plain Python thread, because a connection belongs to the thread that opened it and must find
    the same one until it is closed.
    """

    broke = Signal(Exception)
    stepped = Signal(object, int, int)
    ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._waiting = 0
        self.stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)
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
        job.deleteLater()

    def _report(self, _job: Job[T], outcome: Outcome) -> None:
        if outcome.fault is not None:
            self.broke.emit(outcome.fault)


class Desk(QObject):
    """One open register, shared by all screens.

    `ask` reads at once on the window's own connection. `do` and `start` run in the job thread on
    a connection of its own and answer through the `Job` they return. `changed` comes after each
    deed; pages that are shown read again, the others when they are shown next.
    """

    changed = Signal()
    said = Signal(str, int)
    refused = Signal(str, str)
    broke = Signal(Exception)

    def __init__(self, register: Register, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register, self.jobs = register, jobs
        self._reader = register.another(read_only=True, busy_ms=50)
        self._writer: Register | None = None
        self.station = self._reader.station

    @property
    def account(self) -> Account:
        """Return who sits here."""
        return self._register.account

    @property
    def register(self) -> Register:
        """Return the register as the window reads it: for `today()`, `path`, `account`."""
        return self._reader

    def ask(
        self, question: Callable[Concatenate[Register, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a reading use case and return its answer; raises Busy while the file is written."""
        try:
            return question(self._reader, *args, **kwargs)
        except Exception as error:
            if type(error).__name__ == "OperationalError" and "locked" in str(error):
                raise Busy("登记册正在保存。", "请稍等片刻再看。") from error
            raise

    def do(
        self, deed: Callable[Concatenate[Register, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Job[T]:
        """Run a writing use case in the job thread."""
        return self._run(lambda _step: deed(self._mine(), *args, **kwargs))

    def start(
        self,
        work: Callable[Concatenate[Register, Progress, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Job[T]:
        """Run long work `work(register, progress, …)` in the job thread; it can be stopped."""
        return self._run(lambda step: work(self._mine(), step, *args, **kwargs))

    def undo(self, number: int) -> Job[None]:
        """Take a deed back by its journal number."""
        return self.do(history.undo, number).say("已撤销。", undo=False)

    def close(self) -> None:
        """Let all work end and close what the desk opened; the register itself stays open."""
        self.jobs.run(lambda _step: self._close_writer())
        self.jobs.wait()
        self._reader.close()

    def _run(self, work: Work[T]) -> Job[T]:
        numbers: list[int] = []

        def counted(step: Progress) -> T:
            before = self._register.last_deed
            try:
                return work(step)
            finally:
                if self._register.last_deed != before:
                    numbers.append(self._register.last_deed)

        return self.jobs.run(counted, lambda job, outcome: self._settle(job, outcome, numbers))

    def _mine(self) -> Register:
        if self._writer is None:
            self._writer = self._register.another()
        return self._writer

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _settle(self, job: Job[T], outcome: Outcome, numbers: list[int]) -> None:
        if numbers:
            self.station = self._reader.station
            self.changed.emit()
        if outcome.fault is not None:
            self.broke.emit(outcome.fault)
        elif isinstance(outcome.refusal, Stopped):
            self.said.emit(outcome.refusal.what, 0)
        elif outcome.refusal is None:
            self._say(job, outcome.result, numbers)
        elif not outcome.taken:
            self.refused.emit(outcome.refusal.what, outcome.refusal.remedy)

    def _say(self, job: Job[T], result: object, numbers: list[int]) -> None:
        words = job.words_for(result)  # type: ignore[arg-type]  # the job's own result
        if words:
            last = numbers[-1] if numbers and job.may_undo else 0
            self.said.emit(words, last if last and self.ask(history.may_undo, last) else 0)
