"""A task that came in: three fields, or the whole notice, and its dates counted back."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from station_app.domain import secrecy
from station_app.domain.problems import Level, Problem
from station_app.domain.workdays import Calendar

END_OF_WORK = time(17, 30)
"""Where no hour is given, the report has to be there before offices close."""


class CameBy(StrEnum):
    """How a task reached the station."""

    UNSAID = ""
    CHAT = "微信群"
    CALL = "电话"
    PAPER = "纸质来文"


class DueFrom(StrEnum):
    """Who set the time."""

    ABOVE = "上级说的"
    NOTICE = "通知写的"
    OWN = "自定"


class Duty(StrEnum):
    """Whether the station must act on it."""

    MUST = "必办"
    MAY = "参照"


class Tier(StrEnum):
    """A level of the administration; the notice names the day for one of them."""

    UNSAID = ""
    STATION = "V"
    TOWN = "T"
    COUNTY = "C"
    CITY = "M"


BACK = {Tier.CITY: 0, Tier.COUNTY: 2, Tier.TOWN: 4, Tier.STATION: 6}
"""Working days before the city's day by which each level hands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """What a worker types: `subject`, `report_to` and `due_on` are enough."""

    subject: str
    report_to: str
    due_on: date | None
    due_time: time | None = None
    due_from: DueFrom = DueFrom.ABOVE
    came_by: CameBy = CameBy.UNSAID
    form: str = ""
    number: str = ""
    senders: tuple[str, ...] = ()
    title: str = ""
    issued_on: date | None = None
    received_on: date | None = None
    receivers: str = ""
    duty: Duty = Duty.MUST
    tier: Tier = Tier.UNSAID
    tier_due_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept inside the register."""

    uid: str
    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(TaskDraft):
    """A task of the register."""

    uid: str
    station: str
    due_on: date
    attachments: tuple[Attachment, ...] = field(default_factory=tuple)
    done_at: datetime | None = None
    void: bool = False
    void_reason: str = ""
    revision: int = 1

    @property
    def is_notice(self) -> bool:
        """Tell whether it came as an official letter with a number or a title of its own."""
        return bool(self.number or self.title)

    def due_at(self, zone: datetime) -> datetime:
        """Return the moment it is due, in the time zone of another moment."""
        hour = self.due_time or END_OF_WORK
        return datetime.combine(self.due_on, hour, tzinfo=zone.tzinfo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One level on the way up and the day it hands on."""

    tier: Tier
    on: date
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The days counted back, and the day that holds for the station with the reason for it.

    It is not certain where the holidays of the year are not published yet (暂定).
    """

    stops: tuple[Stop, ...]
    due_on: date | None
    says: str
    certain: bool = True


def normal_number(text: str) -> str:
    """Return a 文号 as it is written officially: 青双拥办〔2026〕12号."""
    bare = "".join(text.split()).translate(_FULL_WIDTH)
    found = re.fullmatch(r"(.+?)[\[〔【（(［]([0-9]{4})年?[\]〕】）)］]第?0*([0-9]+)号?", bare)
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else bare


def hour(text: str) -> time | None:
    """Return the hour that a text says: 17:00, 17点30, 1730, 下午5点半; None where it says none."""
    bare = "".join(text.split()).translate(_FULL_WIDTH).replace("半", "30分")
    found = _HOUR.fullmatch(bare)
    if found is None:
        return None
    hours, minutes = int(found["h"]), int(found["m"] or 0)
    if found["half"] in ("下午", "晚上") and hours < NOON:
        hours += NOON
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def count_back(tier: Tier, on: date, calendar: Calendar) -> tuple[Stop, ...]:
    """Return the levels from the station up to the one whose day is known."""
    if tier is Tier.UNSAID:
        return ()
    levels = (Tier.STATION, Tier.TOWN, Tier.COUNTY, Tier.CITY)
    below = levels[: levels.index(tier) + 1]
    stops = []
    for level in below:
        days = BACK[level] - BACK[tier]
        day = calendar.back(on, days)
        stops.append(Stop(tier=level, on=day, last=level is tier))
    return tuple(stops)


def schedule(draft: TaskDraft, calendar: Calendar) -> Schedule:
    """Return what the notice asks of each level; a time said by the level above wins."""
    stops: tuple[Stop, ...] = ()
    if draft.tier_due_on:
        stops = count_back(draft.tier, draft.tier_due_on, calendar)
    counted = stops[0].on if stops else None
    certain = all(calendar.certain(stop.on) for stop in stops)
    if counted is None or draft.due_on in (None, counted):
        says = "按通知倒排。" if counted else ""
        due_on = draft.due_on or counted
        return Schedule(stops=stops, due_on=due_on, says=says, certain=certain)
    earlier = (counted - (draft.due_on or counted)).days
    says = f"比倒排早 {earlier} 天" if earlier > 0 else f"比倒排晚 {-earlier} 天"
    whose = {DueFrom.ABOVE: "上级说的", DueFrom.NOTICE: "通知写的", DueFrom.OWN: "自定的"}
    word = whose[draft.due_from]
    says = f"{word}时限{says}，按{word}。"
    return Schedule(stops=stops, due_on=draft.due_on, says=says, certain=certain)


def problems(draft: TaskDraft, *, today: date) -> list[Problem]:
    """Say what is wrong with a task; an empty list means it may be saved."""
    told = (("subject", draft.subject), ("title", draft.title), ("note", draft.note))
    found = secrecy.problems(told)
    if not draft.subject.strip():
        found.append(Problem(field="subject", says="没有写要报什么"))
    if not draft.report_to.strip():
        found.append(Problem(field="report_to", says="没有写报给谁"))
    if draft.due_on is None:
        found.append(Problem(field="due_on", says="没有写什么时候前"))
    elif draft.due_on < today:
        found.append(Problem(field="due_on", says="这个时间已经过了", level=Level.REMINDS))
    if (draft.tier is Tier.UNSAID) != (draft.tier_due_on is None):
        found.append(Problem(field="tier_due_on", says="通知上的截止要写哪一级和哪一天"))
    if draft.number and "〔" not in normal_number(draft.number):
        says = "文号要有年份，例如 青双拥办〔2026〕12号"
        found.append(Problem(field="number", says=says, level=Level.REMINDS))
    if draft.issued_on and draft.received_on and draft.received_on < draft.issued_on:
        found.append(Problem(field="received_on", says="收文日期早于成文日期"))
    return found


def time_left(due: datetime, now: datetime) -> str:
    """Say how long there is: 还剩 2 小时 40 分, 还剩 2 天, 超期 1 天."""
    days = (due.date() - now.date()).days
    if due < now:
        return f"超期 {-days} 天" if days < 0 else "今天已过时限"
    if days:
        return f"还剩 {days} 天"
    hours, minutes = divmod(int((due - now).total_seconds()) // 60, 60)
    if hours and minutes:
        return f"还剩 {hours} 小时 {minutes} 分"
    return f"还剩 {hours} 小时" if hours else f"还剩 {minutes} 分"


NOON = 12
_FULL_WIDTH = str.maketrans("０１２３４５６７８９：", "0123456789:")
_HOUR = re.compile(r"(?P<half>上午|下午|中午|晚上)?(?P<h>\d{1,2})(?:[:点时.]?(?P<m>\d{2})?分?)")
