"""Keys and slots: what opens, and what does not."""

import json
from dataclasses import replace

import pytest
from makers import CHEAP

from station_app.errors import Unreadable
from station_app.storage import keys, sidecar

ID, KEY = b"0123456789abcdef", bytes(range(32))
EMPTY = keys.Slot(
    account="a", name="王芳", role="工作人员", generation=1, cost=CHEAP, salt="", nonce=""
)


@pytest.fixture(scope="module")
def slot():
    return keys.wrap(KEY, ID, "right-password", EMPTY)


def test_a_slot_gives_the_key_back_for_its_password(slot):
    assert keys.unwrap(ID, "right-password", slot) == KEY


def test_two_slots_of_one_password_share_nothing(slot):
    other = keys.wrap(KEY, ID, "right-password", EMPTY)

    assert {other.salt, other.nonce, other.wrapped}.isdisjoint(
        {slot.salt, slot.nonce, slot.wrapped}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"account": "b"}, {"name": "李某"}, {"role": "站长"}, {"generation": 2},
        {"salt": "AAAAAAAAAAAAAAAAAAAAAA=="}, {"nonce": "AAAAAAAAAAAAAAAA"},
        {"wrapped": "AAAA"}, {"wrapped": "不是"}, {"salt": "AA"},
        {"cost": keys.Cost(mib=20, t=1, p=1)},
    ],
)  # fmt: skip
def test_a_slot_changed_anywhere_opens_nothing(slot, change):
    with pytest.raises(keys.WrongPassword):
        keys.unwrap(ID, "right-password", replace(slot, **change))


def test_a_slot_belongs_to_one_register(slot):
    with pytest.raises(keys.WrongPassword):
        keys.unwrap(b"another-register", "right-password", slot)


def test_a_slot_survives_being_written_and_read(slot):
    assert keys.slot_from(json.loads(slot.text())) == slot


@pytest.mark.parametrize("name", ["account", "cost", "wrapped", "generation"])
def test_a_slot_without_a_field_is_no_slot(slot, name):
    known = json.loads(slot.text())
    del known[name]

    with pytest.raises(Unreadable):
        keys.slot_from(known)


@pytest.mark.parametrize(
    "cost",
    [
        {"mib": 257, "t": 3, "p": 2}, {"mib": 64, "t": 11, "p": 2}, {"mib": 64, "t": 3, "p": 9},
        {"mib": 8, "t": 3, "p": 2}, {"mib": 64, "t": 3}, {"mib": "64", "t": 3, "p": 2},
        {"mib": 64, "t": 3, "p": 2, "x": 1},
    ],
)  # fmt: skip
def test_a_cost_out_of_bounds_is_never_paid(slot, cost):
    with pytest.raises(Unreadable):
        keys.slot_from(json.loads(slot.text()) | {"cost": cost})


def test_generations_have_keys_of_their_own():
    secret = bytes(16)

    derived = {keys.data_key(secret, ID, generation) for generation in (1, 2, 3)}

    assert len(derived) == 3
    assert keys.data_key(secret, ID, 1) in derived
    assert keys.data_key(secret, b"another-register", 1) not in derived


def test_the_cost_found_for_this_pc_lies_within_bounds():
    cost = keys.calibrated()

    assert (cost.mib, cost.p) == (64, 2)
    assert 3 <= cost.t <= 10


@pytest.fixture(scope="module")
def wrapped():
    return keys.wrap_signing_key(b"private", ID, "a", b"public", "right-password", cost=CHEAP)


def test_a_signing_key_opens_for_its_owner_only(wrapped):
    assert keys.unwrap_signing_key(wrapped, ID, "a", b"public", "right-password") == b"private"


@pytest.mark.parametrize(
    ("register_id", "account", "public", "password"),
    [
        (b"another-register", "a", b"public", "right-password"),
        (ID, "b", b"public", "right-password"),
        (ID, "a", b"other", "right-password"),
        (ID, "a", b"public", "wrong-password"),
    ],
)
def test_a_signing_key_is_bound_to_register_owner_and_public_key(
    wrapped, register_id, account, public, password
):
    with pytest.raises(keys.WrongPassword):
        keys.unwrap_signing_key(wrapped, register_id, account, public, password)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"wrapped": "AA"}'])
def test_a_spoilt_wrapping_opens_nothing(body):
    with pytest.raises(keys.WrongPassword):
        keys.unwrap_signing_key(body, ID, "a", b"public", "right-password")


def test_the_slots_key_does_not_open_the_signing_key(wrapped, slot):
    body = json.loads(wrapped)
    as_slot = replace(
        slot, salt=body["salt"], nonce=body["nonce"], wrapped=body["wrapped"], cost=CHEAP
    )

    with pytest.raises(keys.WrongPassword):
        keys.unwrap(ID, "right-password", as_slot)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, slots=one.slots[:1]),
        lambda one: replace(one, slots=one.slots[::-1]),
        lambda one: replace(one, generation=2),
        lambda one: replace(one, demo=True),
        lambda one: replace(one, register_id=b"another-register"),
    ],
)
def test_the_seal_of_a_key_file_shows_every_change(slot, change):
    other = replace(slot, account="b", name="徐建民")
    whole = sidecar.sealed(
        sidecar.Sidecar(register_id=ID, generation=1, demo=False, slots=(slot, other)), KEY
    )

    assert sidecar.sealed(change(whole), KEY).mac != whole.mac
    assert sidecar.sealed(whole, KEY) == whole
    assert sidecar.sealed(whole, bytes(32)).mac != whole.mac
