"""A page that takes a table in step by step: a roster, or a table to be filled for its sender.

Everything long runs in the job thread; what was decided stays in one intake, so that another room
or another look never loses it.
"""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from station_app.errors import StationError
from ui.desk import Desk
from ui.forms.long_work import LongWork
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.heads import title
from ui.widgets.steps import steps

NAME_ROOM = {Room.WIDE: 480, Room.NARROW: 480, Room.TIGHT: 380}


class Intake(Protocol):
    """How far a table has come; it outlives the widgets."""

    @property
    def step(self) -> IntEnum:
        """Return the step that is shown."""


T = TypeVar("T", bound=Intake)


class IntakePage(Page, Generic[T]):
    """One table on its way; `fact` may be the files that were dropped somewhere else."""

    FIRST: ClassVar[IntEnum]
    LAST: ClassVar[IntEnum]

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.intake = self.fresh()
        self.main: QPushButton | None = None
        self._work = LongWork(self)
        self.key("Ctrl+Return", self.go_on)
        self.key("Ctrl+Enter", self.go_on)

    # What a page fills in.

    def fresh(self, why: str = "") -> T:
        """Return an intake at its first step, with why the table before could not be read."""
        raise NotImplementedError

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first of some files."""
        raise NotImplementedError

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Begin with files that came along, or go on where the worker was."""
        super().open(None)
        if isinstance(fact, list) and fact:
            self.take_files([Path(one) for one in fact])
        elif self.intake.step is self.LAST:
            self.begin_anew()

    def carry(self) -> object:
        """Return how far the table has come."""
        return self.intake

    def take_over(self, carried: object) -> None:
        """Go on with a table in another look."""
        if isinstance(carried, type(self.intake)):
            self.intake = carried
            self.show_step()

    # What the worker does.

    def go_on(self) -> None:
        """Do what the main button says."""
        if self.main is not None and self.main.isEnabled():
            self.main.click()

    def begin_anew(self) -> None:
        """Take another table in."""
        self.intake = self.fresh()
        self.show_step()

    # What a page may call.

    def show_step(self) -> None:
        """Show the step that was reached, with what it reads."""
        self.fit(self.room)
        self.stale = True
        self.read()
        self.begin()

    def head(self, says: str, words: Sequence[str], at: int) -> QWidget:
        """Return the head: the file, cut in its middle where there is no room, and the steps."""
        look, room = self.look, self.room
        metrics = QFontMetrics(look.font(Type.CAPTION))
        wide = look.px(NAME_ROOM[room])
        below = metrics.elidedText(says, Qt.TextElideMode.ElideMiddle, wide)
        return title(look, room, self.TITLE, below, steps(look, room, words, at))

    def say_unread(self, error: StationError) -> None:
        """Say why a file was not read; a table that is on its way stays."""
        if self.intake.step in (self.FIRST, self.LAST):
            self.intake = self.fresh(said(error))
            self.show_step()
        else:
            self.say_refusal(error)

    def say_refusal(self, error: StationError) -> None:
        """Say why a step was not made."""
        self.tell(said(error), Tone.LATE)


def said(error: StationError | None) -> str:
    """Return what went wrong, and what to do; nothing where nothing did."""
    return f"{error.what}{error.remedy}" if error is not None else ""
