"""Keeps a half-typed person, so that nothing is lost whatever happens, and offers it again."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from station_app.domain.person import PersonDraft
from station_app.usecases import person_drafts
from ui.page import Page
from ui.theme import Tone

KEEP_AFTER = 800
Typed = Callable[[], PersonDraft | None]


class Keeper(QTimer):
    """Started by every key; a moment after the last one it keeps what `typed` gives."""

    def __init__(self, page: Page, typed: Typed) -> None:
        super().__init__(page)
        self._page, self._typed = page, typed
        self.setSingleShot(True)
        self.setInterval(KEEP_AFTER)
        self.timeout.connect(self.keep)

    def keep(self) -> None:
        """Keep what is typed; nothing is kept where nothing was typed."""
        self.stop()
        draft = self._typed()
        if draft is not None:
            self._page.desk.do(person_drafts.keep, str(self._page.fact or ""), draft)

    def drop(self) -> None:
        """Forget what was kept."""
        self.stop()
        self._page.desk.do(person_drafts.drop, str(self._page.fact or ""))

    def offer(self, then: Callable[[str, PersonDraft], object]) -> None:
        """Offer what was kept when the program ended; `then` goes on with it and whose it is."""
        uid = str(self._page.fact or "")
        kept = self._page.desk.ask(person_drafts.of, uid)
        if kept is None:
            return
        name = kept.name.strip()
        whose = f"（{name}）" if name else ""
        words = f"上次没填完的还在{whose}，还没有保存。"
        self._page.tell(words, Tone.NOTE, "接着填", lambda: then(uid, kept))
