"""Writing what a roster brings: new people into their homes, and what others gain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from station_app.domain import category, homes, merging
from station_app.domain.homes import Newcomer
from station_app.domain.person import PersonDraft
from station_app.domain.roster import Line, Status
from station_app.register import Progress
from station_app.storage import bulk, ids, people
from station_app.storage import roster as batches
from station_app.storage.journal import Deed
from station_app.storage.roster import Written

_AT_ONCE = 1000


def writes(lines: Iterable[Line]) -> int:
    """Return how many rows would be written."""
    return sum(line.status in (Status.NEW, Status.UPDATED) for line in lines)


def new(deed: Deed, all_lines: Sequence[Line], progress: Progress) -> list[Written]:
    """Write the new people into their homes; rows of one person further down count already."""
    last = {line.same_as: line.result for line in all_lines if line.same_as and line.result}
    lines = [line for line in all_lines if line.status is Status.NEW]
    newcomers = [
        Newcomer(
            draft=last.get(line.reading.place) or line.reading.draft,
            number=line.reading.household_number,
        )
        for line in lines
    ]
    settled = homes.settle(
        newcomers,
        batches.homes_by_number(deed.db, {one.number for one in newcomers if one.number}),
        batches.homes_by_head(deed.db, {one.head for one in newcomers if one.head}),
    )
    fresh, people_ = _homed(deed, settled)
    uids: list[str] = []
    for start in range(0, len(people_), _AT_ONCE):
        progress(start, writes(all_lines))
        part = people_[start : start + _AT_ONCE]
        uids += [uid for _, uid in bulk.add_people(deed, part, category.shipped(), fresh)]
    firsts = [place == 0 for _, place in settled.places]
    written = []
    for line, uid, (home, draft), first in zip(lines, uids, people_, firsts, strict=True):
        written.append(_written(line, uid, home if first and home in fresh else None, None))
        if home not in fresh:
            written += _shared(deed, line, uid, (home, draft))
    return written


def _homed(
    deed: Deed, settled: homes.Settled
) -> tuple[dict[int, set[tuple[str, str]]], list[tuple[int, PersonDraft]]]:
    """Make the homes that are not there; returns those, and every newcomer's own."""
    made = iter(
        bulk.add_households(deed, [home.draft for home in settled.homes if home.there is None])
    )
    ids_ = [home.there or next(made) for home in settled.homes]
    fresh: dict[int, set[tuple[str, str]]] = {
        ids_[index]: set() for index, home in enumerate(settled.homes) if home.there is None
    }
    people_ = [
        (ids_[index], settled.homes[index].members[place]) for index, place in settled.places
    ]
    return fresh, people_


def _shared(deed: Deed, line: Line, uid: str, homed: tuple[int, PersonDraft]) -> Iterator[Written]:
    """Write what a newcomer's row says of the whole household that is there already."""
    home, draft = homed
    schemes = category.shipped()
    shared = [one for one in draft.holdings if schemes.is_shared(one)]
    if shared and (before := batches.share(deed, home, shared)):
        yield _written(line, uid, None, before)


def changed(deed: Deed, all_lines: Sequence[Line], progress: Progress) -> list[Written]:
    """Write what the rows add to people of the register."""
    by_person: dict[str, list[Line]] = {}
    for line in all_lines:
        if line.status is Status.UPDATED and line.person and line.same_as is None:
            by_person.setdefault(line.person, []).append(line)
    written = []
    for count, (uid, lines) in enumerate(by_person.items()):
        if count % _AT_ONCE == 0:
            progress(writes(all_lines) - len(by_person) + count, writes(all_lines))
        before = batches.correct(deed, uid, _merged(deed, uid, lines), category.shipped())
        written.append(_written(lines[0], uid, None, before))
    return written


def _merged(deed: Deed, uid: str, lines: Iterable[Line]) -> PersonDraft:
    """Return a person as it is now, with what the rows add."""
    draft: PersonDraft = people.of_ids(deed.db, [ids.of(deed.db, "person", uid)])[0]
    for line in lines:
        new = line.reading
        draft = merging.merge(draft, new.draft, new.given).draft
        draft = merging.apply(draft, new.draft, line.taken)
    return draft


def _written(
    line: Line, uid: str, home: int | None, before: tuple[Mapping[str, object], ...] | None
) -> Written:
    return Written(sheet=line.sheet, row=line.row, person=uid, home=home, before=before)
