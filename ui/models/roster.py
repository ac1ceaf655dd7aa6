"""The rows of a roster on the screen: what becomes of each, and where its number is damaged."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt

from station_app.domain import identity, unseen
from station_app.domain.batch import Batch
from station_app.domain.roster import Line, Place, Status
from station_app.usecases.roster import Preview
from ui.models.table import Column, TableModel
from ui.theme import Room, Tone
from ui.widgets import tips
from ui.widgets.cells import Cell, Damaged, Index, Mark

TONES = {
    Status.NEW: Tone.DONE,
    Status.UPDATED: Tone.NOTE,
    Status.UNCHANGED: Tone.CALM,
    Status.CONFLICT: Tone.SOON,
    Status.REJECTED: Tone.LATE,
}
ICONS = {
    Status.NEW: "plus",
    Status.UPDATED: "refresh",
    Status.CONFLICT: "alert-triangle",
    Status.REJECTED: "ban",
}
GRAVE_FIRST = (
    Status.REJECTED,
    Status.CONFLICT,
    Status.UPDATED,
    Status.NEW,
    Status.UNCHANGED,
)
NUMBER = "身份证号（表里）"
EMPTY = "（空着）"
NAMED = 12
"""More columns than this are counted."""


class LinesModel(TableModel[Line]):
    """The rows of a roster; a cell that is cut says itself whole in its tip."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say the cell, also as a tip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tips.plain(str(super().data(index, Qt.ItemDataRole.DisplayRole)))
        return super().data(index, role)


def columns(room: Room, several_sheets: bool) -> tuple[Column[Line], ...]:
    """Return the columns of the result: which row, who, what becomes of it, and why."""
    wide, tight = room is Room.WIDE, room is Room.TIGHT
    row: Column[Line] = Column("行", lambda one: str(one.row), 64 if wide else 56, True)
    sheet: Column[Line] = Column("表", lambda one: one.sheet, 110 if wide else 80)
    name: Column[Line] = Column("姓名", lambda one: unseen.visible(one.name), 120 if wide else 96)
    number: Column[Line] = Column(NUMBER, number_cell, 190 if tight else 200)
    status: Column[Line] = Column("结果", status_cell, 104)
    reason: Column[Line] = Column("原因", lambda one: unseen.visible("；".join(one.reasons)))
    told = (name, number, status, reason)
    return (row, sheet, *told) if several_sheets else (row, *told)


def number_column(several_sheets: bool) -> int:
    """Return where the number stands."""
    return 3 if several_sheets else 2


def number_cell(line: Line) -> Cell:
    """Say a number as the sheet has it, its damaged part marked."""
    shown = unseen.visible(line.shown_number)
    if line.status is not Status.REJECTED:
        return shown
    if not shown:
        return EMPTY
    start, stop = identity.spoilt_part(shown)
    return Damaged(shown, start, stop) if stop else shown


def status_cell(line: Line) -> Cell:
    """Say what becomes of a row."""
    return Mark(line.status.says, TONES[line.status], ICONS.get(line.status, ""))


def order(lines: Sequence[Line]) -> dict[Place, int]:
    """Return a place in the list for every row: what needs somebody first."""
    grave = {status: n for n, status in enumerate(GRAVE_FIRST)}
    ranked = sorted(lines, key=lambda one: grave[one.status])
    return {one.place: n for n, one in enumerate(ranked)}


def listed(shown: Preview, status: Status | None, places: Mapping[Place, int]) -> list[Line]:
    """Return the rows of one fate, or all, each where it stood when the result was first shown."""
    chosen = [one for one in shown.lines if status in (None, one.status)]
    return sorted(chosen, key=lambda one: places.get(one.place, len(places)))


def unread(shown: Preview) -> list[str]:
    """Say which columns and sheets were not read, those with one reason in one sentence."""
    why: dict[str, list[str]] = {}
    for one in shown.left_out:
        why.setdefault(one.why, []).append(one.heading)
    says = [f"{_named(headings)}：{reason}" for reason, headings in why.items()]
    return [*says, *(f"“{one.sheet}”这张表：{one.why}" for one in shown.skipped)]


def _named(headings: Sequence[str]) -> str:
    names = [unseen.visible(heading) for heading in dict.fromkeys(headings)]
    words = "、".join(f"“{name}”" for name in names[:NAMED])
    return f"{words}等 {len(names)} 列" if len(names) > NAMED else words


def batch_columns() -> tuple[Column[Batch], ...]:
    """Return the columns of the imports so far."""
    when: Column[Batch] = Column("导入时间", lambda one: _when(one.at), 170)
    counts: Column[Batch] = Column("写入", written, 200)
    state: Column[Batch] = Column("", _state, 100)
    file: Column[Batch] = Column("文件", lambda one: one.file)
    return when, counts, state, file


def written(batch: Batch) -> str:
    """Say how much an import wrote."""
    new, updated = batch.counts.get("new", 0), batch.counts.get("updated", 0)
    return f"新增 {new} 行，更新 {updated} 行"


def _when(at: str) -> str:
    moment = datetime.fromisoformat(at)
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


def _state(batch: Batch) -> Cell:
    return Mark("已撤销", Tone.CALM) if batch.undone_by else ""
