from datetime import date

import pytest
from makers import a_number, a_person

from station_app.domain.category import Holding
from station_app.domain.household import LightMember
from station_app.domain.person import Difficulty, Flag, Residency, Standing, Tier, Trouble
from station_app.domain.plaque import Plaque
from station_app.domain.selection import Selection
from station_app.usecases import households, people, selection


def put(register, name, sequence, **changed):
    facts = {"name": name, "id_number": a_number(sequence=2 * sequence + 1), "phones": ()}
    return people.register(register, a_person(**(facts | changed)))


@pytest.fixture
def village(register):
    alone = Holding(scheme="SEED7", code="2", basis="证明")
    sudden = Holding(scheme="SEED7", code="5", basis="认定")
    old = Holding(scheme="SEED7", code="4", basis="证明", until="2026-12")
    put(register, "王𠅤", 1, group="10组", door="1号", holdings=(alone,), tier=Tier.A)
    zhou = put(register, "周㛃", 2, group="2组", door="11号", holdings=(sudden,))
    put(register, "田家福", 3, household=zhou.household, relation="夫", group="2组", door="11号")
    put(register, "李䶮", 4, group="2组", door="3号", holdings=(old,), flags=(Flag.ALONE,))
    put(
        register, "陈𬭎", 5, group="老屋组", door="", standing=Standing.FAMILY,
        difficulties=(Difficulty(kind=Trouble.MEDICAL), Difficulty(kind=Trouble.WORK)),
        division="790121101202",
    )  # fmt: skip
    gone = put(register, "赵堃", 6, group="2组", residency=Residency.AWAY)
    people.deceased(register, gone.uid, date(2027, 1, 20))
    away = put(register, "刘喆", 7, group="2组")
    people.moved_out(register, away.uid, date(2027, 1, 20))
    households.name_member(register, zhou.household, LightMember(name="田一诺"))
    households.note_plaque(register, zhou.household, Plaque.HANGS, date(2019, 7, 30))
    return register


def names_of(page):
    return [row.person.name for row in page.rows]


def test_the_list_is_sorted_by_sound_and_leaves_out_who_is_gone(village):
    page = selection.page(village)
    assert names_of(page) == ["陈𬭎", "李䶮", "田家福", "王𠅤", "周㛃"]
    assert (page.persons, page.households) == (5, 4)
    assert (page.all_persons, page.all_households) == (5, 4)
    assert page.after is None


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"groups": ("2组",)}, ["李䶮", "田家福", "周㛃"]),
        ({"groups": ("2组", "10组")}, ["李䶮", "田家福", "王𠅤", "周㛃"]),
        ({"categories": (("SEED7", ""),)}, ["田家福", "王𠅤", "周㛃"]),
        ({"categories": (("SEED7", "5"),)}, ["田家福", "周㛃"]),
        ({"categories": (("SEED7", "2"), ("SEED7", "5"))}, ["田家福", "王𠅤", "周㛃"]),
        ({"categories": (("SEED7", "4"),)}, []),
        ({"troubles": (Trouble.MEDICAL, Trouble.WORK)}, ["陈𬭎"]),
        ({"tiers": (Tier.A,)}, ["王𠅤"]),
        ({"standings": (Standing.FAMILY,)}, ["陈𬭎"]),
        ({"flags": (Flag.ALONE,)}, ["李䶮"]),
        ({"divisions": ("790121101202",)}, ["陈𬭎"]),
        ({"plaque": True}, ["田家福", "周㛃"]),
        ({"not_visited_since": date(2026, 12, 1), "tiers": (Tier.A,)}, ["王𠅤"]),
        ({"gone": True}, ["刘喆", "赵堃"]),
        ({"groups": ("2组",), "flags": (Flag.ALONE,)}, ["李䶮"]),
    ],
)
def test_conditions_choose(village, wanted, names):
    page = selection.page(village, Selection(**wanted))
    assert names_of(page) == names
    assert page.persons == len(names)
    assert page.all_persons == 5


def test_pages_follow_one_another_without_gap_or_repeat(village):
    first = selection.page(village, limit=2)
    second = selection.page(village, after=first.after, limit=2)
    third = selection.page(village, after=second.after, limit=2)
    assert names_of(first) + names_of(second) + names_of(third) == names_of(selection.page(village))
    assert third.after is None
    assert len(selection.everybody(village)) == 5


def test_a_line_says_age_village_tags_and_when_the_next_visit_is_due(village):
    row = next(row for row in selection.page(village).rows if row.person.name == "王𠅤")
    assert (row.age, row.village, row.tags) == (72, "荷塘村", ("鳏寡孤独",))
    assert row.due_on == date(2027, 2, 24)
    assert row.waiting_sheet == ""


def test_nobody_who_is_gone_is_due(village):
    assert [row.due_on for row in selection.page(village, Selection(gone=True)).rows] == [
        None,
        None,
    ]


def test_households_stand_in_route_order_with_their_numbers(village):
    homes = selection.homes(village)
    assert [(home.head, home.place) for home in homes] == [
        ("李䶮", "2组 3号"),
        ("周㛃", "2组 11号"),
        ("王𠅤", "10组 1号"),
        ("陈𬭎", "老屋组"),
    ]
    shared = next(home for home in homes if home.head == "周㛃")
    assert (shared.persons, shared.people, shared.plaque_hangs) == (2, 3, True)
    assert shared.tags == ("突发严重困难",)


def test_the_choices_of_the_filters_are_those_in_use(village):
    assert selection.groups(village) == ["2组", "10组", "老屋组"]
    assert selection.groups(village, "790121101202") == ["老屋组"]
    assert [one.name for one in selection.villages(village)] == ["荷塘村", "石桥村"]
    assert [kind.short for kind in selection.kinds_in_use(village)] == [
        "鳏寡孤独",
        "突发严重困难",
    ]
