"""Entries of one person: found over the register, told apart, compared side by side."""

import pytest
from backing import quietly
from makers import a_number, a_person
from twins import UNNUMBERED

from station_app.domain.doubles import Side
from station_app.domain.likeness import Grade
from station_app.errors import Stopped
from station_app.usecases import doubles, history, people


def test_the_register_is_looked_through_and_says_why(register, twins):
    found = doubles.search(register, quietly)
    (pair,) = found.likely
    assert set(pair.uids) == set(twins)
    assert pair.likeness.grade is Grade.LIKELY
    assert {"姓名同音", "出生日期相同"} <= set(pair.likeness.reasons)
    assert (found.pairs, found.people, found.cut) == (1, 2, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "谢长材", "other_names": ()},  # look-alike is not in the table: nothing
        {"name": "周桂兰", "phones": ()},
        {"born": "1960-05-01", "id_number": a_number("1960-05-01")},
    ],
)
def test_strangers_are_no_pair(register, changed):
    people.register(register, a_person())
    people.register(register, a_person(**({"id_number": a_number(sequence=125)} | changed)))
    assert not doubles.search(register, quietly).likely


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"name": "谢常林"},
        {"born": "1954-03-19"},
        {"born": "1945-03-09"},
        {"born": "1954"},
        {"born": ""},
    ],
)
def test_one_slip_hides_nobody(register, changed):
    people.register(register, a_person())
    people.register(register, a_person(**(UNNUMBERED | changed)))
    assert len(doubles.search(register, quietly).likely) == 1


def test_a_name_shared_by_too_many_of_a_group_is_left_to_other_keys(register):
    for n in range(doubles.pairs.LARGEST + 1):
        born = f"{1930 + n}-0{1 + n % 9}-1{n % 7}"
        people.register(register, a_person(born=born, id_number=a_number(born), phones=()))
    people.register(register, a_person(phones=(), born="1930-01-10", **UNNUMBERED))
    found = doubles.search(register, quietly)
    assert found.cut  # by sound and by sight
    assert len(found.likely) == 1


def test_looking_can_be_stopped(register, twins):
    def stop(_done: int, _total: int) -> None:
        raise Stopped("已停止。")

    with pytest.raises(Stopped):
        doubles.search(register, stop)


def test_who_was_told_apart_is_not_shown_again(register, twins):
    doubles.tell_apart(register, *twins)
    doubles.tell_apart(register, *reversed(twins))
    assert not doubles.search(register, quietly).likely
    known = people.draft_of(register, twins[0])
    assert people.likely_doubles(register, known, twins[0]) == []
    history.undo(register, register.last_deed)
    assert len(doubles.search(register, quietly).likely) == 1


def test_who_was_told_apart_stays_so_after_a_merge(register, twins):
    third = people.register(register, a_person(name="谢昌林", **UNNUMBERED)).uid
    doubles.tell_apart(register, twins[1], third)
    doubles.merge(register, *twins, {})
    assert not doubles.search(register, quietly).likely


def test_pairs_that_are_settled_leave_the_list(register, twins):
    found = doubles.search(register, quietly).likely
    assert doubles.open_ones(register, found) == list(found)
    doubles.merge(register, *twins, {})
    assert doubles.open_ones(register, found) == []
    doubles.split(register, twins[1])
    assert doubles.open_ones(register, found) == list(found)


def test_two_entries_stand_side_by_side(register, twins):
    seen = doubles.compare(register, *twins)
    said = {one.field: one for one in seen.fields}
    assert (said["name"].kept, said["name"].gone) == ("谢长林", "谢常林")
    assert said["name"].differs
    assert said["id_number"].gone == ""
    assert said["id_number"].proposed is Side.KEPT
    assert not said["born"].differs
    assert said["household"].proposed is Side.KEPT
    assert (said["household"].kept, said["household"].gone) == (
        "6组 2号，谢长林户 1 人",
        "6组 9号，谢常林户 1 人",
    )
    assert "division" not in said


def test_what_only_one_says_is_proposed(register, twins):
    seen = doubles.compare(register, *reversed(twins))
    said = {one.field: one for one in seen.fields}
    assert said["id_number"].proposed is Side.GONE


def test_of_two_numbers_the_places_that_differ_are_shown(register):
    one = people.register(register, a_person(number_reason=""))
    wrong = a_number()[:12] + "90" + a_number()[14:]
    other = people.register(
        register, a_person(id_number=wrong, born="1954-03-09", number_reason="派出所证明")
    )
    seen = doubles.compare(register, one.uid, other.uid)
    number = next(row for row in seen.fields if row.field == "id_number")
    assert (number.kept[12:14], number.gone[12:14]) == (a_number()[12:14], "90")
    assert "****" in number.kept
