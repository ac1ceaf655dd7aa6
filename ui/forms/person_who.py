"""The first part of a person's form: the number, the name, who may be the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from station_app.domain import dates, identity
from station_app.domain.person import NameKind, OtherName, Paper, PersonDraft, Sex, Standing
from station_app.domain.problems import Level, Problem
from station_app.usecases.people import Double
from ui.forms.part import FormPart
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import link
from ui.widgets.choices import Choice
from ui.widgets.controls import pick
from ui.widgets.date_field import DateField
from ui.widgets.facts import Washed, fact
from ui.widgets.fields import Complaint, Field, line
from ui.widgets.id_field import IdField
from ui.widgets.keys import first
from ui.widgets.layout import column, row, sized, swap, top
from ui.widgets.words import mark, prose

SEXES = (Sex.MALE, Sex.FEMALE)
AS_PRINTED = "证件上就是这样的，写一句：已核对证件原件"
NO_CARD = "为什么没有证件，写一句：遗失，正在补办"
GOOD = "号码没有错，已填出生日期和性别"


class WhoPart(FormPart[PersonDraft]):
    """Number first: it fills birth and sex. A wrong but official number is kept with a reason."""

    number_wanted = Signal()
    looked_at = Signal(str)
    same = Signal(str)
    merged = Signal(str)
    different = Signal(str)

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look)
        self._today = today
        self._other_names: tuple[OtherName, ...] = ()
        self._told_apart: set[str] = set()
        self._double: Double | None = None
        self.known = False
        """Whether the form corrects somebody on the register; a double can be merged then."""
        self.number, self.reason = first(IdField()), line()
        self.paper = pick(look, [one.value for one in Paper])
        self.name, self.called = line(), line()
        self.sex = Choice(look, [one.value for one in SEXES])
        self.standing = Choice(look, [one.value for one in Standing])
        self.born = DateField(today, partial=True)
        self.without: QPushButton = link(look, "没有身份证")
        self.without.clicked.connect(self._without_card)
        self.hidden = column()
        self._make_fields()
        self._good = mark(look, Tone.DONE, GOOD)
        self._twins = column()
        self._lay_out()
        self._listen()

    def show_draft(self, draft: PersonDraft) -> None:
        """Show who it is."""
        self._told_apart = set()
        self.number.setText(draft.id_number)
        self.reason.setText(draft.number_reason)
        self.paper.setCurrentText(draft.paper.value)
        self.name.setText(draft.name)
        self.sex.show_word(draft.sex.value)
        self.born.show_date(draft.born)
        self.standing.show_word(draft.standing.value)
        self._other_names = draft.other_names
        self.called.setText("、".join(one.name for one in draft.other_names))
        self._paper_field.setVisible(draft.paper is not Paper.ID_CARD)
        self.without.setVisible(draft.paper is Paper.ID_CARD)
        self._reason_field.setVisible(bool(draft.number_reason))
        self._good.hide()
        swap(self.hidden)
        self._card.show()
        first(self.number)
        self.name.setProperty("first", False)
        self.show_doubles(())

    def hide_number(self) -> None:
        """Keep a number that is on the register behind its mask until it is asked for."""
        look, paper = self.look, self.paper.currentText()
        change = link(look, "改号码")
        change.setToolTip("会显示完整号码，记入流水")
        change.clicked.connect(self.number_wanted)
        label = "身份证号" if paper == Paper.ID_CARD.value else paper
        shown = fact(look, label, identity.masked(self.number.text()), change)
        swap(self.hidden, shown)
        self._card.hide()
        self.without.hide()
        self._paper_field.hide()
        first(self.name)
        self.number.setProperty("first", False)

    def show_number(self, _number: str = "") -> None:
        """Let the number be typed."""
        swap(self.hidden)
        self._card.show()
        self._paper_field.setVisible(self.paper.currentText() != Paper.ID_CARD.value)
        self.number.setFocus()
        self.number.selectAll()

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with what stands here."""
        chosen = self.sex.word()
        return replace(
            draft,
            paper=Paper(self.paper.currentText()),
            id_number=self.number.text().strip(),
            number_reason=self.reason.text().strip(),
            name=self.name.text(),
            sex=Sex(chosen) if chosen else Sex.UNKNOWN,
            born=self.born.partial() or self.born.text().strip(),
            standing=Standing(self.standing.word() or Standing.VETERAN),
            other_names=self._names(),
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; ask for a reason where one would do."""
        super().show_problems(problems)
        needed = any(one.level is Level.NEEDS_REASON for one in problems)
        none = self.paper.currentText() == Paper.NONE.value
        self._reason_field.setVisible(needed or none or bool(self.reason.text()))
        if self.fields["id_number"].problem:
            self._good.hide()

    def show_doubles(self, doubles: tuple[Double, ...]) -> None:
        """Show who may be the same person, until the worker says it is another."""
        open_ones = (one for one in doubles if one.person.uid not in self._told_apart)
        shown = next(open_ones, None)
        if shown == self._double:
            return
        self._double = shown
        swap(self._twins, *([self._twin(shown)] if shown else []))

    def told_apart(self) -> tuple[str, ...]:
        """Return whom the worker said the person is not."""
        return tuple(sorted(self._told_apart))

    def has_double(self) -> bool:
        """Tell whether somebody is shown who may be the same."""
        return self._double is not None

    # Inside.

    def _make_fields(self) -> None:
        look = self.look
        card = Field[QLineEdit](look, "身份证号", self.number, "S", aside=(self.without,))
        name = Field[QLineEdit](look, "姓名", self.name, "X")
        sex = sized(look, Field[Choice](look, "性别", self.sex, "B"), 116)
        born = sized(look, Field[QLineEdit](look, "出生日期", self.born, "D"), 148)
        self._reason_field = Field[QLineEdit](look, "核对说明", self.reason, hint=AS_PRINTED)
        self._reason_field.setContentsMargins(0, look.px(8), 0, 0)
        self._paper_field = sized(look, Field[QComboBox](look, "证件", self.paper), 180)
        self._card = card
        self.fields = {
            "id_number": card,
            "name": name,
            "sex": sex,
            "born": born,
            "number_reason": self._reason_field,
            "other_names": sized(look, Field[QLineEdit](look, "小名、曾用名", self.called), 148),
        }

    def _lay_out(self) -> None:
        look, fields = self.look, self.fields
        papers = row(self._paper_field, gap=look.px(12))
        papers.addWidget(self._card, 1)
        names = row(gap=look.px(12))
        names.addLayout(top(fields["name"]), 1)
        names.addLayout(top(fields["sex"]))
        names.addLayout(top(fields["born"]))
        stands = row(gap=look.px(12))
        stands.addWidget(Field(look, "身份", self.standing, "F"), 1)
        stands.addWidget(fields["other_names"])
        gap, told = look.px(8), Complaint(look, above=4)
        self.crowded = {"other_names": told}
        parts = (
            self.hidden,
            papers,
            self._good,
            self._reason_field,
            gap,
            names,
            gap,
            self._twins,
            stands,
            told,
        )
        self.block("一", "本人", *parts)

    def _listen(self) -> None:
        self.number.changed.connect(self._fill)
        self.number.editingFinished.connect(self.changed)
        self.paper.currentTextChanged.connect(self._paper_changed)
        for field in (self.name, self.called, self.reason):
            field.textEdited.connect(self.changed)
        self.born.changed.connect(self.changed)
        for choice in (self.sex, self.standing):
            choice.changed.connect(self.changed)

    def _fill(self, number: str) -> None:
        """Fill birth and sex from a number without fault."""
        card = self.paper.currentText() == Paper.ID_CARD.value
        good = card and identity.valid(number)
        self._good.setVisible(good)
        if good:
            self.born.show_date(identity.birth_of(number))
            self.sex.show_word(identity.sex_of(number).value)
        self.changed.emit()

    def _without_card(self) -> None:
        self._paper_field.show()
        self.without.hide()
        self.paper.setCurrentText(Paper.NONE.value)
        self.paper.setFocus()

    def _paper_changed(self, _words: str) -> None:
        none = self.paper.currentText() == Paper.NONE.value
        self._card.name.setText("身份证号" if self.paper.currentText() == "身份证" else "证件号码")
        self._reason_field.complaint.hint(NO_CARD if none else AS_PRINTED)
        if none:
            self._reason_field.show()
        self.changed.emit()

    def _names(self) -> tuple[OtherName, ...]:
        kinds = {one.name: one.kind for one in self._other_names}
        words = self.called.text().replace("，", "、").replace(",", "、").split("、")
        return tuple(
            OtherName(kind=kinds.get(word.strip(), NameKind.PET), name=word.strip())
            for word in words
            if word.strip()
        )

    def _twin(self, double: Double) -> QWidget:
        look, one = self.look, double.person
        age = dates.age(one.born, self._today)
        years = f"，{age} 岁" if age is not None else ""
        place = f"，住 {one.place}" if one.place else ""
        says = f"登记册里已有{one.name}{years}{place}。{double.why}。"
        open_ = link(look, "打开看看")
        open_.clicked.connect(lambda: self.looked_at.emit(one.uid))
        deeds = [open_]
        if self.known:
            merge = link(look, "是同一人，合并")
            merge.clicked.connect(lambda: self.merged.emit(one.uid))
            deeds.append(merge)
        elif not double.same_number:
            same = link(look, "就是他，补上号码" if not one.id_number else "就是他，接着改")
            same.clicked.connect(lambda: self.same.emit(one.uid))
            deeds.append(same)
        if not double.same_number:
            other = link(look, "不是同一个人")
            other.clicked.connect(lambda: self._tell_apart(one.uid))
            deeds.append(other)
        said = prose(look, says, Type.BODY, leading=1.45)
        below = column(0, row(*deeds, None, gap=look.px(16)), margins=(0, 0, 0, 0))
        made = Washed(look, Tone.SOON, said, below, icon="user-question")
        made.setContentsMargins(0, 0, 0, look.px(8))
        return made

    def _tell_apart(self, uid: str) -> None:
        self._told_apart.add(uid)
        self.different.emit(uid)
