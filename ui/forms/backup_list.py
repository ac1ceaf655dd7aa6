"""The backups of the open register, on a sheet: each can be proven again, or gone back to."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from station_app.usecases.found_backups import Found
from ui.models import backups as models
from ui.models.table import TableModel
from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, margins
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.table import table
from ui.widgets.words import prose, text

SAYS = "看得到的备份都在这里；U盘上的要插好U盘才看得到。点“核对”会当场恢复一遍试试。"
EMPTY = "还没有看到备份。U盘上的要插好U盘才看得到。"


class BackupList(QFrame):
    """A list of backups; Enter proves the one that is chosen."""

    proof_wanted = Signal(object)
    restore_wanted = Signal(object)

    def __init__(self, look: Look, found: Sequence[Found], today: date) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName("全部备份")
        close = button(look, "关上")
        close.clicked.connect(lambda: dismiss(self))
        restore, prove = button(look, "恢复到这个备份"), button(look, "核对", "primary")
        body: list[QWidget] = [prose(look, SAYS if found else EMPTY, Type.BODY, "soft")]
        buttons = [close]
        if found:
            model: TableModel[Found] = TableModel(models.columns(today))
            model.fill(found)
            self.view = first(table(look, model, 36, plain=True))
            model.setParent(self.view)
            self.view.setAccessibleName("备份")
            self.view.setFixedHeight(look.px(250))
            self.view.opened.connect(lambda _row: prove.click())
            prove.clicked.connect(lambda: self._take(self.proof_wanted.emit, model))
            restore.clicked.connect(lambda: self._take(self.restore_wanted.emit, model))
            self.view.go_to(0)
            body.append(self.view)
            buttons += [restore, prove]
        name = text(look, "全部备份", Type.NAME)
        box = column(name, look.px(12), *body, deeds(look, *buttons), gap=look.px(4))
        box.setContentsMargins(*margins(look, 32, 26, 32, 24))
        self.setLayout(box)
        self.setFixedWidth(look.px(720))

    def _take(self, then: Callable[[Found], object], model: TableModel[Found]) -> None:
        one = model.row(max(self.view.row_now(), 0))
        dismiss(self)
        then(one)
