"""What opens a backup: the password of an account, or the recovery sheet alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from station_app.domain.roles import Account
from ui.forms.door import password_field
from ui.theme import Look
from ui.widgets.accounts import AccountList
from ui.widgets.buttons import link
from ui.widgets.codes import CodeBoxes
from ui.widgets.fields import Field
from ui.widgets.keys import begin, first
from ui.widgets.layout import column, row, swap
from ui.widgets.words import caption, prose

BARE = "这个备份没有带密码，请照登记册密码恢复单输入。"
GROUPS = "恢复单上的 8 组数字"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Whose password was typed, or the code of the sheet."""

    account: str = ""
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


class RestoreKey(QWidget):
    """Asks for a password where the backup has any, else for the sheet; either way leads on."""

    ready = Signal(bool)
    entered = Signal()
    filled = Signal()

    def __init__(self, look: Look, accounts: Sequence[Account], *, by_code: bool) -> None:
        super().__init__()
        self._look, self._accounts = look, tuple(accounts)
        self.by_code = by_code or not accounts
        self._body = column()
        self.setLayout(column(self._body))
        self.turn(self.by_code)

    def turn(self, by_code: bool) -> None:
        """Ask for the sheet, or for a password."""
        self.by_code = by_code
        inside = QWidget()
        inside.setLayout(self._code_part() if by_code else self._password_part())
        swap(self._body, inside)
        begin(inside)
        self.ready.emit(not by_code)

    def given(self) -> Given:
        """Return what was typed."""
        if self.by_code:
            return Given(code=self.boxes.code())
        account = self._list.account()
        uid = account.uid if account else ""
        return Given(account=uid, password=self.secret.control.text())

    def show_given(self, given: Given) -> None:
        """Show what was typed before."""
        if self.by_code:
            self.boxes.show_code(given.code)
        else:
            self._list.choose_uid(given.account)
            self.secret.control.setText(given.password)

    def complain(self, words: str) -> None:
        """Say beside the field why it does not open."""
        if self.by_code:
            self._field.complain(words)
        else:
            self.secret.complain(words)
            self.secret.control.selectAll()
            self.secret.control.setFocus()

    def _password_part(self) -> QVBoxLayout:
        look = self._look
        self._list = AccountList(look, self._accounts)
        self.secret = password_field(look, "密码", "备份那天的密码")
        first(self.secret.control)
        self.secret.control.returnPressed.connect(self.entered)
        other = link(look, "没有密码，用恢复单")
        other.clicked.connect(lambda: self.turn(True))
        who = column(caption(look, "您是谁"), look.px(6), self._list, None)
        opens = column(self.secret, look.px(6), row(other, None), None)
        beside = row(who, opens, gap=look.px(20))
        for n in range(beside.count()):
            beside.setStretch(n, 1)
        return column(beside)

    def _code_part(self) -> QVBoxLayout:
        look = self._look
        self.boxes = CodeBoxes(look)
        first(self.boxes.boxes[0])
        self._field = Field(look, GROUPS, self.boxes, hint="每输满 6 位自动到下一组")
        self.boxes.changed.connect(self._judge)
        self.boxes.filled.connect(self.filled)
        if not self._accounts:
            return column(prose(look, BARE), look.px(12), self._field)
        other = link(look, "用密码打开")
        other.clicked.connect(lambda: self.turn(False))
        return column(self._field, look.px(6), row(other, None))

    def _judge(self) -> None:
        wrong = self.boxes.wrong()
        self.complain(f"第 {wrong[0]} 组不对，请照恢复单再看一遍。" if wrong else "")
        self.boxes.show_wrong(wrong)
        self.ready.emit(self.boxes.right() == len(self.boxes.boxes))
