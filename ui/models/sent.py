"""The hand-overs of this station as a table: what went out, when, and whether it arrived."""

from datetime import date

from station_app.domain import handover
from station_app.domain.handover import HandOver
from ui.models import returns
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Mark


def columns(room: Room, today: date) -> list[Column[HandOver]]:
    """Return the columns of what went out; the files stand in the pane where it has room."""
    number: Column[HandOver] = Column("单号", lambda one: one.number, 190)
    when: Column[HandOver] = Column("什么时候", lambda one: returns.day_of(one.at, today), 138)
    fate: Column[HandOver] = Column("结果", _fate, 110)
    if room is not Room.WIDE:
        return [number, when, fate, Column("核对码", _code)]
    files: Column[HandOver] = Column("报表", lambda one: f"{one.matter}，{len(one.files)} 份")
    return [number, when, files, fate, Column("核对码", _code, 128)]


def _code(one: HandOver) -> str:
    return handover.in_groups(one.code)


def _fate(one: HandOver) -> Mark:
    if one.state != "已写入":
        return Mark("没有写成", Tone.LATE, "x")
    if one.read_back:
        return Mark("核对无误", Tone.DONE)
    return Mark("未回读", Tone.SOON)
