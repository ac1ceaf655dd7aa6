"""Which templates, lists of categories and holidays the register works with."""

from dataclasses import dataclass

from station_app.domain import category, workdays
from station_app.exchange import packs
from station_app.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One pack: its name, what it rests on, its version, whether it is still provisional."""

    name: str
    basis: str
    version: str
    provisional: bool = False


def here(_register: Register) -> list[Pack]:
    """Return the packs that come with the program."""
    forms = [
        Pack(
            name=f"{one.code} {one.short}",
            basis=f"{one.title}；{one.basis}",
            version=f"{one.version} 版",
        )
        for one in packs.shipped()
    ]
    lists = [
        Pack(name=one.short, basis=f"{one.name}；{one.source}", version=f"{len(one.kinds)} 类")
        for one in category.shipped().schemes
    ]
    holidays = [
        Pack(
            name=f"{one.year} 年节假日",
            basis=one.source,
            version="暂定" if one.provisional else "已公布",
            provisional=one.provisional,
        )
        for one in workdays.shipped().years
    ]
    return [*forms, *lists, *holidays]
