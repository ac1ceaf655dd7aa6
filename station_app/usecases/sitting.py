"""Two people at one desk: who may sign a return, and both signatures in one sitting."""

from dataclasses import dataclass
from datetime import datetime

from station_app.domain.roles import Account, Role
from station_app.errors import Refused
from station_app.register import Register
from station_app.storage.returns import Version
from station_app.usecases import certificates, signing, workers
from station_app.usecases.returns import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Somebody of the station who signs, until when the certificate holds, or why it does not."""

    account: Account
    until: datetime | None
    why: str = ""

    @property
    def ready(self) -> bool:
        """Say whether a signature can be made today."""
        return not self.why

    @property
    def says(self) -> str:
        """Say how the certificate stands."""
        if self.why or self.until is None:
            return self.why
        return f"签名证书有效到 {self.until:%Y}年{self.until.month}月{self.until.day}日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """An account and the password its owner typed."""

    account: str
    password: str


def signatories(register: Register, role: Role) -> list[Signatory]:
    """Return who may sign in a role: 工作人员 fill in, a 站长 reviews."""
    return [_signatory(register, one) for one in workers.accounts(register) if one.role is role]


def sign(
    register: Register, order: Order, preparer: Vouched, reviewer: Vouched | None = None
) -> Version:
    """Freeze a return with the preparer's signature, and with the reviewer's if both are here.

    Both passwords are asked before anything is frozen.
    """
    first = _at_the_desk(register, preparer)
    second = _at_the_desk(register, reviewer) if reviewer else None
    made = signing.prepare(first, order, preparer.password)
    return _approved(second, reviewer, made)


def sign_later(
    register: Register, uid: str, preparer: Vouched, reviewer: Vouched | None = None
) -> Version:
    """Give a version that went by paper its signatures."""
    first = _at_the_desk(register, preparer)
    second = _at_the_desk(register, reviewer) if reviewer else None
    made = signing.prepare_later(first, uid, preparer.password)
    return _approved(second, reviewer, made)


def approve(register: Register, uid: str, reviewer: Vouched) -> Version:
    """Let the reviewer sign a waiting version, whoever has the desk."""
    return signing.approve(_at_the_desk(register, reviewer), uid, reviewer.password)


def _approved(register: Register | None, reviewer: Vouched | None, made: Version) -> Version:
    if register is None or reviewer is None:
        return made
    try:
        return signing.approve(register, made.uid, reviewer.password)
    except Refused as error:
        raise Refused(
            f"填表人已签名，审核人没有签成：{error.what}", f"{error.remedy}这一版在等审核。"
        ) from error


def _at_the_desk(register: Register, who: Vouched) -> Register:
    return workers.vouched(register, who.account, who.password)


def _signatory(register: Register, account: Account) -> Signatory:
    own = register.acting(account)
    held = certificates.status(own).held
    why = certificates.why_unsigned(own)
    return Signatory(account=account, until=held.ends if held else None, why=why)
