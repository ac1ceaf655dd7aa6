"""How a person's file came to be what it is: who changed which field, when, from what to what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from station_app.domain import person_words
from station_app.register import Register
from station_app.storage import person_parts
from station_app.usecases import history, people
from station_app.usecases.history import Changed, Done

HOME = "家庭"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field as it was and as a deed left it, in words; empty where there was nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One deed and what it changed in the file; no lines where the file was only looked at."""

    done: Done
    lines: tuple[Line, ...]


def of(register: Register, uid: str) -> list[Told]:
    """Return what was done to a person's file, newest first.

    The rows are wound back from what they are now, so that a change of one word in a category can
    name the category.
    """
    villages = people.known_divisions(register).name
    now = person_parts.of(register.db, uid, person_words.PARTS)
    kept: dict[str, Mapping[str, object]] = {one: row for one, (_, row) in now.items()}
    tables = {one: table for one, (table, _) in now.items()}
    deeds = history.changed(register, uid, parts=person_words.PARTS)
    found: list[Told] = []
    for done, changes in reversed(deeds):
        told = _without_doubles(changes)
        lines = [line for one in told for line in _lines(one, kept, villages)]
        if lines or not changes:
            found.append(Told(done=done, lines=tuple(lines)))
    first = found[-1] if found else None
    if first and not first.lines and first.done == deeds[0][0]:
        begun = [Changed(table=tables[one], uid=one, old=None, new=kept[one]) for one in tables]
        lines = [line for one in begun if one.new for line in _lines(one, kept, villages)]
        found[-1] = Told(done=first.done, lines=tuple(lines))
    return found


def _without_doubles(changes: Sequence[Changed]) -> list[Changed]:
    """Leave out what a merge let go because the person has it already."""
    merges = any(one.table == "merged" and one.old is None for one in changes)
    return [one for one in changes if one.new is not None or not merges]


def _lines(
    change: Changed, kept: dict[str, Mapping[str, object]], villages: person_words.Say
) -> Iterator[Line]:
    """Say one change, and wind its row back to what it was before."""
    after = {} if change.new is None else {**kept.get(change.uid, {}), **change.new}
    before = {} if change.old is None else {**after, **change.old}
    kept[change.uid] = before
    if change.table != "person":
        word = person_words.PARTS[change.table][0]
        moved = bool(change.old and change.new and "person" in change.old)
        came_along = moved and change.table != "merged"
        old, new = (person_words.part(change.table, row) for row in (before, after))
        old = "" if came_along else old  # with an entry that was merged
        if old != new:
            yield Line(field=word, old=old, new=new)
        return
    for name, word in person_words.PERSON.items():
        old, new = (person_words.column(name, row.get(name), villages) for row in (before, after))
        if old != new:
            yield Line(field=word, old=old, new=new)
    if before and after and before.get("household") != after.get("household"):
        yield Line(field=HOME, old="原来那一户", new="另一户")
