from dataclasses import replace
from datetime import date

import pytest

from station_app.domain import plaque
from station_app.domain.household import HouseholdDraft
from station_app.domain.plaque import Plaque

TODAY = date(2026, 11, 24)
NEVER = HouseholdDraft()
HANGS = plaque.done(NEVER, Plaque.HANGS, date(2019, 7, 30), "")


@pytest.mark.parametrize(
    ("home", "offered"),
    [
        (NEVER, {"在挂", "待挂"}),
        (plaque.done(NEVER, Plaque.WAITS, TODAY, ""), {"在挂"}),
        (HANGS, {"更换", "保留不换", "收回"}),
        (plaque.done(HANGS, Plaque.REPLACED, date(2025, 1, 1), ""), {"更换", "保留不换", "收回"}),
        (plaque.done(HANGS, Plaque.STAYS, date(2025, 1, 1), "老兵去世"), {"收回"}),
        (plaque.done(HANGS, Plaque.TAKEN, date(2025, 1, 1), "处罚"), {"恢复"}),
    ],
)
def test_only_what_the_rules_allow_now_is_offered(home, offered):
    assert {one.value for one in plaque.ways(home, TODAY)} == offered
    refused = set(Plaque) - set(plaque.ways(home, TODAY))
    for act in refused:
        found = list(plaque.problems(home, act, TODAY, "原因"))
        assert [one.field for one in found] == ["plaque_state"]


@pytest.mark.parametrize("act", [Plaque.STAYS, Plaque.TAKEN])
def test_what_is_grave_says_why(act):
    assert [one.field for one in plaque.problems(HANGS, act, TODAY, " ")] == ["plaque_reason"]
    assert list(plaque.problems(HANGS, act, TODAY, "老兵去世")) == []


def test_replacing_keeps_the_day_since_which_a_plaque_hangs():
    anew = plaque.done(HANGS, Plaque.REPLACED, date(2025, 1, 1), "")
    assert (anew.plaque_hung_on, anew.plaque_state_on) == (date(2019, 7, 30), date(2025, 1, 1))
    assert anew.plaque_hangs(date(2020, 1, 1))


def test_the_state_is_said_also_of_plaques_noted_before_states_were():
    old = replace(NEVER, plaque_hung_on=date(2019, 7, 30))
    assert plaque.says(old, TODAY) == "在挂"
    assert plaque.says(replace(old, plaque_taken_on=date(2020, 1, 1)), TODAY) == "收回"
    assert plaque.says(NEVER, TODAY) == ""
    assert plaque.says(plaque.done(HANGS, Plaque.STAYS, TODAY, "留念"), TODAY) == "保留不换"
