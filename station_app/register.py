"""The open register: everything a use case needs, in one value."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from station_app.domain import roles
from station_app.domain.roles import Account, Right
from station_app.domain.station import Station
from station_app.errors import Refused
from station_app.storage import database, derived, heads, journal, workers
from station_app.storage.database import Database
from station_app.storage.journal import Deed

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
"""Told how many of how many are done; raises Stopped when the worker has cancelled."""


def unheard(_done: int, _all: int) -> None:
    """Tell nobody how far it is."""


def pc_clock() -> datetime:
    """Return the PC's own time, with its offset."""
    return datetime.now().astimezone()


@dataclass(slots=True, kw_only=True)
class Last:
    """The number of the last deed done through this register; 0 before the first."""

    deed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One worker's open register file."""

    path: Path
    key: bytes = field(repr=False)
    register_id: bytes
    account: Account
    db: Database = field(repr=False)
    clock: Clock = field(default=pc_clock, repr=False)
    read_only: bool = False
    remarks: tuple[str, ...] = ()
    """What must be said when the register opens, in whole sentences."""
    last: Last = field(default_factory=Last, repr=False)
    on_close: Callable[[], None] | None = field(default=None, repr=False)

    @property
    def station(self) -> Station:
        """Return the station whose register this is, as it stands now."""
        return workers.station(self.db)

    @property
    def last_deed(self) -> int:
        """Return the journal number of the last deed, for offering 撤销."""
        return self.last.deed

    def now(self) -> datetime:
        """Return the aware instant it is."""
        return self.clock()

    def today(self) -> date:
        """Return the day it is."""
        return self.clock().date()

    def allow(self, right: Right) -> None:
        """Raise Refused, saying who may do it, unless the account has the right."""
        if not roles.may(self.account.role, right):
            raise Refused(
                f"{self.account.role.value}不能{right.value}。",
                f"请由{roles.who_may(right).value}登录后办理。",
            )

    @contextmanager
    def deed(
        self,
        name: str,
        *,
        about: str = "",
        source: str = "键入",
        bulk: bool = False,
        final: bool = False,
    ) -> Iterator[Deed]:
        """Do one deed: everything in the block is written with its journal entry, or nothing.

        A bulk deed keeps only the digest of its rows in the journal (their before-images stand in
        a table of their own); a final deed cannot be undone.
        """
        if self.read_only:
            raise Refused("登记册是只读打开的，不能保存。", "请在能写的地方重新打开。")
        at = self.now()
        with database.writing(self.db):
            deed = Deed(
                db=self.db,
                name=name,
                by=self.account.uid,
                at=at,
                today=at.date(),
                station=self._station_code(),
                number=journal.head(self.db).number + 1,
                about=about,
                source=source,
                bulk=bulk,
                final=final,
            )
            yield deed
            derived.refresh(self.db, deed.changes)
            head = journal.enter(deed)
        if head is not None:
            self.last.deed = head.number
            heads.remember(self.register_id, head, self.db)

    def another(self, *, read_only: bool = False, busy_ms: int = 5000) -> "Register":
        """Open the same file once more, for another thread; its owner closes it."""
        db = database.open_database(
            self.path,
            self.key,
            self.register_id,
            read_only=read_only or self.read_only,
            busy_ms=busy_ms,
        )
        return replace(self, db=db, read_only=read_only or self.read_only, on_close=None)

    @contextmanager
    def again(self) -> Iterator["Register"]:
        """Open the same file once more, for use in another thread, and close it afterwards."""
        other = self.another()
        try:
            yield other
        finally:
            other.close()

    def acting(self, account: Account) -> "Register":
        """Return the same open file with another account at the desk, whose password was asked."""
        return replace(self, account=account, on_close=None)

    def close(self) -> None:
        """Close the file and give it back to other programs; closing again does nothing."""
        if database.close(self.db) and self.on_close is not None:
            self.on_close()

    def _station_code(self) -> str:
        found = self.db.execute("SELECT code FROM station WHERE id = 1").fetchone()
        return str(found[0]) if found else ""
