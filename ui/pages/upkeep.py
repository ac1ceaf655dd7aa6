"""维护: what ends soon first; accounts, certificate, packs, imports, the check, passwords."""

from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLayout, QWidget

from station_app.domain import dates
from station_app.domain.roles import Right, Role, may, who_may
from station_app.domain.station import Station
from station_app.usecases import (
    certificate_files,
    certificate_slip,
    certificates,
    history,
    packs,
    roster,
    staff,
    upkeep,
    workers,
)
from station_app.usecases.certificates import Requested, Status
from station_app.usecases.upkeep import Report
from ui.desk import Desk
from ui.forms import account, account_deeds, backup_part, settling, station, undo_import
from ui.forms import upkeep as sections
from ui.forms.backup_deeds import BackupDeeds
from ui.forms.certificate import CertificateSheet
from ui.models import upkeep as models
from ui.models.table import TableModel
from ui.page import Page
from ui.settings import Settings
from ui.theme import Look, Room, Tone
from ui.widgets.asking import Asking
from ui.widgets.buttons import button, link
from ui.widgets.heads import TwoColumns, heading, section
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, holder, put, rule
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import deeds, dismiss, sheet

FOLDER = "certificate"


class UpkeepPage(Page):
    """Everything about the register itself; what a worker may not do, the head may."""

    TITLE = "维护"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._settings = Settings.of_this_pc()
        self._report: Report | None = None
        self._checked_at: datetime | None = None
        self._checking = self._manages = False
        self._backups = BackupDeeds(self)
        self.fit(room)

    # What the window calls.

    def lay_out(self) -> QLayout:
        """Return the page; what stands on it is read in `refresh`."""
        look, room = self.look, self.room
        edge = look.edge(room)
        self._facts = button(look, "本站资料", "", "home")
        self._facts.clicked.connect(self.ask_station)
        self._soon, self._left, self._right = column(gap=look.px(10)), column(), column()
        body = TwoColumns(look, holder(self._left), holder(self._right))
        body.fit(room)
        head = heading(look, self.TITLE, "", self._facts)
        box = column(head, look.px(12), self._soon, look.px(18), body, None)
        box.setContentsMargins(edge, look.px(18), edge, look.px(20))
        return column(scrolled(box))

    def refresh(self) -> None:
        """Read everything anew."""
        busy = QApplication.focusWidget()
        mine = busy is not None and self.isAncestorOf(busy)
        status = self.desk.ask(certificates.status)
        left = [self._certificate(status), *self._imports(), self._journal(), self._packs()]
        self._manages = self.desk.ask(workers.may_manage_accounts)
        if self._manages:
            left.insert(0, self._accounts())
        for box in (self._soon, self._left, self._right):
            empty_out(box)
        strips = self._strips()
        self._facts.setProperty("first", not strips)
        for one in strips:
            put(self._soon, one)
        for one in left:
            put(self._left, one)
            self._left.addSpacing(self.look.px(22))
        backup = backup_part.whole(self, self._backups)
        for one in (backup, self._register(), self._secrets(), self._screen()):
            put(self._right, one)
            self._right.addSpacing(self.look.px(20))
        if mine:
            self.begin()

    # 本站.

    def ask_station(self) -> None:
        """Ask for the facts of the station, or show them to somebody who may not change them."""
        here = self.desk.station
        if not may(self.desk.account.role, Right.STATION):
            who = who_may(Right.STATION).value
            self.show_sheet(station.station_facts(self.look, here, who))
            return

        def then(asked: station.StationSheet, values: dict[str, str]) -> None:
            job = self.desk.do(upkeep.change_station, **values).say("已保存本站资料。")
            settling.follow(asked, job)

        self.show_sheet(station.StationSheet(self.look, here, then))

    def ask_code(self) -> None:
        """Ask for the right code of a station that began with a provisional one."""

        def then(asked: station.CodeSheet, right: Station) -> None:
            job = self.desk.do(upkeep.correct_code, right)
            job.say(lambda now: f"本站代码已定为 {now.code}。", undo=False)
            settling.follow(asked, job, asked.where.show_problems)

        self.show_sheet(station.CodeSheet(self.look, self.desk.station, then))

    # How the window behaves on this PC.

    def ask_idle(self) -> None:
        """Ask after how many idle minutes the window locks itself."""

        def then(asked: Asking, minutes: int) -> None:
            self._settings.idle_minutes = minutes
            self._settings.save()
            asked.close_sheet()
            self._again()
            self.tell(f"离开 {minutes} 分钟后锁定。")

        self.show_sheet(account.idle_sheet(self.look, self._settings.idle_minutes, then))

    # The certificate.

    def open_certificate(self, made: Requested | None = None) -> None:
        """Lead through the steps of the signing certificate."""
        status = self.desk.ask(certificates.status)
        inside = CertificateSheet(self.desk, self.look, status, self._folder(), made)
        inside.slip_wanted.connect(self._print_slip)
        inside.used.connect(lambda folder: self._settings.remember_folder(FOLDER, folder))
        self.show_sheet(inside)

    def renew_list(self) -> None:
        """Take in a newer list of what was revoked, from a stick."""
        name, _ = QFileDialog.getOpenFileName(
            self, "选县里的作废名单", str(self._folder()), "作废名单 (*.crl)"
        )
        if name:
            self.take_list(Path(name))

    def take_list(self, path: Path) -> None:
        """Take in a list that was chosen."""
        self._settings.remember_folder(FOLDER, path.parent)

        def says(status: Status) -> str:
            ends = dates.show(status.list_ends.date()) if status.list_ends else ""
            return f"已装入第 {status.list_number} 号作废名单，到 {ends}有效。"

        self.desk.do(certificate_files.renew_list, path).say(says, undo=False)

    def _print_slip(self, made: Requested) -> None:
        job = self.desk.do(certificate_slip.draw, made)
        job.then(
            lambda paper: self.print_paper(
                paper, "证书申请核对单", lambda: self.open_certificate(made)
            )
        )

    # The register.

    def check(self) -> None:
        """Look whether the register is sound."""
        self._checking = True
        self._again()
        job = self.desk.do(upkeep.check)
        job.then(self._checked).unless(lambda error: self._not_checked(error.what))

    def show_journal(self) -> None:
        """Show the last two hundred deeds."""
        look = self.look
        view = first(sections.all_deeds(look, self.desk.ask(history.recent), self._today()))
        close = button(look, "关上")
        made = sheet(look, "流水：最近 200 笔", view, deeds(look, close), width=720)
        close.clicked.connect(lambda: dismiss(made))
        self.show_sheet(made)

    # Inside.

    def _strips(self) -> list[QWidget]:
        look, desk = self.look, self.desk
        shown: list[tuple[str, str, str, str, sections.Slot]] = []
        if desk.station.provisional:
            below = "本站代码定下来，才能申请签名证书。只能更正一次。"
            if may(desk.account.role, Right.STATION):
                shown.append(("map-pin", "本站代码还是临时的", below, "更正代码", self.ask_code))
        for words in desk.ask(certificates.own_reminders):
            below = "没有有效的证书就签不了报表，只能先出纸质件。"
            shown.append(("signature", words, below, "换新证书", self.open_certificate))
        for words in desk.ask(certificates.list_reminders):
            below = "过期后核不了电子签名，也签不了报表。新名单存在U盘里带回来。"
            shown.append(("clock", words, below, "从U盘装入", self.renew_list))
        made = []
        for n, (icon, words, below, do, slot) in enumerate(shown):
            deed = button(look, do, "" if n else "primary")
            deed.clicked.connect(slot)
            made.append(sections.strip(look, icon, words, below, deed if n else first(deed)))
        return made

    def _accounts(self) -> QWidget:
        look = self.look
        model = TableModel(models.accounts(self._today()))
        model.fill(self.desk.ask(staff.members))
        view = sections.listed(look, model, "账号")
        add, again = link(look, "加账号", "user-plus"), link(look, "重设密码", "key")
        add.clicked.connect(lambda: account_deeds.add(self))
        again.clicked.connect(lambda: account_deeds.reset(self, model.row(view.row_now())))
        view.opened.connect(lambda row: account_deeds.reset(self, model.row(row)))
        head = section(look, "账号", add)
        return sections.rows_with_deeds(look, head, view, "先在上面选一个账号", [again])

    def _certificate(self, status: Status) -> QWidget:
        look, name = self.look, self.desk.account.name
        own = sections.own_certificate(look, name, status, self._today(), self.open_certificate)
        below = sections.county_list(look, status, self.renew_list)
        return holder(column(section(look, "签名证书"), look.px(2), own, look.px(8), below))

    def _imports(self) -> list[QWidget]:
        look, batches = self.look, self.desk.ask(roster.done)
        if not batches:
            return []
        model = TableModel(models.imports(self._today()))
        model.fill(batches)
        view = sections.listed(look, model, "导入记录")
        undo = link(look, "撤销整次导入", "arrow-back-up")
        undo.clicked.connect(lambda: undo_import.ask(self, model.row(view.row_now())))
        view.opened.connect(lambda row: undo_import.ask(self, model.row(row)))
        head = section(look, "导入记录")
        return [sections.rows_with_deeds(look, head, view, "先在上面选一次导入", [undo])]

    def _journal(self) -> QWidget:
        done = self.desk.ask(history.recent, sections.FEW + 1)
        return sections.journal(self.look, done, self._today(), self.show_journal)

    def _packs(self) -> QWidget:
        return sections.packs(self.look, self.desk.ask(packs.here))

    def _register(self) -> QWidget:
        look = self.look
        now = link(look, "正在检查…" if self._checking else "现在检查")
        now.setEnabled(not self._checking)
        now.clicked.connect(self.check)
        said = sections.checked(look, self._report, self._checked_at, self._today())
        return holder(column(section(look, "登记册", now), look.px(2), rule(), look.px(10), said))

    def _secrets(self) -> QWidget:
        members = self.desk.ask(staff.members)
        mine = next(one for one in members if one.account.uid == self.desk.account.uid)
        made = self.desk.ask(staff.sheet_made_on)
        since = f"上次改：{dates.show(mine.password_since)}" if mine.password_since else ""
        minutes = f"离开 {self._settings.idle_minutes} 分钟"
        change = partial(account_deeds.change_own, self)
        told: list[sections.Line] = [
            ("自己的密码", since, "改密码", change),
            ("登记册密码恢复单", f"{dates.show(made)}做的，封好分两处保管", "", None),
            ("自动锁定", minutes, "改时间", self.ask_idle),
        ]
        if not self._manages:
            heads = [one.account.name for one in members if one.account.role is Role.HEAD]
            who = "、".join(heads) or members[0].account.name
            told.append(("加账号、重设别人的密码", f"请{who}来办", "", None))
        said = sections.lines(self.look, told)
        return holder(column(section(self.look, "密码"), self.look.px(2), said))

    def _screen(self) -> QWidget:
        look = self.look
        contrast = ("高对比度", "Ctrl+Shift+H", "关掉" if look.stark else "打开", self._contrast)
        big = ("大字", "Ctrl+加号、Ctrl+减号", "关掉" if look.big else "打开", self._big)
        return holder(
            column(section(look, "看得清"), look.px(2), sections.lines(look, (contrast, big)))
        )

    def _contrast(self) -> None:
        self.look_wanted.emit(self.look.with_contrast(not self.look.stark))

    def _big(self) -> None:
        self.look_wanted.emit(self.look.with_big_type(not self.look.big))

    def _checked(self, report: Report) -> None:
        self._report, self._checked_at = report, self.desk.register.now()
        self._checking = False
        self._again()

    def _not_checked(self, what: str) -> None:
        self._checking = False
        self._again()
        self.tell(what, Tone.LATE)

    def _again(self) -> None:
        self.stale = True
        self.read()

    def _folder(self) -> Path:
        return self._settings.folder(FOLDER) or Path.home()

    def _today(self) -> date:
        return self.desk.register.today()
