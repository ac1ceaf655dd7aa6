"""The part of a person's form that is asked for seldom, folded away until it is wanted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from station_app.domain.person import PersonDraft
from station_app.domain.problems import Problem
from ui.forms.part import FormPart
from ui.forms.person_more import NOUNS, More
from ui.theme import Look
from ui.widgets.facts import Fold
from ui.widgets.fields import Field, line
from ui.widgets.layout import column, holder, put, row

UNDER = {name for _, under in NOUNS for name in under}


class RestPart(FormPart[PersonDraft]):
    """The contact and a remark, and below them the nouns that fold each by itself.

    The nouns are most of the form's fields and are opened seldom: they are made when first wanted.
    """

    unfolded = Signal(object, bool)

    WORDS = (
        ("contact_name", "联系人"),
        ("contact_relation", "与本人关系"),
        ("contact_phone", "联系人电话"),
        ("ethnicity", "民族"),
        ("remark", "备注"),
    )
    SAYS = "联系人、本人情况、待遇、服役、伤残、优待证"

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look)
        self.lines = {name: line() for name, _ in self.WORDS}
        made = {name: Field(look, words, self.lines[name]) for name, words in self.WORDS}
        self.fields = {**made}
        names = [name for name, _ in self.WORDS]
        contact = row(*(made[name] for name in names[:3]), gap=look.px(12))
        second = row(gap=look.px(12))
        second.addWidget(made["ethnicity"], 1)
        second.addWidget(made["remark"], 2)
        self._inside = column(contact, second, gap=look.px(8))
        self._today, self._shown = today, PersonDraft()
        self._more: More | None = None
        self.fold = Fold(look, "更多资料", holder(self._inside), self.SAYS)
        self.fold.turned.connect(self._turned)
        self.setLayout(column(self.fold))
        for field in self.lines.values():
            field.textEdited.connect(self.changed)

    @property
    def more(self) -> More:
        """Return the nouns, made now if they were not wanted before."""
        return self._want_more()

    def show_draft(self, draft: PersonDraft) -> None:
        """Show the rest; it stays folded, what is filled in too."""
        for name, field in self.lines.items():
            field.setText(getattr(draft, name))
        self._shown = draft
        if self._more is not None:
            self._more.blockSignals(True)
            self._more.show_details(draft)
            self._more.blockSignals(False)

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with the rest."""
        said = {name: field.text().strip() for name, field in self.lines.items()}
        changed: dict[str, Any] = {**said, **(self._more.values() if self._more else {})}
        return replace(draft, **changed)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, and open up where it stands."""
        if any(one.field in UNDER for one in problems):
            self._want_more()
        super().show_problems(problems)
        wrong = [name for name, field in self.fields.items() if field.problem]
        if wrong:
            self.fold.open_up()
            self.more.open_where(wrong)

    def reveal(self, name: str) -> None:
        """Open up where a field stands, so that it can take the keyboard."""
        if name in self.fields or name in UNDER:
            self.fold.open_up()
            self.more.reveal(name)

    def _want_more(self) -> More:
        if self._more is not None:
            return self._more
        self._more = made = More(self.look, self._today)
        self.fields |= made.fields
        made.show_details(self._shown)
        made.changed.connect(self.changed)
        for fold in made.folds.values():
            fold.turned.connect(partial(self.unfolded.emit, fold))
        put(self._inside, made)
        self.changed.emit()  # the page leads Tab anew
        return made

    def _turned(self, on: bool) -> None:
        if on:
            self._want_more()
        self.unfolded.emit(self.fold, on)
