"""The locked window: nothing of the register is to be seen."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.errors import StationError
from station_app.register import Register
from station_app.usecases import workers
from ui.desk import Desk
from ui.forms.door import door_sheet, password_field
from ui.theme import Look, Type
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import across, button, link
from ui.widgets.keys import first
from ui.widgets.layout import column, row
from ui.widgets.tags import Avatar
from ui.widgets.words import caption, picture, prose, text


class LockedPage(BareDesk):
    """Nothing of the register is to be seen; the own password opens it anew."""

    unlocked = Signal(object)
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
        self.secret = password_field(look, "密码")
        first(self.secret.control)
        self._enter = across(button(look, "解锁", "primary"))
        self._enter.clicked.connect(self._try)
        self.secret.control.returnPressed.connect(self._enter.click)
        self._other = link(look, "换人登录")
        self._other.clicked.connect(self.left)
        why = f"离开 {self._idle} 分钟，已自动锁定。" if self._idle else "已锁定。"
        said = prose(look, f"{why}没写完的还在，解锁后接着写。", Type.BODY, "soft")
        at = caption(look, f"锁定于 {self._at:%H:%M}", "faint")
        body = column(head, look.px(18), said, look.px(16), self.secret, look.px(16), self._enter)
        body.addSpacing(look.px(12))
        body.addLayout(row(self._other, None, at))
        return door_sheet(look, body)

    def _try(self) -> None:
        self._wait(True)
        password, uid, here = (
            self.secret.control.text(),
            self._desk.account.uid,
            self._desk.register,
        )
        read_only = self._desk.read_only
        job = self._desk.jobs.run(
            lambda _step: workers.sign_in(
                here.path, uid, password, clock=here.clock, read_only=read_only
            )
        )
        job.then(self._right).unless(self._wrong)
        job.broke.connect(lambda _error: self._wait(False))

    def _wait(self, on: bool) -> None:
        for one in (self._enter, self._other):
            one.setEnabled(not on)

    def _right(self, register: Register) -> None:
        self._wait(False)
        self.secret.control.clear()
        self.unlocked.emit(register)

    def _wrong(self, error: StationError) -> None:
        self._wait(False)
        self.secret.complain(f"{error.what}{error.remedy}")
        self.secret.control.selectAll()
        self.secret.control.setFocus()
