"""A merge taken back, at once or a year later: what came since stays, nothing is lost."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from makers import a_number, a_person, a_plan, a_visit
from twins import UNNUMBERED, everything, keys

from station_app.domain.doubles import Side
from station_app.domain.person import Difficulty, Phone, Trouble
from station_app.errors import Refused
from station_app.usecases import doubles, history, households, people, plans, upkeep, visits


def test_a_merge_is_taken_back_a_year_later_and_keeps_what_came_since(register, twins, clock):
    kept, gone = twins
    old = visits.record(register, a_visit(gone))
    before = everything(register)
    doubles.merge(register, kept, gone, {"name": Side.GONE})
    clock.forward(days=365)
    new = visits.record(register, a_visit(kept, on=clock.at.date()))
    draft = people.draft_of(register, kept)
    people.correct(register, kept, replace(draft, ethnicity="回族", tier=draft.tier))
    doubles.split(register, gone)
    one, other = people.get(register, kept), people.get(register, gone)
    assert (one.person.name, other.person.name) == ("谢长林", "谢常林")
    assert one.person.ethnicity == "回族"
    assert [visit.uid for visit in one.visits] == [new.uid]
    assert [visit.uid for visit in other.visits] == [old.uid]
    assert other.person.last_visit_on == old.on
    assert doubles.former(register, kept) == []
    assert {row[0] for row in map(tuple, before["phone"])} == {
        row[0] for row in map(tuple, everything(register)["phone"])
    }
    assert upkeep.check(register).sound


def test_a_field_changed_since_stays_as_it_was_changed(register, twins):
    kept, gone = twins
    doubles.merge(register, kept, gone, {"name": Side.GONE})
    draft = people.draft_of(register, kept)
    people.correct(register, kept, replace(draft, name="谢昌林"))
    doubles.split(register, gone)
    assert people.get(register, kept).person.name == "谢昌林"


def _four(register) -> list[str]:
    made = []
    for n, name in enumerate(("谢长林", "谢常林", "谢昌林", "谢畅林")):
        draft = a_person(
            name=name,
            door=f"{n + 1}号",
            id_number=a_number(sequence=2 * n + 101),
            phones=(Phone(number="15400005713"), Phone(number=f"1540000{n}846")),
            difficulties=(Difficulty(kind=Trouble.MEDICAL, note=f"病{n}", since=f"202{n}"),),
            remark=f"第{n}份",
        )
        made.append(people.register(register, draft).uid)
        visits.record(register, a_visit(made[-1], on=date(2027, 1, 20 + n)))
        plans.open_(register, a_plan(made[-1]))
    return made


@pytest.mark.parametrize(
    "order",
    [
        [(0, 1), (1, 2), (3, 2)],
        [(0, 1), (2, 1), (1, 3)],
        [(0, 3), (1, 2), (2, 3)],
        [(0, 1), (1, 2), (2, 3)],
        [(0, 2), (1, 2), (2, 3)],
    ],
)
def test_merges_on_merges_are_taken_back_in_any_order(register, order):
    made = _four(register)
    before, searched = everything(register), keys(register)
    for parted in permutations(gone for gone, _ in order):
        for gone, kept in order:
            doubles.merge(
                register, made[kept], made[gone], {"name": Side.GONE, "id_number": Side.GONE}
            )
        for gone in parted:
            doubles.split(register, made[gone])
        assert everything(register) == before, parted
        assert keys(register) == searched


def test_parting_is_undone_like_any_deed(register, twins):
    doubles.merge(register, *twins, {})
    merged = everything(register)
    doubles.split(register, twins[1])
    history.undo(register, register.last_deed)
    assert everything(register) == merged
    assert len(doubles.former(register, twins[0])) == 1


def test_a_merge_is_undone_at_once_like_any_deed(register, twins):
    before = everything(register)
    doubles.merge(register, *twins, {})
    history.undo(register, register.last_deed)
    assert everything(register) == before


def test_it_comes_back_though_its_place_was_taken(register, twins):
    kept, gone = twins
    visits.record(register, a_visit(gone))
    doubles.merge(register, kept, gone, {})
    stranger = people.register(
        register, a_person(name="周桂兰", id_number=a_number("1960-05-01"), born="1960-05-01")
    )
    doubles.split(register, gone)
    assert people.get(register, gone).person.name == "谢常林"
    assert len(people.get(register, gone).visits) == 1
    assert people.get(register, stranger.uid).visits == ()


def test_it_does_not_come_back_while_somebody_else_bears_its_number(register, twins):
    kept, gone = twins
    doubles.merge(register, gone, kept, {})
    one = replace(people.draft_of(register, gone), **UNNUMBERED)
    people.correct(register, gone, one)
    people.register(register, a_person(name="周桂兰"))
    with pytest.raises(Refused, match="登记在别人名下"):
        doubles.split(register, kept)
    assert people.get(register, kept).person.uid == gone


def test_it_is_parted_once(register, twins):
    doubles.merge(register, *twins, {})
    doubles.split(register, twins[1])
    with pytest.raises(Refused):
        doubles.split(register, twins[1])


def test_it_is_not_parted_while_somebody_else_bears_the_number_of_the_one_kept(register):
    own, taken = a_number(sequence=225), a_number(sequence=227)
    kept = people.register(register, a_person(id_number=own)).uid
    gone = people.register(register, a_person(name="谢常林", id_number=taken, door="9号")).uid
    doubles.merge(register, kept, gone, {"id_number": Side.GONE})
    people.register(register, a_person(name="周桂兰", id_number=own))
    with pytest.raises(Refused, match="登记在别人名下"):
        doubles.split(register, gone)
    assert people.get(register, kept).person.id_number == taken


def test_it_is_not_parted_while_another_household_has_the_number_of_its_own(register, twins):
    kept, gone = twins
    stranger = people.register(
        register, a_person(name="周桂兰", door="19号", id_number=a_number(sequence=229))
    )
    left, home, other = (
        people.get(register, uid).person.household for uid in (gone, kept, stranger.uid)
    )
    _number(register, left, "荷-5")
    doubles.merge(register, kept, gone, {})
    _number(register, home, "")
    _number(register, other, "荷-5")
    with pytest.raises(Refused, match="户编号"):
        doubles.split(register, gone)


def _number(register, home, number):
    now = households.draft_of(register, home)
    households.correct(register, home, replace(now, number=number))
