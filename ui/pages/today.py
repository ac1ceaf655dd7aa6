"""今日要办: what to do now and why, until when what has to be reported, how far the visits are."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from shiboken6 import isValid

from station_app.domain import festivals
from station_app.domain.care import Home, Todo
from station_app.domain.notice import Task
from station_app.usecases import backups, care, notices
from station_app.usecases.care import Overview
from ui.desk import Desk
from ui.forms import backup_part, quiet_day
from ui.forms.backup_deeds import BackupDeeds
from ui.forms.counted_back import counted_back
from ui.forms.follow_ups import follow_ups
from ui.forms.reach import Reach
from ui.forms.todo_row import TodoRow
from ui.models import tasks, todos
from ui.models.table import Column, TableModel
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.asking import Asking, Deed
from ui.widgets.buttons import link
from ui.widgets.cells import Mark, Two
from ui.widgets.choices import Choice
from ui.widgets.drop import TABLES, DropLine
from ui.widgets.heads import TwoColumns, section
from ui.widgets.keys import first, let_go
from ui.widgets.layout import Part, column, empty_out, holder, margins, put, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.short_list import short_list
from ui.widgets.words import prose, text

WEEK = "一二三四五六日"
LINES = 4
A_MINUTE = 60_000
DROP = "把收到的文件拖到这里：上级发的表、花名册、要核验的 PDF"
KINDS = "表格和 PDF (*.xlsx *.xlsm *.xls *.pdf)"
RETURNS = {".pdf"}
FOR = ("照来表填", "导入花名册")
WHAT_FOR = "上级要的表，从登记册填好还给他；本村的花名册，把人登记进来。"
NOTICES = (".jpg", ".jpeg", ".png", ".doc", ".docx", ".wps", ".ofd")


class TodayPage(Page):
    """The page the day begins with; Enter does what comes first."""

    TITLE = "今日要办"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._all = self._all_late = False
        self._found: Overview | None = None
        self._backups = BackupDeeds(self)
        self._asked, self._awaited = 0, False
        self.key("Ctrl+N", lambda: self.go("notice"))
        self.setAcceptDrops(True)
        self._clock = QTimer(self)
        self._clock.setInterval(A_MINUTE)
        self._clock.timeout.connect(self.pass_time)
        self._clock.start()
        self.fit(room)

    # What the window calls.

    def lay_out(self) -> QLayout:
        """Return the page; what stands on it is read in `refresh`."""
        look, room = self.look, self.room
        edge, tight = look.edge(room), room is Room.TIGHT
        self._left, self._right = column(), column()
        self._date = text(look, "", Type.BODY, "soft")
        self.drop = DropLine(look, DROP, kinds=KINDS)
        self.drop.given.connect(self.take_files)
        said = column(text(look, self.TITLE, Type.TITLE), look.px(2), self._date)
        head = column(said, look.px(12), self.drop) if tight else row(said, None, self.drop)
        body = TwoColumns(look, holder(self._left), holder(self._right))
        body.fit(room)
        edges = margins(look, 0, 18, 0, 16)
        box = column(head, look.px(18), body, None, margins=edges)
        box.setContentsMargins(edge, edges[1], edge, edges[3])
        return column(scrolled(box))

    def refresh(self) -> None:
        """Count everything anew; in a register of thousands the job thread does it."""
        self._backup = self.desk.ask(backups.state)
        if not self.desk.ask(care.many):
            self._show(self.desk.ask(todos.overview))
            return
        self._asked += 1
        asked = self._asked
        if self._found is not None and not self._left.count():
            self._show(self._found)
        self.desk.do(todos.overview).then(lambda found: self._counted(asked, found))

    def begin(self) -> None:
        """Give the keyboard to what comes first, as soon as that is known."""
        self._awaited = self._found is None
        super().begin()

    def _counted(self, asked: int, found: Overview) -> None:
        """Show what the job thread counted, unless it was asked anew since."""
        if isValid(self) and asked == self._asked:
            self._show(found)

    def _show(self, found: Overview) -> None:
        mine, self._found = let_go(self) or self._awaited, found
        for box in (self._left, self._right):
            empty_out(box)
        self._date.setText(self._day())
        for part in (self._deeds(found), self._deadlines(found.tasks)):
            put(self._left, part)
        put(self._right, self._side(found))
        self.count(today=len(found.todos), visits=todos.waiting_sheets(found))
        if mine:
            self.begin()

    def pass_time(self) -> None:
        """Count the hours anew each minute, unless the worker is walking through the page."""
        busy = QApplication.focusWidget()
        walking = busy is not None and self.isAncestorOf(busy) and not busy.property("first")
        if self.isVisible() and not walking:
            self.stale = True
            self.read()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files anywhere on the page, not only on the line."""
        self.drop.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take files dropped anywhere on the page."""
        self.drop.dropEvent(event)

    # What the worker does.

    def do(self, todo: Todo) -> None:
        """Open the page where a thing is done."""
        if todo.deed == "follow_ups" and todo.count > 1:
            self._show_promised()
        elif self._found is not None:
            self.go(*self.desk.ask(todos.place, todo, self._found))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Go where files of this kind are taken in, or say plainly where they belong."""
        kinds = {path.suffix.lower() for path in paths}
        if kinds and kinds <= TABLES:
            self._ask_what_for(list(paths))
        elif kinds and kinds <= RETURNS:
            self.go("handover", list(paths))
        elif kinds & TABLES and kinds & RETURNS:
            self.tell("表格和 PDF 要分开放，请一次只拖一种。", Tone.SOON)
        elif kinds & set(NOTICES):
            words = "通知的截图和文件是任务的附件，请先记下任务再放进去。"
            self.tell(words, Tone.SOON, "新任务", lambda: self.go("notice"))
        else:
            self.tell("这里只收表格（xlsx、xls）和要核验的 PDF。", Tone.SOON)

    # Inside.

    def _ask_what_for(self, paths: list[Path]) -> None:
        """Ask whether a table is to be filled for its sender, or its people taken in."""
        asked = first(Choice(self.look, FOR, 0))

        def take(sheet: Asking) -> None:
            sheet.close_sheet()
            self.go(("fill", "roster")[max(asked.chosen, 0)], paths)

        do = Deed(words="打开", then=take)
        self.show_sheet(Asking(self.look, "这张表拿来做什么", WHAT_FOR, [asked], do))

    def _day(self) -> str:
        today = self.desk.register.today()
        feast = festivals.near(today)
        days = (feast.on - today).days
        said = f"今天是{feast.name}" if not days else f"离{feast.name}还有 {days} 天"
        week = f"星期{WEEK[today.weekday()]}"
        return f"{today.year}年{today.month}月{today.day}日　{week}　{said}"

    def _deeds(self, found: Overview) -> QWidget:
        look, all_ = self.look, found.todos
        if not all_ and not found.anybody:
            return quiet_day.beginning(look, self.go)
        if not all_:
            return quiet_day.quiet(look, self.desk.register.today(), found.next, self.go)
        shown = all_ if self._all else all_[: todos.SHOWN]
        words = todos.COUNTED.get(len(shown), f"这 {len(shown)} 件")
        rest = link(look, f"还有 {len(all_) - len(shown)} 件")
        rest.clicked.connect(self._show_all)
        right = [rest] if len(all_) > len(shown) else []
        box = column(section(look, f"现在先办{words}", *right), look.px(8))
        for number, todo in enumerate(shown, start=1):
            box.addWidget(rule())
            line = TodoRow(look, number, todo)
            line.button.clicked.connect(lambda _on, todo=todo: self.do(todo))
            box.addWidget(line)
        box.addWidget(rule())
        box.addSpacing(look.px(24))
        return holder(box)

    def _show_promised(self) -> None:
        dues, today = self.desk.ask(todos.promised), self.desk.register.today()
        sheet = follow_ups(self.look, dues, today, lambda person: self.go("visit", person))
        self.show_sheet(sheet)

    def _show_late(self) -> None:
        self._all_late = True
        self.stale = True
        self.read()

    def _show_all(self) -> None:
        self._all = True
        self.stale = True
        self.read()
        self.begin()

    def _deadlines(self, waiting: Sequence[Task]) -> QWidget:
        look, now = self.look, self.desk.register.now()
        new, every = link(look, "新任务", "plus"), link(look, "全部任务")
        new.setToolTip("新任务　Ctrl+N")
        new.clicked.connect(lambda: self.go("notice"))
        every.clicked.connect(lambda: self.go("notices"))
        box = column(section(look, "期限", every, new), look.px(8), rule())
        drawn = next((one for one in waiting if notices.schedule(one).stops), None)
        if drawn is not None:
            act = link(look, "去填报" if drawn.form else "打开任务")
            act.clicked.connect(lambda: self._answer(drawn))
            box.addWidget(counted_back(look, self.desk.station, drawn, now, act))
            box.addWidget(rule())
        rest = [one for one in waiting if one is not drawn]
        if rest:
            box.addWidget(self._tasks(rest[:LINES], now))
        elif drawn is None:
            says = "没有要报的。微信群、电话、文件里来的，用“新任务”记下来。"
            box.addSpacing(look.px(12))
            box.addWidget(prose(look, says, Type.BODY, "soft"))
        if len(rest) > LINES:
            more = link(look, f"还有 {len(rest) - LINES} 件")
            more.clicked.connect(lambda: self.go("notices"))
            box.addLayout(row(more, None))
        return holder(box)

    def _answer(self, task: Task) -> None:
        if task.form:
            self.go(*self.desk.ask(todos.filling, task.uid))
        else:
            self.go("notice", task.uid)

    def _tasks(self, rest: Sequence[Task], now: datetime) -> QWidget:
        model: TableModel[Task] = TableModel(tasks.deadline_columns(now))
        model.fill(rest)
        view = short_list(self.look, model, "期限", 42)
        model.setParent(view)
        view.opened.connect(lambda n: self.go("notice", rest[n].uid))
        return view

    def _side(self, found: Overview) -> QWidget:
        look = self.look
        parts: list[Part] = [self._round(found)]
        below = [self._overdue(found.overdue)] if found.overdue else []
        for one in (*below, backup_part.short(self, self._backup, self._backups)):
            parts += [look.px(14), rule(), look.px(12), one]
        return holder(column(*parts))

    def _round(self, found: Overview) -> QWidget:
        look = self.look
        if found.campaign is None or found.coverage is None:
            plan = link(look, "安排走访活动", "plus")
            plan.clicked.connect(lambda: self.go("round"))
            says = "现在没有走访活动。春节、八一前安排一次，应走访的人会列在这里。"
            body: list[Part] = [prose(look, says, Type.BODY, "soft"), look.px(6), row(plan, None)]
            return holder(column(section(look, "走访活动"), look.px(6), *body))
        code = found.campaign.code
        reach = Reach(look, found.coverage)
        reach.rest.clicked.connect(lambda: self.go("round", code))
        return holder(column(section(look, found.campaign.name), look.px(10), reach))

    def _overdue(self, homes: Sequence[Home]) -> QWidget:
        look, today = self.look, self.desk.register.today()
        shown = homes if self._all_late else homes[:LINES]
        every = link(look, f"全部 {len(homes)} 户")
        every.clicked.connect(self._show_late)
        right = [every] if len(shown) < len(homes) else []
        who: Column[Home] = Column("谁", lambda home: Two(home.dues[0].name, home.place))
        late: Column[Home] = Column(
            "超期", lambda home: Mark(home.dues[0].says(today), Tone.LATE), 116, right=True
        )
        model: TableModel[Home] = TableModel((who, late))
        model.fill(shown)
        view = short_list(look, model, "超期未走访", 32)
        model.setParent(view)
        view.opened.connect(lambda n: self.go("person", shown[n].dues[0].person))
        return holder(column(section(look, "超期未走访", *right), look.px(4), view))
