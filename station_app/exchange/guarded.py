"""Returned PDFs are examined and drawn in the limited child; only what it found comes back."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from station_app.domain.verdict import Finding, Verdict
from station_app.errors import Unreadable
from station_app.exchange import foreign, wire
from station_app.exchange.inspect import Examination
from station_app.exchange.looks import Compared
from station_app.exchange.plain import Json
from station_app.exchange.trust import Trust

T = TypeVar("T")

SECONDS = 3.0  # a small file that takes longer is not a return
_IN_ALL = 3.4  # what comparing may use is what the examination left over, but never less than
_LEAST = 0.8
_PER_MEGABYTE = 0.5
_PER_PAGE = 0.3  # ten times what a page takes, for old machines
_PAGE = re.compile(rb"/Type\s*/Page\b")


class Guard:
    """One child for a batch of returned files; whatever a file does to it, the batch goes on."""

    def __init__(self, waiting: Callable[[], None] = foreign.nothing) -> None:
        self._reader = foreign.Reader()
        self._waiting = waiting
        self._ready = False
        self._used = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reader.close()

    def examine(self, pdf: bytes, believed: Trust, at: datetime) -> Examination:
        """Examine a file that anybody may have made; a child that fails means `invalid`."""
        args: dict[str, Json] = {
            "pdf": wire.text(pdf),
            "trust": wire.plain_trust(believed),
            "at": at.isoformat(),
        }
        try:
            seconds = SECONDS + len(pdf) / 2**20 * _PER_MEGABYTE
            return self._ask("return", args, seconds, wire.examination)
        except Unreadable as error:
            return Examination(findings=(Finding(verdict=Verdict.INVALID, says=error.what),))

    def compare(self, expected: bytes, actual: bytes) -> Compared:
        """Compare the file that was examined last; Unreadable if it cannot be compared."""
        args: dict[str, Json] = {"expected": wire.text(expected), "actual": wire.text(actual)}
        pages = len(_PAGE.findall(expected))
        seconds = max(_LEAST, _IN_ALL - self._used) + pages * _PER_PAGE
        return self._ask("pages", args, seconds, wire.compared)

    def _ask(
        self, task: str, args: Mapping[str, Json], seconds: float, read: Callable[[Json], T]
    ) -> T:
        """Ask the child; a new one loads its libraries first, outside the time of the file."""
        if not self._ready:
            self._reader.ask("ready", {}, self._waiting)
        self._ready = False
        began = time.monotonic()
        found = self._reader.ask(task, args, self._waiting, seconds=seconds)
        self._used = time.monotonic() - began
        with self._reader.understanding():
            made = read(found)
        self._ready = True
        return made
