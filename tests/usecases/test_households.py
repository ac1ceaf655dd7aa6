from dataclasses import replace
from datetime import date

import pytest
from makers import a_number, a_person

from station_app.domain.category import Holding
from station_app.domain.household import LightMember
from station_app.domain.identity import Sex
from station_app.domain.plaque import Plaque
from station_app.domain.problems import RefusedFields
from station_app.errors import Refused
from station_app.usecases import history, households, people


@pytest.fixture
def head(register):
    return people.register(register, a_person())


def a_wife(register, **changed):
    facts = {
        "name": "周桂英",
        "id_number": a_number("1956-05-01", 104),
        "born": "1956-05-01",
        "sex": Sex.FEMALE,
        "relation": "妻",
    }
    return people.register(register, a_person(**(facts | changed)))


def test_a_household_is_shown_with_everybody_in_it(register, head):
    wife = a_wife(register, household=head.household)
    draft = households.draft_of(register, head.household)
    son = LightMember(name="谢海波", relation="子", born_year=1982, note="省城务工")
    sudden = Holding(scheme="SEED7", code="5", since="2026-11", basis="柳林镇认定表")
    households.correct(
        register, head.household, replace(draft, light_members=(son,), holdings=(sudden,), size=5)
    )
    file = households.get(register, head.household)
    assert [(member.name, member.person, member.relation) for member in file.members] == [
        ("谢长林", head.uid, "户主"),
        ("周桂英", wife.uid, "妻"),
        ("谢海波", "", "子"),
    ]
    assert (file.head, file.village, file.persons, file.people) == ("谢长林", "荷塘村", 2, 5)
    assert file.tags == ("突发严重困难",)
    assert people.get(register, wife.uid).tags == ("突发严重困难",)


def test_who_is_only_named_can_be_added_changed_and_taken_out(register, head):
    home = households.name_member(register, head.household, LightMember(name="谢 海波"))
    (member,) = home.light_members
    assert member.name == "谢海波"
    draft = households.draft_of(register, home.uid)
    changed = households.correct(
        register, home.uid, replace(draft, light_members=(replace(member, relation="子"),))
    )
    assert changed.light_members == (replace(member, relation="子"),)
    assert households.unname_member(register, home.uid, member.uid).light_members == ()


def test_a_plaque_is_hung_taken_back_and_hung_again(register, head):
    uid = head.household
    signed = ("大门", "周桂英")
    hung = households.note_plaque(register, uid, Plaque.HANGS, date(2019, 7, 30), hung=signed)
    assert hung.plaque_hangs(date(2027, 1, 25))
    why = "受到刑事处罚"
    taken = households.note_plaque(register, uid, Plaque.TAKEN, date(2026, 5, 1), reason=why)
    assert not taken.plaque_hangs(date(2027, 1, 25))
    assert (taken.plaque_state, taken.plaque_reason) == ("收回", why)
    with pytest.raises(RefusedFields, match="恢复要写原因"):
        households.note_plaque(register, uid, Plaque.RESTORED, date(2026, 8, 1))
    back = households.note_plaque(
        register, uid, Plaque.RESTORED, date(2026, 8, 1), reason="县里同意", hung=signed
    )
    assert back.plaque_hangs(date(2027, 1, 25))


def test_a_plaque_is_not_hung_in_the_future_and_each_deed_is_taken_back_by_itself(register, head):
    uid = head.household
    with pytest.raises(RefusedFields):
        households.note_plaque(register, uid, Plaque.HANGS, date(2027, 1, 26))
    households.note_plaque(register, uid, Plaque.HANGS, date(2019, 7, 30))
    households.note_plaque(register, uid, Plaque.REPLACED, date(2026, 5, 1))

    history.undo(register, register.last_deed)

    home = households.get(register, uid).household
    assert (home.plaque_state, home.plaque_hung_on) == ("在挂", date(2019, 7, 30))


def test_the_reason_of_a_plaque_names_no_unit(register, head):
    with pytest.raises(RefusedFields, match="部队番号"):
        households.note_plaque(
            register, head.household, Plaque.WAITS, date(2027, 1, 4), reason="31655部队来函"
        )


def test_a_number_belongs_to_one_household(register, head):
    other = a_wife(register, relation="")
    draft = households.draft_of(register, head.household)
    households.correct(register, head.household, replace(draft, number="H-17"))
    assert households.draft_of(register, head.household).number == "H-17"
    households.correct(register, head.household, replace(draft, number="H-17", note="门朝南"))
    with pytest.raises(RefusedFields, match="H-17"):
        households.correct(
            register,
            other.household,
            replace(households.draft_of(register, other.household), number="H-17"),
        )


def test_a_second_head_is_refused(register, head):
    with pytest.raises(RefusedFields, match="一个户主"):
        households.name_member(
            register, head.household, LightMember(name="谢老大", relation="户主")
        )
    wife = a_wife(register)
    with pytest.raises(Refused, match="已经有户主"):
        households.join(register, wife.uid, head.household, "户主")


def test_joining_moves_a_person_and_undo_moves_back(register, head):
    wife = a_wife(register)
    assert wife.relation == "妻"
    households.join(register, wife.uid, head.household, "妻")
    assert households.of_person(register, wife.uid).uid == head.household
    history.undo(register, register.last_deed)
    assert households.of_person(register, wife.uid).uid == wife.household


def test_joining_the_own_household_is_refused(register, head):
    with pytest.raises(Refused, match="已经在这一户"):
        households.join(register, head.uid, head.household, "弟")


def test_what_belongs_to_a_whole_household_is_not_left_behind(register, head):
    wife = a_wife(register)
    households.name_member(register, wife.household, LightMember(name="谢玲", relation="女"))
    with pytest.raises(Refused, match="整户类别"):
        households.join(register, wife.uid, head.household, "妻")
    assert households.of_person(register, wife.uid).uid == wife.household


def test_leaving_founds_a_household_at_the_same_address(register, head):
    wife = a_wife(register, household=head.household)
    home = households.leave(register, wife.uid)
    assert home.uid != head.household
    assert (home.group, home.door) == ("6组", "2号")
    assert [member.is_head for member in households.members(register, home.uid)] == [True]


def test_the_head_changes_and_the_former_one_gets_a_relation(register, head):
    wife = a_wife(register, household=head.household)
    households.head(register, head.household, wife.uid, "夫")
    assert [(m.name, m.relation) for m in households.members(register, head.household)] == [
        ("周桂英", "户主"),
        ("谢长林", "夫"),
    ]
    stranger = people.register(
        register, a_person(name="谢长海", id_number=a_number(sequence=125), door="9号")
    )
    with pytest.raises(Refused, match="不在这一户"):
        households.head(register, head.household, stranger.uid, "弟")


def test_a_named_head_hands_over_to_a_person(register):
    son = people.register(register, a_person(head_name="谢老大", relation="子"))
    households.head(register, son.household, son.uid, "父")
    assert [(m.name, m.relation) for m in households.members(register, son.household)] == [
        ("谢长林", "户主"),
        ("谢老大", "父"),
    ]


def test_households_at_the_same_door_are_proposed(register, head):
    near = households.nearby(register, "790121101201", "6组", "2号")
    assert [home.uid for home in near] == [head.household]
    assert households.nearby(register, "790121101201", "6组", "") == []
    wife = a_wife(register)
    households.join(register, wife.uid, head.household, "妻")
    near = households.nearby(register, "790121101201", "6组", "2号")
    assert [home.uid for home in near] == [head.household]


def test_somebody_who_is_only_named_is_put_right_under_the_same_uid(register):
    person = people.register(register, a_person())
    households.name_member(register, person.household, LightMember(name="田海波", relation="儿子"))
    [named] = households.draft_of(register, person.household).light_members

    households.rename_member(register, person.household, replace(named, name="田海涛"))

    [renamed] = households.draft_of(register, person.household).light_members
    assert (renamed.uid, renamed.name, renamed.relation) == (named.uid, "田海涛", "儿子")


def test_a_unit_of_the_forces_is_no_relation(register, head):
    other = people.register(
        register, a_person(name="谢海波", id_number=a_number("19600101", 3), born="")
    )

    with pytest.raises(RefusedFields, match="像是部队番号"):
        households.join(register, other.uid, head.household, "123旅战友")
    with pytest.raises(RefusedFields, match="像是部队番号"):
        households.head(register, head.household, head.uid, "123旅战友")

    assert people.get(register, other.uid).person.household == other.household


@pytest.mark.parametrize(
    "told",
    [
        {"note": "儿子在38支队"},
        {"light_members": (LightMember(name="谢海波", relation="子", note="在某部123旅"),)},
        {"light_members": (LightMember(name="谢海波", relation="123旅战友"),)},
        {"plaque_place": "31655部队大门"},
        {"plaque_signed_by": "38支队"},
        {"number": "31655部队"},
        {"address": "31655部队家属院"},
        {"holdings": (Holding(scheme="SEED7", code="1", basis="31655部队证明"),)},
    ],
)
def test_a_unit_of_the_forces_is_never_written_into_the_words_of_a_household(register, head, told):
    draft = households.draft_of(register, head.household)

    with pytest.raises(RefusedFields, match="像是部队番号"):
        households.correct(register, head.household, replace(draft, **told))

    assert households.draft_of(register, head.household) == draft
