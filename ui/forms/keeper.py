"""Keeps a half-typed form, so that nothing is lost whatever happens, and offers it again."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer

from station_app.register import Register
from ui.page import Page
from ui.theme import Tone

KEEP_AFTER = 800
T = TypeVar("T")


class Store(Protocol[T]):
    """The use cases that keep one kind of draft; `uid` is empty for what is new."""

    def keep(self, register: Register, uid: str, draft: T) -> None:
        """Keep what has been typed so far."""

    def of(self, register: Register, uid: str) -> T | None:
        """Return what was half typed, or None."""

    def drop(self, register: Register, uid: str) -> None:
        """Forget what was half typed."""


class Keeper(QTimer, Generic[T]):
    """Started by every key; a moment after the last one it keeps what `typed` gives.

    `called` returns the name by which a draft is offered again.
    """

    def __init__(
        self,
        page: Page,
        typed: Callable[[], T | None],
        store: Store[T],
        called: Callable[[T], str],
    ) -> None:
        super().__init__(page)
        self._page, self._typed, self._store, self._called = page, typed, store, called
        self.setSingleShot(True)
        self.setInterval(KEEP_AFTER)
        self.timeout.connect(self.keep)

    def keep(self) -> None:
        """Keep what is typed; nothing is kept where nothing was typed."""
        self.stop()
        draft = self._typed()
        if draft is not None:
            self._page.desk.do(self._store.keep, str(self._page.fact or ""), draft)

    def drop(self) -> None:
        """Forget what was kept."""
        self.stop()
        self._page.desk.do(self._store.drop, str(self._page.fact or ""))

    def offer(self, then: Callable[[str, T], object]) -> None:
        """Offer what was kept when the program ended; `then` goes on with it and whose it is."""
        uid = str(self._page.fact or "")
        kept = self._page.desk.ask(self._store.of, uid)
        if kept is None:
            return
        name = self._called(kept).strip()
        whose = f"（{name}）" if name else ""
        words = f"上次没填完的还在{whose}，还没有保存。"
        self._page.tell(words, Tone.NOTE, "接着填", lambda: then(uid, kept))
