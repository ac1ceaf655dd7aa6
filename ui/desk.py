"""The desk: runs use cases for the screens and tells them what changed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from station_app.domain.roles import Account
from station_app.domain.station import Station
from station_app.errors import Refused, StationError, Stopped
from station_app.register import Progress, Register
from station_app.usecases import history, upkeep
from ui.jobs import Job as Job
from ui.jobs import Jobs as Jobs
from ui.jobs import Outcome, Work

P = ParamSpec("P")
T = TypeVar("T")


LOCKED = ("登记册已锁定。", "请先解锁。")


class Busy(Refused):
    """The file is being written this very moment; keep what is shown and read again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What the last deed of a job left; `undoable` is its number, 0 where it stays."""

    undoable: int
    station: Station


class Desk(QObject):
    """One open register, shared by all screens.

    `ask` reads at once on the window's own connection. `do` and `start` run in the job thread on
    a connection of its own and answer through the `Job` they return. `changed` comes after each
    deed; pages that are shown read again, the others when they are shown next. `renamed` comes
    when the station is called otherwise from now on.

    A resting desk has closed the file and forgotten its key; it knows whose it is and what day it
    is, answers no question and does no deed.
    """

    changed = Signal()
    renamed = Signal()
    said = Signal(str, int)
    refused = Signal(str, str)
    broke = Signal(Exception)
    going_back = Signal(object, object)
    """The path of a backup and who opens it: the register must be closed to be restored over."""

    def __init__(self, register: Register, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register, self.jobs = register, jobs
        self._reader = register.another(read_only=True, busy_ms=50)
        self._writer: Register | None = None
        self._left_at: upkeep.Head | None = None
        self.station = self._reader.station

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be saved."""
        return self._register.read_only

    @property
    def resting(self) -> bool:
        """Say whether the file is closed and its key forgotten."""
        return not self._register.key

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
        """Run a reading use case and return its answer.

        Raises Busy while the file is written, and Unreadable for a page that is damaged.
        """
        if not self._reader.key:
            raise Busy(*LOCKED)
        with upkeep.damage_said(self._reader):
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

    def rest(self) -> Job[None]:
        """Let the work on its way end, then close the register and forget its key."""
        self._left_at = None
        return self._run(lambda _step: self._close_all()).then(lambda _none: self._forget())

    def go_on(self, register: Register) -> None:
        """Work on with the register opened anew; pages read again if somebody else wrote in it."""
        self._register = register
        self._reader = register.another(read_only=True, busy_ms=50)
        self._call(self._reader.station)
        if self.ask(upkeep.head) != self._left_at:
            self.changed.emit()

    def close(self) -> None:
        """Let all work end and close what the desk opened; the register itself stays open."""
        self.jobs.run(lambda _step: self._close_writer())
        self.jobs.wait()
        self._forget()

    def _run(self, work: Work[T]) -> Job[T]:
        made: list[_Made] = []

        def followed(step: Progress) -> T:
            before = self._register.last_deed
            with upkeep.damage_said(self._register):
                try:
                    return work(step)
                finally:
                    if self._register.last_deed != before:
                        made.append(self._look_back())

        return self.jobs.run(followed, lambda job, outcome: self._settle(job, outcome, made))

    def _look_back(self) -> _Made:
        """Look in the job thread what a deed left: the window may be kept out by the next one."""
        register = self._mine()
        last = register.last_deed
        undoable = last if history.may_undo(register, last) else 0
        return _Made(undoable=undoable, station=register.station)

    def _mine(self) -> Register:
        if self.resting:
            raise Refused(*LOCKED)
        if self._writer is None:
            self._writer = self._register.another()
        return self._writer

    def _close_all(self) -> None:
        with suppress(StationError), upkeep.damage_said(self._register):
            self._left_at = upkeep.head(self._mine())
        self._close_writer()
        self._register.close()
        self._register = replace(self._register, key=b"", on_close=None)

    def _forget(self) -> None:
        self._reader.close()
        self._reader = replace(self._reader, key=b"")

    def _call(self, station: Station) -> None:
        named, self.station = self.station.name, station
        if station.name != named:
            self.renamed.emit()

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _settle(self, job: Job[T], outcome: Outcome, made: list[_Made]) -> None:
        if made:
            self._call(made[0].station)
            self.changed.emit()
        if outcome.fault is not None:
            self.broke.emit(outcome.fault)
        elif isinstance(outcome.refusal, Stopped):
            self.said.emit(outcome.refusal.what, 0)
        elif outcome.refusal is None:
            self._say(job, outcome.result, made)
        elif not outcome.taken:
            self.refused.emit(outcome.refusal.what, outcome.refusal.remedy)

    def _say(self, job: Job[T], result: object, made: list[_Made]) -> None:
        words = job.words_for(result)  # type: ignore[arg-type]  # the job's own result
        if words:
            self.said.emit(words, made[0].undoable if made and job.may_undo else 0)
