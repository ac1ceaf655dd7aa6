"""Who is at the desk: signing in.

This page stands first, so what only opening a register needs is loaded after it is painted.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.errors import Held, StationError, Unreadable, Unwritable
from station_app.usecases import door
from ui.forms.door import door_sheet, password_field
from ui.jobs import Jobs
from ui.theme import Look, Tone, Type
from ui.widgets import tips
from ui.widgets.accounts import AccountList
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import across, button, link
from ui.widgets.facts import Washed
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, put, row
from ui.widgets.tags import demo_tag
from ui.widgets.words import caption, prose, text

if TYPE_CHECKING:
    from station_app.register import Register

PRODUCT = "退役军人服务站登记册"


class SignInPage(BareDesk):
    """Asks who sits here and the password; everything slow runs in the job thread."""

    signed_in = Signal(object)
    elsewhere = Signal()
    recovering = Signal()
    restoring = Signal()
    refused = Signal(str)

    def __init__(
        self, jobs: Jobs, look: Look, path: Path, told: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(look)
        self._jobs, self._path, self._told = jobs, path, told or {}
        self._door = door.door(path)
        self._read_only = self._waiting = False
        self.changing = False
        self._left = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self._chosen = self._door.accounts[0].uid if self._door.accounts else ""
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet: whose register, who, the password."""
        look = self.look
        self._accounts = AccountList(look, self._door.accounts, self._chosen)
        self._accounts.chosen.connect(self._choose)
        self.secret = password_field(look, "密码", self._hint())
        fields = [self.secret]
        if self.changing:
            self.new = password_field(look, "新密码")
            self.again = password_field(look, "新密码再输一遍")
            fields += [self.new, self.again]
        self._enter = across(first(button(look, self._deed(), "primary")))
        self._enter.setProperty("first", False)
        self._said = column()
        for field in fields:
            field.control.returnPressed.connect(self._enter.click)
        first(self.new.control if self.changing else self.secret.control)
        self._enter.clicked.connect(self._try)
        box = column(*self._head(), look.air(16), caption(look, "您是谁"), look.air(6))
        box.addWidget(self._accounts)
        box.addSpacing(look.air(14))
        for field in fields:
            box.addWidget(field)
            box.addSpacing(look.air(14))
        box.addLayout(self._said)
        box.addWidget(self._enter)
        box.addSpacing(look.air(10))
        box.addLayout(self._below())
        self._wait(self._waiting)
        return door_sheet(look, box)

    def _below(self) -> QHBoxLayout:
        forgotten = link(self.look, "忘了密码，用恢复单")
        forgotten.clicked.connect(self.recovering)
        backup = link(self.look, "从备份恢复")
        backup.clicked.connect(self.restoring)
        self._ways_out = (forgotten, backup, self._other)
        return row(forgotten, None, backup)

    def _head(self) -> list[QVBoxLayout]:
        look = self.look
        name = text(look, self._path.name, Type.NAME)
        tips.tip(name, str(self._path))
        mark = [demo_tag(look)] if self._door.demo else []
        self._other = link(look, "打开别的登记册")
        self._other.clicked.connect(self.elsewhere)
        below = row(caption(look, PRODUCT), None, self._other)
        return [column(row(name, None, *mark), look.px(4), below)]

    def enter_as_shown(self) -> None:
        """Sign in with the password that the page itself shows of a demo register."""
        self.secret.control.setText(self._shown())
        self._enter.click()

    def _shown(self) -> str:
        account = next((one for one in self._door.accounts if one.uid == self._chosen), None)
        return self._told.get(account.name, "") if account and self._door.demo else ""

    def _hint(self) -> str:
        known = self._shown()
        return f"演示登记册，密码是 {known}" if known else ""

    def _choose(self, uid: str) -> None:
        self._chosen = uid
        self._hold(0)
        if self.changing:
            self.changing = False
            self.draw()
        self.secret.complaint.hint(self._hint())

    def _try(self) -> None:
        account, new = self._accounts.account(), None
        if account is None or not self._enter.isEnabled():
            return
        if self.changing:
            new = self.new.control.text()
            if new != self.again.control.text():
                self.again.complain("两遍不一样，请再输一遍")
                return
        empty_out(self._said)
        self.secret.complain()
        password, path, read_only = self.secret.control.text(), self._path, self._read_only
        self._wait(True)
        job = self._jobs.run(lambda _step: _sign_in(path, account.uid, password, read_only, new))
        job.then(self.signed_in.emit).unless(self._refused)
        job.broke.connect(lambda _error: self._wait(False))

    def _wait(self, on: bool) -> None:
        """Let nobody leave while a password is tried: what it opens would belong to no page."""
        self._waiting = on
        for one in (self._enter, *self._ways_out):
            one.setEnabled(not on)
        self._enter.setText("正在打开…" if on else self._deed())

    def _deed(self) -> str:
        return "只读打开" if self._read_only else "进入登记册"

    def _refused(self, error: StationError) -> None:
        self._wait(False)
        words = f"{error.what}{error.remedy}"
        self.refused.emit(words)
        if isinstance(error, door.MustChange):
            typed = self.secret.control.text()
            self.changing = True
            self.draw()
            self.secret.control.setText(typed)
            self._say(words, Tone.SOON)
        elif isinstance(error, Held | Unwritable):
            self._read_only = True
            self._enter.setText(self._deed())
            self._say(words, Tone.SOON)
        elif self.changing:
            self.new.complain(words)
        elif isinstance(error, Unreadable):
            self._say(words, Tone.LATE)
        else:
            self.secret.complain(words)
            self.secret.control.selectAll()
            self.secret.control.setFocus()
            path, account = self._path, self._chosen
            self._jobs.run(lambda _step: _wait_left(path, account)).then(self._hold)
        self.reveal(self._enter)

    def _hold(self, seconds: int) -> None:
        """Count the seconds down that wrong passwords brought; typing goes on meanwhile."""
        self._left = seconds
        self._enter.setEnabled(not (seconds or self._waiting))
        self._enter.setText(f"请等 {seconds} 秒" if seconds else self._deed())
        if seconds:
            self._clock.start()
        else:
            self._clock.stop()

    def _tick(self) -> None:
        self._hold(max(self._left - 1, 0))

    def _say(self, words: str, tone: Tone) -> None:
        empty_out(self._said)
        put(self._said, Washed(self.look, tone, prose(self.look, words, Type.CAPTION)))
        self._said.addSpacing(self.look.px(14))


def _wait_left(path: Path, account: str) -> int:
    from station_app.usecases import workers  # noqa: PLC0415 - the door stands before it is loaded

    return workers.wait_left(path, account)


def _sign_in(
    path: Path, account: str, password: str, read_only: bool, new: str | None
) -> "Register":
    from station_app.usecases import workers  # noqa: PLC0415 - the door stands before it is loaded

    return workers.sign_in(path, account, password, read_only=read_only, new_password=new)
