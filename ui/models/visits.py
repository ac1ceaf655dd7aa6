"""How sheets and visits stand in their lists."""

from collections.abc import Callable, Container
from datetime import date

from station_app.domain import dates, numbers
from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Shown, Visit
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Cell, Gone, Mark, Two

Says = Callable[[Shown], Cell]
STATE_MARKS = {
    State.WAITING: (Tone.NOTE, "clipboard-text"),
    State.TYPED: (Tone.DONE, ""),
    State.MISSED: (Tone.CALM, "user-question"),
    State.VOID: (Tone.CALM, "ban"),
}
MARKS = {"有困难": (Tone.SOON, "flag-3"), "补录": (Tone.NOTE, ""), "作废": (Tone.CALM, "ban")}


def years(sex: str, born: str, today: date) -> str:
    """Return sex and age as lists say them: 女 81."""
    age = dates.age(born, today)
    return sex if age is None else f"{sex} {age}"


def printed(sheet: Sheet, today: date) -> str:
    """Return when a sheet was printed and for which campaign."""
    if sheet.printed_at is None:
        return sheet.campaign_name
    day = dates.show(sheet.printed_at.date(), today)
    return "，".join(part for part in (day, sheet.campaign_name) if part)


def sheet_mark(sheet: Sheet, begun: Container[str] = ()) -> Mark:
    """Return what became of a sheet; `begun` holds those whose visit is half typed."""
    if sheet.state is State.WAITING and sheet.person in begun:
        return Mark("录了一半，接着录", Tone.SOON, "pencil")
    tone, icon = STATE_MARKS[sheet.state]
    return Mark(sheet.says, tone, icon)


def sheet_columns(room: Room, today: date, begun: Container[str] = ()) -> tuple[Column[Sheet], ...]:
    """Return the columns of the sheets that wait."""
    name: Column[Sheet] = Column(
        "姓名", lambda one: Two(one.name, years(one.sex, one.born, today)), 160
    )
    number: Column[Sheet] = Column("表上编号", lambda one: one.short, 132)
    place: Column[Sheet] = Column("住址（组、门牌）", lambda one: one.place, 136)
    state: Column[Sheet] = Column("状态", lambda one: sheet_mark(one, begun))
    wide: Column[Sheet] = Column("打印", lambda one: printed(one, today), 250)
    return (number, name, place, wide, state) if room is Room.WIDE else (number, name, place, state)


def void_sheet_columns(today: date) -> tuple[Column[Sheet], ...]:
    """Return the columns of the sheets that were given up."""
    name: Column[Sheet] = Column(
        "姓名", lambda one: Two(one.name, years(one.sex, one.born, today)), 160
    )
    number: Column[Sheet] = Column("表上编号", lambda one: one.short, 132)
    why: Column[Sheet] = Column("作废原因", lambda one: one.void_reason)
    when: Column[Sheet] = Column("打印", lambda one: printed(one, today), 210)
    return number, name, why, when


def visit_columns(room: Room, today: date) -> tuple[Column[Shown], ...]:
    """Return the columns of visits and attempts, newest first."""
    wide = room is Room.WIDE
    day: Column[Shown] = Column("日期", _plain(lambda one: dates.show(one.visit.on, today)), 96)
    name: Column[Shown] = Column("姓名", _plain(lambda one: _name(one, today)), 150)
    way: Column[Shown] = Column("方式", _plain(lambda one: one.visit.manner.value), 68)
    said: Column[Shown] = Column("情况", _plain(lambda one: one.says))
    mark: Column[Shown] = Column("记号", _mark, 100)
    number: Column[Shown] = Column(
        "编号", _plain(lambda one: _number(one.visit, short=not wide)), 124 if wide else 80
    )
    return day, name, way, said, mark, number


def told(visit: Visit, today: date) -> str:
    """Return a visit in one line, for 上次走访."""
    notes = (visit.trouble_note, visit.living_note, visit.request, visit.family_note)
    said = "；".join(note.rstrip("。") for note in notes if note)[:60]
    open_ = "、".join(one.matter for one in visit.to_do)
    words = [f"{dates.show(visit.on, today)}{visit.manner.value}", said and f"：{said}"]
    words.append(f"；待办：{open_}" if open_ else "")
    return "".join(words) + "。"


def _plain(says: Says) -> Says:
    """Strike a voided visit through in every column."""

    def cell(one: Shown) -> Cell:
        said = says(one)
        if not one.visit.void:
            return said
        return Gone(said.words if isinstance(said, Two) else str(said))

    return cell


def _name(one: Shown, today: date) -> Cell:
    return Two(one.name, years(one.sex, one.born, today))


def _mark(one: Shown) -> Mark:
    tone, icon = MARKS.get(one.mark, (Tone.CALM, ""))
    return Mark(one.mark, tone, icon)


def _number(visit: Visit, *, short: bool) -> str:
    if not visit.number:
        return ""
    return visit.number[-6:] if short else numbers.short(visit.number)
