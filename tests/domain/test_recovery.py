"""The recovery code: what is typed wrong is seen, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain import recovery
from station_app.errors import Refused

SECRET = bytes(range(0, 160, 10))
CODE = recovery.code_of(SECRET)

secrets_ = st.binary(min_size=16, max_size=16)


@given(secrets_)
def test_every_secret_comes_back_from_its_code(secret):
    assert recovery.secret_of(recovery.code_of(secret)) == secret


def test_a_code_is_eight_groups_of_six_digits():
    groups = CODE.split("-")

    assert [len(group) for group in groups] == [6] * 8
    assert all(group.isdigit() for group in groups)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        CODE.replace("-", "　—　"),
        "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in CODE),
        f"  {CODE}\n",
    ],
)
def test_however_the_groups_are_set_apart_the_code_is_read(typed):
    assert recovery.secret_of(typed) == SECRET


def test_every_single_wrong_digit_names_its_group():
    missed = 0
    for place, sign in enumerate(CODE):
        for digit in "0123456789":
            if not sign.isdigit() or digit == sign:
                continue
            typed = CODE[:place] + digit + CODE[place + 1 :]
            missed += recovery.wrong_groups(typed) != [place // 7 + 1]
    assert missed == 0


def test_every_swap_of_neighbouring_digits_is_seen():
    for place in range(len(CODE) - 1):
        pair = CODE[place : place + 2]
        if "-" in pair or pair[0] == pair[1]:
            continue
        typed = CODE[:place] + pair[::-1] + CODE[place + 2 :]
        assert recovery.wrong_groups(typed) == [place // 7 + 1]


@pytest.mark.parametrize(("typed", "count"), [("", 0), ("000011", 1), (CODE + "-000011", 9)])
def test_missing_and_surplus_groups_are_counted(typed, count):
    with pytest.raises(Refused, match=f"现在有 {count} 组"):
        recovery.secret_of(typed)


def test_a_group_beyond_16_bits_is_wrong():
    typed = "-".join(["999999"[:6], *CODE.split("-")[1:]])
    over = "-".join([f"{65536 * 11:06d}", *CODE.split("-")[1:]])

    assert recovery.wrong_groups(typed) == [1]
    assert recovery.wrong_groups(over) == [1]


@pytest.mark.parametrize("group", ["00011", "0000011", "00o011", "٠٠٠٠١١"])
def test_a_group_that_is_not_six_digits_is_named(group):
    typed = "-".join([*CODE.split("-")[:2], group, *CODE.split("-")[3:]])

    with pytest.raises(Refused, match="第 3 组数字不对"):
        recovery.secret_of(typed)


def test_a_good_code_that_is_another_ones_is_not_confirmed():
    other = recovery.code_of(SECRET[:-1] + b"\0")

    with pytest.raises(Refused, match="第 8 组"):
        recovery.confirm(SECRET, other)
    recovery.confirm(SECRET, CODE)


def test_two_secrets_are_never_alike():
    assert recovery.new_secret() != recovery.new_secret()
