"""维护: the station's own facts, and whether the register is sound."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from station_app.domain.problems import Problem, refuse_if
from station_app.domain.roles import Right
from station_app.domain.station import Station
from station_app.errors import Refused, Unreadable
from station_app.register import Register
from station_app.storage import database, journal, relocation, seals, soundness, workers
from station_app.storage.journal import Head as Head
from station_app.usecases import places

SEAL_SHOWN = 16
"""How many signs of a seal stand on paper."""

_NAMED_BY_CODE = (
    "code", "name", "village", "town", "county", "city", "province",
    "short", "county_short", "receiver",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check of the register found."""

    problems: tuple[str, ...]
    counts: dict[str, int]
    head: Head

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems


def change_station(
    register: Register,
    *,
    chief: str | None = None,
    phone: str | None = None,
    receiver: str | None = None,
    short: str | None = None,
    county_short: str | None = None,
) -> Station:
    """Change what sign lines, numbers and slips say about the station; None leaves a fact alone."""
    register.allow(Right.STATION)
    given = {
        "chief": chief,
        "phone": phone,
        "receiver": receiver,
        "short": short,
        "county_short": county_short,
    }
    values = {name: value.strip() for name, value in given.items() if value is not None}
    refuse_if(_missing(values))
    with register.deed("修改本站资料") as deed:
        workers.change_station(deed, values)
    return register.station


def correct_code(register: Register, station: Station) -> Station:
    """Give a station with a provisional code its right code and names, once.

    Every row of the old code follows, and whoever lives where the old code stood.
    """
    register.allow(Right.STATION)
    old = register.station
    if not old.provisional:
        raise Refused("本站代码已经定了，不能再改。", "请核对登记册是不是本站的。")
    if not re.fullmatch(r"[0-9]{12}", station.code):
        refuse_if([Problem(field="code", says="行政区划代码是 12 位数字")])
    named = replace(station, name=station.name.strip() or old.name)
    right = places.renamed(old, named)
    with register.deed("更正本站代码", final=True) as deed:
        changed = {name: getattr(right, name) for name in _NAMED_BY_CODE}
        workers.change_station(deed, {**changed, "provisional": 0})
        relocation.move(deed, old.code, right.code)
        workers.move_rows(deed.db, old.code, right.code)
        deed.note(old_code=old.code, new_code=right.code)
    return register.station


def check(register: Register) -> Report:
    """Look at the pages, the structure, the references, the journal's chain and what is derived."""
    nothing = Head(number=0, seal="")
    try:
        with database.reading(register.path):
            if damages := database.damages(register.db):
                return Report(problems=(_damaged(len(damages)),), counts={}, head=nothing)
            return Report(
                problems=tuple(_disagreements(register)),
                counts=database.counts(register.db),
                head=journal.head(register.db),
            )
    except Unreadable as error:
        return Report(problems=(error.what + error.remedy,), counts={}, head=nothing)


@contextmanager
def damage_said(register: Register) -> Iterator[None]:
    """Say in plain words when a page of the register turns out to be damaged or out of reach."""
    with database.reading(register.path):
        yield


def compare(register: Register, heads: Iterable[tuple[int, str]]) -> list[str]:
    """Say which journal heads, as printed in returns, this register does not contain."""
    found = []
    last = journal.head(register.db).number
    for number, seal in heads:
        here = journal.seal_at(register.db, number)
        if not here:
            found.append(f"报表记着流水第 {number} 笔，这个登记册只到第 {last} 笔")
        elif here[:SEAL_SHOWN] != seal[:SEAL_SHOWN]:
            found.append(f"流水第 {number} 笔与报表上的封印不同")
    return found


def head(register: Register) -> Head:
    """Return the last journal entry's number and seal, as printed and embedded in returns."""
    return journal.head(register.db)


def _disagreements(register: Register) -> list[str]:
    problems = []
    if (number := seals.first_break(register.db)) is not None:
        problems.append(f"流水第 {number} 笔与封印不符，或者缺失")
    if not soundness.accounts_match(register.db):
        problems.append("账号与流水不符")
    if wrong := soundness.stale_last_visits(register.db):
        problems.append(f"{wrong} 人的最近走访日期与走访记录不符")
    return problems


def _damaged(places: int) -> str:
    return f"文件有 {places} 处损坏。请停用这个文件，从备份恢复。"


def _missing(values: dict[str, str]) -> list[Problem]:
    asked = {"short": "请填本站简称", "county_short": "请填县级简称"}
    return [
        Problem(field=field, says=says)
        for field, says in asked.items()
        if field in values and not values[field]
    ]
