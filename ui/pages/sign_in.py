"""Who is at the desk: signing in, the way back with the recovery sheet, and the locked window."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from station_app.domain.roles import Account
from station_app.errors import StationError
from station_app.register import Register
from station_app.usecases import workers
from ui.desk import Desk, Jobs
from ui.theme import Look, Tone, Type
from ui.widgets.accounts import AccountList
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import across, button, link
from ui.widgets.codes import CodeBoxes
from ui.widgets.facts import Washed
from ui.widgets.fields import Field, Secret, secret
from ui.widgets.keys import first
from ui.widgets.layout import column, empty_out, frame, margins, put, row
from ui.widgets.tags import Avatar, demo_tag
from ui.widgets.words import caption, picture, prose, text

PRODUCT = "退役军人服务站登记册"


def _sheet(look: Look, box: QVBoxLayout, width: int = 420) -> QFrame:
    box.setContentsMargins(*margins(look, 36, 26, 36, 18))
    made = frame("sheet", box)
    made.setFixedWidth(look.px(width))
    return made


def _password(look: Look, label: str, hint: str = "") -> Field[Secret]:
    control = secret()
    field = Field(look, label, control, hint=hint)
    control.capitals.connect(lambda on: field.complain("大写锁定开着" if on else ""))
    return field


class SignInPage(BareDesk):
    """Asks who sits here and the password; everything slow runs in the job thread."""

    signed_in = Signal(object)
    elsewhere = Signal()
    recovering = Signal()

    def __init__(
        self, jobs: Jobs, look: Look, path: Path, told: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(look)
        self._jobs, self._path, self._told = jobs, path, told or {}
        self._door = workers.door(path)
        self._read_only = False
        self._changing = False
        self._chosen = self._door.accounts[0].uid if self._door.accounts else ""
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet: whose register, who, the password."""
        look = self.look
        self._accounts = AccountList(look, self._door.accounts, self._chosen)
        self._accounts.chosen.connect(self._choose)
        self.secret = _password(look, "密码", self._hint())
        self.new, self.again = _password(look, "新密码"), _password(look, "新密码再输一遍")
        self._enter = across(first(button(look, "进入登记册", "primary")))
        self._enter.setProperty("first", False)
        self._said = column()
        for field in (self.secret, self.new, self.again):
            field.control.returnPressed.connect(self._enter.click)
        first(self.new.control if self._changing else self.secret.control)
        self._enter.clicked.connect(self._try)
        box = column(*self._head(), look.px(16), caption(look, "您是谁"), look.px(6))
        box.addWidget(self._accounts)
        box.addSpacing(look.px(14))
        for field in (self.secret, self.new, self.again)[: 3 if self._changing else 1]:
            box.addWidget(field)
            box.addSpacing(look.px(14))
        box.addLayout(self._said)
        box.addWidget(self._enter)
        box.addSpacing(look.px(10))
        forgotten = link(look, "忘了密码，用恢复单")
        forgotten.clicked.connect(self.recovering)
        box.addLayout(row(forgotten, None))
        return _sheet(look, box)

    def _head(self) -> list[QVBoxLayout]:
        look = self.look
        name = text(look, self._path.name, Type.NAME)
        name.setToolTip(str(self._path))
        mark = [demo_tag(look)] if self._door.demo else []
        other = link(look, "打开别的登记册")
        other.clicked.connect(self.elsewhere)
        below = row(caption(look, PRODUCT), None, other)
        return [column(row(name, None, *mark), look.px(4), below)]

    def _hint(self) -> str:
        account = next((one for one in self._door.accounts if one.uid == self._chosen), None)
        known = self._told.get(account.name, "") if account and self._door.demo else ""
        return f"演示登记册，密码是 {known}" if known else ""

    def _choose(self, uid: str) -> None:
        self._chosen = uid
        if self._changing:
            self._changing = False
            self.draw()
        self.secret.complaint.hint(self._hint())

    def _try(self) -> None:
        account, new = self._accounts.account(), None
        if account is None or not self._enter.isEnabled():
            return
        if self._changing:
            new = self.new.control.text()
            if new != self.again.control.text():
                self.again.complain("两遍不一样，请再输一遍")
                return
        password, path, read_only = self.secret.control.text(), self._path, self._read_only
        self._wait(True)
        job = self._jobs.run(
            lambda _step: workers.sign_in(
                path, account.uid, password, read_only=read_only, new_password=new
            )
        )
        job.then(self.signed_in.emit).unless(self._refused)
        job.broke.connect(lambda _error: self._wait(False))

    def _wait(self, on: bool) -> None:
        self._enter.setEnabled(not on)
        self._enter.setText("正在打开…" if on else "进入登记册")

    def _refused(self, error: StationError) -> None:
        self._wait(False)
        words = f"{error.what}{error.remedy}"
        if isinstance(error, workers.MustChange):
            typed = self.secret.control.text()
            self._changing = True
            self.draw()
            self.secret.control.setText(typed)
            self._say(words, Tone.SOON)
        elif isinstance(error, workers.Held):
            self._say(words, Tone.SOON)
            self._read_only = True
            self._enter.setText("只读打开")
        elif self._changing:
            self.new.complain(words)
        else:
            self.secret.complain(words)
            self.secret.control.selectAll()
            self.secret.control.setFocus()

    def _say(self, words: str, tone: Tone) -> None:
        empty_out(self._said)
        put(self._said, Washed(self.look, tone, prose(self.look, words, Type.CAPTION)))
        self._said.addSpacing(self.look.px(14))


class RecoverPage(BareDesk):
    """The way back with the recovery sheet: eight groups, whose account, a new password."""

    signed_in = Signal(object)
    gave_up = Signal()

    def __init__(self, jobs: Jobs, look: Look, path: Path, why: str = "") -> None:
        super().__init__(look)
        self._jobs, self._path = jobs, path
        self._why = why or "请照信封里的登记册密码恢复单输入。原来的恢复单以后仍然有效。"
        self._code = ""
        self._accounts: tuple[Account, ...] = ()
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet: first the code, then the new password."""
        look = self.look
        back = link(look, "返回登录")
        back.clicked.connect(self.gave_up)
        head = column(text(look, "用恢复单打开", Type.NAME), look.px(8))
        body = self._account_part() if self._accounts else self._code_part()
        return _sheet(look, column(head, body, look.px(10), row(back, None)), 540)

    def _code_part(self) -> QVBoxLayout:
        look = self.look
        self.boxes = CodeBoxes(look)
        first(self.boxes.boxes[0])
        self._field = Field(look, "恢复单上的 8 组数字", self.boxes, hint="每输满 6 位自动到下一组")
        self._next = button(look, "下一步", "primary")
        self._next.setEnabled(False)
        self.boxes.changed.connect(self._judge)
        self.boxes.filled.connect(self._next.setFocus)
        self._next.clicked.connect(self._open)
        said = prose(look, self._why, Type.BODY, "soft")
        return column(said, look.px(16), self._field, look.px(16), row(None, self._next))

    def _account_part(self) -> QVBoxLayout:
        look = self.look
        self._list = AccountList(look, self._accounts)
        self.new, self.again = _password(look, "新密码"), _password(look, "再输一遍")
        first(self.new.control)
        self._next = button(look, "设新密码并进入", "primary")
        self._next.clicked.connect(self._recover)
        for field in (self.new, self.again):
            field.control.returnPressed.connect(self._next.click)
        says = "给谁设新密码？这个账号的签名证书会作废，要向县里重新申请。"
        return column(
            prose(look, says, Type.BODY, "soft"),
            look.px(14),
            self._list,
            look.px(14),
            row(self.new, self.again, gap=look.px(14)),
            look.px(16),
            row(None, self._next),
        )

    def _judge(self) -> None:
        wrong = self.boxes.wrong()
        self._field.complain(f"第 {wrong[0]} 组不对，请照恢复单再看一遍。" if wrong else "")
        self.boxes.show_wrong(wrong)
        self._next.setEnabled(self.boxes.right() == len(self.boxes.boxes))

    def _open(self) -> None:
        self._code, path = self.boxes.code(), self._path
        self._next.setEnabled(False)
        code = self._code
        job = self._jobs.run(lambda _step: workers.accounts_by_code(path, code))
        job.then(self._opened).unless(self._not_opened)

    def _opened(self, accounts: list[Account]) -> None:
        self._accounts = tuple(accounts)
        self.draw()

    def _not_opened(self, error: StationError) -> None:
        self._next.setEnabled(True)
        self._field.complain(f"{error.what}{error.remedy}")

    def _recover(self) -> None:
        account, new = self._list.account(), self.new.control.text()
        if new != self.again.control.text():
            self.again.complain("两遍不一样，请再输一遍")
            return
        if account is None:
            return
        code, path = self._code, self._path
        self._next.setEnabled(False)
        job = self._jobs.run(lambda _step: workers.recover(path, code, account.uid, new))
        job.then(self.signed_in.emit).unless(self._not_set)

    def _not_set(self, error: StationError) -> None:
        self._next.setEnabled(True)
        self.new.complain(f"{error.what}{error.remedy}")


class LockedPage(BareDesk):
    """Nothing of the register is to be seen; the own password gives the desk back."""

    unlocked = Signal()
    left = Signal()

    def __init__(self, desk: Desk, look: Look, at: datetime, idle: int = 0) -> None:
        super().__init__(look)
        self._desk, self._at, self._idle = desk, at, idle
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet: who, why, the password."""
        look, account = self.look, self._desk.account
        where = self._desk.station.village or self._desk.station.name
        names = column(
            text(look, account.name, Type.NAME),
            look.px(2),
            text(look, f"{account.role.value}　{where}", Type.BODY, "soft"),
        )
        lock = picture(look, "lock", "soft", 28)
        head = row(Avatar(look, account.name, 52), look.px(14), names, None, lock)
        self.secret = _password(look, "密码")
        first(self.secret.control)
        self._enter = across(button(look, "解锁", "primary"))
        self._enter.clicked.connect(self._try)
        self.secret.control.returnPressed.connect(self._enter.click)
        other = link(look, "换人登录")
        other.clicked.connect(self.left)
        why = f"离开 {self._idle} 分钟，已自动锁定。" if self._idle else "已锁定。"
        said = prose(look, f"{why}没写完的还在，解锁后接着写。", Type.BODY, "soft")
        at = caption(look, f"锁定于 {self._at:%H:%M}", "faint")
        body = column(head, look.px(18), said, look.px(16), self.secret, look.px(16), self._enter)
        body.addSpacing(look.px(12))
        body.addLayout(row(other, None, at))
        return _sheet(look, body)

    def _try(self) -> None:
        self._enter.setEnabled(False)
        password, uid = self.secret.control.text(), self._desk.account.uid
        self._desk.do(workers.vouched, uid, password).then(self._right).unless(self._wrong)

    def _right(self, _register: Register) -> None:
        self._enter.setEnabled(True)
        self.secret.control.clear()
        self.unlocked.emit()

    def _wrong(self, error: StationError) -> None:
        self._enter.setEnabled(True)
        self.secret.complain(f"{error.what}{error.remedy}")
        self.secret.control.selectAll()
        self.secret.control.setFocus()
