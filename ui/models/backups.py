"""How backups are told: where they lie, when they were made, and whether all is well."""

from datetime import date

from station_app.domain import sizes
from station_app.domain.backup import Kept, Place
from station_app.usecases.backups import Proven, State
from station_app.usecases.found_backups import Found
from ui.models import upkeep
from ui.models.table import Column
from ui.theme import Tone
from ui.widgets.cells import Two

WHERE = {Place.PC: "这台电脑上", Place.FOLDER: "备份文件夹", Place.STICK: "U盘"}
NONE = "还没有备份过。"


def newest(state: State) -> Kept | None:
    """Return the backup that goes furthest, if there is any."""
    return max(state.kept, key=lambda one: (one.made.number, one.made.at), default=None)


def told(state: State, today: date) -> str:
    """Say when the last backup was made and where it went."""
    last = newest(state)
    if last is None:
        return NONE
    return f"{upkeep.when(last.made.at, today)} 已备份到{WHERE[last.place]}，已核对，能打开。"


def short(last: Kept, today: date) -> tuple[str, str]:
    """Say in a few words when the last backup was made, and below where it lies."""
    lies = WHERE[last.place] if last.place is Place.PC else last.folder
    return f"{upkeep.when(last.made.at, today)} 已备份，已核对，能打开", f"在{lies}"


def chip(state: State, today: date, *, wide: bool) -> tuple[Tone, str, str]:
    """Return what the top bar says: its shape, a word or two, and more for who rests there."""
    last = newest(state)
    if state.warning is not None:
        return Tone.SOON, "请看备份", "".join(state.warning)
    if last is None:
        return Tone.DONE, "", ""
    when = upkeep.when(last.made.at, today)
    words = f"已备份　{when}" if wide else f"已备份 {when.removeprefix('今天 ')}"
    return Tone.DONE, words, told(state, today)


def proven(made: Proven) -> str:
    """Say what was found in a backup that was restored for a trial."""
    people, homes = made.counts.get("person", 0), made.counts.get("household", 0)
    return f"已核对，能打开：{people} 人、{homes} 户，记到第 {made.head.number:,} 笔。"


def done(made: Proven) -> str:
    """Say where a backup went that was made by hand."""
    return f"已备份到{WHERE[made.place]}。{proven(made)}"


def where(one: Found) -> str:
    """Say where a backup lies."""
    return f"{WHERE[one.place]}“{one.where}”" if one.where else WHERE[one.place]


def share(done: int, total: int) -> str:
    """Say how far a backup on its way is."""
    return f"已完成 {100 * done // total} %" if total else "正在准备…"


def columns(today: date) -> tuple[Column[Found], ...]:
    """Return the columns of a register's own backups."""
    at: Column[Found] = Column("时间", lambda one: upkeep.when(one.backup.at, today), 164)
    lies: Column[Found] = Column("在哪里", where)
    large: Column[Found] = Column(
        "大小", lambda one: sizes.megabytes(one.backup.size), 92, right=True
    )
    return at, lies, large, _number()


def of_any(today: date) -> tuple[Column[Found], ...]:
    """Return the columns of backups of whichever register."""
    name: Column[Found] = Column("登记册", lambda one: Two(one.register, where(one)))
    at: Column[Found] = Column("时间", lambda one: upkeep.when(one.backup.at, today), 164)
    return name, at, _number()


def _number() -> Column[Found]:
    column: Column[Found] = Column(
        "记到", lambda one: f"第 {one.backup.head.number:,} 笔", 116, right=True
    )
    return column
