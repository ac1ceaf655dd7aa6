"""Finding people by what a worker types: keys are looked up by range, never by scanning."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from station_app.domain import divisions, search
from station_app.domain.person import NameKind, PersonDraft
from station_app.domain.search import FOLDED, Facts, Form, Found, Hit, Hits
from station_app.storage import parts, rows
from station_app.storage.database import Database
from station_app.storage.rows import Row

SHOWN = 50
LOOKED_AT = 200
NARROWED_FROM = 20_000

_LOOK_UP = """
    SELECT key, owner, kind
    FROM search_key
    WHERE key >= :start AND key < :end
    LIMIT :limit
"""
_BY_GROUP = """
    SELECT id, group_name
    FROM person
    WHERE group_name >= :start AND group_name < :end
    ORDER BY group_name, pinyin, id
    LIMIT :limit
"""
_HOUSEHOLD_OF = """
    SELECT m.id, m.name, (
        SELECT p.id FROM person p WHERE p.household = m.household
        ORDER BY p.relation <> '户主', p.id LIMIT 1) AS person
    FROM member m
    WHERE m.id IN (SELECT value FROM json_each(:ids))
"""
_FOUND = """
    SELECT p.id, p.uid, d.uid AS household, p.name, p.pinyin, p.sex, p.born, p.id_number,
      p.division, p.group_name, p.door, p.life, p.residency
    FROM person p
    JOIN household d ON d.id = p.household
    WHERE p.id IN (SELECT value FROM json_each(:ids))
"""
_OTHER_NAMES = """
    SELECT person, kind, name
    FROM person_name
    WHERE person IN (SELECT value FROM json_each(:ids))
"""

_MEMBER_KINDS = frozenset({Found.MEMBER, Found.MEMBER_SOUND})
_RANK = {kind: rank for rank, kind in enumerate(Found)}
_OTHER = {"小名": (Found.PET, Found.PET_SOUND), "曾用名": (Found.FORMER, Found.FORMER_SOUND)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """One person found by one key; of several the one with the smallest rank is shown."""

    rank: tuple[int, int, int]
    kind: Found | None
    key: str
    member: str = ""


def derive_person(db: Database, person: int) -> None:
    """Bring the keys of a person up to date; of one who is gone they are taken away."""
    row = rows.first(db, "SELECT name, id_number FROM person WHERE id = :id", {"id": person})
    facts = _facts(db, person, row) if row else None
    _replace(db, (person, 0), _said(facts) if facts else None)


def derive_member(db: Database, member: int) -> None:
    """Bring the keys of somebody who is only named up to date."""
    row = rows.first(db, "SELECT name FROM member WHERE id = :id", {"id": member})
    _replace(db, (member, 1), json.dumps(row["name"], ensure_ascii=False) if row else None)


def derive_new(db: Database, people: Iterable[tuple[int, PersonDraft]]) -> None:
    """Write the keys of people who have none yet."""
    drafted = [(person, _drafted(draft)) for person, draft in people]
    db.conn.executemany(
        "INSERT INTO searched VALUES (?, 0, ?)",
        [(person, _said(facts)) for person, facts in drafted],
    )
    keys = [(key, person, kind) for person, facts in drafted for key, kind in search.keys_of(facts)]
    db.conn.executemany(
        "INSERT OR IGNORE INTO search_key (key, owner, kind) VALUES (?, ?, ?)", sorted(keys)
    )


def find(db: Database, text: str, villages: dict[str, str], limit: int = SHOWN) -> Hits:
    """Return who is meant by the words typed, the likeliest first; every further word narrows."""
    words = search.words_of(text)
    lead = next((word for word in words if not _is_place(word, villages)), "") or (words or [""])[0]
    narrowing = [word for word in words if word != lead]
    found = _matches(db, lead, NARROWED_FROM if narrowing else LOOKED_AT)
    for word in narrowing:
        kept = set(_matches(db, word, NARROWED_FROM)) | _living_at(db, word, villages)
        found = {person: match for person, match in found.items() if person in kept}
    likeliest = sorted(found, key=lambda person: (found[person].rank, person))
    return Hits(hits=_hits(db, found, likeliest[:limit]), more=len(found) > limit)


def _facts(db: Database, person: int, row: Row) -> Facts:
    others = rows.fetch(
        db, "SELECT kind, name FROM person_name WHERE person = :id ORDER BY id", {"id": person}
    )
    phones = rows.fetch(
        db, "SELECT number FROM phone WHERE person = :id ORDER BY id", {"id": person}
    )
    merged = rows.fetch(
        db, "SELECT name, id_number FROM merged WHERE person = :id ORDER BY id", {"id": person}
    )
    return Facts(
        name=rows.text(row["name"]),
        pets=tuple(rows.text(one["name"]) for one in others if one["kind"] == "小名"),
        formers=tuple(rows.text(one["name"]) for one in others if one["kind"] == "曾用名"),
        number=rows.text(row["id_number"]),
        phones=tuple(rows.text(one["number"]) for one in phones),
        merged=tuple((rows.text(one["name"]), rows.text(one["id_number"])) for one in merged),
    )


def _drafted(draft: PersonDraft) -> Facts:
    names = draft.other_names
    return Facts(
        name=draft.name,
        pets=tuple(one.name for one in names if one.kind is NameKind.PET),
        formers=tuple(one.name for one in names if one.kind is NameKind.FORMER),
        number=draft.id_number,
        phones=tuple(one.number for one in draft.phones),
    )


def _said(facts: Facts) -> str:
    parts_of = [facts.name, list(facts.pets), list(facts.formers), facts.number, list(facts.phones)]
    merged = [facts.merged] if facts.merged else []  # hardly anybody's
    return json.dumps([*parts_of, *merged], ensure_ascii=False)


def _keys(said: str | None) -> set[tuple[str, str]]:
    """Return the keys that were made from what is said; nothing said makes none."""
    facts = json.loads(said) if said else None
    if isinstance(facts, str):
        return search.member_keys_of(facts)
    if facts is None:
        return set()
    name, pets, formers, number, phones, *merged = facts
    return search.keys_of(
        Facts(
            name=name,
            pets=tuple(pets),
            formers=tuple(formers),
            number=number,
            phones=tuple(phones),
            merged=tuple(map(tuple, *merged)) if merged else (),
        )
    )


def _replace(db: Database, owner: tuple[int, int], said: str | None) -> None:
    """Take away the keys made from what was said before, which need no scan, and add the new."""
    values: Row = {"owner": owner[0], "member": owner[1], "facts": said}
    old = rows.first(
        db, "SELECT facts FROM searched WHERE owner = :owner AND member = :member", values
    )
    before = rows.text(old["facts"]) if old else None
    if before == said:
        return
    old_keys, new_keys = _keys(before), _keys(said)
    db.conn.executemany(
        "DELETE FROM search_key WHERE key = ? AND owner = ? AND kind = ?",
        [(key, owner[0], kind) for key, kind in old_keys - new_keys],
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO search_key (key, owner, kind) VALUES (?, ?, ?)",
        [(key, owner[0], kind) for key, kind in sorted(new_keys - old_keys)],
    )
    if said is None:
        db.execute("DELETE FROM searched WHERE owner = :owner AND member = :member", values)
    else:
        db.execute("INSERT OR REPLACE INTO searched VALUES (:owner, :member, :facts)", values)


def _matches(db: Database, word: str, limit: int) -> dict[int, _Match]:
    """Return the persons a word means; similar sounds only where few sound exactly so."""
    found: dict[int, _Match] = {}
    members: list[tuple[int, _Match]] = []
    for order, form in enumerate(search.forms_of(word)):
        if form.start.startswith(FOLDED) and len(found) >= SHOWN:
            break
        for row in rows.fetch(db, _LOOK_UP, _range(form.start, limit)):
            match = _match(row, form, order)
            if match is None:
                continue
            owner = rows.whole(row["owner"])
            if match.kind in _MEMBER_KINDS:
                members.append((owner, match))
            else:
                _keep(found, owner, match)
    for person, match in (*_of_members(db, members), *_of_group(db, word, limit)):
        _keep(found, person, match)
    return found


def _range(start: str, limit: int) -> Row:
    return {"start": start, "end": start + "\U0010ffff", "limit": limit}


def _match(row: Row, form: Form, order: int) -> _Match | None:
    kind, key = Found(rows.text(row["kind"])), rows.text(row["key"])
    if form.kinds is not None and kind not in form.kinds:
        return None
    return _Match(rank=(order, _RANK[kind], len(key)), kind=kind, key=key)


def _keep(found: dict[int, _Match], person: int, match: _Match) -> None:
    if person not in found or match.rank < found[person].rank:
        found[person] = match


def _of_members(db: Database, members: list[tuple[int, _Match]]) -> list[tuple[int, _Match]]:
    """Return the head, or the first, of the households of those who are only named."""
    ids = parts.ids({member for member, _ in members})
    homes = {rows.whole(row["id"]): row for row in rows.fetch(db, _HOUSEHOLD_OF, {"ids": ids})}
    return [
        (
            rows.whole(homes[member]["person"]),
            _Match(
                rank=match.rank,
                kind=match.kind,
                key=match.key,
                member=rows.text(homes[member]["name"]),
            ),
        )
        for member, match in members
        if member in homes and homes[member]["person"] is not None
    ]


def _of_group(db: Database, word: str, limit: int) -> list[tuple[int, _Match]]:
    if word.isascii() and not (word.isdigit() and len(word) < search.SHORTEST_DIGITS):
        return []
    start = divisions.tidy_group(word)
    return [
        (
            rows.whole(row["id"]),
            _Match(rank=(9, place, 0), kind=None, key=rows.text(row["group_name"])),
        )
        for place, row in enumerate(rows.fetch(db, _BY_GROUP, _range(start, limit)))
    ]


def _is_place(word: str, villages: dict[str, str]) -> bool:
    return word.endswith("组") or any(word in name for name in villages.values())


def _living_at(db: Database, word: str, villages: dict[str, str]) -> set[int]:
    codes = [code for code, name in villages.items() if word in name]
    sql = "SELECT id FROM person WHERE division IN (SELECT value FROM json_each(:codes))"
    return {
        rows.whole(row["id"])
        for row in (rows.fetch(db, sql, {"codes": rows.listed(codes)}) if codes else ())
    }


def _hits(db: Database, found: dict[int, _Match], ids: list[int]) -> tuple[Hit, ...]:
    values: Row = {"ids": parts.ids(ids)}
    there = {rows.whole(row["id"]): row for row in rows.fetch(db, _FOUND, values)}
    others = parts.grouped(rows.fetch(db, _OTHER_NAMES, values), "person")
    return tuple(
        _hit(there[person], _why(found[person], there[person], others.get(person, [])))
        for person in ids
        if person in there
    )


def _hit(row: Row, why: str) -> Hit:
    return Hit(
        person=rows.text(row["uid"]),
        household=rows.text(row["household"]),
        name=rows.text(row["name"]),
        sex=rows.text(row["sex"]),
        born=rows.text(row["born"]),
        id_number=rows.text(row["id_number"]),
        division=rows.text(row["division"]),
        group=rows.text(row["group_name"]),
        door=rows.text(row["door"]),
        deceased=row["life"] == "去世",
        moved_out=row["residency"] == "迁出",
        why=why,
    )


def _why(match: _Match, row: Row, others: list[Row]) -> str:
    """Say in a few words what was found: 姓名首字母 lxy, 小名“老细”, 户内成员 李晓."""
    kind, key = match.kind, match.key
    if kind is None:
        return key
    if kind in _MEMBER_KINDS:
        return f"户内成员 {match.member}"
    for one in others:
        label = rows.text(one["kind"])
        name = rows.text(one["name"])
        if kind in _OTHER[label] and (key, kind.value) in _other_keys(label, name):
            return f"{label}“{name}”"
    if key.startswith(FOLDED) and kind is not Found.MERGED_NAME:
        return f"读音相近 {rows.text(row['pinyin'])}"
    return _SAYS[kind].format(key=key, back=key[:4][::-1])


def _other_keys(label: str, name: str) -> set[tuple[str, str]]:
    pets, formers = ((name,), ()) if label == "小名" else ((), (name,))
    return search.keys_of(Facts(name="", pets=pets, formers=formers))


_SAYS = {
    Found.NAME: "姓名",
    Found.NAME_INSIDE: "姓名",
    Found.SOUND: "拼音 {key}",
    Found.SOUND_INSIDE: "拼音 {key}",
    Found.INITIALS: "姓名首字母 {key}",
    Found.INITIALS_INSIDE: "姓名首字母 {key}",
    Found.NUMBER: "身份证号",
    Found.NUMBER_TAIL: "身份证尾号 {back}",
    Found.PHONE: "电话号码",
    Found.PHONE_TAIL: "电话尾号 {back}",
    Found.MERGED_NAME: "已合并的一份，原来的姓名",
    Found.MERGED_NUMBER: "已合并的一份，原来的身份证号",
    Found.MERGED_TAIL: "已合并的一份，原来的尾号",
}
