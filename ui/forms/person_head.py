"""The fixed head of a person's file: who, tags, what waits, and the band of those who are gone."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain import dates
from station_app.domain.person import Person
from station_app.domain.sheet import Sheet
from station_app.usecases.people import File
from ui.forms import person_file
from ui.theme import Look, Room, Tone, Type
from ui.widgets import tips
from ui.widgets.buttons import button
from ui.widgets.cut import cut, giving
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, frame, holder, row
from ui.widgets.tags import Avatar, Tag
from ui.widgets.words import caption, mark, picture, text

Slot = Callable[[], object]


def head(
    look: Look,
    room: Room,
    file: File,
    waiting: Sheet | None,
    today: date,
    deeds: Sequence[QWidget],
) -> QWidget:
    """Return who it is, with the sheet that waits to be typed and the deeds at the right."""
    wide, edge = room is Room.WIDE, look.edge(room)
    years = f"{file.age} 岁" if file.age is not None else ""
    known = f"资料 {file.complete.percent}%" if file.person.counts else ""
    said_of = (file.person.sex.value, years, known, file.person.place)  # the place gives way
    who = "　".join(part for part in said_of if part)
    name = row(cut(look, file.person.name, Type.TITLE), giving(look, who), gap=look.px(12))
    tags = _tags(look, file.tags, 6 if wide else 4)
    if waiting is not None and file.person.counts:
        tags.append(waiting_mark(look, waiting, today))
    face: list[Part] = [Avatar(look, file.person.name, 60), look.px(16)] if wide else []
    said = column(None, name, look.px(6), row(*tags, None, gap=look.px(8)), None)
    right = row(look.px(12), *deeds, gap=look.px(10))
    box = row(*face, said, right, margins=(edge, look.px(18), edge, look.px(16)))
    box.setStretchFactor(said, 1)
    return holder(box)


def deeds(
    look: Look, room: Room, more: QPushButton, *, waits: bool, visit: Slot, paper: Slot
) -> list[QPushButton]:
    """Return the visit first, the sheet where there is room for it, and what else can be done."""
    words = "录入走访表" if waits else "登记走访"
    typed = first(button(look, words, "primary", "pencil"))
    tips.tip(typed, f"{words}　Ctrl+Enter")
    typed.clicked.connect(visit)
    if room is Room.TIGHT:
        return [typed, more]
    printed = button(look, "打印走访表", "", "printer")
    printed.setToolTip("打印走访表　Ctrl+P")
    printed.clicked.connect(paper)
    return [typed, printed, more]


def waiting_mark(look: Look, sheet: Sheet, today: date) -> QWidget:
    """Return what is said of a printed sheet that waits to be typed."""
    day = dates.show(sheet.printed_at.date(), today) if sheet.printed_at else ""
    words = f"{day}的表待录入" if day else "表待录入"
    return mark(look, Tone.NOTE, words, icon="clipboard-text")


def band(look: Look, room: Room, person: Person, today: date) -> list[QWidget]:
    """Return the grey band of somebody who is no longer visited."""
    words, edge = person_file.gone(person, today), look.edge(room)
    if not words:
        return []
    said = text(look, f"{words}。走访、走访表和提醒都已停止，记录保留。", Type.BODY, "soft")
    sign = picture(look, "info-circle", "soft", 18)
    made = frame("strip", row(sign, said, None, margins=(look.px(12), 0, 0, 0), gap=look.px(8)))
    made.setFixedHeight(look.px(40))
    return [holder(row(made, margins=(edge - look.px(12), 0, edge - look.px(12), look.px(12))))]


def _tags(look: Look, words: Sequence[str], room_for: int) -> list[Part]:
    made: list[Part] = [Tag(look, word) for word in words[:room_for]]
    if rest := words[room_for:]:
        more = caption(look, f"+{len(rest)}")
        tips.tip(more, "、".join(rest))
        made.append(more)
    return made
