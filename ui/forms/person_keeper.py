"""Keeps a half-typed person."""

from collections.abc import Callable

from station_app.domain.person import PersonDraft
from station_app.usecases import person_drafts
from ui.forms import keeper
from ui.page import Page


class Keeper(keeper.Keeper[PersonDraft]):
    """Keeps the person whom the page shows, or the new one, and offers them by name."""

    def __init__(self, page: Page, typed: Callable[[], PersonDraft | None]) -> None:
        super().__init__(page, typed, person_drafts, lambda draft: draft.name)
