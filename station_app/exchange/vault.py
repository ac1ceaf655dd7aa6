"""Small secrets wrapped under a password: Argon2id, AES-256-GCM, all facts bound in."""

import base64
import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from station_app.errors import Refused, Unreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Slot = dict[str, object]

MIB, ROUNDS, LANES = 64, 3, 2
_BOUNDS = {"mib": (8, 256), "t": (1, 10), "p": (1, 8)}
_DAMAGED = Unreadable("钥匙文件已损坏。", "请用备份里的同一个文件夹再试。")


def sealed(secret: bytes, password: str, about: Mapping[str, str]) -> Slot:
    """Return a slot that gives the secret back to the password only, and only as `about` it."""
    slot: Slot = {
        "about": dict(about),
        "cost": {"mib": MIB, "t": ROUNDS, "p": LANES},
        "salt": _text(os.urandom(16)),
        "nonce": _text(os.urandom(12)),
    }
    cipher = _cipher(slot, password)
    wrapped = cipher.encrypt(_bytes(slot["nonce"]), secret, _bound(slot))
    return slot | {"wrapped": _text(wrapped)}


def opened(slot: Slot, password: str, about: Mapping[str, str]) -> bytes:
    """Return the secret; a wrong password and an altered slot look the same and are refused."""
    from cryptography.exceptions import InvalidTag

    try:
        if slot["about"] != dict(about):
            raise _DAMAGED
        cipher = _cipher(slot, password)
        return cipher.decrypt(_bytes(slot["nonce"]), _bytes(slot["wrapped"]), _bound(slot))
    except InvalidTag as error:
        raise Refused("密码不对。", "请再输一遍，注意大小写。") from error
    except (KeyError, TypeError, ValueError) as error:
        raise _DAMAGED from error


def _cipher(slot: Slot, password: str) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = _cost(slot["cost"])
    derived = Argon2id(
        salt=_bytes(slot["salt"]),
        length=32,
        iterations=cost["t"],
        lanes=cost["p"],
        memory_cost=cost["mib"] * 1024,
    ).derive(password.encode())
    return AESGCM(derived)


def _cost(cost: object) -> dict[str, int]:
    """Return the cost; one that would tire or spare an attacker's or our machine is damage."""
    if not isinstance(cost, dict) or cost.keys() != _BOUNDS.keys():
        raise _DAMAGED
    for name, (low, high) in _BOUNDS.items():
        if not isinstance(cost[name], int) or not low <= cost[name] <= high:
            raise _DAMAGED
    return cost


def _bound(slot: Slot) -> bytes:
    facts = {name: value for name, value in slot.items() if name != "wrapped"}
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: object) -> bytes:
    return base64.b64decode(str(text), validate=True)
