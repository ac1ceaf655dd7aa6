"""A part of a long form: its fields, what they say together, and complaints beside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain.problems import Level, Problem
from ui.theme import Look, Room, Type
from ui.widgets.layout import Part, column, row
from ui.widgets.words import text

if TYPE_CHECKING:
    from ui.widgets.fields import Complaint, Labelled

Draft = TypeVar("Draft")


class FormPart(QWidget, Generic[Draft]):
    """One numbered block; `changed` comes with every key and click."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._reminded: set[str] = set()
        self.fields: dict[str, Labelled[Any]] = {}
        self.crowded: dict[str, Complaint] = {}
        """Fields too narrow for a sentence, each with the line below its row that says it."""

    def show_draft(self, draft: Draft) -> None:
        """Show a draft."""
        raise NotImplementedError

    def put(self, draft: Draft) -> Draft:
        """Return the draft with what stands in this part."""
        raise NotImplementedError

    def fit(self, room: Room) -> None:
        """Move the same fields where this room has place for them."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside each field what is wrong with it, or what should be looked at."""
        for name, field in self.fields.items():
            mine = [one for one in problems if one.field == name]
            grave = [one.says for one in mine if one.level is not Level.REMINDS]
            mild = "；".join(one.says for one in mine if one.says not in grave)
            if name in self.crowded:
                field.frame("；".join(grave))
                continue
            if mild or name in self._reminded:
                field.complaint.hint(mild)
                self._reminded.add(name)
            field.complain("；".join(grave))
        for line in set(self.crowded.values()):
            told = [self.fields[name].problem for name, at in self.crowded.items() if at is line]
            line.say(next(filter(None, told), ""))

    def block(self, number: str, words: str, *parts: Part, right: QWidget | None = None) -> None:
        """Lay the part out below its number and its name."""
        look = self.look
        head = row(
            text(look, number, Type.SECTION, "pine"),
            text(look, words, Type.SECTION),
            None,
            *([right] if right else []),
            gap=look.px(8),
        )
        self.setLayout(column(head, look.px(5), *parts))
