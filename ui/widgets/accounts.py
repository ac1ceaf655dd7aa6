"""Who is at the desk: the accounts of a register, chosen by arrow or click."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from station_app.domain.roles import Account
from ui.theme import Look, Type
from ui.widgets.layout import column, row
from ui.widgets.tags import Avatar
from ui.widgets.words import caption, picture, text


class AccountCard(QFrame):
    """One account: surname, name, role; the chosen one has a tick."""

    pointed = Signal()

    def __init__(self, look: Look, account: Account, *, on: bool) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._face = Avatar(look, account.name, 40)
        self._tick = picture(look, "check", "pine", 20)
        name = column(
            text(look, account.name, Type.STRONG), look.px(1), caption(look, account.role.value)
        )
        edges = (look.px(12), look.air(9), look.px(14), look.air(9))
        self.setLayout(row(self._face, look.px(12), name, None, self._tick, margins=edges))
        self._mark(on)

    def choose(self, on: bool) -> None:
        """Show the account as chosen or not."""
        self._mark(on)
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose this one."""
        self.pointed.emit()

    def _mark(self, on: bool) -> None:
        self.setObjectName("chosen" if on else "choice")
        self._tick.setVisible(on)
        self._face.stand_on("field" if on else "pine_wash")


class AccountList(QWidget):
    """All accounts, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, look: Look, accounts: Sequence[Account], now: str = "") -> None:
        super().__init__()
        self._accounts = tuple(accounts)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("您是谁")
        names = [account.uid for account in accounts]
        self._now = names.index(now) if now in names else 0
        self._cards = [
            AccountCard(look, account, on=n == self._now) for n, account in enumerate(accounts)
        ]
        for n, card in enumerate(self._cards):
            card.pointed.connect(lambda n=n: self.choose(n))
        self.setLayout(column(*self._cards, gap=look.air(4)))
        self._describe()

    def account(self) -> Account | None:
        """Return the chosen account; None when there is none at all."""
        return self._accounts[self._now] if self._accounts else None

    def choose(self, n: int) -> None:
        """Choose the n-th account if there is one."""
        if 0 <= n < len(self._accounts) and n != self._now:
            self._cards[self._now].choose(False)
            self._cards[n].choose(True)
            self._now = n
            self._describe()
            self.chosen.emit(self._accounts[n].uid)

    def choose_uid(self, uid: str) -> None:
        """Choose an account if it is here."""
        self.choose(next((n for n, one in enumerate(self._accounts) if one.uid == uid), -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._now + step)

    def _describe(self) -> None:
        account = self.account()
        self.setAccessibleDescription(f"{account.name}，{account.role.value}" if account else "")
