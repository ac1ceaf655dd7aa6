"""The towns and villages of a county, as they are shipped: one archive for each province.

A county is a text in it that is read alone. A line is a town, its villages behind it by tabs; each
begins with the last three digits of its code, left out where they follow the one before and the
name begins with no digit.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from zipfile import ZipFile

from station_app.resources import resource

Coded = tuple[str, str]
"""A code in full and its name."""


@lru_cache(maxsize=64)
def of_county(code: str) -> dict[str, str]:
    """Return the names of a county's towns and villages by code; empty where none are shipped."""
    path = resource("packs", "base", "divisions", "villages", f"{code[:2]}.zip")
    if len(code) != 6 or not path.is_file():
        return {}
    with ZipFile(path) as archive:
        if code not in archive.namelist():
            return {}
        return dict(_read(code, archive.read(code).decode("utf-8")))


def written(towns: Iterable[tuple[Coded, Iterable[Coded]]]) -> str:
    """Return the text of a county's towns, each with its villages, both by code."""
    return "".join(f"{code[-3:]}{name}{_line(below)}\n" for (code, name), below in towns)


def _line(below: Iterable[Coded]) -> str:
    last, words = 0, []
    for code, name in below:
        number = int(code[-3:])
        follows = number == last + 1 and not name[0].isdecimal()
        words.append(f"\t{name}" if follows else f"\t{number:03}{name}")
        last = number
    return "".join(words)


def _read(county: str, text: str) -> Iterator[Coded]:
    for line in text.splitlines():
        first, *rest = line.split("\t")
        town, last = county + first[:3], 0
        yield town, first[3:]
        for word in rest:
            coded = word[:3].isdecimal()
            last = int(word[:3]) if coded else last + 1
            yield f"{town}{last:03}", word[3:] if coded else word
