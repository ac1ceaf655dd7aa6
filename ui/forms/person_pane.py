"""The pane beside the list of persons: enough to act without opening the file."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from station_app.domain import dates
from station_app.domain.visit import Visit
from station_app.usecases.people import File
from ui.models import events
from ui.theme import TONE_ICON, Look, Room, Tone, Type
from ui.widgets import tips
from ui.widgets.buttons import button
from ui.widgets.id_field import MaskedNumber
from ui.widgets.layout import Part, column, holder, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.tags import Avatar, Tag
from ui.widgets.words import caption, mark, picture, prose, text

WIDTH = 338
TAGS = 3


class PersonPane(QFrame):
    """One person in short; `visit_wanted` and `file_wanted` say which button was pressed."""

    visit_wanted = Signal()
    file_wanted = Signal()
    number_wanted = Signal()

    def __init__(self, look: Look, room: Room, file: File, waits: str, today: date) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._look, self._file, self._today = look, file, today
        self.number = MaskedNumber(look, file.person.id_number)
        self.number.asked.connect(self.number_wanted)
        edge = look.edge(room)
        edges = (look.px(24), look.px(24), edge, look.px(16))
        parts: list[Part] = [self._head(), look.px(14), self._tags()]
        if file.person.counts:
            parts += [look.px(18), self._deeds(waits)]
        parts += [look.px(20), rule(), look.px(12), *self._facts(), look.px(12), rule()]
        parts += [look.px(16), *self._visits(waits), *self._plan()]
        self.setLayout(column(scrolled(column(*parts, None, margins=edges))))
        self.setFixedWidth(look.px(WIDTH))
        self.setAccessibleName(f"{file.person.name}的预览")

    def _head(self) -> Part:
        look, person, age = self._look, self._file.person, self._file.age
        years = f"{age} 岁" if age is not None else ""
        words = "　".join(part for part in (person.sex.value, years, person.place) if part)
        names = column(text(look, person.name, Type.NAME), look.px(2), _cut(look, words))
        head = row(Avatar(look, person.name, 52), gap=look.px(14))
        head.addLayout(names, 1)
        return head

    def _tags(self) -> Part:
        look, words = self._look, self._file.tags
        shown: list[Part] = [Tag(look, word) for word in words[:TAGS]]
        if len(words) > TAGS:
            rest = caption(look, f"+{len(words) - TAGS}")
            tips.tip(rest, "、".join(words[TAGS:]))
            shown.append(rest)
        return row(*shown, None, gap=look.px(6))

    def _deeds(self, waits: str) -> Part:
        look = self._look
        visit = button(look, "录入走访表" if waits else "登记走访", "primary", "pencil")
        visit.clicked.connect(self.visit_wanted)
        file = button(look, "打开档案")
        file.clicked.connect(self.file_wanted)
        return row(visit, file, None, gap=look.px(10))

    def _facts(self) -> list[Part]:
        look, person = self._look, self._file.person
        parts: list[Part] = []
        if person.id_number:
            parts.append(_line(look, "身份证", self.number))
        parts += [
            _line(look, "电话", _cut(look, f"{phone.masked}（{phone.owner}）", "ink"))
            for phone in person.phones[:2]
        ]
        if person.contact_name:
            who = "，".join(part for part in (person.contact_name, person.contact_relation) if part)
            parts.append(_line(look, "联系人", _cut(look, who, "ink")))
        return parts or [caption(look, "证件和电话还没有登记。")]

    def _visits(self, waits: str) -> list[Part]:
        look, last = self._look, _last(self._file)
        parts: list[Part] = [text(look, "走访", Type.SECTION), look.px(8)]
        if waits:
            sign = mark(look, Tone.NOTE, "表已打印，待录入", Type.BODY, "clipboard-text")
            parts += [row(sign, None), look.px(8)]
        if last:
            day = dates.show(last.on, self._today)
            parts.append(prose(look, f"上次 {day}：{events.found(last)}", Type.BODY, "soft"))
        else:
            parts.append(prose(look, "还没走访过。", Type.BODY, "soft"))
        return parts

    def _plan(self) -> list[Part]:
        look, plan = self._look, events.open_plan(self._file.plans)
        if plan is None:
            return []
        head = text(look, "一人一策", Type.SECTION)
        parts: list[Part] = [look.px(18), rule(), look.px(16), head]
        for step in plan.steps[:4]:
            tone, what, who = events.of_step(step, self._today)
            sign = picture(look, TONE_ICON[tone], look.ink(tone), 18)
            said = prose(look, what, Type.BODY, look.ink(tone), 1.5)
            tips.tip(said, who)
            box = row(column(look.px(3), sign, None), gap=look.px(8))
            box.addWidget(said, 1)
            parts += [look.px(8), holder(box)]
        return parts


def _last(file: File) -> Visit | None:
    return next((visit for visit in file.visits if visit.counts), None)


def _line(look: Look, label: str, said: QWidget) -> QWidget:
    head = caption(look, label, "faint")
    head.setFixedWidth(look.px(56))
    box = row(head)
    box.addWidget(said, 1)
    made = holder(box)
    made.setFixedHeight(look.px(36))
    return made


def _cut(look: Look, words: str, colour: str = "soft") -> QWidget:
    """Return a line that gives way where it is too long, with its words as its tip."""
    made = text(look, words, Type.BODY, colour)
    tips.tip(made, words)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
