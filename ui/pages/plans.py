"""一人一策: everybody's plan as a list by state, what is overdue first, and what waits for one."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain.plan import Plan, State
from station_app.usecases import plans
from station_app.usecases.listing import Listing
from station_app.usecases.plans import Row
from ui.desk import Desk
from ui.forms import list_table, new_plan, settling
from ui.forms.listed_page import ListedPage
from ui.forms.plan import ProgressSheet, TakeUpSheet
from ui.models import plans as words
from ui.models.table import TableModel
from ui.theme import Look, Room, Type
from ui.widgets import menus
from ui.widgets.buttons import Segments, button, link
from ui.widgets.heads import foot, heading
from ui.widgets.keys import first, let_go
from ui.widgets.layout import column, empty_out, holder, put, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.short_list import ShortList, short_list
from ui.widgets.states import nothing
from ui.widgets.words import caption, text

STATES = tuple(State)
SHOWN = 6
OUT, EMPTY = 12, 220
KEYS = "回车打开这个人的方案　Ctrl+N 新方案　1至5 换状态"
PURPOSE = "走访时勾了困难的人会列在这里。定了办法、办了、问了本人，才销号。"
HEADS = ("姓名", "住址", "困难", "状态", "下一步", "承办人")


class PlansPage(ListedPage):
    """The board; Enter opens a plan or takes up what a visit found."""

    TITLE = "一人一策"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.view = 0
        self._rows: list[Row] = []
        self._lists: list[tuple[ShortList, list[Row]]] = []
        self._chosen: Row | None = None
        self.key("Ctrl+Return", self.write)
        self.key("Ctrl+Enter", self.write)
        self.key("Ctrl+P", self.print_list)
        self.key("Ctrl+N", self.open_new)
        self.fit(room)

    # What the window calls.

    def lay_out(self) -> QLayout:
        """Return the page."""
        look, room = self.look, self.room
        edge = look.edge(room)
        self.views = Segments(look, ("全部", *(state.value for state in STATES)), self.view)
        self.views.chosen.connect(self.show_view)
        paper = button(look, "打印台账", "", "printer")
        paper.setToolTip("打印台账　Ctrl+P")
        paper.clicked.connect(self.print_list)
        keys = "Ctrl+Enter" * (room is Room.WIDE)
        self._write = button(look, "写进展", "primary", "pencil", keys)
        self._write.clicked.connect(self.write)
        new = button(look, "新方案", "", "plus")
        new.setToolTip("新方案　Ctrl+N")
        new.clicked.connect(self.open_new)
        more = menus.more(look, lambda: list_table.ways(self.print_list, self.save_list))
        deeds = [more, new, self._write] if room is Room.TIGHT else [paper, more, new, self._write]
        self._said = text(look, "", Type.BODY, "soft")
        self._count = text(look, "", Type.CAPTION, "soft")
        head = column(heading(look, self.TITLE, "", *deeds), look.px(6), self._said)
        head.addSpacing(look.px(12))
        head.addLayout(row(self.views, None))
        head.setContentsMargins(edge, look.px(18), edge, look.px(8))
        self._board = column()
        out = edge - look.px(OUT)
        inside = column(self._board, None, margins=(out, look.px(4), out, look.px(16)))
        box = column(holder(head))
        box.addWidget(scrolled(inside), 1)
        box.addWidget(foot(look, room, self._count, KEYS))
        return box

    def refresh(self) -> None:
        """Read the board; who was chosen stays chosen."""
        self._rows = self.desk.ask(plans.board)
        today = self.desk.register.today()
        self.views.name(0, f"全部 {words.persons(self._rows)}")
        counts = []
        for n, state in enumerate(STATES, start=1):
            count = words.persons(self._of(state))
            self.views.name(n, f"{state.value} {count}")
            counts.append(f"{state.value} {count}")
        self._said.setText(words.summary(self._rows, today) if self._rows else "")
        self._count.setText(f"{words.persons(self._rows)} 人　" + "、".join(counts))
        self.count(plans=sum(bool(row_.late) for row_ in self._rows))
        self._show_board()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show another state by its digit."""
        digit = int(event.text()) if event.text().isdecimal() else 0
        if 1 <= digit <= len(STATES) + 1:
            self.views.choose(digit - 1)
            self.show_view(digit - 1)
        else:
            super().keyPressEvent(event)

    # What the worker does.

    def show_view(self, view: int) -> None:
        """Show all states, or one."""
        self.view, self._chosen = view, None
        self._show_board()
        self.begin()

    def open_row(self, chosen: Row) -> None:
        """Open a plan, or ask which difficulties go into a new one."""
        if chosen.plan:
            self.go("plan", chosen.plan)
            return
        found = self.desk.ask(plans.proposals, person=chosen.person)
        today = self.desk.register.today()
        self.show_sheet(TakeUpSheet(self.look, today, chosen.name, found, self._take_up))

    def open_new(self) -> None:
        """Open a plan for somebody no visit proposed one for."""
        new_plan.ask_whom(self)

    def write(self) -> None:
        """Write what happened with the chosen person, or take up what a visit found."""
        chosen = self._chosen
        if chosen is None:
            return
        if not chosen.plan or chosen.state is not State.UNDER_WAY:
            self.open_row(chosen)
            return
        plan = self.desk.ask(plans.get, chosen.plan)
        self.show_sheet(ProgressSheet(self.look, plan, lambda sheet: self._progress(sheet, plan)))

    def listing(self) -> Listing | None:
        """Return the plans that are shown."""
        today, shown = self.desk.register.today(), self._shown()
        if not shown:
            return None
        return Listing(
            title="一人一策台账",
            heads=HEADS,
            cells=[words.on_paper(one, today) for one in shown],
            told=f"共 {words.persons(shown)} 人",
        )

    # Inside.

    def _of(self, state: State) -> list[Row]:
        return [one for one in self._rows if one.state is state]

    def _shown(self) -> list[Row]:
        return self._rows if self.view == 0 else self._of(STATES[self.view - 1])

    def _show_board(self) -> None:
        mine, was = let_go(self), self._chosen
        empty_out(self._board)
        self._lists = []
        states = STATES if self.view == 0 else (STATES[self.view - 1],)
        shown = [state for state in states if self._of(state)]
        for n, state in enumerate(shown):
            if n:
                self._board.addSpacing(self.look.px(14))
            put(self._board, self._state(state))
        if not shown:
            none = self._none()
            none.setMinimumHeight(self.look.px(EMPTY))  # else it would stick to the head
            put(self._board, none)
        self._choose(was)
        self._write.setEnabled(self._chosen is not None)
        if mine:
            self.begin()

    def _state(self, state: State) -> QWidget:
        look, rows = self.look, self._of(state)
        cut = rows[:SHOWN] if self.view == 0 else rows
        said = f"{words.persons(rows)} 人"
        if words.WHAT_FOR[state]:
            said += f"　{words.WHAT_FOR[state]}"
        head = row(text(look, state.value, Type.SECTION), caption(look, said), None)
        head.setSpacing(look.px(10))
        if len(cut) < len(rows):
            more = link(look, f"还有 {words.persons(rows[SHOWN:])} 人")
            more.clicked.connect(lambda: self._only(state))
            head.addWidget(more)
        head.setContentsMargins(look.px(OUT), 0, look.px(OUT), 0)
        line = row(rule(), margins=(look.px(OUT), 0, look.px(OUT), 0))
        return holder(column(head, look.px(6), line, self._list(state, cut)))

    def _list(self, state: State, rows: Sequence[Row]) -> ShortList:
        today = self.desk.register.today()
        model: TableModel[Row] = TableModel(words.board_columns(self.room, today))
        model.fill(rows)
        made = short_list(self.look, model, state.value, plain=False)
        model.setParent(made)
        made.keeps = True
        held = list(rows)
        made.opened.connect(lambda n: self.open_row(held[n]))
        made.entered.connect(lambda: self._stand_at(made, held))
        made.chosen.connect(lambda _n: self._stand_at(made, held))
        self._lists.append((made, held))
        return made

    def _stand_at(self, where: ShortList, rows: list[Row]) -> None:
        if not where.hasFocus():
            return
        for one, _ in self._lists:
            if one is not where:
                one.clearSelection()
        now = where.row_now()
        self._chosen = rows[now] if 0 <= now < len(rows) else None
        self._write.setEnabled(self._chosen is not None)

    def _choose(self, was: Row | None) -> None:
        """Choose who was chosen before, else the first line."""
        self._chosen = None
        for where, rows in self._lists:
            known = [n for n, one in enumerate(rows) if was and _same(one, was)]
            if known:
                first(where).go_to(known[0])
                self._chosen = rows[known[0]]
                return
        if self._lists:
            where, rows = self._lists[0]
            first(where).go_to(0)
            self._chosen = rows[0]

    def _only(self, state: State) -> None:
        view = STATES.index(state) + 1
        self.views.choose(view)
        self.show_view(view)

    def _none(self) -> QWidget:
        look = self.look
        if self._rows:
            return nothing(look, "checklist", "这个状态没有人", "按 1 看全部。")
        visit = first(button(look, "去走访", "primary", "walk"))
        visit.clicked.connect(lambda: self.go("visits"))
        new = button(look, "新方案", "", "plus")
        new.clicked.connect(self.open_new)
        return nothing(look, "checklist", "还没有方案", PURPOSE, visit, new)

    def _take_up(self, sheet: TakeUpSheet) -> None:
        job = self.desk.do(plans.take_up, sheet.chosen()).say("已放进方案，请写目标和措施。")
        settling.follow(sheet, job).then(lambda plan: self.go("plan", plan.uid))

    def _progress(self, sheet: ProgressSheet, plan: Plan) -> None:
        says, step, done = sheet.told()
        job = self.desk.do(plans.progress, plan.uid, says, step=step, done=done)
        settling.follow(sheet, job.say("已记下进展。"))


def _same(one: Row, other: Row) -> bool:
    return (one.plan or one.person) == (other.plan or other.person)
