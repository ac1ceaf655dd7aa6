"""One person's plan from the difficulty to its closing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain.plan import Goal, Plan, PlanDraft, State, Step
from station_app.domain.visit import Satisfaction
from station_app.register import Register
from station_app.usecases import lacking, people, plans, printing, saving
from station_app.usecases.people import File
from ui.desk import Desk
from ui.forms import plan_parts, save_as, settling
from ui.forms.plan import CloseSheet, GoalSheet, LeadSheet, ProgressSheet, StepSheet, dropping
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets import menus, tips
from ui.widgets.buttons import button, link
from ui.widgets.heads import TwoColumns
from ui.widgets.keys import first, let_go
from ui.widgets.layout import column, empty_out, holder, put, rule
from ui.widgets.scroll import scrolled

Deed = tuple[str, str, Callable[[], object]]
"""The words of a button, its icon, and what it does."""


class PlanPage(Page):
    """One plan; `fact` is its uid."""

    TITLE = "帮扶方案"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.plan: Plan | None = None
        self.file: File | None = None
        self.key("Ctrl+Return", self.do_main)
        self.key("Ctrl+Enter", self.do_main)
        self.key("Ctrl+P", self.print_sheet)
        self.fit(room)

    # What the window calls.

    def lay_out(self) -> QLayout:
        """Return the page; what stands on it is read in `refresh`."""
        look, room = self.look, self.room
        edge = look.edge(room)
        self._head, self._left, self._right = column(), column(), column()
        body = TwoColumns(look, holder(self._left), holder(self._right), 320)
        body.fit(room)
        inside = column(body, None, margins=(edge, look.px(16), edge, look.px(20)))
        box = column(self._head, rule())
        box.addWidget(scrolled(inside), 1)
        return box

    def refresh(self) -> None:
        """Read the plan and its person."""
        if not self.fact:
            return
        plan = self.plan = self.desk.ask(plans.get, str(self.fact))
        file = self.file = self.desk.ask(people.get, plan.person)
        mine = let_go(self)
        for box in (self._head, self._left, self._right):
            empty_out(box)
        today, deeds = self.desk.register.today(), self._deeds(plan)
        put(self._head, plan_parts.head(self.look, self.room, file, plan, today, deeds))
        put(self._left, self._main_column(plan))
        put(self._right, self._side_column(plan, file))
        if mine:
            self.begin()

    # What the worker does.

    def do_main(self) -> None:
        """Do what the main button says."""
        if self.plan is not None:
            self._main(self.plan)[2]()

    def write(self, about: str = "") -> None:
        """Write what happened."""
        if self.plan is not None:
            self.show_sheet(ProgressSheet(self.look, self.plan, self._progress, about))

    def add_goal(self) -> None:
        """Add a difficulty."""
        today = self.desk.register.today()
        self.show_sheet(GoalSheet(self.look, today, None, self._new_goal))

    def change_goal(self, goal: Goal) -> None:
        """Change a difficulty and what is to come of it."""
        today = self.desk.register.today()
        self.show_sheet(GoalSheet(self.look, today, goal, self._old_goal))

    def add_step(self, goal: Goal) -> None:
        """Add a measure against a difficulty."""
        today, owner = self.desk.register.today(), self.desk.account.name

        def take(sheet: StepSheet) -> None:
            if (step := sheet.step()) is not None:
                job = self.desk.do(plans.add_step, self._uid, goal.uid, step)
                settling.follow(sheet, job.say(f"已加措施“{step.measure}”。"))

        self.show_sheet(StepSheet(self.look, today, goal, None, take, owner))

    def change_step(self, goal: Goal, step: Step) -> None:
        """Change a measure, mark it done, or take it away."""
        if self.plan is None or self.plan.closed_on:
            return

        def take(sheet: StepSheet) -> None:
            if (changed := sheet.step()) is not None:
                job = self.desk.do(plans.change_step, self._uid, changed)
                settling.follow(sheet, job.say(f"已保存措施“{changed.measure}”。"))

        def drop() -> None:
            job = self.desk.do(plans.drop_step, self._uid, step.uid)
            settling.follow(sheet, job.say(f"已取消措施“{step.measure}”。"))

        sheet = StepSheet(self.look, self.desk.register.today(), goal, step, take)
        sheet.beside(dropping(self.look, drop))
        self.show_sheet(sheet)

    def change_lead(self) -> None:
        """Change which unit and which leader answer for the plan."""

        def take(sheet: LeadSheet) -> None:
            unit, leader = sheet.unit.text(), sheet.leader.text()
            job = self.desk.do(plans.correct, self._uid, unit=unit, leader=leader)
            settling.follow(sheet, job.say("已保存方案上的其他项。"))

        if self.plan is not None:
            self.show_sheet(LeadSheet(self.look, self.plan, take))

    def ask_and_close(self) -> None:
        """Note what the person said when asked, and close the plan."""
        if self.plan is None or self.file is None:
            return
        today, name = self.desk.register.today(), self.file.person.name
        sheet = CloseSheet(self.look, today, name, self.plan, self._close, self._only_asked)
        self.show_sheet(sheet)

    def reopen(self) -> None:
        """Open the closed plan again."""
        self.desk.do(plans.reopen, self._uid).say("方案已重新打开。")

    def print_sheet(self) -> None:
        """Print the plan as the sheet that everybody concerned signs."""
        job = self.desk.do(printing.plan, self._uid)
        job.then(lambda paper: self.print_paper(paper, self._paper()))

    def save_sheet(self) -> None:
        """Save the plan sheet as a PDF where the worker wants it."""
        wish = f"{self._paper()}.pdf"
        if path := save_as.place(self, "另存帮扶方案", wish, "PDF (*.pdf)"):
            job = self.desk.do(_save, self._uid, path)
            job.say(lambda lacks: f"已另存为 {path.name}。{lacks}", undo=False)

    # Inside.

    @property
    def _uid(self) -> str:
        return str(self.fact or "")

    def _paper(self) -> str:
        return f"{self._name()}帮扶方案"

    def _deeds(self, plan: Plan) -> list[QWidget]:
        look, wide = self.look, self.room is Room.WIDE
        words, icon, slot = self._main(plan)
        main = first(button(look, words, "primary", icon))
        tips.tip(main, f"{words}　Ctrl+Enter")
        main.clicked.connect(slot)
        made: list[QWidget] = [menus.more(look, self._entries), main]
        if wide:
            paper = button(look, "打印方案", "", "printer")
            paper.setToolTip("打印帮扶方案　Ctrl+P")
            paper.clicked.connect(self.print_sheet)
            made.insert(0, paper)
        return made

    def _main(self, plan: Plan) -> Deed:
        if plan.state is State.CLOSED:
            return "重新打开", "refresh", self.reopen
        bare = next((goal for goal in plan.goals if not goal.steps), None)
        if bare is not None and not plan.open_steps:
            return "加措施", "plus", lambda: self.add_step(bare)
        if plan.state is State.TO_FOLLOW_UP:
            return "回访，销号", "check", self.ask_and_close
        return "写进展", "pencil", self.write

    def _entries(self) -> list[menus.Entry]:
        found: list[menus.Entry] = [
            ("打印帮扶方案", self.print_sheet),
            ("另存为 PDF", self.save_sheet),
            ("打开档案", self._open_file),
        ]
        if self.plan is None or self.plan.closed_on:
            return found
        deeds: list[menus.Entry] = [
            ("写进展", self.write),
            ("加困难", self.add_goal),
            ("回访，销号", self.ask_and_close),
            None,
        ]
        return deeds + found

    def _main_column(self, plan: Plan) -> QWidget:
        look, today = self.look, self.desk.register.today()
        box = column(gap=look.px(22))
        for goal in plan.goals:
            part = plan_parts.GoalPart(look, self.room, goal, today, bool(plan.closed_on))
            part.changed.connect(lambda goal=goal: self.change_goal(goal))
            part.step_wanted.connect(lambda goal=goal: self.add_step(goal))
            part.opened.connect(lambda step, goal=goal: self.change_step(goal, step))
            box.addWidget(part)
        box.addWidget(plan_parts.notes(look, plan, today))
        return holder(box)

    def _side_column(self, plan: Plan, file: File) -> QWidget:
        look, change = self.look, None
        if not plan.closed_on:
            change = link(look, "修改")
            change.setAccessibleDescription("方案上的其他项")
            change.clicked.connect(self.change_lead)
        way = plan_parts.way(look, plan, file.visits, self.desk.register.today())
        return holder(column(way, look.px(20), plan_parts.others(look, plan, change)))

    def _open_file(self) -> None:
        if self.plan is not None:
            self.go("person", self.plan.person)

    def _progress(self, sheet: ProgressSheet) -> None:
        says, step, done = sheet.told()
        job = self.desk.do(plans.progress, self._uid, says, step=step, done=done)
        settling.follow(sheet, job.say("已记下进展。"))

    def _new_goal(self, sheet: GoalSheet) -> None:
        goal = sheet.typed()
        if goal is not None and self.plan is not None:
            draft = PlanDraft(person=self.plan.person, goals=(goal,))
            job = self.desk.do(plans.open_, draft)
            settling.follow(sheet, job.say(f"已加困难“{goal.matter}”。"))

    def _old_goal(self, sheet: GoalSheet) -> None:
        goal = sheet.typed()
        if goal is not None:
            job = self.desk.do(plans.change_goal, self._uid, goal)
            settling.follow(sheet, job.say(f"已保存困难“{goal.matter}”。"))

    def _close(self, sheet: CloseSheet) -> None:
        if (asked := sheet.asked()) is not None:
            job = self.desk.do(plans.close, self._uid, asked)
            settling.follow(sheet, job.say(f"{self._name()}的方案已销号。"))

    def _only_asked(self, sheet: CloseSheet) -> None:
        if (asked := sheet.asked()) is not None:
            unhappy = asked.satisfaction is Satisfaction.DISSATISFIED
            says = "已记下回访，方案退回进行中。" if unhappy else "已记下回访。"
            job = self.desk.do(plans.follow_up, self._uid, asked)
            settling.follow(sheet, job.say(says))

    def _name(self) -> str:
        return self.file.person.name if self.file else ""


def _save(register: Register, uid: str, path: Path) -> str:
    """Save the sheet, and return what is missing on it in words."""
    paper = printing.plan(register, uid)
    saving.save(path, paper.pdf)
    return lacking.told(paper.missing)
