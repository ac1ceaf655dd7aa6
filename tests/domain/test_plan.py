from datetime import date

import pytest
from makers import a_goal, a_plan, a_step

from station_app.domain import plan
from station_app.domain.problems import Level

TODAY = date(2027, 1, 25)


@pytest.mark.parametrize(
    ("goal", "field", "level"),
    [
        ({"matter": " "}, "goals.0.matter", Level.BLOCKS),
        ({"since": "2027-02"}, "goals.0.since", Level.BLOCKS),
        ({"steps": (a_step(measure=""),)}, "goals.0.steps.0.measure", Level.BLOCKS),
        (
            {"steps": (a_step(done_on=date(2027, 1, 26)),)},
            "goals.0.steps.0.done_on",
            Level.BLOCKS,
        ),
        ({"steps": (a_step(due_on=date(2027, 1, 24)),)}, "goals.0.steps.0.due_on", Level.REMINDS),
    ],
)
def test_each_rule_names_its_field_and_how_much_it_matters(goal, field, level):
    found = plan.problems(a_plan(goals=(a_goal(**goal),)), today=TODAY)

    assert [(problem.field, problem.level) for problem in found] == [(field, level)]


def test_a_measure_is_late_from_the_day_after_it_was_due_until_it_is_done():
    due = date(2027, 1, 24)

    assert a_step(due_on=due).late(due) == 0
    assert a_step(due_on=due).late(TODAY) == 1
    assert a_step(due_on=due, done_on=TODAY).late(date(2027, 2, 1)) == 0
