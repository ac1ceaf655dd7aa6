"""The recovery code: eight groups of six digits that carry the register's secret."""

import secrets
import unicodedata

from station_app.errors import Refused

GROUPS, DIGITS, FACTOR = 8, 6, 11
SECRET = 2 * GROUPS
"""Bytes of a secret: two in each group."""


def new_secret() -> bytes:
    """Return a fresh secret of 128 bits."""
    return secrets.token_bytes(SECRET)


def code_of(secret: bytes) -> str:
    """Return the code; each group is 16 bits times 11, so a wrong digit shows in its own group."""
    pairs = (secret[place : place + 2] for place in range(0, SECRET, 2))
    return "-".join(f"{int.from_bytes(pair, 'big') * FACTOR:0{DIGITS}d}" for pair in pairs)


def wrong_groups(typed: str) -> list[int]:
    """Return the places (from 1) of groups that cannot be right; missing ones count."""
    found = groups_of(typed)
    return [
        place
        for place in range(1, GROUPS + 1)
        if place > len(found) or not _plausible(found[place - 1])
    ]


def secret_of(typed: str) -> bytes:
    """Return the secret a typed code stands for; raises Refused naming the first wrong group."""
    found = groups_of(typed)
    if len(found) != GROUPS:
        raise Refused(f"恢复码是 8 组数字，现在有 {len(found)} 组。", "请照恢复单从第一组输起。")
    if wrong := wrong_groups(typed):
        raise _wrong(wrong[0])
    return b"".join((int(group) // FACTOR).to_bytes(2, "big") for group in found)


def confirm(secret: bytes, typed: str) -> None:
    """Raise Refused unless the typed code is this secret's, naming the first group that differs."""
    secret_of(typed)
    pairs = zip(groups_of(code_of(secret)), groups_of(typed), strict=True)
    for place, (right, given) in enumerate(pairs, 1):
        if right != given:
            raise _wrong(place)


def groups_of(typed: str) -> list[str]:
    """Return the groups of a typed code, however they are set apart."""
    tidy = unicodedata.normalize("NFKC", typed)
    parts = "".join(sign if sign.isalnum() else " " for sign in tidy).split()
    if len(parts) == 1 and len(parts[0]) == GROUPS * DIGITS:
        whole = parts[0]
        return [whole[place : place + DIGITS] for place in range(0, len(whole), DIGITS)]
    return parts


def _plausible(group: str) -> bool:
    if not (len(group) == DIGITS and group.isascii() and group.isdigit()):
        return False
    return int(group) % FACTOR == 0 and int(group) // FACTOR < 1 << 16


def _wrong(place: int) -> Refused:
    return Refused(f"第 {place} 组数字不对。", "请照恢复单再看一遍这一组。")
