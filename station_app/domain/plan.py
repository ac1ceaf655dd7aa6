"""一人一策: difficulty, goal, measures, follow-up, closing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from station_app.domain import secrecy
from station_app.domain.person import Severity, Trouble
from station_app.domain.problems import Level, Problem
from station_app.domain.visit import Manner, Satisfaction

DAYS_TO_DECIDE = 7
"""A difficulty found at the door has a measure within so many days."""

DAYS_TO_FOLLOW_UP = 15
"""Once all measures are done the person is asked within so many days."""


class State(StrEnum):
    """How far a plan is; the value is the word on the board."""

    TO_DECIDE = "待制定"
    UNDER_WAY = "进行中"
    TO_FOLLOW_UP = "待回访"
    CLOSED = "已销号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One measure: what, who, until when, how far."""

    measure: str
    owner: str
    due_on: date
    policy: str = ""
    unit: str = ""
    progress: str = ""
    done_on: date | None = None
    uid: str = ""

    def late(self, today: date) -> int:
        """Return the days it is overdue; 0 where it is done or still has time."""
        return 0 if self.done_on else max(0, (today - self.due_on).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One difficulty, what is to come of it, and the measures against it."""

    kind: Trouble
    matter: str
    severity: Severity = Severity.UNKNOWN
    since: str = ""
    need: str = ""
    goal: str = ""
    visit: str = ""
    steps: tuple[Step, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What happened on the way, in order of days."""

    on: date
    by: str
    says: str
    step: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """What a worker types to open a plan."""

    person: str
    goals: tuple[Goal, ...] = ()
    unit: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What the person said when asked: the day, the way, and the person's own word."""

    on: date
    manner: Manner
    satisfaction: Satisfaction
    own_words: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(PlanDraft):
    """A plan of the register."""

    uid: str
    number: str
    station: str
    opened_on: date
    notes: tuple[Note, ...] = ()
    followed_up: FollowUp | None = None
    closed_on: date | None = None
    revision: int = 1

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the measures of all goals."""
        return tuple(step for goal in self.goals for step in goal.steps)

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """Return the measures not done yet, the earliest due first."""
        waiting = (step for step in self.steps if not step.done_on)
        return tuple(sorted(waiting, key=lambda step: step.due_on))

    @property
    def state(self) -> State:
        """Return how far the plan is; a dissatisfied person sends it back under way."""
        if self.closed_on:
            return State.CLOSED
        if any(not goal.steps for goal in self.goals) or not self.goals:
            return State.TO_DECIDE if not self.steps else State.UNDER_WAY
        if self.open_steps:
            return State.UNDER_WAY
        return State.UNDER_WAY if self._dissatisfied_since_last_step() else State.TO_FOLLOW_UP

    def _dissatisfied_since_last_step(self) -> bool:
        asked = self.followed_up
        if asked is None or asked.satisfaction is not Satisfaction.DISSATISFIED:
            return False
        done = max((step.done_on for step in self.steps if step.done_on), default=self.opened_on)
        return asked.on >= done

    @property
    def all_done_on(self) -> date | None:
        """Return the day the last measure was done, or None while one is open."""
        days = [step.done_on for step in self.steps if step.done_on]
        return max(days) if days and not self.open_steps else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A difficulty ticked on a visit that no open plan takes care of."""

    person: str
    visit: str
    number: str
    kind: Trouble
    matter: str
    found_on: date
    decide_by: date


def problems(draft: PlanDraft, *, today: date) -> list[Problem]:
    """Say what is wrong with a plan; an empty list means it may be opened."""
    if not draft.goals:
        return [Problem(field="goals", says="没有写困难")]
    found = []
    for place, goal in enumerate(draft.goals):
        if not goal.matter.strip():
            found.append(
                Problem(field=f"goals.{place}.matter", says=f"{goal.kind}困难没有写具体情况")
            )
        if goal.since > today.isoformat():
            found.append(Problem(field=f"goals.{place}.since", says="困难发生时间在今天以后"))
        told = (("matter", goal.matter), ("need", goal.need), ("goal", goal.goal))
        found += secrecy.problems((f"goals.{place}.{name}", text) for name, text in told)
        for number, step in enumerate(goal.steps):
            found += step_problems(step, today=today, field=f"goals.{place}.steps.{number}")
    return found


def step_problems(step: Step, *, today: date, field: str = "step") -> list[Problem]:
    """Say what is wrong with a measure."""
    told = (("measure", step.measure), ("policy", step.policy), ("progress", step.progress))
    found = secrecy.problems((f"{field}.{name}", text) for name, text in told)
    if not step.measure.strip():
        found.append(Problem(field=f"{field}.measure", says="没有写措施"))
    if not step.owner.strip():
        found.append(Problem(field=f"{field}.owner", says="措施没有写承办人"))
    if step.done_on and step.done_on > today:
        found.append(Problem(field=f"{field}.done_on", says="办结日期在今天以后"))
    if not step.done_on and step.due_on < today:
        says = "措施的期限已经过了"
        found.append(Problem(field=f"{field}.due_on", says=says, level=Level.REMINDS))
    return found


def follow_up_problems(plan: Plan, asked: FollowUp, *, today: date) -> list[Problem]:
    """Say what is wrong with a follow-up; an empty list means it may be noted."""
    found = secrecy.problems((("own_words", asked.own_words), ("outcome", asked.outcome)))
    if asked.on > today:
        found.append(Problem(field="on", says="回访日期在今天以后"))
    if asked.on < plan.opened_on:
        found.append(Problem(field="on", says="回访日期早于方案制定日期"))
    if asked.manner is Manner.MISSED:
        found.append(Problem(field="manner", says="未遇不算回访"))
    return found


def closing_problems(plan: Plan, asked: FollowUp, *, today: date) -> list[Problem]:
    """Say why a plan may not be closed; an empty list means it may."""
    found = follow_up_problems(plan, asked, today=today)
    if not asked.outcome.strip():
        found.append(Problem(field="outcome", says="没有写办成了什么"))
    if not asked.own_words.strip():
        found.append(Problem(field="own_words", says="没有写本人怎么说"))
    if asked.satisfaction is Satisfaction.DISSATISFIED:
        found.append(Problem(field="satisfaction", says="本人不满意，不能销号，请只记回访"))
    if not plan.steps:
        found.append(Problem(field="steps", says="还没有措施，不能销号"))
    if plan.open_steps:
        count = len(plan.open_steps)
        found.append(Problem(field="steps", says=f"还有 {count} 条措施没办结，不能销号"))
    return found
