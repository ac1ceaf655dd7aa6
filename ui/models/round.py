"""How the households of a round stand in their list."""

from collections.abc import Container
from datetime import date

from station_app.domain import dates
from station_app.domain.campaign import NOT_PLANNED, THREE_TIMES, Home, Reached
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Mark, Picked, Two

WHY = {NOT_PLANNED: (Tone.LATE, "alert-triangle"), THREE_TIMES: (Tone.SOON, "clock")}
TAGS = {Room.WIDE: 224, Room.NARROW: 176, Room.TIGHT: 108}


def columns(room: Room, today: date, chosen: Container[str]) -> tuple[Column[Home], ...]:
    """Return the columns; `chosen` holds the households whose boxes are ticked."""
    pick: Column[Home] = Column("", lambda home: Picked(home.household in chosen), 44)
    head: Column[Home] = Column("户主", _head, 134)
    place: Column[Home] = Column("住址", lambda home: home.place, 112)
    tags: Column[Home] = Column("类别", _tags, TAGS[room])
    why: Column[Home] = Column("未走访原因", _why, 172 if room is Room.WIDE else 164)
    told: Column[Home] = Column("情况", lambda home: situation(home, today))
    sheet: Column[Home] = Column("走访表", _numbers, 130)
    shown = (pick, head, place, tags, why, told)
    return (*shown, sheet) if room is Room.WIDE else shown


def situation(home: Home, today: date) -> str:
    """Return what is known: when somebody was met, what was found when nobody was."""
    met = [one for one in home.targets if one.reached is Reached.VISITED]
    if met:
        names = "" if len(met) == len(home.targets) else "、".join(one.name for one in met)
        return f"{dates.show(met[0].visited_on, today)}已走访{names}"
    tried = next((one for one in home.targets if one.tried_on), None)
    if tried is not None:
        said = tried.reason_note or f"去过 {tried.attempts} 次"
        return f"{dates.show(tried.tried_on, today)}，{said}"
    last = max((one.last_visit_on for one in home.targets if one.last_visit_on), default=None)
    return f"上次走访 {dates.show(last, today)}" if last else "还没走访过"


def _head(home: Home) -> Two:
    return Two(home.head or home.targets[0].name, f"{len(home.targets)} 人")


def _tags(home: Home) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for one in home.targets for tag in one.tags))


def _why(home: Home) -> Mark:
    if home.reached is Reached.VISITED:
        return Mark("已走访", Tone.DONE)
    if home.reached is Reached.PRINTED:
        return Mark("表待录入", Tone.NOTE, "clipboard-text")
    tone, icon = WHY.get(home.why, (Tone.CALM, ""))
    return Mark(home.why, tone, icon)


def _numbers(home: Home) -> str:
    found = [one.number for one in home.targets if one.number]
    if not found:
        return ""
    return "-".join(found[0].split("-")[-2:]) + (f" 等 {len(found)} 张" if len(found) > 1 else "")
