"""The visit form: a visit put into its fields, read out of them, its problems beside them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from station_app.domain.household import Member
from station_app.domain.problems import Level, Problem
from station_app.domain.visit import Manner, Missed, Mood, Satisfaction, Signed, VisitDraft
from ui.forms.visit_fields import VisitFields
from ui.forms.visit_parts import COUPLETS, LETTER
from ui.theme import Look
from ui.widgets import tips
from ui.widgets.fields import redden
from ui.widgets.keys import take
from ui.widgets.words import paint_words

LAST = "上次"
NOTED = ("living", "family", "troubles")
COPIED = ("health", *NOTED, "policies")
ONLY_WHY = "未遇只要原因，其余不用填；记为未遇，不算走访。"
WORDS = {
    "on": "走访日期",
    "at": "走访时间",
    "visitors": "走访人",
    "missed": "未遇原因",
    "missed_note": "未遇原因",
    "companions": "同户一并走访",
    "others_met": "同户一并走访",
    "health": "身体状况",
    "living": "生活情况",
    "living_note": "生活情况",
    "family": "家庭状况",
    "family_note": "家庭状况",
    "troubles": "困难情况",
    "trouble_note": "困难情况",
    "request": "诉求",
    "policies": "政策宣讲",
    "solved": "现场解决",
    "to_do": "待办事项",
    "money": "慰问金",
    "goods": "慰问品",
    "follow_up_on": "回访日期",
    "deputy": "代签人",
}
UNREADABLE = {
    "on": "日期没有看懂，请写成 1月24日 这样",
    "at": "时间没有看懂，请写成 09:40 这样",
    "to_do": "期限没有看懂，请写成 1月31日 这样",
    "money": "金额没有看懂，请只写数字",
    "follow_up_on": "日期没有看懂，请写成 2月8日 这样",
}


class VisitForm(VisitFields):
    """The form; `changed` comes with every touch, `draft()` says what stands in it."""

    changed = Signal()

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look, today)
        self._base = VisitDraft(person="", on=today)
        self._loading = False
        self._listen()

    def show_draft(self, draft: VisitDraft, home: Sequence[Member], last: str) -> None:
        """Show another visit; `home` are those of the household who can be met beside."""
        self._loading = True
        self._base = draft
        self._show_head(draft, home, last)
        self._show_findings(draft)
        self._show_end(draft)
        self._loading = False
        self.unmark()
        self._fit_manner()
        self._order()

    def draft(self) -> VisitDraft:
        """Return what stands in the form."""
        met = Manner(self.manner.word() or Manner.AT_HOME)
        reason = self.why.currentText()
        return replace(
            self._base,
            on=self.day.day() or self._base.on,
            at=self.hour.time(),
            visitors=_names(self.who.text()),
            manner=met,
            missed=Missed(reason) if met is Manner.MISSED and reason else None,
            missed_note=self.missed_note.text().strip(),
            companions=self.beside.persons(),
            others_met=self.beside.others.text().strip(),
            health=self.health.words(),
            living=self.ticks["living"].words(),
            living_note=self.notes["living"].toPlainText(),
            family=self.ticks["family"].words(),
            family_note=self.notes["family"].toPlainText(),
            troubles=self.ticks["troubles"].words(),
            trouble_note=self.notes["troubles"].toPlainText(),
            request=self.request.toPlainText(),
            policies=self.policies.words(),
            solved=self.solved.text(),
            to_do=self.to_do.to_do(),
            money=self.gifts.money.fen() or 0,
            goods=self.gifts.goods.text(),
            letter=LETTER in self.gifts.papers.words(),
            couplets=COUPLETS in self.gifts.papers.words(),
            satisfaction=Satisfaction(said) if (said := self.satisfaction.word()) else None,
            follow_up_on=self.follow_up.day(),
            signed=Signed(said) if (said := self.signed.word()) else None,
            deputy=self.deputy.deputy(),
            photographed=self.photographed.isChecked(),
            mood=Mood(said) if (said := self.mood.word()) else None,
        )

    def unreadable(self) -> list[Problem]:
        """Say which fields hold words that are no date, time or amount."""
        due = any(one.unreadable() for _, _, one in self.to_do.lines)
        fields = (
            ("on", self.day, self.day.unreadable() or not self.day.text().strip()),
            ("at", self.hour, self.hour.unreadable()),
            ("to_do", self.to_do, due),
            ("money", self.gifts.money, self.gifts.money.unreadable()),
            ("follow_up_on", self.follow_up, self.follow_up.unreadable()),
        )
        return [
            Problem(field=name, says=UNREADABLE[name])
            for name, control, wrong in fields
            if wrong and control.isEnabled()
        ]

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Say beside each field what is wrong with it, or is only to be known."""
        wrong = {one.field for one in found if one.level is Level.BLOCKS}
        for field in {id(place.field): place.field for place in self.places.values()}.values():
            names = [name for name, place in self.places.items() if place.field is field]
            said = [one for one in found if one.field in names]
            blocks = [one.says for one in said if one.level is Level.BLOCKS]
            field.setProperty("problem", blocks[0] if blocks else "")
            reminds = said[0].says if said else ""
            field.complaint.hint(reminds or (ONLY_WHY if "missed" in names else ""))
            field.complaint.say(blocks[0] if blocks else "")
        for control in {place.control for place in self.places.values()}:
            names = [name for name, place in self.places.items() if place.control is control]
            for part in (control, *control.findChildren(QWidget)):
                if isinstance(part, QLineEdit | QPlainTextEdit | QComboBox):
                    redden(part, bool(wrong.intersection(names)))

    def go_to(self, name: str) -> None:
        """Give the keyboard to a field by its name in a draft."""
        if name in self.places:
            take(self.places[name].control)
            self.area.ensureWidgetVisible(self.places[name].control)

    def mark_copied(self) -> None:
        """Mark what was brought over from the last visit, until it is touched."""
        for name in COPIED:
            field = self.places[name].field
            field.name.setText(f"{field.label}\n{LAST}")
            field.name.setFixedHeight(self._look.px(40))
            paint_words(field.name, self._look.colour("slate"))

    def unmark(self, names: Sequence[str] = COPIED) -> None:
        """Take the mark of touched fields away."""
        for name in names:
            field = self.places[name].field
            if field.name.text() != field.label:
                field.name.setText(field.label)
                field.name.setFixedHeight(self._look.px(30))
                paint_words(field.name, self._look.colour("soft"))

    def name_of(self, control: QWidget | None) -> str:
        """Return the name under which ready sentences for a control are kept."""
        kept: list[tuple[QWidget, str]] = [
            (self.who, "visitors"),
            (self.missed_note, "missed_note"),
            (self.notes["living"], "living_note"),
            (self.notes["family"], "family_note"),
            (self.notes["troubles"], "trouble_note"),
            (self.request, "request"),
            (self.solved, "solved"),
            (self.gifts.goods, "goods"),
            (self.deputy.why, "deputy_reason"),
            *((matter, "to_do") for matter, _, _ in self.to_do.lines),
        ]
        return next((name for one, name in kept if one is control), "")

    # Inside.

    def _show_head(self, draft: VisitDraft, home: Sequence[Member], last: str) -> None:
        self.day.show_date(draft.on)
        self.hour.show_time(draft.at)
        self.who.setText("、".join(draft.visitors))
        self.manner.show_word(draft.manner.value)
        self.why.setCurrentIndex(list(Missed).index(draft.missed) if draft.missed else -1)
        self.missed_note.setText(draft.missed_note)
        self.beside.show_home(home, draft.companions, draft.others_met)
        self.last.setText(last)
        tips.tip(self.last, last)

    def _show_findings(self, draft: VisitDraft) -> None:
        self.health.show_words(draft.health)
        said = (
            ("living", draft.living, draft.living_note),
            ("family", draft.family, draft.family_note),
            ("troubles", draft.troubles, draft.trouble_note),
        )
        for name, ticked, words in said:
            self.ticks[name].show_words(ticked)
            self.notes[name].setPlainText(words)
        self.request.setPlainText(draft.request)
        self.policies.show_words(draft.policies)

    def _show_end(self, draft: VisitDraft) -> None:
        self.solved.setText(draft.solved)
        self.to_do.show_lines(draft.to_do)
        self.gifts.show_gifts(draft)
        self.satisfaction.show_word(draft.satisfaction or "")
        self.follow_up.show_date(draft.follow_up_on)
        self.signed.show_word(draft.signed or "")
        self.deputy.show_deputy(draft.deputy)
        self.photographed.setChecked(draft.photographed)
        self.mood.show_word(draft.mood or "")

    def _listen(self) -> None:
        touched = self._touched
        for ticks, names in (
            (self.health, ("health",)),
            (self.policies, ("policies",)),
            *((self.ticks[name], (name,)) for name in NOTED),
        ):
            ticks.changed.connect(lambda names=names: touched(names))
        for name in NOTED:
            self.notes[name].textChanged.connect(lambda name=name: touched((name,)))
        self.request.textChanged.connect(touched)
        for field in (self.who, self.missed_note, self.solved):
            field.textEdited.connect(lambda _words: touched())
        for choice in (self.manner, self.satisfaction, self.signed, self.mood):
            choice.changed.connect(lambda _n: touched())
        for part in (self.day, self.hour, self.follow_up, self.beside, self.to_do, self.gifts):
            part.changed.connect(touched)
        self.deputy.changed.connect(touched)
        self.why.currentIndexChanged.connect(lambda _n: touched())
        self.photographed.toggled.connect(lambda _on: touched())

    def _touched(self, names: Sequence[str] = ()) -> None:
        if self._loading:
            return
        self.unmark(names)
        self._fit_manner()
        self.changed.emit()

    def _fit_manner(self) -> None:
        """Ask the reason of who was not met, and grey what could not be asked then."""
        met = self.manner.word() != Manner.MISSED
        self.places["missed"].field.setVisible(not met)
        for block in (*self.asked, *self.rest):
            block.setEnabled(met)
        self.beside.setEnabled(met)
        self.deputy.setEnabled(met and self.signed.word() == Signed.DEPUTY)

    def _order(self) -> None:
        """Let Tab go in reading order; the household's boxes are made anew for each person."""
        stops = self.stops()
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _names(words: str) -> tuple[str, ...]:
    """Return the names written in one line, however they are parted."""
    return tuple(name for name in re.split(r"[、，,；;\s]+", words) if name)
