"""The fifth part of a person's form: difficulties; each tick unfolds a line of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain.person import Difficulty, PersonDraft, Severity, Trouble
from station_app.domain.problems import Problem
from ui.forms.part import FormPart
from ui.theme import Look
from ui.widgets.choices import Choice, Ticks
from ui.widgets.date_field import DateField
from ui.widgets.fields import Complaint, line
from ui.widgets.layout import column, empty_out, put, row, sized
from ui.widgets.tags import Tag
from ui.widgets.words import caption

GRADES = (Severity.LIGHT, Severity.MIDDLE, Severity.HEAVY)
HALF = len(Trouble) // 2


class TroubleRow(QWidget):
    """One difficulty: how heavy, since when, what it is about."""

    changed = Signal()

    def __init__(self, look: Look, trouble: Difficulty, today: date) -> None:
        super().__init__()
        self.trouble = trouble
        words = trouble.kind.value
        self.grade = Choice(look, [one.value for one in GRADES])
        self.grade.show_word(trouble.severity.value)
        self.since = DateField(today, trouble.since, partial=True)
        self.since.setPlaceholderText("哪天起")
        self.note = line(trouble.note, "怎么回事")
        self.grade.setAccessibleName(f"{words}困难，轻重")
        self.since.setAccessibleName(f"{words}困难，哪天起")
        self.note.setAccessibleName(f"{words}困难，怎么回事")
        self.complaint = Complaint(look, above=2)
        box = row(
            sized(look, Tag(look, words), 66),
            sized(look, self.grade, 116),
            sized(look, self.since, 116),
            gap=look.px(8),
        )
        box.addWidget(self.note, 1)
        self.setLayout(column(box, self.complaint))
        self.grade.changed.connect(lambda _n: self.changed.emit())
        self.since.changed.connect(self.changed)
        self.note.textEdited.connect(self.changed)

    def now(self) -> Difficulty:
        """Return the difficulty as it stands."""
        return replace(
            self.trouble,
            severity=Severity(self.grade.word()),
            since=self.since.partial() or self.since.text().strip(),
            note=self.note.text().strip(),
        )


class TroublesPart(FormPart[PersonDraft]):
    """Ticks for the kinds; taking one away ends what the register knows, it is not forgotten."""

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look)
        self._today = today
        kinds = [one.value for one in Trouble]
        self.ticks = (Ticks(look, kinds[:HALF], places=5), Ticks(look, kinds[HALF:], places=5))
        self.rows: dict[Trouble, TroubleRow] = {}
        self._known: dict[Trouble, Difficulty] = {}
        self._past: tuple[Difficulty, ...] = ()
        self._box = column(gap=look.px(6))
        self._none = caption(look, "勾上哪样，就在下面填轻重、哪天起、怎么回事。", "faint")
        for group, words in zip(self.ticks, ("困难，一", "困难，二"), strict=True):
            group.setAccessibleName(words)
            group.changed.connect(self._turned)
        self._quiet = False
        self.block("五", "困难", *self.ticks, look.px(2), row(self._none, None), self._box)

    def show_draft(self, draft: PersonDraft) -> None:
        """Show the open difficulties."""
        day = self._today.isoformat()
        still = [one for one in draft.difficulties if not one.until or one.until > day]
        self._past = tuple(one for one in draft.difficulties if one not in still)
        self._known = {one.kind: one for one in still}
        self._quiet = True
        for group in self.ticks:
            group.show_words(kind.value for kind in self._known)
        self._quiet = False
        empty_out(self._box)
        self.rows = {}
        self._fit()

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with its difficulties: open ones, ended ones, those of before."""
        now = [row_.now() for row_ in self.rows.values()]
        ended = [
            replace(one, until=self._today.isoformat())
            for kind, one in self._known.items()
            if kind not in self.rows and one.uid
        ]
        return replace(draft, difficulties=(*now, *ended, *self._past))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below each line what is wrong with it."""
        told = {one.field: one.says for one in problems}
        for n, one in enumerate(self.rows.values()):
            busy = one.since.hasFocus()
            one.complaint.say("" if busy else told.get(f"difficulties.{n}", ""))

    def _turned(self) -> None:
        if not self._quiet:
            self._fit()
            self.changed.emit()

    def _fit(self) -> None:
        """Show a line for every tick and no other."""
        wanted = [Trouble(word) for group in self.ticks for word in group.words()]
        for kind in [one for one in self.rows if one not in wanted]:
            gone = self.rows.pop(kind)
            gone.hide()
            self._box.removeWidget(gone)
            gone.deleteLater()
        for kind in wanted:
            if kind not in self.rows:
                trouble = self._known.get(kind) or Difficulty(kind=kind)
                made = TroubleRow(self.look, trouble, self._today)
                made.changed.connect(self.changed)
                self.rows[kind] = made
                put(self._box, made)
        self._none.setVisible(not wanted)
