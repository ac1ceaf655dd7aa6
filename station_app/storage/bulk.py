"""Many new people in one go: the rows of `people.add`, without a question for each."""

import os
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from station_app.domain.category import Holding, Schemes
from station_app.domain.household import HouseholdDraft
from station_app.domain.person import PersonDraft
from station_app.storage import households, person_rows, rows, search
from station_app.storage.journal import Deed
from station_app.storage.rows import Row, Value

Homes = Mapping[int, set[tuple[str, str]]]
"""The households made in the same deed, and what was written there as held by all."""


def add_households(deed: Deed, drafts: Sequence[HouseholdDraft]) -> list[int]:
    """Write new households with those who are only named there, and return their ids."""
    made = _insert(deed, "household", [households.values(draft) for draft in drafts])
    ids = [row_id for row_id, _ in made]
    named = [
        ({"household": row_id, **households.member_values(member)}, member.name)
        for row_id, draft in zip(ids, drafts, strict=True)
        for member in draft.light_members
    ]
    members = _insert(deed, "member", [row for row, _ in named])
    for member, _ in members:
        search.derive_member(deed.db, member)
    _touch(deed, [uid for _, uid in made])
    return ids


def add_people(
    deed: Deed, drafts: Sequence[tuple[int, PersonDraft]], schemes: Schemes, homes: Homes
) -> list[tuple[int, str]]:
    """Write new persons into households; returns the id and the uid of each.

    What a whole household holds is written for the new ones among the homes only.
    """
    made = _insert(
        deed,
        "person",
        [{"household": home, **person_rows.values(draft)} for home, draft in drafts],
    )
    people = [
        (row_id, home, draft) for (row_id, _), (home, draft) in zip(made, drafts, strict=True)
    ]
    _insert(
        deed,
        "person_name",
        [
            {"person": row_id, "kind": one.kind.value, "name": one.name}
            for row_id, _, draft in people
            for one in draft.other_names
        ],
    )
    _insert(
        deed,
        "phone",
        [
            {"person": row_id, **person_rows.phone_values(one)}
            for row_id, _, draft in people
            for one in draft.phones
        ],
    )
    _insert(
        deed,
        "difficulty",
        [
            {**person_rows.difficulty_values(one), "person": row_id}
            for row_id, _, draft in people
            for one in draft.difficulties
        ],
    )
    _insert(deed, "holding", list(_holdings(people, schemes, homes)))
    search.derive_new(deed.db, ((row_id, draft) for row_id, _, draft in people))
    _touch(deed, [uid for _, uid in made])
    return made


def _holdings(
    people: Iterable[tuple[int, int, PersonDraft]], schemes: Schemes, homes: Homes
) -> Iterable[Row]:
    """Give each holding once to its person, or to the home where the whole household holds it."""
    for row_id, home, draft in people:
        for one in draft.holdings:
            if not schemes.is_shared(one):
                yield {"person": row_id, "household": None, **_holding(one)}
            elif home in homes and (one.scheme, one.code) not in homes[home]:
                homes[home].add((one.scheme, one.code))
                yield {"person": None, "household": home, **_holding(one)}


def _holding(one: Holding) -> Row:
    return {
        "scheme": one.scheme,
        "code": one.code,
        "since": one.since,
        "until": one.until or None,
        "basis": one.basis,
        "evidence": one.evidence,
    }


def _insert(deed: Deed, table: str, given: Sequence[Mapping[str, Value]]) -> list[tuple[int, str]]:
    """Insert rows that all have the same columns; returns the id and the uid of each."""
    if not given:
        return []
    first = rows.number(deed.db, f'SELECT max(id) FROM "{table}"') + 1
    now = rows.moment(deed.at)
    common = (deed.station, deed.source, deed.by, now, deed.by, now, 1)
    own = [name for name in given[0] if name != "uid"]
    pick = itemgetter(*own)
    made = list(enumerate(_uids(len(given)), first))
    columns = ("id", "uid", *rows.COMMON[2:], *own)
    deed.db.conn.executemany(
        f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})',
        [(*ids, *common, *pick(row)) for ids, row in zip(made, given, strict=True)],
    )
    return made


def _uids(count: int) -> list[str]:
    """Return uids as uuid4 makes them, for the price of one call."""
    digits = os.urandom(16 * count).hex()
    return [
        f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{'89ab'[int(one[16], 16) % 4]}{one[17:20]}-{one[20:]}"
        for one in (digits[start : start + 32] for start in range(0, len(digits), 32))
    ]


def _touch(deed: Deed, uids: Iterable[str]) -> None:
    """Note that the deed made these rows, as its journal entry would."""
    deed.db.conn.executemany(
        "INSERT INTO journal_touch (uid, number, changed) VALUES (?, ?, 1)",
        [(uid, deed.number) for uid in uids],
    )
