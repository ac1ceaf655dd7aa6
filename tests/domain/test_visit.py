from datetime import date

import pytest
from makers import a_visit

from station_app.domain.problems import Level
from station_app.domain.visit import Manner, ToDo, tidy
from station_app.domain.visit_rules import problems

TODAY = date(2027, 1, 25)


def found(**changed):
    return [
        (problem.field, problem.level)
        for problem in problems(a_visit("somebody", **changed), today=TODAY)
    ]


def test_an_ordinary_visit_has_no_problem():
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "field", "level"),
    [
        ({"visitors": (" ",)}, "visitors", Level.BLOCKS),
        ({"money": -1}, "money", Level.BLOCKS),
        ({"money": 50000, "manner": Manner.BY_PHONE}, "money", Level.REMINDS),
        ({"companions": ("somebody",)}, "companions", Level.BLOCKS),
        ({"follow_up_on": date(2027, 1, 23)}, "follow_up_on", Level.BLOCKS),
        ({"to_do": (ToDo(matter="修漏", due=date(2027, 1, 2)),)}, "to_do", Level.BLOCKS),
        ({"on": date(2027, 1, 17)}, "on", Level.REMINDS),
    ],
)
def test_each_rule_names_its_field_and_how_much_it_matters(changed, field, level):
    assert found(**changed) == [(field, level)]


def test_tidying_drops_empty_to_dos_and_a_deputy_nobody_asked_for():
    draft = tidy(
        a_visit(
            to_do=(ToDo(matter=" "), ToDo(matter="修漏")),
            visitors=(" 王芳 ", "", "王芳"),
            living_note=" 三餐正常 ",
        )
    )

    assert [one.matter for one in draft.to_do] == ["修漏"]
    assert draft.visitors == ("王芳",)
    assert draft.living_note == "三餐正常"
