"""查重: entries that may be of one person, the likeliest first; each is settled in its turn."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from station_app.usecases import doubles
from station_app.usecases.doubles import Likely, Search
from ui.desk import Desk
from ui.forms.long_work import LongWork
from ui.models import doubles as columns
from ui.models.table import TableModel
from ui.page import Page
from ui.theme import Look, Room, Type
from ui.widgets.buttons import button
from ui.widgets.heads import foot, heading
from ui.widgets.keys import first, let_go
from ui.widgets.layout import column, holder, swap
from ui.widgets.reading import read_in_order
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.table import TableView, table
from ui.widgets.words import text

KEYS = "回车对照、合并　N 不是同一人　F5 重新查"
SETTLED = "合并错了可以撤销，以后也能在档案里拆回。"
PURPOSE = "姓名同音、形近、号码错一位、电话或住址相同的，都查过了。"


class DoublesPage(Page):
    """The pairs; Enter sets one side by side, N says that they are two people."""

    TITLE = "查重"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._found: Search | None = None
        self._work = LongWork(self, lambda done, total: f"第 {done + 1} 步，共 {total} 步")
        self.key("F5", self.search)
        self.fit(room)

    # What the window calls.

    def lay_out(self) -> QLayout:
        """Return the page."""
        look, room = self.look, self.room
        edge = look.edge(room)
        self._again = button(look, "重新查", "", "refresh")
        self._again.clicked.connect(self.search)
        self._apart = button(look, "不是同一人", "", "users")
        self._apart.clicked.connect(self.tell_apart)
        self._compare = button(look, "对照、合并", "primary", "user-question")
        self._compare.clicked.connect(self.compare)
        deeds = (self._again, self._apart, self._compare)
        self._said = text(look, "", Type.BODY, "soft")
        self._count = text(look, "", Type.CAPTION, "soft")
        head = column(heading(look, self.TITLE, "", *deeds), look.px(6), self._said)
        head.setContentsMargins(edge, look.px(20), edge, look.px(10))
        self.model: TableModel[Likely] = TableModel(columns.pairs(room))
        self.table = self._list()
        self._rows = listed(look, self.table, edge)
        self._none = column()
        self._foot = foot(look, room, self._count, KEYS)
        box = column(holder(head))
        box.addWidget(self._rows, 1)
        box.addLayout(self._none, 1)
        box.addWidget(self._foot)
        return box

    def refresh(self) -> None:
        """Show the pairs that are still open; look the register through when it was not yet."""
        if self._found is None:
            self.search()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take N for: not the same person."""
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.tell_apart()
        else:
            super().keyPressEvent(event)

    # What the worker does.

    def search(self) -> None:
        """Look the whole register through."""
        self._work.run("正在查重", doubles.search, self._take)

    def compare(self) -> None:
        """Set the chosen pair side by side."""
        if (pair := self._chosen()) is not None:
            self.go("merge", pair.uids)

    def tell_apart(self) -> None:
        """Remember that the chosen two are two people."""
        if (pair := self._chosen()) is not None:
            said = f"已记下：{pair.one.name}和{pair.other.name}不是同一人，以后不再列出。"
            self.desk.do(doubles.tell_apart, *pair.uids).say(said)

    # Inside.

    def _list(self) -> TableView:
        made = first(table(self.look, self.model, 42))
        self.model.setParent(made)
        made.setAccessibleName("可能是同一人")
        made.opened.connect(lambda _n: self.compare())
        return made

    def _take(self, found: Search) -> None:
        self._found = found
        self._show()
        self.begin()

    def _show(self) -> None:
        mine = let_go(self)
        found, was = self._found, self.table.row_now()
        left = self.desk.ask(doubles.open_ones, found.likely) if found else []
        self.model.fill(left)
        self.table.go_to(min(max(was, 0), len(left) - 1))
        for deed in (self._again, self._apart, self._compare, self._rows, self._foot):
            deed.setVisible(bool(left))
        self._said.setText(_said(found, len(left)) if left else "")
        self._count.setText(f"{len(left)} 对")
        swap(self._none, *self._empty(left))
        read_in_order(self)
        if mine:
            self.begin()

    def _empty(self, left: list[Likely]) -> list[QWidget]:
        if left or self._found is None:
            return []
        if self._found.likely:
            again = first(button(self.look, "再查一遍", "", "refresh"))
            again.clicked.connect(self.search)
            return [nothing(self.look, "circle-check", "这些都办完了", SETTLED, again)]
        back = first(button(self.look, "回到人员", "", "users"))
        back.clicked.connect(lambda: self.go("people"))
        people = self._found.people
        title = f"{people} 人里没有发现重复" if people else "登记册里还没有人"
        return [nothing(self.look, "users", title, PURPOSE if people else "", back)]

    def _chosen(self) -> Likely | None:
        now = self.table.row_now()
        return self.model.row(now) if 0 <= now < self.model.rowCount() else None


def _said(found: Search | None, left: int) -> str:
    if found is None:
        return ""
    words = f"{found.people} 人里，有 {left} 对可能是同一人，把握大的在前。"
    if found.pairs > len(found.likely):
        words += f"后面还有 {found.pairs - len(found.likely)} 对，办完这些再查。"
    if found.cut:
        words += "一个组里同名太多的，没有逐对比。"
    return words
