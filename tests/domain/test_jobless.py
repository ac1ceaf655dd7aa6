from datetime import date

import pytest

from station_app.domain import household, jobless
from station_app.domain.household import HouseholdDraft, LightMember, Member

TODAY = date(2026, 11, 24)


def a_member(born="1980", employment="无业人员", **changed):
    facts = {"name": "谢长林", "relation": "子", "born": born, "employment": employment}
    return Member(**{**facts, **changed})


def test_a_household_in_which_nobody_of_working_age_works_is_proposed_with_the_names():
    members = [
        a_member(),
        a_member(name="谢玲", born="2000-05"),
        a_member(born="1950", name="谢老"),
    ]
    assert jobless.reason(members, TODAY) == (
        "这一户劳动年龄内的人（谢长林、谢玲）都没有工作，是不是零就业家庭？"
    )


@pytest.mark.parametrize(
    "other",
    [a_member(employment="农民"), a_member(employment="")],
    ids=["works", "is not known"],
)
def test_one_who_works_or_is_not_known_speaks_against_it(other):
    assert jobless.reason([a_member(), other], TODAY) == ""


@pytest.mark.parametrize(
    "other",
    [
        a_member(employment="学生", born="2008"),
        a_member(employment="退（离）休人员"),
        a_member(employment="农民", deceased=True),
        a_member(employment="农民", moved_out=True),
        a_member(employment="", born="2015"),
        a_member(employment="", born=""),
    ],
)
def test_pupils_pensioners_children_and_those_who_are_gone_do_not_count(other):
    assert jobless.reason([a_member(), other], TODAY)
    assert jobless.reason([other], TODAY) == ""


@pytest.mark.parametrize("more", [{"employment": "学生"}, {"note": "在县中读书"}])
def test_of_a_child_only_name_relation_and_year_are_kept(more):
    child = LightMember(name="谢小林", relation="孙", born_year=2013, **more)
    [problem] = household.problems(HouseholdDraft(light_members=(child,)), TODAY)
    assert problem.says == "谢小林 不满 14 岁，只记姓名、关系和出生年"


def test_of_somebody_who_turns_fourteen_this_year_more_may_be_kept():
    grown = LightMember(name="谢小林", relation="孙", born_year=2012, employment="学生")
    assert household.problems(HouseholdDraft(light_members=(grown,)), TODAY) == []
