"""Likely doubles over the whole register: only people who share a key are ever compared."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from station_app.domain import identity, likeness, names, search
from station_app.domain.identity import Sex
from station_app.domain.likeness import Facts, Likeness
from station_app.files import Progress
from station_app.storage import parts, rows
from station_app.storage.database import Database
from station_app.storage.journal import Deed

LARGEST = 60
"""So many people may share a key; where more do, it tells nobody apart and other keys are left."""

LOOKED_AT = 300
_AT_ONCE = 2000

_BLOCKS = (
    "SELECT id, substr(id_number, 1, 17) AS key FROM person WHERE id_number <> ''",
    "SELECT person AS id, number AS key FROM phone",
    "SELECT id, household AS key FROM person",
    """
    WITH alike AS (
      SELECT p.id, k.key AS name, p.born, p.division || p.group_name AS place,
        substr(p.born, 1, 4) AS year, substr(p.born, 6, 2) AS month, substr(p.born, 9) AS day
      FROM search_key k
      JOIN person p ON p.id = k.owner
      WHERE k.key >= '~' AND k.key < '~' || char(0x10FFFF) AND k.kind IN ('p', 'y', 'g')
      UNION ALL
      SELECT id, looks(name), born, division || group_name,
        substr(born, 1, 4), substr(born, 6, 2), substr(born, 9)
      FROM person
    )
    SELECT id, 'p' || name || place AS key FROM alike
    UNION ALL
    SELECT id, 'm' || name || year || month FROM alike WHERE day <> ''
    UNION ALL
    SELECT id, 'd' || name || year || day FROM alike WHERE day <> ''
    UNION ALL
    SELECT id, 'y' || name || month || day FROM alike WHERE day <> ''
    UNION ALL
    SELECT id, 't' || name || year || min(month, day) || max(month, day)
    FROM alike
    WHERE day <> ''
    UNION ALL
    SELECT id, 'b' || name || year
    FROM alike
    WHERE (name, year) IN (SELECT name, year FROM alike WHERE day = '' AND born <> '')
    """,
)
"""What may be shared: the number but for its last digit, a phone, the household; or how the name
sounds or looks, with the 组, or with so much of the birth that a slip leaves one of them whole."""

_SHARED = """
    SELECT json_group_array(DISTINCT id) AS ids, count(DISTINCT id) AS people
    FROM ({block})
    GROUP BY key
    HAVING count(DISTINCT id) > 1
"""
_FACTS = """
    SELECT p.id, p.name, p.pinyin, p.id_number, p.born, p.sex, d.uid, p.division, p.group_name,
      p.door
    FROM person p
    JOIN household d ON d.id = p.household
    WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
_NUMBERED = """
    SELECT id FROM person
    WHERE id_number >= :number AND id_number < :number || ':' AND id_number <> ''
"""
_NEAR = """
    SELECT id FROM person WHERE name = :name
    UNION
    SELECT owner FROM search_key WHERE key = :sound AND kind = 'p'
    UNION
    SELECT person FROM person_name WHERE name = :name
    UNION
    SELECT person FROM phone WHERE number IN (SELECT value FROM json_each(:phones))
    UNION
    SELECT id FROM person WHERE born = :born AND born <> '' AND length(:born) = 10
    LIMIT :limit
"""
_SOUNDING = """
    SELECT p.id, k.key AS sound, p.born
    FROM json_each(:keys) w
    CROSS JOIN search_key k ON k.key = w.value ->> 0 AND k.kind = 'p'
    JOIN person p ON p.id = k.owner AND p.born = w.value ->> 1
"""
_PART = {
    table: f"SELECT person, {own} FROM {table} WHERE person IN (SELECT value FROM json_each(:ids))"
    for table, own in (("person_name", "name"), ("phone", "number"))
}
_APART = """
    SELECT coalesce(a.person, p.id) AS one, coalesce(b.person, q.id) AS other
    FROM different d
    LEFT JOIN person p ON p.uid = d.one
    LEFT JOIN merged a ON a.gone = d.one AND a.undone_by IS NULL
    LEFT JOIN person q ON q.uid = d.other
    LEFT JOIN merged b ON b.gone = d.other AND b.undone_by IS NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two entries that may be of one person, by their ids."""

    one: int
    other: int
    likeness: Likeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The pairs found among so many people, the likeliest first.

    `cut` counts the keys that too many people share to be compared by them.
    """

    pairs: tuple[Pair, ...]
    people: int
    cut: int


def everywhere(db: Database, progress: Progress) -> Search:
    """Look the whole register through; pairs that were told apart are left out."""
    pairs, cut = _shared(db, progress)
    pairs -= apart(db)
    facts = _facts(db, {person for pair in pairs for person in pair})
    found = list(_alike(pairs, facts, progress))
    people = rows.number(db, "SELECT count(*) FROM person")
    return Search(pairs=tuple(sorted(found, key=_order)), people=people, cut=cut)


def near(db: Database, facts: Facts, person: int = 0) -> list[Pair]:
    """Return who of the register may be the person of these facts, the likeliest first.

    `person` is the one whose facts they are, where the register has them.
    """
    values: rows.Row = {
        "number": facts.number[:17] or "-",
        "name": facts.name,
        "sound": search.FOLDED + names.fold(facts.sound),
        "phones": rows.listed(facts.phones),
        "born": facts.born,
        "limit": LOOKED_AT,
    }
    there = {
        rows.whole(row["id"]) for sql in (_NUMBERED, _NEAR) for row in rows.fetch(db, sql, values)
    }
    told_apart = apart(db) if person else set()
    pairs = {_pair(person, one) for one in there - {person}} - told_apart
    known = {**_facts(db, there - {person}), person: facts}
    return sorted(_alike(pairs, known, lambda _done, _all: None), key=_order)


def anybody(db: Database) -> bool:
    """Tell whether there is anybody to be compared with."""
    return rows.number(db, "SELECT EXISTS (SELECT 1 FROM person)") > 0


def heard(facts: Facts) -> tuple[str, str]:
    """Return the key of how a name sounds, and the day of birth."""
    return search.FOLDED + names.fold(facts.sound), facts.born


def sounding(db: Database, wanted: Iterable[Facts]) -> dict[tuple[str, str], list[Facts]]:
    """Return who of the register sounds like one of these and was born that day, by both."""
    keys = json.dumps(sorted({heard(one) for one in wanted}), ensure_ascii=False)
    there = rows.fetch(db, _SOUNDING, {"keys": keys})
    facts = _facts(db, {rows.whole(row["id"]) for row in there})
    found = defaultdict[tuple[str, str], list[Facts]](list)
    for row in there:
        key = (rows.text(row["sound"]), rows.text(row["born"]))
        found[key].append(facts[rows.whole(row["id"])])
    return found


def apart(db: Database) -> set[tuple[int, int]]:
    """Return the pairs of whom somebody said that they are two people, merged ones followed."""
    return {
        _pair(rows.whole(row["one"]), rows.whole(row["other"])) for row in rows.fetch(db, _APART)
    }


def open_pairs(db: Database, wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of the pairs, by uid, that are on the register and were not told apart."""
    both = list(wanted)
    uids = rows.listed({uid for pair in both for uid in pair})
    sql = "SELECT id, uid FROM person WHERE uid IN (SELECT value FROM json_each(:uids))"
    there = {
        rows.text(row["uid"]): rows.whole(row["id"]) for row in rows.fetch(db, sql, {"uids": uids})
    }
    told_apart = apart(db)
    return {
        (one, other)
        for one, other in both
        if one in there and other in there and _pair(there[one], there[other]) not in told_apart
    }


def tell_apart(deed: Deed, one: str, other: str) -> None:
    """Write that two entries, by uid, are of two people."""
    first, second = sorted((one, other))
    deed.insert("different", {"one": first, "other": second})


def _shared(db: Database, progress: Progress) -> tuple[set[tuple[int, int]], int]:
    """Return the pairs of people who share a key, and how many keys too many people share."""
    db.conn.create_function("looks", 1, likeness.looks, deterministic=True)
    pairs: set[tuple[int, int]] = set()
    cut = 0
    for done, block in enumerate(_BLOCKS):
        progress(done, len(_BLOCKS) + 3)
        for row in rows.fetch(db, _SHARED.format(block=block)):
            if rows.whole(row["people"]) > LARGEST:
                cut += 1
            else:
                pairs.update(combinations(sorted(json.loads(rows.text(row["ids"]))), 2))
    return pairs, cut


def _facts(db: Database, wanted: Iterable[int]) -> dict[int, Facts]:
    values: rows.Row = {"ids": parts.ids(wanted)}
    own = {table: defaultdict[int, set[str]](set) for table in _PART}
    for table, sql in _PART.items():
        for person, said in db.execute(sql, values).fetchall():
            own[table][person].add(search.digits_of(said) if table == "phone" else said)
    return {
        person: Facts(
            name=name,
            sound=pinyin.replace(" ", ""),
            others=frozenset(own["person_name"].get(person, ())),
            number=identity.to18(number),
            good=identity.valid(number),
            born=born,
            sex=Sex(sex),
            phones=frozenset(own["phone"].get(person, ())),
            home=home,
            place=tuple(place),
        )
        for person, name, pinyin, number, born, sex, home, *place in db.execute(
            _FACTS, values
        ).fetchall()
    }


def _alike(
    pairs: Iterable[tuple[int, int]], facts: dict[int, Facts], progress: Progress
) -> Iterator[Pair]:
    every = list(pairs)
    for count, (one, other) in enumerate(every):
        if count % _AT_ONCE == 0:
            part = 3 * count // max(1, len(every))
            progress(len(_BLOCKS) + part, len(_BLOCKS) + 3)
        found = likeness.compare(facts[one], facts[other])
        if found is not None:
            yield Pair(one=one, other=other, likeness=found)


def _order(pair: Pair) -> tuple[int, int, int]:
    return -pair.likeness.score, pair.one, pair.other


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
