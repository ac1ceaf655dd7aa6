"""What a worker can do with divisions: find one by typing, and type a missing one once."""

from itertools import chain

from station_app.domain import divisions
from station_app.domain.divisions import Division
from station_app.domain.problems import Problem, refuse_if
from station_app.domain.roles import Right
from station_app.register import Register
from station_app.storage import divisions as typed
from station_app.usecases.people import known_divisions

COUNTIES = 5
"""So many counties of one name are looked into."""


def find(register: Register, text: str, limit: int = 20) -> list[Division]:
    """Return counties, towns and villages by typed names, those of the own county first.

    Villages of another county are found when the text names that county.
    """
    known = known_divisions(register)
    counties = [register.station.code[:6], *known.named_in(text)[:COUNTIES]]
    found = [known.find(text, limit, under=county) for county in counties]
    found.append(known.find(text, limit))
    return list(dict.fromkeys(chain.from_iterable(found)))[:limit]


def check(register: Register, code: str, name: str) -> list[Problem]:
    """Say what is wrong with a village that is typed for the first time."""
    found = []
    if fault := divisions.code_fault(code):
        found.append(Problem(field="code", says=fault))
    elif not known_divisions(register).name(code[:6]):
        found.append(Problem(field="code", says=f"区划代码前六位 {code[:6]} 不在区划表里"))
    if not name.strip():
        found.append(Problem(field="name", says="没有填村或社区的名称"))
    return found


def remember(register: Register, code: str, name: str, town: str = "") -> Division:
    """Keep a village, and its town where it is not known yet, for good."""
    register.allow(Right.PEOPLE)
    refuse_if(check(register, code, name))
    known = known_divisions(register)
    with register.deed("登记区划") as deed:
        if town.strip() and not known.name(code[:9]):
            typed.keep(deed, Division(code=code[:9], name=town.strip()))
        typed.keep(deed, Division(code=code, name=name.strip()))
    return Division(code=code, name=name.strip())
