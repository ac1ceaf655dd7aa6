"""The fixed head of a household's page: whose it is, where, what waits, and the deeds."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from station_app.domain import dates
from station_app.domain.sheet import Sheet
from station_app.usecases.households import HouseholdFile
from ui.forms.person_head import waiting_mark
from ui.theme import Look, Room, Tone, Type
from ui.widgets.cut import cut, giving
from ui.widgets.layout import Part, column, holder, row
from ui.widgets.tags import Tag
from ui.widgets.words import mark

TAGS = 4


def head(
    look: Look,
    room: Room,
    file: HouseholdFile,
    waiting: Sheet | None,
    today: date,
    deeds: Sequence[QWidget],
) -> QWidget:
    """Return whose household it is, with the sheet that waits to be typed, deeds at the right."""
    edge, home = look.edge(room), file.household
    place = f"{file.village}{home.group} {home.door}".strip()
    names = row(
        cut(look, f"{file.head}家" if file.head else "没有户主的一户", Type.TITLE),
        giving(look, f"{place}　{_counted(file)}"),
        gap=look.px(12),
    )
    tags: list[Part] = [Tag(look, word) for word in file.tags[:TAGS]]
    if home.plaque_hangs(today):
        tags.append(Tag(look, "光荣之家"))
    if waiting is not None:
        tags.append(waiting_mark(look, waiting, today))
    elif last := next((one for one in file.visits if one.counts), None):
        tags.append(mark(look, Tone.DONE, f"{dates.show(last.on, today)}已走访"))
    said = column(names, look.px(6), row(*tags, None, gap=look.px(8)))
    right = row(look.px(12), *deeds, gap=look.px(10))
    box = row(said, right, margins=(edge, look.px(16), edge, look.px(14)))
    box.setStretchFactor(said, 1)
    return holder(box)


def _counted(file: HouseholdFile) -> str:
    """Return how many live here, and how many no longer do."""
    dead = sum(one.deceased for one in file.members)
    away = sum(one.moved_out and not one.deceased for one in file.members)
    parts = [f"{file.people} 口人", f"在册 {file.persons} 人"]
    parts += [f"已去世 {dead} 人"] * bool(dead) + [f"已迁出 {away} 人"] * bool(away)
    return "，".join(parts)
