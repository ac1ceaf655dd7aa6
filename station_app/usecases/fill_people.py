"""Whose rows a sender's table gets: who stands in it already, and who fits the conditions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from station_app.domain import category, fill_named, names
from station_app.domain.fill import Column
from station_app.domain.fill_named import Finder, Named
from station_app.domain.fill_rows import Zone
from station_app.domain.fill_words import Facts
from station_app.domain.person import Flag, Person
from station_app.domain.selection import Selection
from station_app.register import Register
from station_app.storage import fill as kept
from station_app.storage import households, ids, people, roster, selection
from station_app.usecases.people import known_divisions

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may get a row; `row` is the sheet's own where one stands there already.

    A row of the sheet that is not certain has no person, and those it may mean in `may_be`.
    """

    person: str
    name: str
    place: str = ""
    standing: str = ""
    row: int = 0
    why: str = ""
    may_be: tuple["Candidate", ...] = ()


def named(
    register: Register, zone: Zone, columns: Sequence[Column], answers: Mapping[int, str]
) -> list[Candidate]:
    """Return the people whom the sheet's rows mean; `answers` says whom an asked row means."""
    said = [fill_named.said_in(cells, columns) for _, cells in zone.held]
    numbers = {one.get("id_number", "") for one in said}
    called = {names.normalise(one.get("name", "")) for one in said}
    known = roster.known(register.db, numbers, called)
    by_uid = {person.uid: person for person in known}
    finder = Finder(known)
    return [_candidate(finder.named(place, columns), by_uid, answers) for place in zone.held]


def fitting(register: Register, wanted: Selection) -> list[Candidate]:
    """Return everybody who fits the conditions, in the order of the list of persons."""
    db, today = register.db, register.today()
    keys = selection.page(db, wanted, today, None, -1)
    return [_of(person) for person in _in_pieces(register, [row_id for _, row_id in keys])]


def suggested(register: Register, title: str) -> Selection:
    """Return the conditions that a title speaks of, 独居 or 重点关爱对象, if anybody fits them."""
    flags = tuple(flag for flag in Flag if flag.value in title)
    asked = () if flags else tuple(_schemes_in(title))
    wanted = Selection(flags=flags, categories=asked)
    fits, _homes = selection.counts(register.db, wanted, register.today())
    return wanted if fits else Selection()


def facts(register: Register, uids: Sequence[str]) -> dict[str, Facts]:
    """Return people with everything that a table may ask of them, by uid."""
    rows = [ids.of(register.db, "person", uid) for uid in dict.fromkeys(uids)]
    return {told.person.uid: told for told in facts_of(register, rows)}


def facts_of(register: Register, row_ids: Sequence[int]) -> Iterator[Facts]:
    """Give people with everything that a table may ask of them, in the order of their rows."""
    for start in range(0, len(row_ids), _AT_ONCE):
        yield from _facts(register, row_ids[start : start + _AT_ONCE])


def _facts(register: Register, row_ids: Sequence[int]) -> Iterator[Facts]:
    db, today, station = register.db, register.today(), register.station
    homes = kept.homes(db, row_ids, today)
    heads = households.head_names(db, [home.household for home in homes.values()])
    plans = kept.plans(db, row_ids)
    known = known_divisions(register)
    for row_id, person in zip(row_ids, people.of_ids(db, row_ids), strict=True):
        home, (leader, steps) = homes[row_id], plans.get(row_id, ("", ""))
        yield Facts(
            person=person,
            today=today,
            village=known.name(person.division),
            town=known.name(person.division[:9]),
            county=known.name(person.division[:6]),
            station=station.name,
            head=heads.get(home.household, ""),
            household_number=home.number,
            people=home.people,
            plaque=home.plaque,
            planned=row_id in plans,
            leader=leader,
            steps=steps,
        )


def _schemes_in(title: str) -> Iterator[tuple[str, str]]:
    for scheme in category.shipped().schemes:
        if scheme.name in title or f"{scheme.short}对象" in title:
            yield scheme.code, ""


def _in_pieces(register: Register, row_ids: Sequence[int]) -> Iterable[Person]:
    for start in range(0, len(row_ids), _AT_ONCE):
        yield from people.of_ids(register.db, row_ids[start : start + _AT_ONCE])


def _candidate(row: Named, by_uid: Mapping[str, Person], answers: Mapping[int, str]) -> Candidate:
    found = answers.get(row.row, row.found)
    if found in by_uid:
        why = row.why if found == row.found else "认过了"
        return replace(_of(by_uid[found], row.row), why=why)
    may_be = tuple(_of(by_uid[uid], row.row) for uid in row.may_be)
    why = "这一行不填" if row.row in answers else row.why
    return Candidate(person="", name=row.name, row=row.row, why=why, may_be=may_be)


def _of(person: Person, row: int = 0) -> Candidate:
    return Candidate(
        person=person.uid,
        name=person.name,
        place=person.place,
        standing=person.standing.value,
        row=row,
        why="符合条件",
    )
