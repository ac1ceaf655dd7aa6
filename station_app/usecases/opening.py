"""Opening a register file, and what is checked of it before anybody works in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from station_app.domain import recovery
from station_app.domain.roles import Account, Role
from station_app.errors import Newer, Refused, Unreadable, Unwritable
from station_app.register import Clock, Register
from station_app.storage import database, heads, journal, keys, lock, sidecar, soundness, workers
from station_app.storage.keys import WrongPassword
from station_app.storage.sidecar import Sidecar

SHEET = Account(uid="recovery", name="恢复单", role=Role.HEAD)
"""Who the journal names when the recovery sheet has opened the register."""

_GENERATIONS = range(1, 9)
_SLACK = timedelta(minutes=10)
"""PCs set their clocks back by a little when they hear the right time."""


def opened(
    path: Path, key: bytes, account: Account, *, clock: Clock, read_only: bool = False
) -> Register:
    """Open the file for one program alone; raises Held where another one has it."""
    register_id = sidecar.register_id_of(path)
    if not read_only and not os.access(path, os.W_OK):
        raise Unwritable(f"{path.name} 只能读。", "请只读打开，或拷到电脑上再打开。")
    held = None if read_only else lock.acquire(path)
    try:
        db = database.open_database(path, key, register_id, read_only=read_only)
    except BaseException:
        if held is not None:
            held.release()
        raise
    return Register(
        path=path,
        key=key,
        register_id=register_id,
        account=account,
        db=db,
        clock=clock,
        read_only=read_only,
        on_close=held.release if held is not None else None,
    )


def checked(register: Register, key_file: Sidecar, password: str) -> Register:
    """Compare accounts, key file and journal with what is known; returns it with its remarks."""
    if not soundness.accounts_match(register.db):
        raise Refused(
            "册里的账号与流水对不上，文件可能被改动过。", "请从备份恢复，或由站长用恢复单打开。"
        )
    known = workers.of(register.db, register.account.uid)
    if known is None or not known.active:
        raise Refused("这个账号已经停用。", "请换一个账号，或找站长。")
    remarks = [
        *_clock_behind(register),
        *older(register),
        *_key_file(register, key_file, password, known),
    ]
    return replace(register, remarks=tuple(remarks))


def older(register: Register) -> list[str]:
    """Say and journal, before anything else is written, that this PC has seen a later journal."""
    before = heads.older(register.register_id, register.db)
    if before is None:
        return []
    now = journal.head(register.db)
    if not register.read_only:
        with register.deed("打开了较旧或不同的登记册", final=True) as deed:
            deed.note(remembered=[before.number, before.seal], found=[now.number, now.seal])
        heads.replace(register.register_id, journal.head(register.db))
    return [
        f"这个登记册记到第 {now.number} 笔，本机上次见到的是第 {before.number} 笔，"
        "两边对不上。请核对是不是打开了旧的拷贝。"
    ]


def write_key_file(register: Register) -> None:
    """Write the key file anew from what the register itself keeps."""
    sidecar.write(
        register.path, workers.sidecar_of(register.db, register.register_id, register.key)
    )


@contextmanager
def by_code(path: Path, code: str, clock: Clock) -> Iterator[Register]:
    """Open the register with its recovery code and close it afterwards."""
    secret = recovery.secret_of(code)
    register = _by_secret(path, secret, clock)
    try:
        yield register
    finally:
        register.close()


def _by_secret(path: Path, secret: bytes, clock: Clock) -> Register:
    register_id = sidecar.register_id_of(path)
    for generation in _GENERATIONS:
        key = keys.data_key(secret, register_id, generation)
        try:
            return opened(path, key, SHEET, clock=clock)
        except Newer:
            raise
        except Unreadable:
            continue
    raise Refused(
        "恢复码打不开这个登记册。", "请核对恢复单上的站名和日期；文件损坏时请从备份恢复。"
    )


def _clock_behind(register: Register) -> list[str]:
    last = journal.latest(register.db, 1)
    if not last or datetime.fromisoformat(last[0].at) <= register.now() + _SLACK:
        return []
    return [f"电脑的时间比上次记录（{last[0].at[:16].replace('T', ' ')}）还早。请先把时间校准。"]


def _key_file(register: Register, found: Sidecar, password: str, known: workers.Known) -> list[str]:
    right = workers.sidecar_of(register.db, register.register_id, register.key)
    in_place = sidecar.path_of(register.path).exists()
    if found == right and in_place:
        return []
    remarks = []
    slot = workers.slot_of(register.db, known.row)
    if slot is not None and slot != found.slot(known.uid):
        try:
            keys.unwrap(register.register_id, password, slot)
        except WrongPassword:
            remarks.append("您的密码已经改过，这次是用旧密码打开的。下次请用新密码。")
    if register.read_only:
        return remarks
    if found != right:
        with register.deed("按登记册重写钥匙文件", final=True) as deed:
            deed.note(generation_found=found.generation, slots_found=len(found.slots))
        remarks.append("钥匙文件与登记册不一致，已按登记册重写。")
    write_key_file(register)
    return remarks
