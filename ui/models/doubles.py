"""How a pair of entries that may be of one person is told in a row."""

from station_app.domain import dates, identity
from station_app.domain.likeness import Grade
from station_app.domain.person import Life, Person, Residency
from station_app.usecases.doubles import Likely
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Mark, Two

_TONE = {Grade.CERTAIN: Tone.SOON, Grade.LIKELY: Tone.NOTE, Grade.POSSIBLE: Tone.CALM}
_ICON = {Grade.CERTAIN: "alert-triangle", Grade.LIKELY: "info-circle", Grade.POSSIBLE: "circle"}


def pairs(room: Room) -> tuple[Column[Likely], ...]:
    """Return the columns of the list: both entries, why, and how sure it is."""
    wide = {Room.WIDE: 268, Room.NARROW: 214, Room.TIGHT: 176}[room]
    one: Column[Likely] = Column("一份", lambda pair: entry(pair.one, room), wide)
    other: Column[Likely] = Column("另一份", lambda pair: entry(pair.other, room), wide)
    why: Column[Likely] = Column("为什么像", lambda pair: pair.likeness.says)
    grade: Column[Likely] = Column("把握", lambda pair: grade_of(pair.likeness.grade), 108)
    return one, other, why, grade


def entry(person: Person, room: Room = Room.WIDE) -> Two:
    """Return who it is: the name, then where, or the tail of the number where there is no place."""
    gone = "去世" if person.life is Life.DECEASED else ""
    gone = gone or ("迁出" if person.residency is Residency.MOVED else "")
    tail = f"尾号 {person.id_number[-4:]}" if person.id_number else "没有号码"
    said = (gone, tail) if room is Room.TIGHT else (gone, tail, person.place)
    return Two(person.name, "　".join(word for word in said if word))


def grade_of(grade: Grade) -> Mark:
    """Return how sure it is as shape, colour and word."""
    return Mark(grade.value, _TONE[grade], _ICON[grade])


def who(person: Person, room: Room) -> str:
    """Return who an entry says it is, in one line: number, birth, place where there is room."""
    number = identity.masked(person.id_number) if person.id_number else "没有身份证号"
    born = f"{dates.show(person.born)}生" if person.born else ""
    place = "" if room is Room.TIGHT else person.place
    return "　".join(word for word in (number, born, place) if word)
