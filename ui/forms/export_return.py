"""导出到U盘: which stick, what goes on it, how far it is, and what if it did not arrive."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QRadioButton, QWidget

from station_app.domain.handover import HandOver
from station_app.errors import Refused, StationError, Stopped
from station_app.usecases import handover, sticks
from station_app.usecases.handover import Export, Planned
from station_app.usecases.sticks import Place
from ui.desk import Busy, Desk
from ui.forms import settling
from ui.forms.export_pieces import arrived, file_rows, place_row, under_way, went_wrong
from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.facts import refusal
from ui.widgets.fields import Field, line
from ui.widgets.holding import hold
from ui.widgets.keys import begin, first
from ui.widgets.layout import Part, column, holder, margins, refill, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.steps import Stepper
from ui.widgets.words import prose, text

STAGES = ("写入", "核对", "完成")
WIDE, LEAST = 600, 250


class ExportSheet(QFrame):
    """From the choice of the stick to the check code; `slip_wanted` asks to print the slip."""

    slip_wanted = Signal(bytes, str)
    exported = Signal(object)

    def __init__(self, desk: Desk, look: Look, versions: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._desk, self._look, self._versions = desk, look, tuple(versions)
        self._plan: Planned | None = None
        self._places: list[Place] = []
        self._place: Place | None = None
        self._cancel: Callable[[], object] | None = None
        self._reached = -1
        self._box = column(margins=margins(look, 32, 26, 32, 24))
        self.setLayout(self._box)
        self.setFixedWidth(look.px(WIDE))
        self._notice = self._papers = self._along = ""
        self._read()

    # Before.

    def _read(self) -> None:
        try:
            self._plan = self._desk.ask(handover.plan, self._versions)
        except (Refused, Busy) as error:
            self._show("导出到U盘", self._closing(), refusal(self._look, error))
            return
        self._notice = self._plan.notice
        said = prose(self._look, "正在找U盘…", colour="soft")
        self._show("导出到U盘", self._closing(), said)
        self.look_for_sticks()

    def look_for_sticks(self) -> None:
        """Look which sticks are plugged in now."""
        self._desk.start(lambda register, _step: sticks.plugged_in(register)).then(self._found)

    def choose_folder(self) -> None:
        """Let the worker choose another folder."""
        path = QFileDialog.getExistingDirectory(self, "选文件夹")
        if path:
            self.take_folder(Path(path))

    def take_folder(self, folder: Path) -> None:
        """Take a folder as the place to write to."""
        job = self._desk.start(lambda register, _step: sticks.look_at(register, folder))
        job.then(self._chosen)
        job.unless(settling.while_there(self, self._ready))

    def _chosen(self, place: Place) -> None:
        others = [one for one in self._places if one.folder != place.folder]
        self._found([place, *others])

    def _found(self, places: list[Place]) -> None:
        self._places = places
        self._place = places[0] if places else None
        self._look_there()

    def _look_there(self) -> None:
        """Ask what an earlier hand-over left at the chosen place, for the slip covers it too."""
        self._along, place = "", self._place
        if place is None:
            self._ready()
            return
        versions, folder = self._versions, place.folder
        job = self._desk.start(
            lambda register, _step: handover.says_along(register, versions, folder)
        )
        job.then(settling.while_there(self, lambda said: self._there(place, said)))
        job.unless(settling.while_there(self, self._ready))

    def _there(self, place: Place, said: str) -> None:
        if place is self._place:
            self._along = said
            self._ready()

    def _ready(self, error: StationError | None = None) -> None:
        look, plan = self._look, self._plan
        if plan is None:
            return
        parts: list[Part] = [*self._choice(), look.px(6)]
        if error is not None:
            parts = [refusal(look, error), look.px(10), *parts]
        if self._along:
            parts += [prose(look, self._along, Type.STRONG), look.px(10)]
        parts += [file_rows(look, plan), rule(), look.px(10)]
        parts += [prose(look, plan.says, Type.CAPTION, "soft"), look.px(12), self._fields()]
        again = button(look, "再找一次", "quiet", "refresh")
        again.clicked.connect(self.look_for_sticks)
        back, write = button(look, "取消"), button(look, "写入U盘", "primary", "usb")
        back.clicked.connect(self.close_sheet)
        write.clicked.connect(self.write)
        write.setEnabled(self._place is not None and error is None)
        first(write if write.isEnabled() else again)
        other = button(look, "选文件夹", "quiet", "folder-open")
        other.clicked.connect(self.choose_folder)
        aside = holder(row(again, other))
        self._show("导出到U盘", deeds(look, back, write, left=aside), *parts)

    def _choice(self) -> list[Part]:
        look = self._look
        if not self._places:
            words = "没有找到U盘。插好后点“再找一次”，或者选一个文件夹。"
            return [prose(look, words)]
        parts: list[Part] = []
        for place in self._places[:3]:
            pick: QRadioButton | None = None
            if len(self._places) > 1:
                pick = QRadioButton()
                pick.setAccessibleName(place.name)
                pick.setChecked(place is self._place)
                pick.toggled.connect(lambda on, place=place: self._pick(place, on))
            parts += [place_row(look, place, pick), look.px(6)]
        return parts

    def _pick(self, place: Place, on: bool) -> None:
        if on and place is not self._place:
            self._place = place
            self._look_there()

    def _fields(self) -> QWidget:
        look = self._look
        notice, papers = line(self._notice), line(self._papers, "2 份，已盖章")
        notice.textChanged.connect(self._take_notice)
        papers.textChanged.connect(self._take_papers)
        both = row(gap=look.px(16))
        both.addWidget(Field(look, "依据文号（可不填）", notice), 1)
        both.addWidget(Field(look, "随附纸质件（可不填）", papers), 1)
        return holder(both)

    def _take_notice(self, words: str) -> None:
        self._notice = words.strip()

    def _take_papers(self, words: str) -> None:
        self._papers = words.strip()

    # Under way.

    def write(self) -> None:
        """Write, read back, and only then call it exported."""
        if self._place is None:
            return
        wanted = Export(
            versions=self._versions,
            folder=self._place.folder,
            notice=self._notice,
            stick=self._place.name,
            papers=self._papers,
        )
        self._reached = -1
        hold(self, True)
        job = self._desk.start(sticks.export, wanted)
        self._cancel = job.cancel
        self._working(0, 0)
        job.progressed.connect(self._working)
        job.then(self._done)
        job.unless(settling.while_there(self, self._failed))
        job.broke.connect(settling.while_there(self, lambda _error: dismiss(self)))

    def _working(self, done: int, total: int) -> None:
        look, plan = self._look, self._plan
        if plan is None:
            return
        self._reached = done if total else -1
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(total, 1))
        bar.setValue(done)
        said = f"正在写入并核对第 {done + 1} 个文件，共 {total} 个" if total else "正在准备报送单"
        stop = first(button(look, "停止，这次不算"))
        stop.clicked.connect(lambda: self._stop(stop))
        states = under_way(len(plan.files) + 2, self._reached)
        self._show(
            "正在导出，请不要拔U盘",
            deeds(look, stop),
            Stepper(look, STAGES, 1 if done else 0),
            look.px(16),
            bar,
            look.px(8),
            text(look, said),
            look.px(12),
            file_rows(look, plan, states),
        )

    def _stop(self, stop: QWidget) -> None:
        stop.setEnabled(False)
        if self._cancel is not None:
            self._cancel()

    # After.

    def _done(self, made: HandOver) -> None:
        look, place, plan = self._look, self._place, self._plan
        if place is None or plan is None:
            return
        hold(self, False)
        count = len(plan.files) + 2
        title = f"{count} 个文件核对无误，可以拔了" if made.read_back else f"{count} 个文件已写入"
        prints = first(button(look, "打印报送单", "primary", "printer"))
        prints.clicked.connect(lambda: self._print(place.folder, plan.slip))
        finish = button(look, "完成")
        finish.clicked.connect(self.close_sheet)
        self._show(
            title,
            deeds(look, finish, prints),
            Stepper(look, STAGES, 3),
            look.px(14),
            *arrived(look, place, made),
        )
        self.exported.emit(made)

    def _print(self, folder: Path, name: str) -> None:
        job = self._desk.start(lambda _register, _step: sticks.slip(folder, name))
        job.then(self._slip_read)

    def _slip_read(self, pdf: bytes) -> None:
        self.slip_wanted.emit(pdf, "报送单")

    def _failed(self, error: StationError) -> None:
        if isinstance(error, Stopped):
            dismiss(self)
            return
        look, place, plan = self._look, self._place, self._plan
        if place is None or plan is None:
            return
        hold(self, False)
        later, other = button(look, "稍后再写", "quiet"), button(look, "换一个U盘")
        later.clicked.connect(self.close_sheet)
        other.clicked.connect(self.look_for_sticks)
        again = first(button(look, "重新写入", "primary", "refresh"))
        again.clicked.connect(self.write)
        self._show(
            "没有导出成功",
            deeds(look, other, again, left=later),
            *went_wrong(look, place, plan, error, self._reached),
        )

    # Inside.

    def close_sheet(self) -> None:
        """Take the sheet away."""
        dismiss(self)

    def _closing(self) -> QWidget:
        back = first(button(self._look, "取消"))
        back.clicked.connect(self.close_sheet)
        return deeds(self._look, back)

    def _show(self, title: str, foot: QWidget, *parts: Part) -> None:
        look, inside = self._look, column(*parts)
        area = scrolled(inside)
        high = max(inside.heightForWidth(look.px(WIDE - 64)), inside.sizeHint().height())
        area.setMaximumHeight(high)
        area.setMinimumHeight(min(high, look.px(LEAST)))
        refill(self._box, text(look, title, Type.NAME), look.px(14), area, foot)
        self.setAccessibleName(title)
        if self.isVisible():
            for one in (area, foot):
                one.show()  # at once: only what is shown can take the keyboard
            begin(self)
