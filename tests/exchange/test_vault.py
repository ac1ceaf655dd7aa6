"""Wrapped secrets: only the password opens them, and only as they were written."""

import pytest

from station_app.errors import Refused, Unreadable
from station_app.exchange import vault

ABOUT = {"county": "790121", "holder": "密码"}


@pytest.fixture(scope="module")
def slot():
    return vault.sealed(b"the secret", "gui-hua-shu-1979", ABOUT)


def test_the_password_opens_it(slot):
    assert vault.opened(slot, "gui-hua-shu-1979", ABOUT) == b"the secret"


def test_a_wrong_password_is_refused(slot):
    with pytest.raises(Refused, match="密码不对"):
        vault.opened(slot, "gui-hua-shu-1978", ABOUT)


@pytest.mark.parametrize(
    "changed",
    [
        {"salt": "AAAAAAAAAAAAAAAAAAAAAA=="},
        {"nonce": "AAAAAAAAAAAAAAAA"},
        {"cost": {"mib": 8, "t": 2, "p": 2}},
        {"extra": 1},
    ],
)
def test_an_altered_slot_does_not_open(slot, changed):
    with pytest.raises(Refused, match="密码不对"):
        vault.opened(slot | changed, "gui-hua-shu-1979", ABOUT)


@pytest.mark.parametrize(
    "changed",
    [
        {"cost": {"mib": 4096, "t": 3, "p": 2}},
        {"cost": {"mib": 1, "t": 1, "p": 1}},
        {"cost": {"mib": 64, "t": 3}},
        {"cost": {"mib": "64", "t": 3, "p": 2}},
        {"cost": 3},
        {"about": {"county": "790122", "holder": "密码"}},
        {"salt": "*"},
    ],
)
def test_a_slot_that_cannot_be_ours_is_damaged(slot, changed):
    with pytest.raises(Unreadable, match="已损坏"):
        vault.opened(slot | changed, "gui-hua-shu-1979", ABOUT)
