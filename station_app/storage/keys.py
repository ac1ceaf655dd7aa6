"""Keys: the data key of a register, and what opens it.

A slot wraps the data key with one account's password. A wrapped signing key opens by the same
password, with a salt, cost and nonce of its own.
"""

import base64
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station_app.errors import Refused, Unreadable
from station_app.storage import rows
from station_app.storage.slots import Cost as Cost
from station_app.storage.slots import Slot as Slot
from station_app.storage.slots import cost_from
from station_app.storage.slots import slot_from as slot_from

_SLOT, _SIGNING = b"station slot", b"station signing key"


class WrongPassword(Refused):
    """The password does not open this slot; an altered slot looks the same."""

    def __init__(self, remedy: str = "请再输一次；忘记了请找站长，或用恢复单。") -> None:
        super().__init__("密码不对。", remedy)


def calibrated() -> Cost:
    """Return a cost of about 0.3 to 0.5 s on this PC, within fixed bounds."""
    start = time.perf_counter()
    _argon("calibration", b"\0" * 16, Cost(t=1))
    once = max(time.perf_counter() - start, 0.001)
    return Cost(t=min(10, max(3, round(0.4 / once))))


def data_key(secret: bytes, register_id: bytes, generation: int) -> bytes:
    """Return a generation's data key; who knows one key cannot derive the next."""
    return HKDF(hashes.SHA256(), 32, register_id, b"station data key %d" % generation).derive(
        secret
    )


def wrap(key: bytes, register_id: bytes, password: str, slot: Slot) -> Slot:
    """Return the slot with the data key wrapped anew under a fresh salt and nonce."""
    fresh = replace(slot, salt=_random(16), nonce=_random(12), wrapped="")
    sealed = AESGCM(_wrapping_key(password, fresh.salt, fresh.cost, _SLOT)).encrypt(
        _bytes(fresh.nonce), key, _bound_to(register_id, fresh)
    )
    return replace(fresh, wrapped=base64.b64encode(sealed).decode())


def unwrap(register_id: bytes, password: str, slot: Slot) -> bytes:
    """Return the data key; raises WrongPassword for a wrong password or an altered slot."""
    try:
        return AESGCM(_wrapping_key(password, slot.salt, slot.cost, _SLOT)).decrypt(
            _bytes(slot.nonce), _bytes(slot.wrapped), _bound_to(register_id, slot)
        )
    except (InvalidTag, ValueError) as error:
        raise WrongPassword from error


def wrap_signing_key(
    private: bytes, register_id: bytes, account: str, public: bytes, password: str, *, cost: Cost
) -> str:
    """Return a private key wrapped by its owner's password, bound to register, owner and key."""
    salt, nonce = _random(16), _random(12)
    body = {"cost": asdict(cost), "salt": salt, "nonce": nonce}
    key = _wrapping_key(password, salt, cost, _SIGNING)
    bound = _bound_signing(register_id, account, public, body)
    sealed = AESGCM(key).encrypt(_bytes(nonce), private, bound)
    return rows.canonical({**body, "wrapped": base64.b64encode(sealed).decode()})


def unwrap_signing_key(
    body: str, register_id: bytes, account: str, public: bytes, password: str
) -> bytes:
    """Return the private key; raises WrongPassword for a wrong password or an altered wrapping."""
    try:
        known = json.loads(body)
        sealed = _bytes(known.pop("wrapped"))
        key = _wrapping_key(password, known["salt"], cost_from(known["cost"]), _SIGNING)
        bound = _bound_signing(register_id, account, public, known)
        return AESGCM(key).decrypt(_bytes(known["nonce"]), sealed, bound)
    except (InvalidTag, ValueError, KeyError, TypeError, Unreadable) as error:
        raise WrongPassword from error


def _wrapping_key(password: str, salt: str, cost: Cost, purpose: bytes) -> bytes:
    stretched = _argon(password, _bytes(salt), cost)
    return HKDF(hashes.SHA256(), 32, None, purpose).derive(stretched)


def _argon(password: str, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.mib * 1024
    ).derive(password.encode())


def _bound_to(register_id: bytes, slot: Slot) -> bytes:
    fields = {name: value for name, value in asdict(slot).items() if name != "wrapped"}
    return rows.canonical([register_id.hex(), fields]).encode()


def _bound_signing(
    register_id: bytes, account: str, public: bytes, body: Mapping[str, object]
) -> bytes:
    return rows.canonical([register_id.hex(), account, public.hex(), dict(body)]).encode()


def _random(size: int) -> str:
    return base64.b64encode(secrets.token_bytes(size)).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
