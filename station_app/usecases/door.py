"""The door of a register: what can be said of it before it is opened, from its key file alone.

The sign-in page needs nothing else of the core, so nothing else is loaded before it is painted.
"""

from dataclasses import dataclass
from pathlib import Path

from station_app.domain.roles import Account, Role
from station_app.errors import Refused, Unreadable
from station_app.storage import sidecar
from station_app.storage.sidecar import Sidecar
from station_app.storage.slots import Slot

DEMO_PASSWORDS = {"王芳": "lotus-pond-26", "徐建民": "willow-gate-41"}
"""Of the worker and the head of the demo; shown on its sign-in page, and nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What can be said of a register before it is opened."""

    path: Path
    demo: bool
    accounts: tuple[Account, ...]


class KeysLost(Unreadable):
    """The register is there, but only its recovery sheet can open it now."""


class MustChange(Refused):
    """The one-time password is right; sign in again with a new password as well."""

    def __init__(self, reset: str) -> None:
        super().__init__(f"这是一次性密码：{reset}", "请设一个新密码再进入。")


def door(path: Path) -> Door:
    """Return who may sign in, read from the key file without any password."""
    found = beside(path)
    return Door(path=path, demo=found.demo, accounts=tuple(map(account, found.slots)))


def beside(path: Path) -> Sidecar:
    """Return a register's key file; raises KeysLost where only the sheet is left."""
    found = sidecar.find(path)
    if found is None:
        raise KeysLost(f"{path.name} 的钥匙文件不在或已损坏。", "请用恢复单打开。")
    return found


def account(slot: Slot) -> Account:
    """Return whose slot it is."""
    return Account(uid=slot.account, name=slot.name, role=Role(slot.role))
