"""The part of a person's form that is asked for seldom, folded away until it is wanted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from station_app.domain.person import PersonDraft
from station_app.domain.problems import Problem
from ui.forms.part import FormPart
from ui.forms.person_more import More
from ui.theme import Look
from ui.widgets.facts import Fold
from ui.widgets.fields import Field, line
from ui.widgets.layout import column, holder, row


class RestPart(FormPart[PersonDraft]):
    """The contact and a remark, and below them the nouns that fold each by itself."""

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
        self.more = More(look, today)
        made = {name: Field(look, words, self.lines[name]) for name, words in self.WORDS}
        self.fields = {**made, **self.more.fields}
        names = [name for name, _ in self.WORDS]
        contact = row(*(made[name] for name in names[:3]), gap=look.px(12))
        second = row(gap=look.px(12))
        second.addWidget(made["ethnicity"], 1)
        second.addWidget(made["remark"], 2)
        inside = column(contact, second, self.more, gap=look.px(8))
        self.fold = Fold(look, "更多资料", holder(inside), self.SAYS)
        self.setLayout(column(self.fold))
        for field in self.lines.values():
            field.textEdited.connect(self.changed)
        self.more.changed.connect(self.changed)

    def show_draft(self, draft: PersonDraft) -> None:
        """Show the rest; it stays folded, what is filled in too."""
        for name, field in self.lines.items():
            field.setText(getattr(draft, name))
        self.more.blockSignals(True)
        self.more.show_details(draft)
        self.more.blockSignals(False)

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with the rest."""
        said = {name: field.text().strip() for name, field in self.lines.items()}
        changed: dict[str, Any] = {**said, **self.more.values()}
        return replace(draft, **changed)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, and open up where it stands."""
        super().show_problems(problems)
        wrong = [name for name, field in self.fields.items() if field.problem]
        if wrong:
            self.fold.open_up()
            self.more.open_where(wrong)

    def reveal(self, name: str) -> None:
        """Open up where a field stands, so that it can take the keyboard."""
        if name in self.fields:
            self.fold.open_up()
            self.more.reveal(name)
