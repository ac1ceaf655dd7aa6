"""The conditions of a list as words: what holds now, and what could be asked besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from station_app.domain import category, dates
from station_app.domain.category import Kind
from station_app.domain.divisions import Division
from station_app.domain.person import Flag, Standing, Tier, Trouble
from station_app.domain.selection import Selection

LISTS = ("categories", "groups", "divisions", "troubles", "standings", "flags", "tiers")
MONTHS = ((92, "三个月没走访"), (365, "一年没走访"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition in words, and the selection there is once it is taken away or added."""

    words: str
    then: Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The villages and groups in which somebody lives, and the categories somebody holds."""

    kinds: Sequence[Kind]
    groups: Sequence[str]
    villages: Sequence[Division]


def chips(wanted: Selection, places: Places, today: date) -> list[Condition]:
    """Return what holds now, each with the selection that is left without it."""
    found = []
    for name in LISTS:
        values: tuple[object, ...] = getattr(wanted, name)
        for value in values:
            left = tuple(one for one in values if one != value)
            then = _with(wanted, name, left)
            found.append(Condition(words=_says(name, value, places), then=then))
    if wanted.not_visited_since:
        words = f"{dates.show(wanted.not_visited_since, today)}起没走访"
        found.append(Condition(words=words, then=replace(wanted, not_visited_since=None)))
    if wanted.plaque:
        found.append(Condition(words="挂光荣牌", then=replace(wanted, plaque=False)))
    if wanted.gone:
        found.append(Condition(words="去世和迁出", then=replace(wanted, gone=False)))
    return found


def offers(wanted: Selection, places: Places, today: date) -> list[tuple[str, list[Condition]]]:
    """Return what may be asked besides, by heading; what holds already is left out."""
    values: tuple[tuple[str, str, Sequence[object]], ...] = (
        ("类别", "categories", _categories(places.kinds)),
        ("村", "divisions", [one.code for one in places.villages[:40]]),
        ("组", "groups", places.groups),
        ("困难", "troubles", list(Trouble)),
        ("身份", "standings", list(Standing)),
        ("特别情况", "flags", list(Flag)),
        ("多久走访", "tiers", list(Tier)),
    )
    found = [(words, list(_more(wanted, name, one, places))) for words, name, one in values]
    return [(words, more) for words, more in [*found, _others(wanted, today)] if more]


def _others(wanted: Selection, today: date) -> tuple[str, list[Condition]]:
    found = []
    if not wanted.not_visited_since:
        for days, words in MONTHS:
            then = replace(wanted, not_visited_since=today - timedelta(days=days))
            found.append(Condition(words=words, then=then))
    if not wanted.plaque:
        found.append(Condition(words="挂光荣牌", then=replace(wanted, plaque=True)))
    if not wanted.gone:
        found.append(Condition(words="去世和迁出的人", then=replace(wanted, gone=True)))
    return "其他", found


def _more(
    wanted: Selection, name: str, values: Sequence[object], places: Places
) -> Iterator[Condition]:
    now: tuple[object, ...] = getattr(wanted, name)
    if name == "divisions" and len(values) < 2:
        return
    for value in values:
        if value not in now:
            then = _with(wanted, name, (*now, value))
            yield Condition(words=_says(name, value, places), then=then)


def _categories(kinds: Sequence[Kind]) -> list[tuple[str, str]]:
    whole = list(dict.fromkeys(kind.scheme for kind in kinds))
    return [*((scheme, "") for scheme in whole), *((kind.scheme, kind.code) for kind in kinds)]


def _says(name: str, value: object, places: Places) -> str:
    if name == "categories" and isinstance(value, tuple):
        return _category(*value)
    if name == "divisions":
        found = (one.name for one in places.villages if one.code == value)
        return next(found, str(value))
    if name == "troubles":
        return f"{value}困难"
    return value.says if isinstance(value, Tier) else str(value)


def _category(scheme: str, code: str) -> str:
    known = category.shipped()
    if code:
        kind = known.kind(scheme, code)
        return kind.short if kind else f"{scheme} {code}"
    found = (one.short for one in known.schemes if one.code == scheme)
    return f"{next(found, scheme)}对象".replace("对象对象", "对象")


def _with(wanted: Selection, name: str, values: tuple[object, ...]) -> Selection:
    changed: dict[str, Any] = {name: values}
    return replace(wanted, **changed)
