"""How persons and households stand in their lists."""

from datetime import date

from station_app.domain import care
from station_app.domain.selection import HouseholdRow, PersonRow
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Mark, Two

A_YEAR = 365


def short_day(on: date, today: date) -> str:
    """Return a day of the last year without its year; an older one with it."""
    plain = f"{on.month}月{on.day}日"
    return plain if abs((today - on).days) < A_YEAR else f"{on.year}年{plain}"


def last_visit(row: PersonRow, today: date) -> Mark:
    """Say when a person was last visited, and whether that is too long ago."""
    on = row.person.last_visit_on
    day = short_day(on, today) if on else "还没走访"
    if row.waiting_sheet:
        return Mark(f"{day}　表待录入" if on else "表待录入", Tone.NOTE, "clipboard-text")
    left = (row.due_on - today).days if row.due_on else care.SOON + 1
    if left < 0:
        return Mark(f"{day}　超期 {-left} 天", Tone.LATE)
    if left <= care.SOON:
        return Mark(f"{day}　{f'还剩 {left} 天' if left else '今天'}", Tone.SOON)
    return Mark(day, Tone.CALM, "circle-check" if on else "")


def person_columns(room: Room, today: date, home: str) -> tuple[Column[PersonRow], ...]:
    """Return the columns of the list of persons; `home` is the code of the own village."""
    wide, tight = room is Room.WIDE, room is Room.TIGHT
    name: Column[PersonRow] = Column(
        "姓名", lambda row: Two(row.person.name, _years(row)), 172 if tight else 194
    )
    place: Column[PersonRow] = Column(
        "住址（组、门牌）",
        lambda row: _place(row.person.place, row.village, row.person.division == home),
        126 if tight else 132,
    )
    tags: Column[PersonRow] = Column("类别", lambda row: row.tags)
    often: Column[PersonRow] = Column(
        "多久走访", lambda row: row.person.tier.says, 76 if tight else 88
    )
    last: Column[PersonRow] = Column(
        "上次走访", lambda row: last_visit(row, today), 206 if wide else 190
    )
    return name, place, tags, often, last


def household_columns(today: date) -> tuple[Column[HouseholdRow], ...]:
    """Return the columns of the list of households, in route order."""
    head: Column[HouseholdRow] = Column("户主", lambda row: row.head or "没有户主", 178)
    place: Column[HouseholdRow] = Column(
        "住址（组、门牌）", lambda row: row.place or row.village, 132
    )
    tags: Column[HouseholdRow] = Column("类别", _household_tags)
    people: Column[HouseholdRow] = Column(
        "人口", lambda row: Two(f"{row.people} 人", f"在册 {row.persons} 人"), 148
    )
    last: Column[HouseholdRow] = Column(
        "上次走访",
        lambda row: short_day(row.last_visit_on, today) if row.last_visit_on else "还没走访",
        146,
    )
    return head, place, tags, people, last


def _years(row: PersonRow) -> str:
    if row.person.life.value == "去世":
        return "已去世"
    return row.person.sex.value if row.age is None else f"{row.person.sex.value} {row.age}"


def _place(place: str, village: str, at_home: bool) -> str:
    return place if at_home else f"{village}{place}"


def _household_tags(row: HouseholdRow) -> tuple[str, ...]:
    return (*row.tags, "光荣之家") if row.plaque_hangs else row.tags
