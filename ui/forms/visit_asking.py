"""The page that waits for a number: what may be typed, and the sheets that wait."""

from collections.abc import Container, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from station_app.domain.sheet import Sheet
from ui.models import visits as columns
from ui.models.table import TableModel
from ui.theme import Look, Room
from ui.widgets.buttons import button
from ui.widgets.layout import column, empty_out, holder, put, row
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.table import TableView, table
from ui.widgets.words import text

ASKING = "输入表上编号的末几位，按回车就打开；也可以扫二维码，或在下面选一张。"
MANY = "有几张表的编号都是这个结尾，请选一张，或多输几位。"
NONE_LEFT = "带回的表都录完了。没有表的走访，先找人再登记。"


class SheetAsker(QWidget):
    """The sheets a number may mean; Enter or a double click opens one."""

    opened = Signal(object)
    done_wanted = Signal()

    def __init__(self, look: Look, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.table: TableView | None = None
        self.done: QPushButton | None = None
        self._box = column()
        self.setLayout(self._box)

    def holds_keyboard(self) -> bool:
        """Say whether the keyboard is in the list or at its button."""
        busy = QApplication.focusWidget()
        return busy is not None and self.isAncestorOf(busy)

    def show_sheets(
        self,
        sheets: Sequence[Sheet],
        room: Room,
        words: str = ASKING,
        begun: Container[str] = (),
    ) -> None:
        """Offer these sheets; none of them says that everything is typed."""
        empty_out(self._box)
        self.done = None
        look, edge = self._look, self._look.edge(room)
        if not sheets:
            self.table = None
            self.done = button(look, "看已录入的走访", "primary")
            self.done.clicked.connect(self.done_wanted)
            put(self._box, nothing(look, "circle-check", "没有待录入的表", NONE_LEFT, self.done))
            return
        model: TableModel[Sheet] = TableModel(columns.sheet_columns(room, self._today, begun), self)
        model.fill(sheets)
        self.table = table(look, model, 42)
        self.table.setAccessibleName("待录入的走访表")
        self.table.opened.connect(lambda n: self.opened.emit(model.row(n)))
        said = row(text(look, words, colour="soft"), None)
        said.setContentsMargins(edge, look.px(16), edge, look.px(8))
        put(self._box, holder(said))
        self._box.addWidget(listed(look, self.table, edge), 1)
        self.table.go_to(0)
