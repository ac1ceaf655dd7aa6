"""The sheets of a plan: difficulty, measure, progress, who answers for it, asking and closing."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from station_app.domain import dates
from station_app.domain.person import Severity, Trouble
from station_app.domain.plan import FollowUp, Goal, Plan, Proposal, Step
from station_app.domain.problems import Problem
from station_app.domain.visit import Manner, Satisfaction
from ui.forms.plan_sheet import PlanSheet
from ui.theme import Look, Type
from ui.widgets.asking import Deed
from ui.widgets.buttons import button, link
from ui.widgets.choices import Choice
from ui.widgets.controls import note, pick, tick
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, row, sized, top
from ui.widgets.words import prose

WHOLE = "整个方案"
WAYS = (Manner.AT_HOME, Manner.BY_PHONE)
AFTER = "不满意的不能销号，会退回进行中。销号后还在档案里，随时能重开。"
Then = Callable[[Any], object]


class StepSheet(PlanSheet):
    """One measure: what, by which policy, who, until when, how far."""

    def __init__(
        self, look: Look, today: date, goal: Goal, step: Step | None, then: Then, owner: str = ""
    ) -> None:
        self._step = step
        self.measure = first(line(step.measure if step else ""))
        self.policy = line(step.policy if step else "")
        self.owner = line(step.owner if step else owner)
        self.unit = line(step.unit if step else "")
        self.due = DateField(today, step.due_on if step else None)
        self.progress = line(step.progress if step else "")
        self.done = tick(look, "办结了", bool(step and step.done_on))
        self.done_on = DateField(today, (step.done_on if step else None) or today)
        fields: dict[str, Field[Any]] = {
            "measure": Field(look, "做什么", self.measure, "C"),
            "policy": Field(look, "对应政策", self.policy),
            "owner": Field(look, "承办人", self.owner),
            "unit": Field(look, "承办单位", self.unit),
            "due_on": Field(look, "什么时候前", self.due, "D"),
            "progress": Field(look, "进展", self.progress),
            "done_on": Field(look, "办结日期", self.done_on),
        }
        title = "修改措施" if step else "加措施"
        super().__init__(look, title, f"困难：{goal.matter}", fields, Deed(words="保存", then=then))

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        fields, gap = self.fields, look.px(12)
        due = sized(look, fields["due_on"], 150)
        people = row(top(fields["owner"]), top(fields["unit"]), top(due), gap=gap)
        parts: list[Part] = [fields["measure"], look.px(10), people, look.px(10), fields["policy"]]
        if self._step is None:
            return parts
        box = holder(column(look.px(24), self.done, None))
        last = row(top(fields["progress"]), gap=gap)
        last.addWidget(box)
        last.addLayout(top(sized(look, fields["done_on"], 132)))
        if not self.done.isChecked():
            fields["done_on"].hide()
        self.done.toggled.connect(fields["done_on"].setVisible)
        return [*parts, look.px(10), last]

    def step(self) -> Step | None:
        """Return what is typed, or None where a day is missing; the field says so then."""
        due = self.day_of("due_on", self.due)
        done = self.done.isChecked()
        done_on = self.day_of("done_on", self.done_on) if done and due else None
        if due is None or (done and done_on is None):
            return None
        return Step(
            measure=self.measure.text().strip(),
            owner=self.owner.text().strip(),
            due_on=due,
            policy=self.policy.text().strip(),
            unit=self.unit.text().strip(),
            progress=self.progress.text().strip(),
            done_on=done_on,
            uid=self._step.uid if self._step else "",
        )


class ProgressSheet(PlanSheet):
    """What happened today, about the plan or about one measure."""

    def __init__(self, look: Look, plan: Plan, then: Then, about: str = "") -> None:
        steps = plan.open_steps
        self._uids = ["", *(step.uid for step in steps)]
        self.about = pick(look, (WHOLE, *(step.measure for step in steps)))
        uid = about or (steps[0].uid if len(steps) == 1 else "")
        self.about.setCurrentIndex(self._uids.index(uid) if uid in self._uids else 0)
        self.says = first(note(look, lines=3))
        self.done = tick(look, "这条措施办结了")
        self.done.setEnabled(bool(self.about.currentIndex()))
        self.about.currentIndexChanged.connect(lambda n: self.done.setEnabled(bool(n)))
        fields: dict[str, Field[Any]] = {
            "about": Field(look, "关于哪条措施", self.about),
            "says": Field(look, "今天有什么进展", self.says, "C"),
        }
        super().__init__(look, "写进展", "", fields, Deed(words="保存", then=then))

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        fields = self.fields
        return [fields["says"], look.px(10), fields["about"], look.px(8), self.done]

    def told(self) -> tuple[str, str, bool]:
        """Return the words, the measure they are about, and whether it is done with them."""
        step = self._uids[self.about.currentIndex()]
        return self.says.toPlainText(), step, bool(step) and self.done.isChecked()


class GoalSheet(PlanSheet):
    """One difficulty and what is to come of it."""

    def __init__(
        self, look: Look, today: date, goal: Goal | None, then: Then, title: str = ""
    ) -> None:
        self._goal = goal
        self.matter = first(line(goal.matter if goal else ""))
        kinds = [kind.value for kind in Trouble]
        self.kind = pick(look, kinds, goal.kind.value if goal else kinds[0])
        self.severity = Choice(look, [one.value for one in Severity if one.value])
        self.severity.show_word(goal.severity.value if goal else "")
        self.since = DateField(today, goal.since if goal else None, partial=True)
        self.need = line(goal.need if goal else "")
        self.goal = line(goal.goal if goal else "")
        fields: dict[str, Field[Any]] = {
            "matter": Field(look, "具体困难", self.matter, "C"),
            "kind": Field(look, "类型", self.kind),
            "severity": Field(look, "程度", self.severity),
            "since": Field(look, "从什么时候起", self.since),
            "need": Field(look, "本人想要什么", self.need),
            "goal": Field(look, "目标：办到什么样算好", self.goal, "M"),
        }
        title = title or ("修改困难" if goal else "加困难")
        super().__init__(look, title, "", fields, Deed(words="保存", then=then))

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        fields, gap = self.fields, look.px(12)
        since = sized(look, fields["since"], 150)
        sort = row(top(fields["kind"]), top(fields["severity"]), top(since), gap=gap)
        between = look.px(10)
        return [fields["matter"], between, sort, between, fields["need"], between, fields["goal"]]

    def typed(self) -> Goal | None:
        """Return what is typed, or None where the day is none; the field says so then."""
        if self.since.unreadable():
            self.complain([Problem(field="since", says="请写年月，如 2026年11月")])
            return None
        known = self._goal
        return Goal(
            kind=Trouble(self.kind.currentText()),
            matter=self.matter.text().strip(),
            severity=Severity(self.severity.word()),
            since=self.since.partial(),
            need=self.need.text().strip(),
            goal=self.goal.text().strip(),
            visit=known.visit if known else "",
            steps=known.steps if known else (),
            uid=known.uid if known else "",
        )


class LeadSheet(PlanSheet):
    """Which unit and which leader answer for the plan."""

    def __init__(self, look: Look, plan: Plan, then: Then) -> None:
        self.unit, self.leader = first(line(plan.unit)), line(plan.leader)
        fields: dict[str, Field[Any]] = {
            "unit": Field(look, "责任单位", self.unit),
            "leader": Field(look, "包联领导", self.leader),
        }
        super().__init__(look, "方案上的其他项", "", fields, Deed(words="保存", then=then))

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        return [self.fields["unit"], look.px(10), self.fields["leader"]]


class CloseSheet(PlanSheet):
    """Asking the person, and closing: outcome, day, way, the person's own word."""

    def __init__(
        self, look: Look, today: date, name: str, plan: Plan, then: Then, only_asked: Then
    ) -> None:
        before = plan.followed_up
        self.outcome = first(line(before.outcome if before else ""))
        self.on = DateField(today, today)
        self.way = Choice(look, [one.value for one in WAYS], 0)
        self.happy = Choice(look, [one.value for one in Satisfaction])
        self.words = line()
        fields: dict[str, Field[Any]] = {
            "outcome": Field(look, "办成了什么", self.outcome, "C"),
            "on": Field(look, "回访日期", self.on, "H"),
            "manner": Field(look, "怎么问的", self.way),
            "satisfaction": Field(look, "本人满意吗", self.happy, "Y"),
            "own_words": Field(look, "本人怎么说（原话）", self.words, "Q"),
        }
        done, last = sum(bool(one.done_on) for one in plan.steps), plan.all_done_on
        ended = f"{dates.show(last, today)}办结" if last else f"办结 {done} 条"
        matters = "、".join(goal.matter for goal in plan.goals)
        says = f"{name}　困难：{matters}。{len(plan.steps)} 条措施，{ended}。"
        super().__init__(look, "回访，销号", says, fields, Deed(words="销号", then=then))
        only = button(look, "只记回访", "quiet")
        only.clicked.connect(lambda: only_asked(self))
        self.beside(only)

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        fields, gap = self.fields, look.px(12)
        on, way = sized(look, fields["on"], 116), sized(look, fields["manner"], 148)
        asked = row(top(on), top(way), top(fields["satisfaction"]), gap=gap)
        asked.setStretch(2, 1)
        after = prose(look, AFTER, Type.CAPTION, "soft")
        between = look.px(12)
        words = fields["own_words"]
        return [fields["outcome"], between, asked, between, words, look.px(10), after]

    def asked(self) -> FollowUp | None:
        """Return what was answered, or None where something is missing; the field says so then."""
        on = self.day_of("on", self.on)
        if on is None:
            return None
        if not self.happy.word():
            self.complain([Problem(field="satisfaction", says="没有选本人满不满意")])
            return None
        return FollowUp(
            on=on,
            manner=Manner(self.way.word()),
            satisfaction=Satisfaction(self.happy.word()),
            own_words=self.words.text().strip(),
            outcome=self.outcome.text().strip(),
        )


class TakeUpSheet(PlanSheet):
    """The difficulties that visits found with one person: which of them go into the plan."""

    def __init__(
        self, look: Look, today: date, name: str, found: Sequence[Proposal], then: Then
    ) -> None:
        self._found = tuple(found)
        self.ticks = [
            tick(look, f"{one.kind}：{one.matter}（{dates.show(one.found_on, today)}走访）", True)
            for one in found
        ]
        if self.ticks:
            first(self.ticks[0]).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        says = "走访时勾了这些困难。放进方案后，再写目标和措施。"
        super().__init__(look, f"给{name}定办法", says, {}, Deed(words="放进方案", then=then))

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        return list(self.ticks)

    def chosen(self) -> list[Proposal]:
        """Return the difficulties that are ticked."""
        pairs = zip(self._found, self.ticks, strict=True)
        return [one for one, box in pairs if box.isChecked()]


def dropping(look: Look, then: Callable[[], object]) -> QPushButton:
    """Return the quiet deed that takes a measure away."""
    made = link(look, "取消这条措施")
    made.clicked.connect(then)
    return made
