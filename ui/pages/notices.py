"""来文与任务: what to report, to whom, until when, how far."""

from PySide6.QtWidgets import QLayout, QWidget

from station_app.domain.notice import Task
from station_app.usecases import notices
from station_app.usecases.listing import Listing
from ui.desk import Desk
from ui.forms import list_paper, list_table
from ui.forms.listed_page import ListedPage
from ui.models import tasks, todos
from ui.models.table import TableModel
from ui.theme import Look, Room, Type
from ui.widgets import menus
from ui.widgets.buttons import Segments, button
from ui.widgets.heads import foot, heading
from ui.widgets.keys import first, let_go
from ui.widgets.layout import column, empty_out, holder
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.table import TableView, table
from ui.widgets.words import text

ALL, LETTERS = 0, 1
KEYS = "回车打开　Ctrl+N 新任务　Ctrl+Enter 去填报　Ctrl+P 打印"
PURPOSE = "微信群、电话、文件里要报的，记下来就会按时提醒。三项填好就能保存。"


class NoticesPage(ListedPage):
    """The list of tasks, those not answered first; or only those that came as a letter."""

    TITLE = "来文与任务"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.view = ALL
        self.table: TableView | None = None
        self._tasks: list[Task] = []
        self.key("Ctrl+N", self.begin_task)
        self.key("Ctrl+P", self.print_list)
        self.key("Ctrl+Return", self.fill)
        self.key("Ctrl+Enter", self.fill)
        self.fit(room)

    def lay_out(self) -> QLayout:
        """Return the page."""
        look, room = self.look, self.room
        edge = look.edge(room)
        self.views = Segments(look, ("任务", "来文"), self.view)
        self.views.chosen.connect(self.show_view)
        new = button(look, "新任务", "primary", "plus", "Ctrl+N" * (room is Room.WIDE))
        new.clicked.connect(self.begin_task)
        self._said = text(look, "", Type.BODY, "soft")
        self._count = text(look, "", Type.CAPTION, "soft")
        more = menus.more(look, lambda: list_table.ways(self.print_list, self.save_list))
        head = column(heading(look, self.TITLE, "", self.views, more, new), look.px(6), self._said)
        head.setContentsMargins(edge, look.px(18), edge, look.px(8))
        self._middle = column()
        self.model: TableModel[Task] = TableModel(
            tasks.columns(room, self.desk.register.now()), self
        )
        box = column(holder(head))
        box.addLayout(self._middle, 1)
        box.addWidget(foot(look, room, self._count, KEYS))
        return box

    def refresh(self) -> None:
        """Read the tasks; the chosen one stays chosen."""
        was, mine = self._chosen(), let_go(self)
        ask = self.desk.ask
        waiting, answered = ask(notices.waiting), ask(notices.answered)
        every = [*waiting, *answered]
        letters = [one for one in every if one.is_notice]
        self._tasks = letters if self.view == LETTERS else every
        self.model = TableModel(tasks.columns(self.room, self.desk.register.now()), self)
        self.model.fill(self._tasks)
        self.views.name(ALL, f"任务 {len(every)}")
        self.views.name(LETTERS, f"来文 {len(letters)}")
        self._said.setText(self._summary(waiting))
        self._count.setText(f"任务 {len(every)} 件，已报 {len(answered)} 件")
        self._show_list(was.uid if was else "")
        if mine:
            self.begin()

    def show_view(self, view: int) -> None:
        """Show all tasks, or those that came as a letter."""
        self.view = view
        self.stale = True
        self.read()
        self.begin()

    def begin_task(self) -> None:
        """Open the form of a new task."""
        self.go("notice")

    def fill(self) -> None:
        """Fill the return the chosen task asks for, or open it where it asks for another."""
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.form and not chosen.done_at:
            self.go(*self.desk.ask(todos.filling, chosen.uid))
        else:
            self.go("notice", chosen.uid)

    def listing(self) -> Listing | None:
        """Return the tasks, or those that came as a letter."""
        if not self._tasks:
            return None
        shown = tasks.columns(Room.WIDE, self.desk.register.now())
        heads, cells = list_paper.words(shown, self._tasks)
        title = "来文登记" if self.view == LETTERS else self.TITLE
        return Listing(
            title=title, heads=heads, cells=cells, told=self._count.text(), personal=False
        )

    # Inside.

    def _show_list(self, was: str) -> None:
        look = self.look
        empty_out(self._middle)
        self.table = None
        if not self._tasks:
            said = self._none()
            self._middle.addWidget(said, 1)
            said.show()
            return
        made = self.table = first(table(look, self.model, 42))
        made.setAccessibleName(self.TITLE)
        made.opened.connect(lambda n: self.go("notice", self._tasks[n].uid))
        rows = listed(look, made, look.edge(self.room))
        self._middle.addWidget(rows, 1)
        rows.show()
        uids = [one.uid for one in self._tasks]
        made.go_to(uids.index(was) if was in uids else 0)

    def _none(self) -> QWidget:
        look = self.look
        if self.view == LETTERS:
            return nothing(look, "file-text", "还没有来文", "写了文号或标题的任务，会列在这里。")
        new = first(button(look, "新任务", "primary", "plus"))
        new.clicked.connect(self.begin_task)
        return nothing(look, "clipboard-check", "还没有任务", PURPOSE, new)

    def _summary(self, waiting: list[Task]) -> str:
        if not waiting:
            return "没有要报的。" if self._tasks else ""
        says = self.desk.ask(notices.says, waiting[0])
        return f"{len(waiting)} 件还没报，最早的{says}。"

    def _chosen(self) -> Task | None:
        now = self.table.row_now() if self.table else -1
        return self._tasks[now] if 0 <= now < len(self._tasks) else None
