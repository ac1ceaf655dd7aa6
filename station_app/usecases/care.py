"""Who is due for a visit and why, and what has to be done first today."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from station_app.domain import care
from station_app.domain.campaign import Campaign, Coverage, Reached, Target, coverage
from station_app.domain.care import Due, Home, Rank, Todo, Why
from station_app.domain.notice import Task
from station_app.domain.plan import State
from station_app.domain.sheet import State as SheetState
from station_app.register import Register
from station_app.storage import care as known
from station_app.storage import rounds
from station_app.storage.care import Known
from station_app.storage.rounds import People
from station_app.usecases import campaigns, notices, plans, visits

DEADLINE_DAYS = 3
"""A deadline so many days away stands among the first things."""
FEW = 400
"""Up to so many people an overview is counted in a blink."""

_ORDER = (Why.FOLLOW_UP, Why.CAMPAIGN, Why.NEVER, Why.TIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything the Today page shows, counted at one moment."""

    todos: tuple[Todo, ...]
    tasks: tuple[Task, ...]
    campaign: Campaign | None
    coverage: Coverage | None
    overdue: tuple[Home, ...]
    next: Due | None
    anybody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Who is visited today, and the running campaign with its people."""

    today: date
    people: People
    campaign: Campaign | None
    targets: tuple[Target, ...] = ()


def due(register: Register, *, by: date | None = None) -> list[Due]:
    """Return who is due until a day (all if none is named), the most urgent first.

    Who died or moved out is not among them from that day on.
    """
    return [one for one in _dues(_seen(register)) if by is None or one.on <= by]


def homes(register: Register, *, by: date | None = None) -> list[Home]:
    """Return the due list household by household, the most urgent first."""
    return care.homes(due(register, by=by))


def overdue(register: Register) -> list[Due]:
    """Return who is overdue; nobody whose printed sheet waits to be typed is."""
    today = register.today()
    return [one for one in due(register, by=today) if one.late(today)]


def of_person(register: Register, person: str) -> Due | None:
    """Return when and why a person is due, or None for somebody no longer visited."""
    return next(iter(_dues(_seen(register, person=person))), None)


def many(register: Register) -> bool:
    """Tell whether there are so many people that an overview takes longer than a blink."""
    return known.count(register.db) > FEW


def overview(register: Register, *, more: Iterable[Todo] = ()) -> Overview:
    """Return what the Today page shows, what presses most first; `more` comes from other parts."""
    seen = _seen(register)
    dues = _dues(seen)
    today = seen.today
    tasks = notices.waiting(register)
    todos = [
        *_deadlines(register, tasks),
        *_sheets(register),
        *_follow_ups(dues, today),
        *_overdue(dues, today),
        *_plans(register),
        *more,
    ]
    return Overview(
        todos=tuple(sorted(todos, key=lambda one: one.rank)),
        tasks=tuple(tasks),
        campaign=seen.campaign,
        coverage=coverage(list(seen.targets)) if seen.campaign else None,
        overdue=tuple(care.homes([one for one in dues if one.late(today)])),
        next=next((one for one in dues if one.on > today), None),
        anybody=known.count(register.db) > 0,
    )


def _seen(register: Register, *, person: str = "") -> _Seen:
    people = rounds.people(register.db, register.today(), person=person)
    running = campaigns.current(register)
    if running is None or not running.covers(people.day):
        return _Seen(today=people.day, people=people, campaign=None)
    found = rounds.targets_among(register.db, running, people)
    return _Seen(today=people.day, people=people, campaign=running, targets=tuple(found))


def _dues(seen: _Seen) -> list[Due]:
    """Return when and why everybody is due, the most urgent first, else in route order."""
    waiting = {one.person for one in seen.targets if one.reached is not Reached.VISITED}
    found = [_due(one, seen, one.person in waiting) for one in seen.people.known]
    return sorted(found, key=lambda one: one.on)


def _due(one: Known, seen: _Seen, waiting: bool) -> Due:
    campaign = seen.campaign if waiting else None
    on, why = _when(one, campaign, seen.today)
    return Due(
        person=one.person,
        name=one.name,
        sex=one.sex,
        born=one.born,
        household=one.household,
        head=one.head,
        relation=one.relation,
        group_name=one.group_name,
        door=one.door,
        phone=one.phone,
        tags=seen.people.tags.get(one.row, ()),
        tier=one.tier,
        last_visit_on=one.last_visit_on,
        on=on,
        why=why,
        campaign=campaign.code if campaign else "",
        sheet=one.waiting_sheet,
        number=one.waiting_number,
    )


def _when(one: Known, campaign: Campaign | None, today: date) -> tuple[date, Why]:
    """Return the earliest reason; on one day a promise comes before a campaign before a cycle."""
    regular = care.due_on(one.tier, one.last_visit_on, one.known_since or today)
    found = [(regular, Why.TIER if one.last_visit_on else Why.NEVER)]
    if one.follow_up_on:
        found.append((one.follow_up_on, Why.FOLLOW_UP))
    if campaign:
        found.append((campaign.to_on, Why.CAMPAIGN))
    return min(found, key=lambda reason: (reason[0], _ORDER.index(reason[1])))


def _deadlines(register: Register, tasks: list[Task]) -> list[Todo]:
    last = register.today() + timedelta(days=DEADLINE_DAYS)
    return [_deadline(register, one) for one in tasks if one.due_on <= last]


def _deadline(register: Register, task: Task) -> Todo:
    why = "　".join(part for part in (task.came_by.value, task.number, task.note) if part)
    return Todo(
        rank=Rank.DEADLINE,
        says=f"报《{task.subject}》",
        hurry=notices.says(register, task),
        why=why or f"要报{task.report_to}。",
        deed="fill_return" if task.form else "open_task",
        button="去填报" if task.form else "打开任务",
        about=task.uid,
    )


def _sheets(register: Register) -> list[Todo]:
    waiting = visits.sheets_in(register, SheetState.WAITING)
    if not waiting:
        return []
    numbers = (
        waiting[0].short if len(waiting) == 1 else f"{waiting[0].short} 至 {waiting[-1].short}"
    )
    return [
        Todo(
            rank=Rank.SHEETS,
            says=f"录入带回的 {len(waiting)} 张走访表",
            why=f"{numbers}，表已打印，待录入。",
            deed="type_sheets",
            button="开始录入",
            about=waiting[0].uid,
            count=len(waiting),
        )
    ]


def _follow_ups(dues: list[Due], today: date) -> list[Todo]:
    asked = [one for one in dues if one.why is Why.FOLLOW_UP and not one.printed]
    if not asked:
        return []
    late = max(one.late(today) for one in asked)
    why = f"约好的回访，最久的超期 {late} 天。" if late else "约好今天回访。"
    return [
        Todo(
            rank=Rank.FOLLOW_UPS,
            says=f"回访{_names([one.name for one in asked])}",
            why=why,
            deed="follow_ups",
            button="看名单" if len(asked) > 1 else "登记走访",
            about=asked[0].person,
            count=len(asked),
        )
    ]


def _overdue(dues: list[Due], today: date) -> list[Todo]:
    late = care.homes([one for one in dues if one.why is not Why.FOLLOW_UP and one.late(today)])
    if not late:
        return []
    longest = max(due.late(today) for home in late for due in home.dues)
    group, together = Counter(home.dues[0].group_name for home in late).most_common(1)[0]
    near = f"，其中 {together} 户同在{group}" if group and 1 < together < len(late) else ""
    return [
        Todo(
            rank=Rank.OVERDUE,
            says=f"走访{_names([home.dues[0].name for home in late], '户')}",
            why=f"超期未走访，最久的超期 {longest} 天{near}。",
            deed="print_due",
            button="打印走访表",
            about=late[0].dues[0].person,
            count=len(late),
        )
    ]


def _plans(register: Register) -> list[Todo]:
    board = [row for row in plans.board(register) if row.state is not State.CLOSED]
    late = [row for row in board if row.late and row.state is not State.TO_DECIDE]
    undecided = [row for row in board if row.state is State.TO_DECIDE]
    found = [
        Todo(
            rank=Rank.STEPS,
            says=f"{row.name}：{row.next}",
            why=f"一人一策，超期 {row.late} 天" + (f"，{row.owner}承办。" if row.owner else "。"),
            deed="open_plan",
            button="写进展",
            about=row.plan,
        )
        for row in late
    ]
    if undecided:
        names = list(dict.fromkeys(row.name for row in undecided))
        found.append(
            Todo(
                rank=Rank.DECIDE,
                says=f"给{_names(names)}定办法",
                why="走访里勾了困难，还没有定办法。",
                deed="decide_plans",
                button="定办法",
                about=undecided[0].person,
                count=len(names),
            )
        )
    return found


def _names(names: list[str], unit: str = "人") -> str:
    """Return 马守田 · 马守田、丁国强 · 马守田、丁国强等 4 户."""
    shown = "、".join(names[:2])
    return f"{shown}等 {len(names)} {unit}" if len(names) > 2 else shown
