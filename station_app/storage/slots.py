"""A slot: one account's way to the data key, as it stands in plain beside the register.

Reading one needs no cryptography, so that the sign-in page is painted before that is loaded.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from station_app.errors import Unreadable
from station_app.storage import canon

_LOW = {"mib": 19, "t": 1, "p": 1}
_HIGH = {"mib": 256, "t": 10, "p": 8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What trying one password costs: memory in MiB, passes, lanes of Argon2id."""

    mib: int = 64
    t: int = 3
    p: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One account's way to the data key; every field is bound to the wrapped key."""

    account: str
    name: str
    role: str
    generation: int
    cost: Cost
    salt: str
    nonce: str
    wrapped: str = ""

    def text(self) -> str:
        """Return the slot as it stands in a file or a column."""
        return canon.canonical(asdict(self))


def slot_from(value: object) -> Slot:
    """Return the slot that a JSON value describes; raises Unreadable for anything else."""
    match value:
        case {
            "account": str(account),
            "name": str(name),
            "role": str(role),
            "generation": int(generation),
            "cost": dict(cost),
            "salt": str(salt),
            "nonce": str(nonce),
            "wrapped": str(wrapped),
            **rest,
        } if not rest:
            return Slot(
                account=account,
                name=name,
                role=role,
                generation=generation,
                cost=cost_from(cost),
                salt=salt,
                nonce=nonce,
                wrapped=wrapped,
            )
    raise _damaged()


def cost_from(known: Mapping[str, object]) -> Cost:
    """Return a cost that is worth its time and that this PC can pay."""
    found = {}
    for name, low in _LOW.items():
        value = known.get(name)
        if not isinstance(value, int) or not low <= value <= _HIGH[name]:
            raise _damaged()
        found[name] = value
    if len(known) != len(found):
        raise _damaged()
    return Cost(**found)


def _damaged() -> Unreadable:
    return Unreadable("钥匙文件已损坏。", "请用恢复单打开。")
