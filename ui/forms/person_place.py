"""The second part of a person's form: where the person lives, and the telephones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from station_app.domain.divisions import Division
from station_app.domain.person import PersonDraft, Phone, Residency
from station_app.domain.problems import Problem
from station_app.usecases import places
from ui.forms.part import FormPart
from ui.theme import Look, Room
from ui.widgets.buttons import link, sign
from ui.widgets.choices import Choice
from ui.widgets.controls import pick
from ui.widgets.date_field import DateField
from ui.widgets.fields import Complaint, Field, line
from ui.widgets.layout import column, empty_out, holder, put, row, sized
from ui.widgets.picker import Found, Picker
from ui.widgets.words import caption

ELSEWHERE = "其他地方"
Finder = Callable[[str], Sequence[Division]]


class PhoneRow(QWidget):
    """One telephone: the number, whose it is, and a cross."""

    def __init__(self, look: Look, phone: Phone) -> None:
        super().__init__()
        self.number, self.owner = line(phone.says), line(phone.owner, "谁的：本人、儿子……")
        self.best = line(phone.best_time, "什么时候好打")
        self.number.setAccessibleName("电话号码")
        self.owner.setAccessibleName("谁的电话")
        self.best.setAccessibleName("什么时候好打")
        self.away = sign(look, "x", "去掉这个电话")
        self.complaint = Complaint(look, above=2)
        box = row(sized(look, self.number, 168), gap=look.px(8))
        box.addWidget(self.owner, 4)
        box.addWidget(self.best, 5)
        box.addWidget(self.away)
        self.setLayout(column(box, self.complaint))

    def phone(self) -> Phone:
        """Return what stands here."""
        return Phone(
            number=self.number.text().strip(),
            owner=self.owner.text().strip() or "本人",
            best_time=self.best.text().strip(),
        )


class PlacePart(FormPart[PersonDraft]):
    """Village, group, door, whether the person lives here, and telephones."""

    unknown = Signal(str)

    def __init__(self, look: Look, today: date, villages: Sequence[Division], find: Finder) -> None:
        super().__init__(look)
        self._codes = [one.code for one in villages]
        self.village = pick(look, [*(one.name for one in villages), ELSEWHERE])
        self.where = Picker(look, lambda words: _found(find(words)))
        self.group, self.door, self.address = line(), line(), line()
        self.lives = Choice(look, [one.value for one in Residency])
        self.moved = DateField(today)
        self.phones: list[PhoneRow] = []
        self._rows = column(gap=look.px(6))
        self._more = link(look, "再加一个", "plus")
        self._more.clicked.connect(lambda: self._add(Phone(number=""), take=True))
        self._lay_out()
        self._listen()

    def show_draft(self, draft: PersonDraft) -> None:
        """Show where the person lives."""
        known = draft.division in self._codes or not draft.division
        if known:
            self.village.setCurrentIndex(self._codes.index(draft.division or self._codes[0]))
        else:
            self.choose(Division(code=draft.division, name=draft.division))
        self.where.show_pick("", "")
        for field, words in (
            (self.group, draft.group),
            (self.door, draft.door),
            (self.address, draft.address),
        ):
            field.setText(words)
            field.setCursorPosition(0)  # the beginning is what tells it from others
        self.lives.show_word(draft.residency.value)
        self.moved.show_date(draft.moved_out_on)
        empty_out(self._rows)
        self.phones = []
        for phone in draft.phones or (Phone(number=""),):
            self._add(phone)
        self._show_rest()

    def put(self, draft: PersonDraft) -> PersonDraft:
        """Return the draft with what stands here."""
        place = self.village.currentIndex()
        moved = self.lives.word() == Residency.MOVED.value
        return replace(
            draft,
            division=self._codes[place] if 0 <= place < len(self._codes) else self.where.key,
            group=self.group.text(),
            door=self.door.text(),
            address=self.address.text().strip(),
            residency=Residency(self.lives.word() or Residency.HERE),
            moved_out_on=self.moved.day() if moved else None,
            phones=tuple(one.phone() for one in self.phones if one.number.text().strip()),
        )

    def offer(self, villages: Sequence[Division]) -> None:
        """Add to the list those that are not in it yet."""
        for one in villages:
            if one.code not in self._codes:
                self.village.insertItem(len(self._codes), one.name)
                self._codes.append(one.code)

    def choose(self, village: Division) -> None:
        """Choose a village, one that was not in the list before, too."""
        self.offer([village])
        self.village.setCurrentIndex(self._codes.index(village.code))

    def lacks_village(self) -> bool:
        """Tell whether the village is another one and not chosen yet."""
        return self.village.currentIndex() >= len(self._codes)

    def fit(self, room: Room) -> None:
        """Set whether somebody lives here beside the address, or below it."""
        ways = QBoxLayout.Direction
        self._place.setDirection(ways.LeftToRight if room is Room.WIDE else ways.TopToBottom)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside each telephone, too, what is odd about it."""
        super().show_problems(problems)
        told = {one.field: one.says for one in problems}
        typed = [one for one in self.phones if one.number.text().strip()]
        for one in self.phones:
            busy = one.number.hasFocus() or one not in typed
            one.complaint.say("" if busy else told.get(f"phones.{typed.index(one)}", ""))

    # Inside.

    def _lay_out(self) -> None:
        look = self.look
        moved = sized(look, Field[QLineEdit](look, "哪天迁出", self.moved), 148)
        hint = "打村名、拼音或首字母；外县的先打县名"
        unknown = link(look, "查不到？登记这个村")
        unknown.clicked.connect(lambda: self.unknown.emit(self.where.text().strip()))
        words = "哪个村、社区"
        self._where_field = Field[Picker](look, words, self.where, hint=hint, aside=(unknown,))
        self._address_field = Field(look, "详细住址", self.address)
        group = sized(look, Field(look, "组", self.group, "G"), 72)
        number = sized(look, Field(look, "门牌", self.door), 80)
        self.fields = {
            "moved_out_on": moved,
            "division": self._where_field,
            "address": self._address_field,
            "group": group,
            "door": number,
        }
        door = row(gap=look.px(10))
        door.addWidget(Field(look, "村", self.village, "Z"), 1)
        door.addWidget(group)
        door.addWidget(number)
        self._place = row(gap=look.px(10))
        self._place.addLayout(door, 1)
        self._place.addWidget(sized(look, Field(look, "居住", self.lives), 184))
        rest = row(gap=look.px(10))
        rest.addWidget(self._where_field, 1)
        rest.addWidget(self._address_field, 1, Qt.AlignmentFlag.AlignTop)
        rest.addWidget(moved, 0, Qt.AlignmentFlag.AlignTop)
        self._rest = holder(rest)
        phones = row(caption(look, "电话"), None, self._more)
        gap, told = look.px(8), Complaint(look, above=4)
        self.crowded = {"group": told, "door": told}
        place = column(self._place, told)
        self.block("二", "住址和电话", place, self._rest, gap, phones, look.px(4), self._rows)

    def _listen(self) -> None:
        self.village.currentIndexChanged.connect(self._turned)
        self.lives.changed.connect(self._turned)
        self.where.picked.connect(self._picked)
        for field in (self.group, self.door, self.address):
            field.textEdited.connect(self.changed)
        self.moved.changed.connect(self.changed)

    def _turned(self, _n: int) -> None:
        self._show_rest()
        self.changed.emit()

    def _picked(self, code: str) -> None:
        self.choose(Division(code=code, name=self.where.text()))

    def _show_rest(self) -> None:
        away = self.lacks_village()
        strange = away or bool(self.address.text()) or self.village.currentIndex() > 0
        moved = self.lives.word() == Residency.MOVED.value
        self._where_field.setVisible(away)
        self._address_field.setVisible(strange)
        self.fields["moved_out_on"].setVisible(moved)
        self._rest.setVisible(strange or moved)

    def _add(self, phone: Phone, *, take: bool = False) -> None:
        made = PhoneRow(self.look, phone)
        made.number.textEdited.connect(self.changed)
        made.number.editingFinished.connect(self.changed)
        made.owner.textEdited.connect(self.changed)
        made.best.textEdited.connect(self.changed)
        made.away.clicked.connect(lambda: self._take_away(made))
        self.phones.append(made)
        put(self._rows, made)
        if take:
            self.changed.emit()
            made.number.setFocus()

    def _take_away(self, gone: PhoneRow) -> None:
        self.phones.remove(gone)
        gone.hide()
        self._rows.removeWidget(gone)
        gone.deleteLater()
        if not self.phones:
            self._add(Phone(number=""))
        self.changed.emit()


def _found(divisions: Sequence[Division]) -> list[Found]:
    return [
        Found(key=one.code, words=one.name, soft=_county_and_town(one))
        for one in divisions
        if len(one.code) == 12
    ]


def _county_and_town(village: Division) -> str:
    city = places.full_name(village.code[:4])
    return places.full_name(village.parent).removeprefix(city)
