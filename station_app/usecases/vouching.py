"""Asking for a password, with the waits that wrong ones bring."""

from collections.abc import Callable

from station_app.errors import Refused
from station_app.register import Clock, Register
from station_app.storage import keys, waits, workers
from station_app.storage.keys import Slot, WrongPassword
from station_app.storage.workers import Known


def ask(register: Register, known: Known, password: str) -> Slot:
    """Return the account's slot, as the register itself keeps it, if the password opens it."""
    slot = workers.slot_of(register.db, known.row)
    if slot is None:
        raise WrongPassword
    data_key(register.register_id, slot, password, register.clock)
    return slot


def data_key(register_id: bytes, slot: Slot, password: str, clock: Clock) -> bytes:
    """Return the data key that a password opens a slot with; wrong ones are counted."""
    return counted(
        lambda: keys.unwrap(register_id, password, slot), register_id, slot.account, clock
    )


def counted(unwrap: Callable[[], bytes], register_id: bytes, account: str, clock: Clock) -> bytes:
    """Return what the password opens, but not during the wait that earlier wrong ones brought."""
    if seconds := waits.left(register_id, account, clock()):
        raise Refused("密码错的次数多了。", f"请等 {seconds} 秒再试。")
    try:
        opened = unwrap()
    except WrongPassword:
        if seconds := waits.wrong(register_id, account, clock()):
            raise WrongPassword(f"请等 {seconds} 秒再试。") from None
        raise
    waits.right(register_id, account)
    return opened
