"""The way back into a register with the recovery sheet."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_app.domain.roles import Account
from station_app.errors import StationError
from station_app.usecases import workers
from ui.forms.door import door_sheet, password_field
from ui.jobs import Jobs
from ui.theme import Look, Type
from ui.widgets.accounts import AccountList
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import button, link
from ui.widgets.codes import CodeBoxes
from ui.widgets.fields import Field
from ui.widgets.keys import first
from ui.widgets.layout import column, row
from ui.widgets.words import prose, text


class RecoverPage(BareDesk):
    """The way back with the recovery sheet: eight groups, whose account, a new password."""

    signed_in = Signal(object)
    gave_up = Signal()

    def __init__(self, jobs: Jobs, look: Look, path: Path, why: str = "", code: str = "") -> None:
        super().__init__(look)
        self._jobs, self._path = jobs, path
        self._why = why or "请照信封里的登记册密码恢复单输入。原来的恢复单以后仍然有效。"
        self._code = ""
        self._accounts: tuple[Account, ...] = ()
        self.draw()
        if code:
            self.boxes.show_code(code)
            self._open()

    def sheet(self) -> QWidget:
        """Return the sheet: first the code, then the new password."""
        look = self.look
        self._back = link(look, "返回登录")
        self._back.clicked.connect(self.gave_up)
        head = column(text(look, "用恢复单打开", Type.NAME), look.px(8))
        body = self._account_part() if self._accounts else self._code_part()
        return door_sheet(look, column(head, body, look.px(10), row(self._back, None)), 560)

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
        self.new, self.again = password_field(look, "新密码"), password_field(look, "再输一遍")
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
        self._wait(True)
        code = self._code
        job = self._jobs.run(lambda _step: workers.accounts_by_code(path, code))
        job.then(self._opened).unless(self._not_opened)

    def _opened(self, accounts: list[Account]) -> None:
        self._accounts = tuple(accounts)
        self.draw()

    def _not_opened(self, error: StationError) -> None:
        self._wait(False)
        self._field.complain(f"{error.what}{error.remedy}")

    def _recover(self) -> None:
        account, new = self._list.account(), self.new.control.text()
        if new != self.again.control.text():
            self.again.complain("两遍不一样，请再输一遍")
            return
        if account is None:
            return
        code, path = self._code, self._path
        self._wait(True)
        job = self._jobs.run(lambda _step: workers.recover(path, code, account.uid, new))
        job.then(self.signed_in.emit).unless(self._not_set)

    def _not_set(self, error: StationError) -> None:
        self._wait(False)
        self.new.complain(f"{error.what}{error.remedy}")

    def _wait(self, on: bool) -> None:
        for one in (self._next, self._back):
            one.setEnabled(not on)
