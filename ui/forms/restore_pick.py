"""Which backup to restore: those that can be seen from this PC, or a file that is chosen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from station_app.domain import endings
from station_app.errors import StationError
from station_app.register import pc_clock
from station_app.usecases import found_backups
from station_app.usecases.found_backups import Found
from ui.jobs import Jobs
from ui.models import backups as models
from ui.models.table import TableModel
from ui.theme import Look, Type
from ui.widgets.buttons import button, link
from ui.widgets.keys import begin, first
from ui.widgets.layout import column, row, swap
from ui.widgets.table import table
from ui.widgets.words import prose

SAYS = "备份在U盘里的，请先插好U盘。选一个备份，一般是最上面最新的那个。"
LOOKING = "正在看U盘和这台电脑上有没有备份…"
NONE = "没有看到备份。请插好U盘，再找一次；备份在别的文件夹里，就自己选文件。"
KINDS = f"登记册备份 (*{endings.BACKUP})"


class RestorePick(QWidget):
    """A list of backups, the newest first and chosen; Enter takes it."""

    picked = Signal(object)
    failed = Signal(object)

    def __init__(self, look: Look, jobs: Jobs) -> None:
        super().__init__()
        self._look, self._jobs = look, jobs
        self._list = column()
        self._again = link(look, "再找一次", "refresh")
        self._again.clicked.connect(self.search)
        file = link(look, "选备份文件", "folder-open")
        file.clicked.connect(self._choose)
        self.further = button(look, "下一步", "primary")
        self.further.clicked.connect(self._take)
        self._model: TableModel[Found] = TableModel(models.of_any(pc_clock().date()), self)
        self.setLayout(
            column(
                prose(look, SAYS, Type.BODY, "soft"),
                look.px(10),
                self._list,
                look.px(8),
                row(self._again, file, None, gap=look.px(18)),
            )
        )
        self.search()

    def search(self) -> None:
        """Look again at what is plugged in."""
        self.further.setEnabled(False)
        swap(self._list, prose(self._look, LOOKING))
        self._jobs.run(lambda _step: found_backups.everywhere()).then(self._show)

    def _show(self, found: list[Found]) -> None:
        if not isValid(self):
            return
        look = self._look
        self._model.fill(found)
        self.further.setEnabled(bool(found))
        if not found:
            swap(self._list, prose(look, NONE))
            self._again.setFocus()
            return
        self.view = first(table(look, self._model, 44, plain=True))
        self.view.setAccessibleName("备份")
        self.view.setFixedHeight(look.px(34 + 44 * min(len(found), 4) + 1))
        self.view.opened.connect(lambda _row: self._take())
        swap(self._list, self.view)
        self.view.go_to(0)
        begin(self)

    def _take(self) -> None:
        self.picked.emit(self._model.row(max(self.view.row_now(), 0)))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选备份文件", "", KINDS)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Take a file that was chosen, unless it is no whole backup."""
        job = self._jobs.run(lambda _step: found_backups.look_at(path))
        job.then(self.picked.emit).unless(self._refused)

    def _refused(self, error: StationError) -> None:
        self.failed.emit(error)
