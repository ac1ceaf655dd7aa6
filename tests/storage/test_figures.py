"""Figures against a small register counted by hand; who lives in it stands in `village`."""

from datetime import date

import pytest
import village
from village import AS_OF, World

from station_app.domain.template import Condition, Count, Figure, Group, Source
from station_app.storage import figures, findings, listing

VISITED = Figure(count=Count.PERSONS)


@pytest.fixture
def world(deed) -> World:
    return village.people(deed)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count.PERSONS, 5),
        (Count.CONTACTS, 6),
        (Count.HOUSEHOLDS, 3),
        (Count.HOUSEHOLD_VISITS, 4),
        (Count.MONEY, 100000),
        (Count.PORTIONS, 2),
        (Count.LETTERS, 2),
        (Count.COUPLETS, 1),
        (Count.FOUND, 3),
    ],
)
def test_the_four_faces_of_a_visit_are_counted_apart(world, count, expected):
    assert world.count(Figure(count=count)) == expected


def test_a_person_in_several_groups_is_counted_once_in_a_group_that_joins_them(world):
    either = Group(
        any_of=(
            Condition(scheme="YF18", codes=("21",)),
            Condition(scheme="SEED7", codes=("2",)),
        )
    )

    assert world.count(Figure(count=Count.PERSONS, group=either)) == 1


def test_a_household_kind_counts_every_visited_member_of_that_household(world):
    jobless = Group(any_of=(Condition(scheme="SEED7", codes=("1",)),))

    assert world.names(Figure(count=Count.PERSONS, group=jobless)) == ["李䶮", "李小满"]
    assert world.count(Figure(count=Count.HOUSEHOLDS, group=jobless)) == 1


def test_the_plaque_counts_who_lives_in_the_house_on_the_day(world):
    plaque = Figure(count=Count.PERSONS, group=Group(any_of=(Condition(plaque=True),)))
    assert world.count(plaque) == 2

    world.deed.update("household", world.homes["丁国强"], {"plaque_taken_on": "2027-01-25"})

    assert world.count(plaque) == 0
    assert world.count(plaque, "2027-01-24") == 2


def test_a_group_asks_for_everything_its_condition_says(world):
    hard_pressed = Group(any_of=(Condition(standing=("退役军人",), any_difficulty=True),))

    assert world.names(Figure(count=Count.PERSONS, group=hard_pressed)) == ["丁国强"]
    assert world.count(Figure(count=Count.CONTACTS, group=hard_pressed)) == 2


def test_codes_may_be_left_out_of_a_scheme(world):
    world.hold("何桂枝", "YF18", "12")
    entitled = Group(any_of=(Condition(scheme="YF18", but=("12", "13")),))

    assert world.names(Figure(count=Count.PERSONS, group=entitled)) == ["王桂兰"]


def test_a_holding_counts_only_while_it_is_held(world):
    world.hold("何桂枝", "SEED7", "4", since="2027-01-10", until="2027-01-20")
    ill = Figure(
        count=Count.PERSONS, group=Group(any_of=(Condition(scheme="SEED7", codes=("4",)),))
    )

    assert [world.count(ill, day) for day in ("2027-01-13", "2027-01-19", "2027-01-20")] == [
        1,
        1,
        0,
    ]


def test_visits_after_the_as_of_date_are_not_counted(world):
    assert world.count(Figure(count=Count.CONTACTS), "2027-01-12") == 3
    assert world.count(Figure(count=Count.CONTACTS), "2027-01-11") == 0


def test_a_year_counts_every_visit_of_its_days_whatever_the_campaign(world):
    year = {"campaign": None, "begins": date(2026, 1, 1), "ends": date(2026, 12, 31)}

    assert world.names(VISITED, "2026-12-31", **year) == ["邓长林"]


def test_due_are_the_targets_that_are_handed_in(world):
    uids = [
        row[0]
        for row in world.deed.db.execute(
            "SELECT uid FROM person WHERE standing = '退役军人'"
        ).fetchall()
    ]
    due = Figure(count=Count.HOUSEHOLDS, source=Source.TARGETS)

    assert world.count(due, targets=tuple(uids)) == 3
    assert world.count(Figure(count=Count.PERSONS, source=Source.TARGETS), targets=()) == 0


def test_the_living_and_the_present_are_counted_on_the_day(world):
    people = Figure(count=Count.PERSONS, source=Source.PEOPLE)
    world.deed.update("person", world.people["王桂兰"], {"life": "去世", "died_on": "2027-01-20"})
    world.deed.update(
        "person", world.people["邓长林"], {"residency": "迁出", "moved_out_on": "2027-01-22"}
    )

    assert [world.count(people, day) for day in ("2027-01-19", "2027-01-20", "2027-01-22")] == [
        6,
        5,
        4,
    ]


def test_a_difficulty_is_counted_once_however_often_it_was_ticked(world):
    assert world.count(Figure(count=Count.FOUND, kinds=("医疗",))) == 1
    assert world.count(Figure(count=Count.FOUND, kinds=("其他",))) == 0
    found = figures.behind(world.deed.db, Figure(count=Count.FOUND), world.scope())
    assert [one.kind for one in found] == ["住房", "医疗", "就业"]


@pytest.mark.parametrize(
    ("closed_on", "kind", "solved"),
    [
        ("2027-01-22", "医疗", 1),
        ("2027-01-26", "医疗", 0),
        ("2027-01-10", "医疗", 0),
        ("2027-01-22", "就学", 0),
    ],
)
def test_a_difficulty_is_solved_when_its_plan_was_closed_after_it_was_found(
    world, closed_on, kind, solved
):
    plan = world.deed.insert(
        "plan",
        {
            "number": "青策-荷塘-2027-000001", "person": world.people["丁国强"],
            "opened_on": "2027-01-05", "outcome": "已办好", "followed_up_on": "2027-01-09",
            "satisfaction": "满意", "closed_on": closed_on,
        },
    )  # fmt: skip
    world.deed.insert("plan_goal", {"plan": plan, "kind": kind, "matter": "看病花钱多"})

    assert world.count(Figure(count=Count.SOLVED)) == solved
    assert world.count(Figure(count=Count.PENDING)) == 3 - solved


def test_other_kinds_of_plans_answer_the_sheets_other(world):
    world.visit("何桂枝", "2027-01-21", troubles='["其他"]')
    plan = world.deed.insert(
        "plan",
        {
            "number": "青策-荷塘-2027-000002", "person": world.people["何桂枝"],
            "opened_on": "2027-01-21", "outcome": "已入学", "followed_up_on": "2027-01-23",
            "satisfaction": "满意", "closed_on": "2027-01-23",
        },
    )  # fmt: skip
    world.deed.insert("plan_goal", {"plan": plan, "kind": "就学", "matter": "孩子转学"})

    assert world.count(Figure(count=Count.SOLVED, kinds=("其他",))) == 1


def test_each_figure_lists_the_visits_behind_it(world):
    money = figures.behind(world.deed.db, Figure(count=Count.MONEY), world.scope())

    assert [(one.name, one.on, one.fen) for one in money] == [
        ("丁国强", "2027-01-12", 50000),
        ("李䶮", "2027-01-14", 50000),
    ]
    assert all(one.visit and one.person for one in money)


def test_a_visit_after_a_death_is_found(world):
    world.deed.update("person", world.people["王桂兰"], {"life": "去世", "died_on": "2027-01-11"})

    found = findings.visited_after_death(world.deed.db, world.scope())

    assert [(one["name"], one["died_on"], one["visited_on"]) for one in found] == [
        ("王桂兰", "2027-01-11", "2027-01-12")
    ]


def test_printed_sheets_that_wait_for_typing_are_counted(world):
    sheet = {
        "number": "青退-荷塘-2027-000001", "year": 2027, "serial": 1,
        "person": world.people["邓长林"], "campaign": world.campaign, "state": "待录入",
    }  # fmt: skip
    world.deed.insert("sheet", {**sheet, "printed_at": "2027-01-05T09:00:00+08:00"})
    world.deed.insert("sheet", {**sheet, "number": "青退-荷塘-2027-000002", "serial": 2})

    assert findings.sheets_untyped(world.deed.db, world.scope()) == 1


def _listed(world, as_of: str = AS_OF) -> dict[str, tuple[str, ...]]:
    found = listing.people(world.deed.db, "SEED7", date.fromisoformat(as_of))
    return {one.name: one.codes for one in found}


def test_a_roster_lists_holders_and_for_a_household_kind_its_veterans(world):
    assert _listed(world) == {"王桂兰": ("2",), "李䶮": ("1",)}


def test_a_household_without_a_veteran_stands_in_a_roster_by_its_head(world):
    world.hold_home("王桂兰", "SEED7", "5")

    assert _listed(world)["王桂兰"] == ("2", "5")


def test_who_died_or_moved_out_leaves_the_roster_that_day(world):
    world.deed.update("person", world.people["王桂兰"], {"life": "去世", "died_on": "2027-01-20"})

    assert "王桂兰" not in _listed(world, "2027-01-20")
    assert "王桂兰" in _listed(world, "2027-01-19")


def test_a_roster_tells_difficulties_plan_and_last_visit(world):
    world.trouble("李䶮", "就业", since="2026-05", note="夫妻都没有活干")
    plan = world.deed.insert(
        "plan",
        {
            "number": "青策-荷塘-2027-000003",
            "person": world.people["李䶮"],
            "opened_on": "2027-01-15",
        },
    )
    goal = world.deed.insert("plan_goal", {"plan": plan, "kind": "就业", "matter": "没有活干"})
    world.deed.insert(
        "plan_step",
        {"goal": goal, "measure": "电焊复审培训", "owner": "张海燕", "due_on": "2027-05-15"},
    )

    told = next(
        one
        for one in listing.people(world.deed.db, "SEED7", date(2027, 1, 25))
        if one.name == "李䶮"
    )

    assert told.difficulties == (("就业", "夫妻都没有活干"),)
    assert told.goals == (("就业", "没有活干"),)
    assert [(step.measure, step.owner, step.due_on) for step in told.steps] == [
        ("电焊复审培训", "张海燕", date(2027, 5, 15))
    ]
    assert told.planned
    assert told.closed_on is None
    assert told.last_visit == date(2027, 1, 14)
