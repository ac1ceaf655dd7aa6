"""Categories held: which, on what basis, since when; of a person or of a whole household."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import dates
from station_app.domain.category import Holding, Kind, shipped
from station_app.domain.person import PersonDraft
from station_app.domain.problems import Problem
from ui.forms.part import FormPart
from ui.theme import Look
from ui.widgets import menus
from ui.widgets.buttons import link, sign
from ui.widgets.date_field import DateField
from ui.widgets.fields import Complaint, line
from ui.widgets.grouped import Group, GroupedPick
from ui.widgets.layout import column, empty_out, put, row, sized

CHOOSE = "选一类"


class KindRow(QWidget):
    """One category: the kind, its basis, its first day; its evidence below, once asked for."""

    changed = Signal()
    dropped = Signal()

    def __init__(
        self, look: Look, kinds: Sequence[Kind], holding: Holding | None, today: date
    ) -> None:
        super().__init__()
        self._today = today
        self.holding = holding or Holding(scheme="", code="")
        self.kind = GroupedPick(look, CHOOSE, groups(kinds))
        self.kind.choose((self.holding.scheme, self.holding.code))
        self.basis = line(self.holding.basis, "依据")
        self.basis.setToolTip("依据：证件、证明，谁认定的")
        self.evidence = line(self.holding.evidence, "证明材料，如 伤残证复印件 2 页")
        self.evidence.setVisible(bool(self.holding.evidence))
        self.proof = sign(look, "paperclip", "写证明材料")
        self.proof.clicked.connect(self._write_evidence)
        self.since = DateField(today, self.holding.since, partial=True)
        self.since.setPlaceholderText("哪天起")
        self.away = sign(look, "x", "不再算这一类")
        if self.holding.uid:
            menus.opens(self.away, self._ways)
        else:
            self.away.clicked.connect(self.dropped)
        self.complaint = Complaint(look, above=2)
        self._lay_out(look)
        self.kind.currentIndexChanged.connect(lambda _n: self.changed.emit())
        self.basis.textEdited.connect(self.changed)
        self.evidence.textEdited.connect(self.changed)
        self.since.changed.connect(self.changed)

    def _lay_out(self, look: Look) -> None:
        fields = (self.kind, self.basis, self.since, self.evidence)
        for field, words in zip(fields, ("类别", "依据", "哪天起", "证明材料"), strict=True):
            field.setAccessibleName(words)
        box = row(gap=look.px(8))
        box.addWidget(self.kind, 6)
        box.addWidget(self.basis, 4)
        box.addWidget(sized(look, self.since, 116))
        box.addWidget(self.proof)
        box.addWidget(self.away)
        self.setLayout(column(box, self.evidence, self.complaint, gap=look.px(4)))

    def chosen(self) -> bool:
        """Tell whether a category is chosen."""
        return self.kind.currentData() is not None

    def now(self) -> Holding:
        """Return the holding as it stands."""
        scheme, code = self.kind.currentData()
        return replace(
            self.holding,
            scheme=scheme,
            code=code,
            basis=self.basis.text().strip(),
            evidence=self.evidence.text().strip(),
            since=self.since.partial() or self.since.text().strip(),
        )

    def end(self, on: date) -> None:
        """Let the category end on a day."""
        self.holding = replace(self.holding, until=on.isoformat())
        self.complaint.hint(f"到{dates.show(on, self._today)}止，保存后不再算这一类")
        self.changed.emit()

    def _write_evidence(self) -> None:
        self.evidence.show()
        self.evidence.setFocus()

    def _ways(self) -> list[menus.Entry]:
        return [
            ("从今天起不再算这一类", lambda: self.end(self._today)),
            ("登错了，去掉", self.dropped.emit),
        ]


def groups(kinds: Sequence[Kind]) -> list[Group]:
    """Return categories under the names of their schemes."""
    known = shipped()
    return [
        (known.title(scheme), [((one.scheme, one.code), one.short) for one in found])
        for scheme, found in groupby(kinds, key=lambda kind: kind.scheme)
    ]


class Kinds(QWidget):
    """The rows of categories, and a link to add one; what ended before stays untouched."""

    changed = Signal()

    def __init__(self, look: Look, kinds: Sequence[Kind], today: date) -> None:
        super().__init__()
        self._look, self._kinds, self._today = look, tuple(kinds), today
        self._ended: tuple[Holding, ...] = ()
        self.rows: list[KindRow] = []
        self._box = column(gap=look.px(6))
        self.add = link(look, "再加一类", "plus")
        self.add.clicked.connect(self._add_empty)
        self.setLayout(column(self._box, look.px(6), row(self.add, None)))

    def show_holdings(self, holdings: Sequence[Holding]) -> None:
        """Show what is held, and an empty row where nothing is."""
        empty_out(self._box)
        self.rows = []
        keys = {(kind.scheme, kind.code) for kind in self._kinds}
        day = self._today.isoformat()
        shown = [
            one
            for one in holdings
            if (one.scheme, one.code) in keys and (not one.until or one.until > day)
        ]
        self._ended = tuple(one for one in holdings if one not in shown)
        for holding in shown:
            self._add(holding)
        if not shown:
            self._add(None)

    def holdings(self) -> tuple[Holding, ...]:
        """Return what is held now, and what was held before."""
        return (*(one.now() for one in self.rows if one.chosen()), *self._ended)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below each row what is wrong with it."""
        told = {one.field: one.says for one in problems}
        chosen = [one for one in self.rows if one.chosen()]
        for one in self.rows:
            place = chosen.index(one) if one in chosen else -1
            busy = one.basis.hasFocus() or one.since.hasFocus()
            one.complaint.say("" if busy else told.get(f"holdings.{place}", ""))

    def _add_empty(self) -> None:
        self._add(None)
        self.changed.emit()
        self.rows[-1].kind.setFocus()

    def _add(self, holding: Holding | None) -> None:
        made = KindRow(self._look, self._kinds, holding, self._today)
        made.changed.connect(self.changed)
        made.dropped.connect(lambda: self._drop(made))
        self.rows.append(made)
        put(self._box, made)

    def _drop(self, gone: KindRow) -> None:
        self.rows.remove(gone)
        gone.hide()
        self._box.removeWidget(gone)
        gone.deleteLater()
        if not self.rows:
            self._add(None)
        self.changed.emit()


class KindsPart(FormPart[PersonDraft]):
    """The fourth part of a person's form."""

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look)
        self.kinds = Kinds(look, shipped().kinds(), today)
        self.kinds.changed.connect(self.changed)
        self.block("四", "类别", self.kinds)

    def show_draft(self, draft: PersonDraft) -> None:
        """Show what is held."""
        self.kinds.show_holdings(draft.holdings)

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with the categories."""
        return replace(draft, holdings=self.kinds.holdings())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below each category what is wrong with it."""
        self.kinds.show_problems(problems)
