import random
from dataclasses import replace

from makers import a_number, a_person

from station_app.domain import search
from station_app.domain.household import LightMember
from station_app.domain.person import NameKind, OtherName, Phone
from station_app.domain.search import Facts
from station_app.errors import Refused
from station_app.storage import search as search_rows
from station_app.usecases import history, households, people

NAMES = ("罗秀英", "刘喆", "李䶮", "周㛃", "陈𬭎", "王𠅤", "单翀", "谢长林", "阿依古丽·买买提")


def expected(register) -> set[tuple[str, int, str]]:
    """Derive all keys anew from the rows, by other ways than the table module's."""
    keys = set()
    for row_id, name, number in register.db.execute(
        "SELECT id, name, id_number FROM person"
    ).fetchall():
        others = register.db.execute(
            "SELECT kind, name FROM person_name WHERE person = ?", [row_id]
        ).fetchall()
        phones = register.db.execute(
            "SELECT number FROM phone WHERE person = ?", [row_id]
        ).fetchall()
        facts = Facts(
            name=name,
            pets=tuple(other for kind, other in others if kind == "小名"),
            formers=tuple(other for kind, other in others if kind == "曾用名"),
            number=number,
            phones=tuple(phone for (phone,) in phones),
        )
        keys |= {(key, row_id, kind) for key, kind in search.keys_of(facts)}
    for row_id, name in register.db.execute("SELECT id, name FROM member").fetchall():
        keys |= {(key, row_id, kind) for key, kind in search.member_keys_of(name)}
    return keys


def held(register) -> set[tuple[str, int, str]]:
    return set(register.db.execute("SELECT key, owner, kind FROM search_key").fetchall())


def some_facts(dice: random.Random) -> dict[str, object]:
    kinds = list(NameKind)
    return {
        "name": dice.choice(NAMES),
        "phones": tuple(
            Phone(number=f"1540000{dice.randrange(10_000):04d}") for _ in range(dice.randrange(3))
        ),
        "other_names": tuple(
            OtherName(kind=dice.choice(kinds), name=dice.choice(NAMES))
            for _ in range(dice.randrange(3))
        ),
    }


def test_people_who_sound_alike_are_kept_back_where_many_sound_exactly_so(register):
    for place in range(search_rows.SHOWN):
        people.register(register, a_person(name="林秀", id_number=a_number(sequence=2 * place + 1)))
    alike = a_person(name="宁秀", id_number=a_number(sequence=401))
    people.register(register, alike)
    assert {hit.name for hit in people.find(register, "ning").hits} >= {"宁秀"}

    found = people.find(register, "lin")
    assert ({hit.name for hit in found.hits}, found.more) == ({"林秀"}, False)


def test_keys_follow_every_change_and_every_undo(register):
    dice, known = random.Random(7), []
    for step in range(60):
        deed = dice.choice(("new", "correct", "name", "undo"))
        if deed == "new" or not known:
            draft = a_person(**some_facts(dice), id_number=a_number(sequence=2 * step + 1))
            known.append(people.register(register, draft).uid)
        elif deed == "correct":
            person = dice.choice(known)
            draft = replace(people.draft_of(register, person), **some_facts(dice))
            people.correct(register, person, draft)
        elif deed == "name":
            home = people.get(register, dice.choice(known)).household
            households.name_member(register, home.uid, LightMember(name=dice.choice(NAMES)))
        else:
            try:
                history.undo(register, register.last_deed)
            except Refused:
                continue
            there = {uid for (uid,) in register.db.execute("SELECT uid FROM person").fetchall()}
            known = [uid for uid in known if uid in there]
    assert held(register) == expected(register)
    assert len(known) > 5
