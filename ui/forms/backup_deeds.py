"""What a worker does about backups: make one, choose their place, prove one, go back to one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from station_app.domain.backup import FOLDER, Place
from station_app.errors import StationError
from station_app.usecases import backup_folders, backups, found_backups, restoring, sticks
from station_app.usecases.backups import Proven
from station_app.usecases.found_backups import Found
from station_app.usecases.restoring import Opener
from ui.forms.backup_list import BackupList
from ui.forms.long_work import LongWork
from ui.forms.stick_sheet import StickSheet
from ui.models import backups as models
from ui.models import upkeep
from ui.page import Page
from ui.theme import Tone
from ui.widgets.sheets import dismiss, question

NO_STICK = "没有看到U盘。请插好U盘，再点一次“备份到U盘”。"
MAKING, PROVING = "正在备份", "正在核对备份"
BOTH = "现在的登记册会改名留在旁边，两个都不会丢。恢复好以后请重新登录。"
CHOSEN = {
    Place.PC: "以后备份到这个文件夹。它和登记册在同一个磁盘上，磁盘坏了会一起坏。",
    Place.FOLDER: "以后备份到这个文件夹。",
    Place.STICK: "以后备份到这个U盘。",
}


class BackupDeeds(QObject):
    """The deeds of one page; what they are about is told in its banner."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._work = LongWork(page, models.share)

    def make(self) -> None:
        """Back up to where backups go on this PC."""
        self._make(self._page.desk.ask(backup_folders.folder))

    def to_stick(self) -> None:
        """Ask onto which stick, and whether passwords open it."""
        page = self._page
        found = page.desk.ask(sticks.plugged_in)
        if not found:
            page.tell(NO_STICK, Tone.SOON)
            return

        def then(asked: StickSheet, stick: Path, passwords: bool) -> None:
            dismiss(asked)
            self._make(stick / FOLDER, passwords=passwords or None)

        page.show_sheet(StickSheet(page.look, found, then))

    def choose(self) -> None:
        """Ask for the folder that backups go to from now on, and put the first one there."""
        page = self._page
        now = str(page.desk.ask(backup_folders.folder))
        name = QFileDialog.getExistingDirectory(page, "备份到哪个文件夹", now)
        if not name:
            return

        def chosen(place: Place) -> None:
            page.tell(CHOSEN[place], Tone.SOON if place is Place.PC else Tone.DONE)
            if not page.desk.read_only:
                self.make()

        page.desk.do(backup_folders.choose_folder, Path(name)).then(chosen)

    def show_all(self) -> None:
        """Show the backups of this register that can be seen from here."""
        page = self._page
        page.desk.do(found_backups.of).then(self._listed)

    def _listed(self, found: list[Found]) -> None:
        page = self._page
        shown = BackupList(page.look, found, page.desk.register.today())
        shown.proof_wanted.connect(self._prove)
        shown.restore_wanted.connect(self._ask)
        page.show_sheet(shown)

    def _make(self, folder: Path, *, passwords: bool | None = None) -> None:
        def told(made: Proven) -> None:
            self._page.tell(models.done(made))

        work = partial(backups.back_up, where=folder, passwords=passwords)
        self._work.run(MAKING, work, told, self._refused)

    def _prove(self, one: Found) -> None:
        def told(made: Proven) -> None:
            when = upkeep.when(made.made_at, self._page.desk.register.today())
            self._page.tell(f"{when}的备份{models.proven(made)}")

        work = partial(backups.prove, path=one.backup.path)
        self._work.run(PROVING, work, told, self._refused)

    def _ask(self, one: Found) -> None:
        self._page.desk.do(restoring.by_register, one.backup.path).then(partial(self._sure, one))

    def _sure(self, one: Found, opener: Opener) -> None:
        page = self._page
        when = upkeep.when(one.backup.at, page.desk.register.today())
        lost = page.desk.ask(backups.deeds_since, one.backup.head.number)
        says = f"备份记到第 {one.backup.head.number:,} 笔，之后做的 {lost:,} 笔不在里面。{BOTH}"
        page.show_sheet(
            question(
                page.look,
                f"回到 {when} 的备份？",
                says if lost else BOTH,
                "两个都留，恢复",
                lambda: page.desk.going_back.emit(one.backup.path, opener),
                danger=True,
            )
        )

    def _refused(self, error: StationError) -> None:
        self._page.tell(f"{error.what}{error.remedy}", Tone.LATE)
        self._page.desk.changed.emit()  # what failed is told on the pages as well
