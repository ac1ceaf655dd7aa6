"""What stands on a plan's page: its head, one difficulty with its measures, the way to closing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain.person import Sex
from station_app.domain.plan import Goal, Note, Plan, State, Step
from station_app.domain.visit import Visit
from station_app.usecases.people import File
from ui.forms import person_file
from ui.models import plans as words
from ui.models.table import TableModel
from ui.theme import TONE_ICON, Look, Room, Type
from ui.widgets.buttons import link
from ui.widgets.cut import cut, giving
from ui.widgets.facts import facts, told
from ui.widgets.heads import section
from ui.widgets.layout import Part, column, holder, row, rule
from ui.widgets.short_list import short_list
from ui.widgets.steps import steps
from ui.widgets.tags import Tag
from ui.widgets.words import caption, prose, text

BRIEF = 12
STATES = tuple(State)
QUOTES = '“”"'
TAGS = {Room.WIDE: 2, Room.NARROW: 2, Room.TIGHT: 1}


def head(
    look: Look, room: Room, file: File, plan: Plan, today: date, deeds: Sequence[QWidget]
) -> QWidget:
    """Return the fixed head: who, which plan, how far, and the deeds."""
    person, edge = file.person, look.edge(room)
    years = f"{file.age} 岁" if file.age is not None else ""
    sex = "" if person.sex is Sex.UNKNOWN else person.sex.value
    who = "　".join(part for part in (sex, years, person.place) if part)
    names = row(cut(look, f"{person.name}　一人一策", Type.NAME), look.px(12), giving(look, who))
    gone = [person_file.gone(person, today)] * (not person.counts)
    tags: list[Part] = [Tag(look, word) for word in (*gone, *file.tags)[: TAGS[room]]]
    below = row(*tags, caption(look, plan.number), None, gap=look.px(8))
    now = STATES.index(plan.state)
    how_far = steps(look, room, [state.value for state in STATES], now)
    if room is not Room.WIDE:
        how_far = text(look, plan.state.value, Type.STRONG, "pine")
    edges = (edge, look.px(14), edge, look.px(12))
    box = row(margins=edges, gap=look.px(10))
    box.addLayout(column(names, look.px(6), below), 1)
    box.addSpacing(look.px(10))
    box.addWidget(how_far)
    box.addSpacing(look.px(10))
    for deed in deeds:
        box.addWidget(deed)
    return holder(box)


class GoalPart(QWidget):
    """One difficulty, what is to come of it, and the measures against it."""

    changed = Signal()
    step_wanted = Signal()
    opened = Signal(object)

    def __init__(self, look: Look, room: Room, goal: Goal, today: date, closed: bool) -> None:
        super().__init__()
        self._look = look
        aim = row(caption(look, "目标", "faint"), look.px(12))
        aim.addWidget(prose(look, goal.goal or "还没有写。", Type.BODY), 1)
        parts: list[Part] = [self._head(goal, closed), look.px(6), rule(), look.px(8), aim]
        if goal.need:
            need = row(caption(look, "想要", "faint"), look.px(12))
            need.addWidget(prose(look, goal.need, Type.BODY), 1)
            parts += [look.px(4), need]
        if goal.steps:
            parts += [look.px(4), self._steps(room, goal, today)]
        else:
            says = "还没有措施，请写做什么、谁办、什么时候前。"
            parts += [look.px(8), prose(look, says, Type.BODY, "soft")]
        self.setLayout(column(*parts))

    def _head(self, goal: Goal, closed: bool) -> QWidget:
        """Return the difficulty with its kind: beside it, or below one that takes long to say."""
        look, long = self._look, len(goal.matter) > BRIEF
        kind = caption(look, words.kind_of(goal), "faint")
        box = row(gap=look.px(12))
        if long:
            box.addLayout(column(prose(look, goal.matter, Type.SECTION, leading=1.4), kind), 1)
        else:
            box.addLayout(
                row(text(look, goal.matter, Type.SECTION), kind, None, gap=look.px(12)), 1
            )
        for made in [] if closed else self._deeds(goal):
            box.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return holder(box)

    def _deeds(self, goal: Goal) -> list[QPushButton]:
        change, add = link(self._look, "修改"), link(self._look, "加措施", "plus")
        change.clicked.connect(self.changed)
        add.clicked.connect(self.step_wanted)
        for made in (change, add):
            made.setAccessibleDescription(goal.matter)
            made.setFixedHeight(self._look.px(28))
        return [change, add]

    def _steps(self, room: Room, goal: Goal, today: date) -> QWidget:
        model: TableModel[Step] = TableModel(words.step_columns(room, today))
        model.fill(goal.steps)
        made = short_list(self._look, model, f"{goal.matter}的措施", headless=False)
        model.setParent(made)
        made.opened.connect(lambda n: self.opened.emit(goal.steps[n]))
        return made


def notes(look: Look, plan: Plan, today: date) -> QWidget:
    """Return what happened on the way, the newest first."""
    if not plan.notes:
        says = "还没有进展。用“写进展”记下打了什么电话、谁答应了什么。"
        return holder(
            column(section(look, "进展记录"), look.px(4), prose(look, says, Type.BODY, "soft"))
        )
    model: TableModel[Note] = TableModel(words.note_columns(plan, today))
    model.fill(plan.notes)
    made = short_list(look, model, "进展记录", headless=False)
    model.setParent(made)
    return holder(column(section(look, "进展记录"), made))


def way(look: Look, plan: Plan, visits: Sequence[Visit], today: date) -> QWidget:
    """Return the stops from finding the difficulty to closing the plan."""
    box = column(section(look, "从发现到销号"), look.px(6), rule(), look.px(12))
    for tone, what, said in words.way(plan, visits, today):
        box.addLayout(told(look, TONE_ICON[tone], tone, what, said))
        box.addSpacing(look.px(9))
    asked = plan.followed_up
    if asked and asked.own_words:
        box.addWidget(
            prose(look, f"本人说：“{asked.own_words.strip(QUOTES)}”", Type.CAPTION, "soft")
        )
    return holder(box)


def others(look: Look, plan: Plan, change: QPushButton | None) -> QWidget:
    """Return what else stands on the plan sheet."""
    policies = "、".join(dict.fromkeys(step.policy for step in plan.steps if step.policy))
    pairs = [
        ("责任单位", plan.unit or "没有写"),
        ("包联领导", plan.leader or "没有写"),
        ("对应政策", policies or "没有写"),
    ]
    if plan.followed_up and plan.followed_up.outcome:
        pairs.append(("成效", plan.followed_up.outcome))
    right = [change] if change else []
    return holder(
        column(section(look, "方案上的其他项", *right), look.px(2), facts(look, pairs, 1))
    )
