import contextlib

from station_app.domain import category, person_rules
from station_app.domain.category import Holding
from station_app.domain.household import HouseholdDraft, LightMember
from station_app.domain.person import Difficulty, NameKind, OtherName, PersonDraft, Phone, Trouble
from station_app.storage import bulk, derived, households, people, rows, search

DRAFT = person_rules.tidied(
    PersonDraft(
        name="李䶮",
        id_number="790121193511030213",
        division="790121101201",
        group="3组",
        phones=(Phone(number="15400000001"), Phone(number="15400000002", owner="儿子")),
        other_names=(OtherName(kind=NameKind.PET, name="老细"),),
        difficulties=(Difficulty(kind=Trouble.MEDICAL, note="透析"),),
        holdings=(Holding(scheme="YF18", code="21"), Holding(scheme="SEED7", code="1")),
    )
)
HOME = HouseholdDraft(
    division="790121101201", group="3组", light_members=(LightMember(name="何桂兰"),)
)


class _Enough(Exception):
    """Ends a deed so that nothing of it is kept."""


def test_many_at_once_write_what_one_at_a_time_writes(register):
    schemes = category.shipped()
    written = []
    with contextlib.suppress(_Enough), register.deed("写") as deed:
        person = people.add(deed, DRAFT, households.add(deed, HOME), schemes)
        derived.refresh(deed.db, deed.changes)
        written.append(_written(deed.db, person))
        raise _Enough

    with register.deed("写", bulk=True) as deed:
        home = bulk.add_households(deed, [HOME])[0]
        person = bulk.add_people(deed, [(home, DRAFT)], schemes, {home: set()})[0][0]
        written.append(_written(deed.db, person))

    assert written[0] == written[1]
    assert written[0]["keys"]


def test_those_written_at_once_are_found(register):
    with register.deed("一次", bulk=True) as deed:
        home = bulk.add_households(deed, [HOME])[0]
        bulk.add_people(deed, [(home, DRAFT)], category.shipped(), {home: set()})

    for text in ("李䶮", "老细", "0213", "0002", "何桂兰"):
        assert [hit.name for hit in search.find(register.db, text, {}).hits] == ["李䶮"], text


def test_nobody_at_once_writes_nothing(register):
    with register.deed("一次", bulk=True) as deed:
        assert bulk.add_households(deed, []) == []
        assert bulk.add_people(deed, [], category.shipped(), {}) == []


def _written(db, person):
    home = rows.number(db, "SELECT household FROM person WHERE id = :id", {"id": person})
    queries = {
        "person": "id = :person",
        "person_name": "person = :person",
        "phone": "person = :person",
        "difficulty": "person = :person",
        "holding": "person = :person OR household = :home",
        "household": "id = :home",
        "member": "household = :home",
        "searched": "owner = :person AND member = 0",
    }
    left_out = ("id", "uid", "household", "person", "owner")
    return {
        table: [
            {name: value for name, value in row.items() if name not in left_out}
            for row in rows.fetch(
                db, f"SELECT * FROM {table} WHERE {where}", {"person": person, "home": home}
            )
        ]
        for table, where in queries.items()
    } | {
        "keys": rows.fetch(
            db,
            "SELECT key, kind FROM search_key WHERE owner = :person ORDER BY key, kind",
            {"person": person},
        )
    }
