"""帮助: one page for each screen, and the list of them all."""

from PySide6.QtWidgets import QLayout

from ui.desk import Desk
from ui.models import help as topics
from ui.models.table import Column, TableModel
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets.heads import heading
from ui.widgets.keys import first
from ui.widgets.layout import column, holder, row, sized
from ui.widgets.reader import Reader
from ui.widgets.table import table

LIST = {Room.WIDE: 220, Room.NARROW: 200, Room.TIGHT: 150}


class HelpPage(Page):
    """Shows the help of a screen; `fact` is its key."""

    TITLE = "帮助"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._topics = topics.topics()
        self.fit(room)

    def lay_out(self) -> QLayout:
        """Return the page: the list at the left, what it says at the right."""
        look, room = self.look, self.room
        edge = look.edge(room)
        title: Column[topics.Topic] = Column("帮助", lambda topic: topic.title)
        model: TableModel[topics.Topic] = TableModel((title,), self)
        model.fill(self._topics)
        self.list = first(sized(look, table(look, model, 36), LIST[room]))
        self.list.setAccessibleName("哪一页的帮助")
        self.list.horizontalHeader().hide()
        self.list.chosen.connect(self._show)
        self.reader = Reader(look, "帮助")
        self.list.opened.connect(lambda _n: self.reader.setFocus())
        head = holder(column(heading(look, self.TITLE), margins=(edge, look.px(18), edge, 0)))
        beside = row(self.list, look.px(36 if room is Room.WIDE else 24), self.reader)
        beside.setStretchFactor(self.reader, 1)
        beside.setContentsMargins(edge - look.px(12), look.px(12), look.px(8), look.px(12))
        box = column(head)
        box.addLayout(beside, 1)
        return box

    def refresh(self) -> None:
        """Show the help of the screen the worker came from."""
        keys = [topic.key for topic in self._topics]
        now = keys.index(str(self.fact)) if self.fact in keys else 0
        self.list.go_to(now)
        self._show(now)

    def _show(self, now: int) -> None:
        if 0 <= now < len(self._topics):
            self.reader.show_text(self._topics[now].text)
