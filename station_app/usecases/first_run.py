"""Starting a new register: the secret lives here, in memory, until its sheet is kept."""

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from station_app.domain import names, passwords, recovery
from station_app.domain.roles import Account, Role
from station_app.domain.station import Station
from station_app.register import Clock, Register, pc_clock
from station_app.storage import database, heads, journal, keys, lock, sidecar, workers
from station_app.storage.keys import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """A register about to be made; it must not be kept anywhere but in memory."""

    station: Station
    account: Account
    register_id: bytes
    secret: bytes = field(repr=False)
    password: str = field(repr=False)
    cost: Cost | None = None

    @property
    def code(self) -> str:
        """Return the recovery code for the sheet: eight groups of six digits."""
        return recovery.code_of(self.secret)

    def confirm(self, typed: str) -> None:
        """Raise Refused unless the copied code is right, naming the first group that is not."""
        recovery.confirm(self.secret, typed)


def begin(
    station: Station, *, name: str, role: Role, password: str, cost: Cost | None = None
) -> FirstRun:
    """Take in who sits here and the password; nothing is written yet."""
    name = names.real_name(name)
    passwords.refuse_weak(password, names=(name,), station=station)
    return FirstRun(
        station=station,
        account=Account(uid=str(uuid4()), name=name, role=role),
        register_id=secrets.token_bytes(sidecar.SALT),
        secret=recovery.new_secret(),
        password=password,
        cost=cost,
    )


def create(path: Path, begun: FirstRun, *, clock: Clock = pc_clock) -> Register:
    """Make the register once its sheet is confirmed kept, and sit down at it."""
    held = lock.acquire(path)
    try:
        key = keys.data_key(begun.secret, begun.register_id, 1)
        db = database.create_database(path, key, begun.register_id)
        register = Register(
            path=path,
            key=key,
            register_id=begun.register_id,
            account=begun.account,
            db=db,
            clock=clock,
            on_close=held.release,
        )
        _fill(register, begun)
    except BaseException:
        held.release()
        raise
    return register


def _fill(register: Register, begun: FirstRun) -> None:
    try:
        slot = _first_slot(register, begun)
        with register.deed("新建登记册", about=workers.ACCOUNTS, final=True) as deed:
            deed.station = begun.station.code
            workers.put_station(
                deed, begun.station, generation=1, qr_secret=secrets.token_bytes(32)
            )
            row = workers.add(deed, begun.account, must_change=False)
            workers.put_slot(deed.db, row, slot)
            deed.note(accounts=workers.digest(deed.db), who=begun.account.uid)
        sidecar.write(register.path, workers.sidecar_of(deed.db, begun.register_id, register.key))
    except BaseException:
        database.close(register.db)
        register.path.unlink(missing_ok=True)
        raise
    heads.replace(register.register_id, journal.head(register.db))


def _first_slot(register: Register, begun: FirstRun) -> keys.Slot:
    empty = keys.Slot(
        account=begun.account.uid,
        name=begun.account.name,
        role=begun.account.role.value,
        generation=1,
        cost=begun.cost or keys.calibrated(),
        salt="",
        nonce="",
    )
    return keys.wrap(register.key, begun.register_id, begun.password, empty)
