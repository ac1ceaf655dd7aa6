"""What makes a password acceptable."""

import re
from collections.abc import Iterable
from functools import cache

from station_app.domain import names as spelling
from station_app.domain.problems import Problem, refuse_if
from station_app.domain.station import Station
from station_app.resources import resource

LENGTH, DIGITS_ONLY, DIFFERENT = 10, 16, 5
SHORTEST = 2
"""Place names of one character stand in too many words to be refused."""


def problems(password: str, *, names: Iterable[str], station: Station) -> list[Problem]:
    """Say why a password is too easy to guess; an empty list means it will do."""
    found: list[str] = []
    plain = re.sub(r"[\W_]", "", password.casefold())
    if len(password) < LENGTH:
        found.append(f"密码至少 {LENGTH} 个字符")
    elif password.isdigit() and len(password) < DIGITS_ONLY:
        found.append(f"全是数字的密码至少 {DIGITS_ONLY} 位")
    if password and len(set(plain)) < DIFFERENT:
        found.append(f"密码里至少要有 {DIFFERENT} 个不同的字符")
    if {plain, plain.strip("0123456789")} & _common():
        found.append("这个密码太常用")
    if any(word in plain for name in names for word in _spellings(name)):
        found.append("密码里不要有姓名")
    if any(word in plain for word in _station_words(station)):
        found.append("密码里不要有站名")
    if _has_number(plain, (station.phone, station.code)):
        found.append("密码里不要有站里的电话或代码")
    return [Problem(field="password", says=says) for says in found]


def refuse_weak(password: str, *, names: Iterable[str], station: Station) -> None:
    """Raise RefusedFields when the password is too easy to guess."""
    refuse_if(problems(password, names=names, station=station))


def _spellings(name: str) -> list[str]:
    words = [name.strip().casefold()]
    for parts in spelling.readings(name):
        words += ["".join(parts), "".join(parts[1:] + parts[:1])]
    return [word for word in words if len(word) >= SHORTEST]


def _station_words(station: Station) -> list[str]:
    names = (station.village, station.town, station.county, station.short)
    stems = [name[:-1] if len(name) > SHORTEST else name for name in names]
    return [
        word
        for stem in stems
        if len(stem) >= SHORTEST
        for word in (stem, *("".join(parts) for parts in spelling.readings(stem)))
    ]


def _has_number(password: str, numbers: Iterable[str]) -> bool:
    digits = re.sub(r"\D", "", password)
    bare = (re.sub(r"\D", "", number) for number in numbers)
    return any(len(number) >= 7 and number in digits for number in bare)


@cache
def _common() -> frozenset[str]:
    lines = resource("packs", "base", "passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
