"""How tasks stand in lists: what, until when, how far."""

from collections.abc import Sequence
from datetime import date, datetime

from station_app.domain import dates, notice
from station_app.domain.notice import Schedule, Task, Tier
from station_app.domain.station import Station
from ui.models.table import Column
from ui.theme import Room, Tone
from ui.widgets.cells import Gone, Mark, Two
from ui.widgets.charts import Moment

SOON = 3
"""Days before its time from which a task is drawn as pressing."""

ABOVE = {Tier.TOWN: "镇汇总", Tier.COUNTY: "县审核", Tier.CITY: "市汇总", Tier.STATION: "本站"}


def when(task: Task, today: date) -> str:
    """Return the day and, where one is given, the hour."""
    day = "今天" if task.due_on == today else dates.show(task.due_on, today)
    return f"{day} {task.due_time:%H:%M}" if task.due_time else day


def left(task: Task, now: datetime) -> Mark:
    """Return how long there is, as a state."""
    due = task.due_at(now)
    return Mark(notice.time_left(due, now), tone(due, now), "circle" if _far(due, now) else "")


def tone(due: datetime, now: datetime) -> Tone:
    """Return how much a time presses."""
    if due < now:
        return Tone.LATE
    return Tone.CALM if _far(due, now) else Tone.SOON


def short(office: str) -> str:
    """Return an office by its place where its kind goes without saying."""
    return office.removesuffix("退役军人服务站") or office


def source(task: Task) -> str:
    """Return where a task came from, in few words."""
    said = (task.came_by.value, task.number or "、".join(task.senders))
    return "　".join(part for part in said if part)


def deadline_columns(now: datetime) -> tuple[Column[Task], ...]:
    """Return the columns of the deadlines on the first page."""
    today = now.date()
    what: Column[Task] = Column("要报什么", lambda task: Two(task.subject, source(task)))
    day: Column[Task] = Column("什么时候前", lambda task: when(task, today), 132, right=True)
    rest: Column[Task] = Column("还剩", lambda task: left(task, now), 172, right=True)
    return what, day, rest


def columns(room: Room, now: datetime) -> tuple[Column[Task], ...]:
    """Return the columns of the list of tasks."""
    wide = room is Room.WIDE
    what: Column[Task] = Column("要报什么", lambda task: _what(task), 320 if wide else 0)
    due: Column[Task] = Column("什么时候前", lambda task: _due(task, now), 280 if wide else 262)
    state: Column[Task] = Column("到哪一步", lambda task: how_far(task, now), 190)
    origin: Column[Task] = Column("从哪儿来的", source, 0 if wide else 150)
    return (what, due, state) if room is Room.TIGHT else (what, due, state, origin)


def how_far(task: Task, now: datetime) -> Mark:
    """Return how far a task is."""
    if task.void:
        return Mark(f"已作废：{task.void_reason}")
    if task.done_at:
        at = task.done_at.astimezone(now.tzinfo)
        return Mark(f"{dates.show(at.date(), now.date())} {at:%H:%M} 已报", Tone.DONE)
    return Mark("从登记册填报" if task.form else "还没报")


def moments(
    found: Schedule, station: Station, own: tuple[str, str], own_tone: Tone
) -> Sequence[Moment]:
    """Return the days counted back from the station up; `own` is its day and how long is left."""
    names = {Tier.TOWN: station.town, Tier.COUNTY: station.county, Tier.CITY: station.city}
    made = [Moment("本站", *own, own_tone)]
    for stop in found.stops[1:]:
        day = f"{stop.on.month}月{stop.on.day}日"
        note = "截止" if stop.last else ABOVE[stop.tier]
        made.append(Moment(names.get(stop.tier) or stop.tier.name, day, note))
    return tuple(made)


def _what(task: Task) -> Two | Gone:
    return Gone(task.subject) if task.void else Two(task.subject, f"报{short(task.report_to)}")


def _due(task: Task, now: datetime) -> Mark | Gone:
    words = when(task, now.date())
    if task.void:
        return Gone(words)
    if task.done_at:
        return Mark(words)
    due = task.due_at(now)
    return Mark(f"{words}　{notice.time_left(due, now)}", tone(due, now))


def _far(due: datetime, now: datetime) -> bool:
    return (due.date() - now.date()).days > SOON
