"""A plan for somebody no visit proposed one for: who, the difficulty, what is to come of it."""

from collections.abc import Callable
from datetime import date

from station_app.domain.person import Person
from station_app.domain.plan import Goal, Plan, PlanDraft
from station_app.domain.problems import Problem
from station_app.usecases import people, plans
from ui.desk import Desk
from ui.forms import settling
from ui.forms.plan import GoalSheet
from ui.page import Page
from ui.theme import Look
from ui.widgets.fields import Field
from ui.widgets.keys import first
from ui.widgets.layout import Part
from ui.widgets.picker import Finder, Found, Picker

TITLE = "新方案"
FOUND = 6
NOBODY = "请打名字，再选一个人"
Take = Callable[["NewPlanSheet"], object]


class NewPlanSheet(GoalSheet):
    """A difficulty, and above it the person unless it is clear who is meant."""

    def __init__(
        self, look: Look, today: date, goal: Goal | None, then: Take, find: Finder | None
    ) -> None:
        self.who = Picker(look, find) if find else None
        title = TITLE if find else f"{TITLE}：写困难"
        super().__init__(look, today, goal, then, title)

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet, the person first."""
        parts = super().laid(look)
        if self.who is None:
            return parts
        self.matter.setProperty("first", False)
        first(self.who.field)
        self.who.field.setPlaceholderText("姓名、拼音首字母、尾号、组")
        self.fields = {"person": Field(look, "给谁", self.who, "P"), **self.fields}
        return [self.fields["person"], look.px(10), *parts]

    def person(self) -> str:
        """Return who is chosen; where nobody is the field says so."""
        if self.who is not None and not self.who.key:
            self.complain([Problem(field="person", says=NOBODY)])
        return self.who.key if self.who is not None else ""


def ask_whom(page: Page) -> None:
    """Ask for a person and a difficulty, then open the plan."""

    def take(sheet: NewPlanSheet) -> None:
        if uid := sheet.person():
            _open(page, sheet, uid)

    def find(words: str) -> list[Found]:
        return living(page.desk, words)

    today = page.desk.register.today()
    page.show_sheet(NewPlanSheet(page.look, today, None, take, find))


def ask_of(page: Page, person: Person) -> None:
    """Ask for a person's difficulty, beginning with what the file says, then open the plan."""
    today = page.desk.register.today()
    known = next(iter(person.open_difficulties(today)), None)
    goal = None
    if known is not None:
        goal = Goal(kind=known.kind, matter=known.note, severity=known.severity, since=known.since)

    def take(sheet: NewPlanSheet) -> None:
        _open(page, sheet, person.uid)

    page.show_sheet(NewPlanSheet(page.look, today, goal, take, None))


def living(desk: Desk, words: str) -> list[Found]:
    """Return those who live here and are meant by what is typed."""
    hits = desk.ask(people.find, words).hits
    return [
        Found(key=one.person, words=one.name, soft=f"{one.group} {one.door}".strip())
        for one in hits
        if not one.deceased and not one.moved_out
    ][:FOUND]


def _open(page: Page, sheet: NewPlanSheet, person: str) -> None:
    goal = sheet.typed()
    if goal is None:
        return
    job = page.desk.do(plans.open_, PlanDraft(person=person, goals=(goal,))).say(_said)
    settling.follow(sheet, job).then(lambda plan: page.go("plan", plan.uid))


def _said(plan: Plan) -> str:
    if len(plan.goals) > 1:
        return f"已有方案 {plan.number}，困难加在里面了。"
    return f"已制定方案 {plan.number}，请加措施。"
