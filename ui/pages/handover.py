"""报送: checking what came from others, and what went out from here."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLayout, QWidget

from station_app.domain.verdict import Verdict
from station_app.errors import StationError, Stopped
from station_app.register import Progress, Register
from station_app.usecases import (
    certificate_files,
    certificates,
    handover,
    receiving,
    saving,
    verification,
)
from station_app.usecases.receiving import Stick
from station_app.usecases.verified import Verified
from ui.desk import Desk
from ui.forms import handed, save_as
from ui.models import sent
from ui.models import verified as columns
from ui.models.table import TableModel
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import Segments, button
from ui.widgets.drop import DropLine
from ui.widgets.heads import heading
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, refill, row
from ui.widgets.progress import progress_sheet
from ui.widgets.scroll import listed
from ui.widgets.sheets import dismiss
from ui.widgets.states import nothing
from ui.widgets.table import TableView, table
from ui.widgets.words import text

if TYPE_CHECKING:
    from station_app.domain.handover import HandOver

SENT, CHECK = 0, 1
VIEWS = ("报出的", "核验")
WIDTH = 338
KINDS = "报表 (*.pdf)"
ONE, MANY = (
    "把 PDF 或U盘拖到这里",
    "把 PDF 或整个U盘拖到这里，一次可以放很多个；不联网，也不改动原文件",
)


class HandoverPage(Page):
    """Two views: 核验 of files, and the hand-overs of this station. The fact is a list of paths."""

    TITLE = "报送"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.view = CHECK
        self._checked: list[Verified] = []
        self._sticks: tuple[Stick, ...] = ()
        self._paths: list[Path] = []
        self._county = False
        self._sent: list[HandOver] = []
        self.key("Ctrl+O", self.choose)
        self.key("Ctrl+S", self.save)
        self.setAcceptDrops(True)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Check the files that were dropped somewhere else."""
        super().open(fact)
        if isinstance(fact, list) and fact:
            self.view, self.fact = CHECK, None
            self.check([Path(one) for one in fact])

    def lay_out(self) -> QLayout:
        """Return the page."""
        look, edge = self.look, self.look.edge(self.room)
        self._head, self._middle, self._below, self._side = column(), column(), column(), row()
        self._head.setContentsMargins(edge, look.px(16), edge, look.px(4))
        self._list: TableView | None = None
        left = column(self._head)
        left.addLayout(self._middle, 1)
        left.addLayout(self._below)
        box = row()
        box.addWidget(holder(left), 1)
        box.addLayout(self._side)
        return box

    def refresh(self) -> None:
        """Show the view anew."""
        self._county = self.desk.ask(certificates.status).county is not None
        self._sent = self.desk.ask(handover.every)
        self._show_head()
        if self.view == CHECK:
            self._show_checked()
        else:
            self._show_sent()
        bad = sum(one.verdict is not Verdict.TRUSTED for one in self._checked)
        self.count(handover=bad)

    # What the worker does.

    def show_view(self, view: int) -> None:
        """Show the files that were checked, or what went out."""
        self.view = view
        self._again()
        self.begin()

    def choose(self) -> None:
        """Let the worker choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, "选要核验的文件", "", KINDS)
        if names:
            self.check([Path(name) for name in names])

    def choose_stick(self) -> None:
        """Let the worker choose a whole stick or folder."""
        path = QFileDialog.getExistingDirectory(self, "选U盘或文件夹")
        if path:
            self.check([Path(path)])

    def check(self, paths: Sequence[Path]) -> None:
        """Check files one after the other, with progress; they can be stopped."""
        self.view, self._paths = CHECK, list(paths)
        inside, progress, _stop = progress_sheet(self.look, "正在核验", _says)
        self.show_sheet(inside, keep=True)
        job = self.desk.start(_verified, list(paths))
        progress.stopped.connect(job.cancel)
        job.progressed.connect(progress.show_step)
        job.then(lambda found: self._take(inside, *found))
        job.unless(lambda error: self._refused(inside, error))
        job.broke.connect(lambda _error: dismiss(inside))

    def save(self) -> None:
        """Save the verdicts as one sheet for a spreadsheet."""
        if not self._checked:
            return
        if path := save_as.place(self, "汇总表存到哪里", "核验结果.xlsx", "*.xlsx"):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the verdicts to a file."""
        checked = list(self._checked)
        job = self.desk.start(
            lambda _register, _step: saving.save(path, verification.as_workbook(checked))
        )
        job.say(f"已存为 {path.name}，共 {len(checked)} 份。", undo=False)

    def renew(self) -> None:
        """Take in the county's newer list, then check again what waits for it."""
        name, _ = QFileDialog.getOpenFileName(self, "选县里发的作废名单", "", "作废名单 (*.crl)")
        if name:
            job = self.desk.do(certificate_files.renew_list, Path(name))
            job.say("作废名单已更新。", undo=False)
            job.then(lambda _status: self.check(self._paths) if self._paths else None)

    # Checking.

    def _take(self, inside: QWidget, found: list[Verified], arrived: tuple[Stick, ...]) -> None:
        dismiss(inside)
        self._checked, self._sticks = found, arrived
        self._again()
        self.begin()
        waits = [one for one in found if one.says == Verdict.UNDECIDED.says]
        if waits:
            words = f"作废名单过期了，{len(waits)} 份暂时核不了。更新后自动再核。"
            self.tell(words, Tone.SOON, "装入新的作废名单", self.renew)

    def _refused(self, inside: QWidget, error: StationError) -> None:
        dismiss(inside)
        if not isinstance(error, Stopped):
            self.tell(f"{error.what}{error.remedy}", Tone.LATE)

    def _again(self) -> None:
        self.stale = True
        self.read()

    # The head.

    def _show_head(self) -> None:
        look, room = self.look, self.room
        views = Segments(look, VIEWS, self.view)
        views.chosen.connect(self.show_view)
        deeds: list[QWidget] = [views]
        under: list[Part] = []
        if self.view == CHECK:
            stick = button(look, "选U盘", "", "usb")
            stick.clicked.connect(self.choose_stick)
            together = button(look, "汇总成一张表（xlsx）", "primary", "table")
            together.setEnabled(bool(self._checked))
            together.setToolTip("Ctrl+S")
            together.clicked.connect(self.save)
            deeds += [stick, together]
            under = [look.px(10), *self._drop(room)]
        refill(self._head, heading(look, self.TITLE, "", *deeds), *under)

    def _drop(self, room: Room) -> list[Part]:
        look = self.look
        drop = DropLine(look, MANY if room is Room.WIDE else ONE, kinds=KINDS)
        drop.given.connect(self.check)
        counted = verification.says_all(self._checked) if self._checked else ""
        words = f"共 {len(self._checked)} 份。{counted}" if counted else ""
        step = Type.BODY if room is Room.WIDE else Type.CAPTION
        said = text(look, words, step, "soft")
        codes = handed.codes(look, step, self._sticks)
        if room is Room.WIDE:
            return [drop, look.px(8), said, *codes] if words else [drop]
        return [row(said, None, drop, gap=look.px(12)), *codes]

    # What was checked.

    def _show_checked(self) -> None:
        look, edge = self.look, self.look.edge(self.room)
        refill(self._side)
        refill(self._below)
        if not self._checked:
            self._show_nothing()
            return
        model: TableModel[Verified] = TableModel(columns.columns(self.room), self)
        model.fill(self._checked)
        view = first(table(look, model, 40))
        view.setAccessibleName("核验结果")
        view.chosen.connect(self._show_detail)
        self._put(listed(look, view, edge))
        self._list = view
        view.go_to(0)

    def _show_nothing(self) -> None:
        look = self.look
        if not self._county:
            says = "还没有装入县里的根证书，核不了电子签名。请在“维护—签名证书”里装入。"
            there = first(button(look, "去签名证书", "primary", "key"))
            there.clicked.connect(lambda: self.go("upkeep"))
            self._put(nothing(look, "shield-check", "先装入县里的证书", says, there))
            return
        says = "收到别的站交来的报表，放到这里核一核：签名对不对，签名后有没有改过。"
        files = first(button(look, "选文件", "", "folder-open"))
        files.clicked.connect(self.choose)
        self._put(nothing(look, "shield-check", "核验交来的报表", says, files))

    def _put(self, widget: QWidget) -> None:
        refill(self._middle)
        self._middle.addWidget(widget, 1)
        widget.show()

    def _show_detail(self, n: int) -> None:
        if not 0 <= n < len(self._checked):
            return
        pane = handed.verdict(self.look, self.room, self._checked[n], self.renew)
        refill(self._side if self.room is Room.WIDE else self._below, pane)
        pane.show()

    # What went out.

    def _show_sent(self) -> None:
        look, edge = self.look, self.look.edge(self.room)
        today = self.desk.register.today()
        refill(self._side)
        refill(self._below)
        if not self._sent:
            there = first(button(look, "去报表", "primary", "table"))
            there.clicked.connect(lambda: self.go("returns"))
            says = "签好名的报表导出到U盘后，每一次报送都记在这里，核对码也在。"
            self._put(nothing(look, "usb", "还没有报出过", says, there))
            return
        model: TableModel[HandOver] = TableModel(sent.columns(self.room, today), self)
        model.fill(self._sent)
        view = first(table(look, model, 40))
        view.setAccessibleName("报出的")
        view.chosen.connect(self._show_sent_one)
        self._put(listed(look, view, edge))
        view.go_to(0)

    def _show_sent_one(self, n: int) -> None:
        if not 0 <= n < len(self._sent) or self.room is not Room.WIDE:
            return
        pane = handed.sent(self.look, self.room, self._sent[n])
        refill(self._side, pane)
        pane.show()


def _verified(
    register: Register, step: Progress, paths: list[Path]
) -> tuple[list[Verified], tuple[Stick, ...]]:
    believed = certificates.believed(register)
    found = verification.files_in(paths)
    if not found:
        raise verification.nothing_in(paths)
    checked = verification.verify(found, believed, register.now(), step)
    return checked, receiving.sticks(paths, checked)


def _says(done: int, total: int) -> str:
    return f"正在核验第 {min(done + 1, total)} 份，共 {total} 份" if total else "正在准备"
