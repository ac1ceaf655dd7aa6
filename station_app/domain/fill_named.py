"""Who is meant by a row of a sender's table: by number, by name and birth, or it is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from station_app.domain import dates, identity, names, table
from station_app.domain.fill import Column
from station_app.domain.furniture import NAME, NUMBER
from station_app.domain.person import Person
from station_app.domain.table import Row

_HIDDEN = "*＊xX×"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row and whom it means: one for certain, or those it may mean, or nobody."""

    row: int
    name: str
    number: str
    found: str = ""
    may_be: tuple[str, ...] = ()
    why: str = ""


class Finder:
    """Finds the people of rows among those who bear one of their numbers or names."""

    def __init__(self, known: Iterable[Person]) -> None:
        self._by_number: dict[str, list[Person]] = {}
        self._by_name: dict[str, list[Person]] = {}
        for person in known:
            if person.id_number:
                self._by_number.setdefault(identity.to18(person.id_number), []).append(person)
            self._by_name.setdefault(person.name, []).append(person)

    def named(self, place: tuple[int, Row], columns: Sequence[Column]) -> Named:
        """Say whom a row means."""
        number, cells = place
        said = said_in(cells, columns)
        name, numbers = names.normalise(said.get(NAME, "")), said.get(NUMBER, "")
        row = Named(row=number, name=name, number=numbers)
        tidy = identity.tidy(numbers)
        if tidy and identity.valid(tidy):
            return self._by(row, self._by_number.get(identity.to18(tidy), []), name)
        alike = self._by_name.get(name, [])
        fitting = [one for one in alike if _fits(one, numbers, said.get("born", ""))]
        if len(fitting) == 1:
            return _sure(row, fitting[0], "按姓名和出生对上")
        return _asked(row, fitting or alike)

    def _by(self, row: Named, found: Sequence[Person], name: str) -> Named:
        if not found:
            return _asked(row, self._by_name.get(name, []))
        if len(found) == 1 and name in ("", found[0].name):
            return _sure(row, found[0], "按身份证号对上")
        return _asked(row, found)


def said_in(cells: Row, columns: Sequence[Column]) -> dict[str, str]:
    """Return the words of a row by the entry its columns mean."""
    return {
        one.field: table.shown(cells[one.column])
        for one in columns
        if one.field and one.column < len(cells)
    }


def _fits(person: Person, number: str, born: str) -> bool:
    """Say whether a half-hidden number or a birth agrees with a person's own."""
    own = person.id_number
    if any(sign in number for sign in "*＊×") and len(number) == len(own):
        return all(
            theirs in _HIDDEN or theirs == ours
            for theirs, ours in zip(number.upper(), own, strict=True)
        )
    said = dates.parse(born)
    return bool(said) and (person.born.startswith(said) or said.startswith(person.born or "-"))


def _sure(row: Named, person: Person, why: str) -> Named:
    return replace(row, found=person.uid, why=why)


def _asked(row: Named, alike: Sequence[Person]) -> Named:
    why = "只有姓名对上，请认一认" if alike else "登记册里没有这个人"
    found = tuple(one.uid for one in alike)
    return replace(row, may_be=found, why=why)
