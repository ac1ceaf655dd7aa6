"""A register back from a backup: which one, what opens it, where it goes; then its door."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from station_app.domain.roles import Account
from station_app.errors import StationError
from station_app.register import Progress, Register, pc_clock
from station_app.usecases import found_backups, restoring, workers
from station_app.usecases.found_backups import Found
from station_app.usecases.restoring import Opener, Restored, Standing
from ui.forms import save_as
from ui.forms.door import door_sheet
from ui.forms.restore_key import Given, RestoreKey
from ui.forms.restore_pick import RestorePick
from ui.jobs import Job, Jobs
from ui.models import backups as models
from ui.models import upkeep
from ui.theme import Look, Tone, Type
from ui.widgets import tips
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import button, link
from ui.widgets.facts import refusal, told
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, frame, margins, put, row
from ui.widgets.progress import Progress as Bar
from ui.widgets.words import caption, prose, text

T = TypeVar("T")
BOTH = "两个都留，恢复"


class RestorePage(BareDesk):
    """Leads from a backup to an open register; whatever stands in its place is kept beside it."""

    signed_in = Signal(object)
    recovering = Signal(object, str)
    """The register that was restored with the sheet alone, and its code: a password is wanted."""
    over = Signal(object)
    gave_up = Signal()

    def __init__(self, jobs: Jobs, look: Look, folder: Path) -> None:
        super().__init__(look)
        self._jobs, self._folder = jobs, folder
        self._found: Found | None = None
        self._accounts: tuple[Account, ...] = ()
        self._target: Path | None = None
        self._given: Given | None = None
        self._opener: Opener | None = None
        self._standing: Standing | None = None
        self._job: Job[Restored] | None = None
        self._restored: Restored | None = None
        self._asked: Found | None = None
        self.draw()

    def go_back_to(self, backup: Path, target: Path, opener: Opener) -> None:
        """Restore over the register that was open a moment ago; both are kept."""
        try:
            self._found = found_backups.look_at(backup)
        except StationError as error:  # the stick was pulled
            self._say(error)
            return
        self._target, self._opener = target, opener
        self._start(keep_both=True)

    def sheet(self) -> QWidget:
        """Return the sheet of this step."""
        look = self.look
        self._said = column()
        head = column(text(look, "从备份恢复", Type.NAME), look.px(8))
        body, deeds = self._body()
        away = link(look, "返回")
        away.clicked.connect(self._away)
        left = [away] if self._job is None and self._restored is None else []
        low = row(*left, None, *deeds, gap=look.px(10))
        return door_sheet(look, column(head, self._said, body, look.px(18), low, look.px(10)), 600)

    def _body(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        if self._restored is not None:
            return self._done_step(self._restored)
        if self._job is not None:
            return self._work_step(self._job)
        if self._found is None:
            return self._pick_step()
        if self._standing is not None:
            return self._ask_step(self._found, self._standing)
        return self._key_step(self._found)

    def wear(self, look: Look) -> None:
        """Draw everything anew in another look, with what was typed."""
        if self._found is not None and self._step_is_key():
            self._given = self.key.given()
        super().wear(look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape, as long as nothing is on its way."""
        if event.key() == Qt.Key.Key_Escape and self._job is None and self._restored is None:
            self._away()
        else:
            super().keyPressEvent(event)

    def _step_is_key(self) -> bool:
        return not (self._restored or self._job or self._standing)

    def _away(self) -> None:
        self._asked = None
        if self._found is None:
            self.gave_up.emit()
            return
        self._found = None if self._standing is None else self._found
        self._standing = None
        self.draw()

    # 1 Which backup.

    def _pick_step(self) -> tuple[QVBoxLayout, list[QPushButton]]:
        self.pick = RestorePick(self.look, self._jobs)
        self.pick.picked.connect(self.take)
        self.pick.failed.connect(self._say)
        return column(self.pick), [self.pick.further]

    def take(self, found: Found) -> None:
        """Take a backup, and see whose passwords open it."""
        path, self._asked = found.backup.path, found
        self._target = found_backups.target(path, self._folder)

        def known(accounts: Sequence[Account]) -> None:
            self._found, self._accounts = found, tuple(accounts)
            self.draw()

        job = self._jobs.run(lambda _step: restoring.accounts(path))
        job.then(self._while_asked(known)).unless(self._while_asked(self._say))

    # 2 What opens it, and where it goes.

    def _key_step(self, found: Found) -> tuple[QVBoxLayout, list[QPushButton]]:
        look, given = self.look, self._given or Given()
        self.key = RestoreKey(look, self._accounts, by_code=bool(given.code))
        self._deed = button(look, "恢复", "primary")
        self._deed.setEnabled(not self.key.by_code)
        self._deed.clicked.connect(self._open)
        self.key.ready.connect(self._deed.setEnabled)
        self.key.entered.connect(self._deed.click)
        self.key.filled.connect(self._deed.setFocus)
        self.key.show_given(given)
        where = caption(look, "")
        where.setText(f"恢复到：{self._target}")
        tips.tip(where, str(self._target))
        other = link(look, "换地方")
        other.clicked.connect(self._choose_place)
        place = row(where, look.px(12), other, None)
        return column(self._which(found), look.px(14), self.key, look.px(10), place), [self._deed]

    def _which(self, found: Found) -> QWidget:
        when = upkeep.when(found.backup.at, pc_clock().date())
        below = f"{models.where(found)}　{when}　记到第 {found.backup.head.number:,} 笔"
        said = told(self.look, "database", Tone.DONE, found.register, below)
        said.setContentsMargins(*margins(self.look, 14, 9))
        return frame("strip", said)

    def _choose_place(self) -> None:
        if path := save_as.register(self, self._target):
            self._target = path
            self._given = self.key.given()
            self.draw()

    def _open(self) -> None:
        if self._found is None:
            return
        self._given = given = self.key.given()
        path, self._asked = self._found.backup.path, self._found
        self._deed.setEnabled(False)
        job = self._jobs.run(lambda _step: _opener(path, given))
        job.then(self._while_asked(self._opened)).unless(self._while_asked(self._not_opened))

    def _while_asked(self, slot: Callable[[T], object]) -> Callable[[T], object]:
        """Return a slot for what is asked of a backup; it is not called once that was left."""
        asked = self._asked
        return lambda said: slot(said) if asked is self._asked else None

    def _opened(self, opener: Opener) -> None:
        self._opener, self._asked = opener, None
        self._start(keep_both=False)

    def _not_opened(self, error: StationError) -> None:
        self._deed.setEnabled(True)
        self.key.complain(f"{error.what}{error.remedy}")

    # 3 On its way; where a register stands, it is asked first.

    def _start(self, *, keep_both: bool) -> None:
        found, target, opener = self._found, self._target, self._opener
        if found is None or target is None or opener is None:
            return
        path = found.backup.path

        def work(step: Progress) -> Restored:
            return restoring.restore(path, target, opener, keep_both=keep_both, step=step)

        self._standing, self._job = None, self._jobs.run(work)
        self._job.then(self._made).unless(self._not_made)
        self.draw()

    def _ask_step(self, found: Found, why: Standing) -> tuple[QVBoxLayout, list[QPushButton]]:
        asked = refusal(self.look, why, Tone.SOON)
        both = first(button(self.look, BOTH, "primary"))
        both.clicked.connect(lambda: self._start(keep_both=True))
        return column(self._which(found), self.look.px(12), asked), [both]

    def _work_step(self, job: Job[Restored]) -> tuple[QVBoxLayout, list[QPushButton]]:
        bar = Bar(self.look, _share_done)
        bar.stopped.connect(job.cancel)
        job.progressed.connect(bar.show_step)
        return column(bar), [bar.stop]

    def _made(self, restored: Restored) -> None:
        self._job, self._restored = None, restored
        self.draw()

    def _not_made(self, error: StationError) -> None:
        self._job = None
        self._standing = error if isinstance(error, Standing) else None
        if self._given is None:  # it was open a moment ago; now any backup may be chosen
            self._found = None
        self.draw()
        if self._standing is None:
            self._say(error)

    # 4 Done.

    def _done_step(self, restored: Restored) -> tuple[QVBoxLayout, list[QPushButton]]:
        look = self.look
        people, homes = restored.counts.get("person", 0), restored.counts.get("household", 0)
        words = f"{restored.station}　{people} 人、{homes} 户，记到第 {restored.head.number:,} 笔。"
        lines = [f"放在 {restored.path}。"]
        if restored.former is not None:
            lines.append(f"原来的那个改名为 {restored.former.name}，还在旁边。")
        lines.append("以后发的编号会跳过一千，和备份以后发出去的不会重。")
        said = told(look, "circle-check", Tone.DONE, "已恢复，核对无误", words)
        code = self._given.code if self._given else ""
        self._deed = first(button(look, "设新密码并进入" if code else "进入登记册", "primary"))
        self._deed.clicked.connect(lambda: self._enter(restored.path))
        below = prose(look, "".join(lines), Type.CAPTION, "soft")
        return column(said, look.px(10), below), [self._deed]

    def _enter(self, path: Path) -> None:
        given = self._given
        self._deed.setEnabled(False)  # who clicks twice would open it twice
        if given is None:
            self.over.emit(path)
        elif given.code:
            self.recovering.emit(path, given.code)
        else:
            job = self._jobs.run(lambda _step: _signed_in(path, given))
            job.then(self.signed_in.emit).unless(lambda _error: self.over.emit(path))

    def _say(self, error: StationError) -> None:
        empty_out(self._said)
        put(self._said, refusal(self.look, error))
        self._said.addSpacing(self.look.px(10))


def _opener(path: Path, given: Given) -> Opener:
    if given.code:
        return restoring.by_code(path, given.code)
    return restoring.by_password(path, given.account, given.password)


def _signed_in(path: Path, given: Given) -> Register:
    return workers.sign_in(path, given.account, given.password)


def _share_done(done: int, total: int) -> str:
    return f"正在恢复，已完成 {100 * done // total} %" if total else "正在恢复…"
