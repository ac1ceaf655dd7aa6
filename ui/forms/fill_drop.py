"""放入来表: a place for the sender's table, what came lately, and what was filled before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import dates, unseen
from station_app.usecases.fill import Before
from station_app.usecases.received import Received
from ui.models import fill as columns
from ui.models.table import Column, TableModel
from ui.theme import Look, Room, Tone
from ui.widgets.cells import Mark
from ui.widgets.drop import Drop
from ui.widgets.facts import Washed
from ui.widgets.heads import section
from ui.widgets.keys import first
from ui.widgets.layout import Part, column
from ui.widgets.scroll import scrolled
from ui.widgets.short_list import short_list
from ui.widgets.table import shown_only, table, tall
from ui.widgets.words import caption, prose

KINDS = "上级发的表 (*.xlsx *.xlsm *.xls)"
WORDS = "把上级发来的表拖到这里"
BELOW = "Excel、WPS 表格都行；原来的文件不动"
PROMISE = "先对列，再选人，看一遍才存；不认得的列会先问。"


class DropStep(QWidget):
    """The first step; `given` hands over files."""

    given = Signal(list)

    def __init__(self, look: Look, room: Room, said: str, today: date) -> None:
        super().__init__()
        self._look, self._room, self._today = look, room, today
        edge = look.edge(room)
        self.drop = first(Drop(look, "file-import", WORDS, BELOW, KINDS))
        self.drop.given.connect(self.given)
        self.received: TableModel[Received] = TableModel(
            columns.received_columns(room, today), self
        )
        self.view = short_list(look, self.received, "刚收到的", headless=False)
        self.view.opened.connect(lambda n: self.given.emit([self.received.row(n).path]))
        self._came = column()
        self._before = column()
        parts: list[Part] = []
        if said:
            parts += [Washed(look, Tone.LATE, prose(look, said)), look.px(14)]
        parts += [self.drop, look.px(10), caption(look, PROMISE, "faint"), look.px(20)]
        edges = (edge, look.px(18), edge, look.px(14))
        head = section(look, "刚收到的", caption(look, "回车打开", "faint"))
        self._heading = head
        for one in (head, self.view):
            self._came.addWidget(one)
            one.hide()
        box = column(*parts, self._came, look.px(20), self._before, None, margins=edges)
        self.setLayout(column(scrolled(box)))

    def show_received(self, found: Sequence[Received]) -> None:
        """Offer what came lately."""
        self.received.fill(found)
        for one in (self._heading, self.view):
            one.setVisible(bool(found))

    def show_before(self, found: Sequence[Before]) -> None:
        """Show what was filled before."""
        if not found or self._before.count():
            return
        model: TableModel[Before] = TableModel(_before_columns(self._today), self)
        model.fill(found)
        view = shown_only(tall(table(self._look, model, 40, plain=True)))
        view.setAccessibleName("以前填过的")
        self._before.addWidget(section(self._look, "以前填过的"))
        self._before.addWidget(view)


def _before_columns(today: date) -> tuple[Column[Before], ...]:
    name: Column[Before] = Column("表名", lambda one: unseen.visible(one.file))
    purpose: Column[Before] = Column("用途", lambda one: unseen.visible(one.purpose), 220)
    last: Column[Before] = Column(
        "上次", lambda one: f"{dates.show(one.filled_on, today)} 填 {one.people} 人", 170
    )
    kept: Column[Before] = Column("", lambda _one: Mark("对法还记得", Tone.DONE), 130)
    return name, purpose, last, kept
