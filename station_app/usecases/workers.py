"""Who is at the desk: signing in, accounts, passwords, and the way back with the recovery code."""

import secrets
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from station_app.domain import names, passwords
from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.roles import Account, Right, Role
from station_app.errors import Refused
from station_app.register import Clock, Register, pc_clock
from station_app.storage import (
    database,
    journal,
    keys,
    signing,
    soundness,
    trust,
    waits,
    workers,
)
from station_app.storage.database import Database
from station_app.storage.keys import Cost, Slot
from station_app.storage.workers import Known
from station_app.usecases import door as door_of
from station_app.usecases import opening, signing_keys, vouching

LEAKED = "密码可能被别人知道"
RESET, RECOVERED = "重置密码", "用恢复码设新密码"
DROPPED = "signing_key_dropped"

MustChange = door_of.MustChange
WrongPassword = keys.WrongPassword

door = door_of.door


def wait_left(path: Path, account: str, *, clock: Clock = pc_clock) -> int:
    """Return how many seconds an account (uid or name) must wait after wrong passwords."""
    beside = door_of.beside(path)
    slot = beside.slot(account)
    return waits.left(beside.register_id, slot.account, clock()) if slot else 0


def sign_in(
    path: Path,
    account: str,
    password: str,
    *,
    clock: Clock = pc_clock,
    read_only: bool = False,
    new_password: str | None = None,
) -> Register:
    """Open the register for an account, named by uid or by name.

    Raises WrongPassword, Held (another program has it open), MustChange (a one-time password:
    sign in again with `new_password` as well), Newer or Unreadable.
    """
    beside = door_of.beside(path)
    slot = beside.slot(account)
    if slot is None:
        raise Refused("没有这个账号。", "请从名单里选自己的名字。")
    key = vouching.data_key(beside.register_id, slot, password, clock)
    register = opening.opened(path, key, door_of.account(slot), clock=clock, read_only=read_only)
    try:
        with database.reading(path):
            register = opening.checked(register, beside, password)
        _take_new_password(register, password, new_password)
    except BaseException:
        register.close()
        raise
    return register


def vouched(register: Register, account: str, password: str) -> Register:
    """Return the open register with another account at the desk, after asking its password."""
    known = _active(register, account)
    vouching.ask(register, known, password)
    if known.must_change:
        raise MustChange(_who_reset(register, known))
    return register.acting(Account(uid=known.uid, name=known.name, role=known.role))


def accounts(register: Register) -> list[Account]:
    """Return everybody who may sign in."""
    return [
        Account(uid=known.uid, name=known.name, role=known.role)
        for known in workers.every(register.db)
        if known.active
    ]


def may_manage_accounts(register: Register) -> bool:
    """Tell whether this account may manage others: a 站长, or the first till there is one."""
    known = [one for one in workers.every(register.db) if one.active]
    if any(one.role is Role.HEAD for one in known):
        return register.account.role is Role.HEAD
    return bool(known) and known[0].uid == register.account.uid


def add_account(
    register: Register,
    *,
    name: str,
    role: Role,
    password: str,
    must_change: bool = False,
    cost: Cost | None = None,
) -> Account:
    """Give somebody an account of their own.

    A password that the owner did not type must be changed at the first sign-in.
    """
    _allow_accounts(register)
    name = names.real_name(name)
    if any(one.name == name for one in workers.every(register.db)):
        raise RefusedFields([Problem(field="name", says=f"已经有“{name}”的账号")])
    check_password(register, password, name)
    account = Account(uid=str(uuid4()), name=name, role=role)
    slot = _slot(register, account, password, cost)
    with register.deed("新增账号", about=workers.ACCOUNTS, final=True) as deed:
        row = workers.add(deed, account, must_change=must_change)
        workers.put_slot(deed.db, row, slot)
        deed.note(accounts=workers.digest(deed.db), who=account.uid)
    opening.write_key_file(register)
    return account


def reset_password(register: Register, account: str, *, cost: Cost | None = None) -> str:
    """Give an account a one-time password and return it; its signing key is dropped."""
    _allow_accounts(register)
    known = _active(register, account)
    if known.uid == register.account.uid:
        raise Refused("自己的密码不能这样重置。", "请用“改密码”。")
    password = _one_time()
    _set_password(register, known, password, cost, deed_name=RESET, must_change=True)
    return password


def change_password(
    register: Register, old: str, new: str, *, leaked: bool = False, cost: Cost | None = None
) -> bool:
    """Change one's own password; the signing key is wrapped anew in the same transaction.

    A leaked one may have opened the key: a new key takes its place, the county is to revoke its
    certificate, and a new one must be asked for. Tells whether the key is a new one.
    """
    known = _known(register)
    vouching.ask(register, known, old)
    if old == new:
        raise RefusedFields([Problem(field="password", says="新密码要与原来的不同")])
    check_password(register, new, known.name)
    cost = cost or keys.calibrated()
    fresh = _slot(register, known, new, cost)
    if leaked:
        key = signing_keys.renewed(register, known, new, cost)
    else:
        key = signing.rewrapped(register.db, register.register_id, known, (old, new), cost)
    with register.deed("修改密码", about=workers.ACCOUNTS, final=True) as deed:
        workers.must_change(deed, known.row, yes=False)
        workers.put_slot(deed.db, known.row, fresh)
        if key is not None:
            signing.put(deed.db, known.row, key)
        deed.note(accounts=workers.digest(deed.db), who=known.uid)
        if leaked:
            deed.note(**_revocation(deed.db, known))
    opening.write_key_file(register)
    return leaked and key is not None


def check_password(register: Register, password: str, name: str) -> None:
    """Raise RefusedFields when a password is too easy to guess in this register."""
    problems = passwords.problems(password, names=(name,), station=register.station)
    if workers.knows_number(register.db, password):
        problems.append(Problem(field="password", says="密码里不要有册里的电话或出生日期"))
    if problems:
        raise RefusedFields(problems)


def recover(
    path: Path,
    code: str,
    account: str,
    new_password: str,
    *,
    clock: Clock = pc_clock,
    cost: Cost | None = None,
) -> Register:
    """Open the register with its recovery code and set a new password for one account.

    The account is a uid or a name; its signing key is dropped. The sheet stays valid.
    """
    with opening.by_code(path, code, clock) as bare:
        known = _active(bare, account)
        check_password(bare, new_password, known.name)
        other = opening.older(bare)
        register = bare.acting(Account(uid=known.uid, name=known.name, role=known.role))
        dropped = _set_password(
            register, known, new_password, cost, deed_name=RECOVERED, must_change=False
        )
    waits.right(register.register_id, known.uid)
    opened = sign_in(path, known.uid, new_password, clock=clock)
    said = ["恢复单仍然有效，请放回原处锁好。"]
    if dropped:
        said.append("原来的签名密钥已作废，签名证书要重新申请。")
    return replace(opened, remarks=(*other, *opened.remarks, *said))


def accounts_by_code(path: Path, code: str, *, clock: Clock = pc_clock) -> list[Account]:
    """Return the accounts of a register that the recovery code opens."""
    with opening.by_code(path, code, clock) as bare:
        return accounts(bare)


def _take_new_password(register: Register, password: str, new: str | None) -> None:
    known = _known(register)
    if not known.must_change:
        return
    if new is None:
        raise MustChange(_who_reset(register, known))
    change_password(register, password, new)


def _revocation(db: Database, known: Known) -> dict[str, str]:
    """Return what the county is to be asked for: which certificate to revoke, and why."""
    own = trust.own(db, known.row)
    return {trust.REVOKE: own.serial if own else "", trust.REASON: LEAKED}


def _who_reset(register: Register, known: Known) -> str:
    """Say who gave the one-time password and when, so that its owner hears of it."""
    for entry in reversed(journal.touching(register.db, workers.ACCOUNTS)):
        facts = entry.facts or {}
        if entry.deed == RESET and facts.get("who") == known.uid:
            by = workers.of(register.db, entry.by)
            lost = "，原来的签名密钥已作废，签名证书要重新申请" if facts[DROPPED] else ""
            return f"{by.name if by else '站长'}在 {entry.at[:10]} 重置了您的密码{lost}。"
    return "建账号的人给的。"


def _allow_accounts(register: Register) -> None:
    if may_manage_accounts(register):
        return
    register.allow(Right.ACCOUNTS)
    raise Refused("现在不能管理账号。", "请由站长登录后办理。")


def _set_password(
    register: Register,
    known: Known,
    password: str,
    cost: Cost | None,
    *,
    deed_name: str,
    must_change: bool,
) -> bool:
    slot = _slot(register, known, password, cost)
    matched = soundness.accounts_match(register.db)
    with register.deed(deed_name, about=workers.ACCOUNTS, final=True) as deed:
        workers.must_change(deed, known.row, yes=must_change)
        workers.put_slot(deed.db, known.row, slot)
        dropped = signing.drop(deed.db, known.row)
        deed.note(accounts=workers.digest(deed.db), accounts_matched_before=matched)
        deed.note(who=known.uid, **{DROPPED: dropped})
    opening.write_key_file(register)
    return dropped


def _slot(register: Register, account: Account, password: str, cost: Cost | None) -> Slot:
    empty = Slot(
        account=account.uid,
        name=account.name,
        role=account.role.value,
        generation=workers.generation(register.db),
        cost=cost or keys.calibrated(),
        salt="",
        nonce="",
    )
    return keys.wrap(register.key, register.register_id, password, empty)


def _known(register: Register) -> Known:
    return _active(register, register.account.uid)


def _active(register: Register, account: str) -> Known:
    for known in workers.every(register.db):
        if known.active and account in (known.uid, known.name):
            return known
    raise Refused("没有这个账号，或已停用。", "请从名单里选。")


def _one_time() -> str:
    """Return a password that is easily read out: four groups of four letters."""
    letters = "abcdefghjkmnpqrstuvwxyz"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
