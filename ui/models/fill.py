"""A sender's table on the screen: what came lately, who gets a row, what stands in the cells."""

from collections.abc import Container, Sequence
from datetime import date

from station_app.domain import identity, unseen
from station_app.domain.fill import Column as Entry
from station_app.domain.fill_rows import Fate, Filled, Line
from station_app.usecases.fill import Filling
from station_app.usecases.fill_people import Candidate
from station_app.usecases.received import Received
from ui.models import upkeep
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Cell, Mark, Picked, Two

SHOWN = {Room.WIDE: 10, Room.NARROW: 8, Room.TIGHT: 6}
"""So many columns of the sender's stand beside each other on the screen."""
OPEN = (Fate.LACKS, Fate.EMPTY)
PARTS = {"serial": 5, "sex": 5, "age": 5, "id_number": 19, "phone": 13, "address": 16, "name": 11}
"""How wide columns are beside each other."""


def received_columns(room: Room, today: date) -> tuple[Column[Received], ...]:
    """Return the columns of what came lately."""

    name: Column[Received] = Column("表名", lambda one: unseen.visible(one.path.name))
    where: Column[Received] = Column("在哪里", lambda one: unseen.visible(one.where), 130)
    at: Column[Received] = Column("什么时候", lambda one: upkeep.when(one.at, today), 150)
    return (name, at) if room is Room.TIGHT else (name, where, at)


def people_columns(room: Room, off: Container[str]) -> tuple[Column[Candidate], ...]:
    """Return the columns of those who may get a row."""

    def why(one: Candidate) -> Cell:
        if one.person:
            return f"表里第 {one.row} 行，{one.why}" if one.row else one.why
        tone = Tone.SOON if one.may_be else Tone.LATE
        return Mark(f"表里第 {one.row} 行，{one.why}", tone)

    def on(one: Candidate) -> Cell:
        return Picked(bool(one.person) and one.person not in off)

    box: Column[Candidate] = Column("", on, 48)
    name: Column[Candidate] = Column("姓名", lambda one: unseen.visible(one.name), 178)
    place: Column[Candidate] = Column("组、门牌", lambda one: one.place, 150)
    standing: Column[Candidate] = Column("身份", lambda one: one.standing, 120)
    reason: Column[Candidate] = Column("为什么在这里", why)
    return (
        (box, name, place, reason) if room is Room.TIGHT else (box, name, place, standing, reason)
    )


def shown_columns(filling: Filling, room: Room) -> list[Entry]:
    """Return the sender's columns that the screen has room for, in their order.

    The name comes first, then those in which something lacks, differs or is typed.
    """
    columns = filling.seen.columns
    ranked = sorted(
        columns, key=lambda one: (one.field != "name", one.column not in filling.telling)
    )
    chosen = {one.column for one in ranked[: SHOWN[room]]}
    return [one for one in columns if one.column in chosen]


def result_columns(entries: Sequence[Entry], wide: int) -> tuple[Column[Line], ...]:
    """Return the columns of the filled table."""
    parts = [PARTS.get(one.field, 10) for one in entries]
    widths = [wide * part // sum(parts) for part in parts]
    return tuple(_result(*one) for one in zip(entries, [*widths[:-1], 0], strict=True))


def _result(entry: Entry, width: int) -> Column[Line]:
    def says(line: Line) -> Cell:
        found = next(one for one in line.cells if one.column == entry.column)
        return cell(found)

    heading = unseen.visible(entry.heading.split("\n")[-1])
    return Column(heading, says, width)


def cell(filled: Filled) -> Cell:
    """Say what stands in a cell afterwards; numbers stay half hidden on the screen."""
    if filled.fate in OPEN:
        return Mark("空", Tone.SOON, "alert-triangle")
    if filled.fate is Fate.KEPT:
        return "公式"
    shown = masked(filled.shown)
    if filled.fate is Fate.DIFFERS:
        other = filled.was if filled.takes else str(filled.value)
        return Two(shown, f"{'来表' if filled.takes else '登记册'} {masked(other)}")
    return shown


def masked(words: str) -> str:
    """Return words as the screen shows them: an identity number half hidden."""
    words = unseen.visible(words)
    return identity.masked(words) if identity.well_formed(words) else words
