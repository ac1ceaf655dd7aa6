from datetime import date

import pytest
from makers import a_person

from station_app.domain.person import Difficulty, Life, Phone, Residency, Tier, Trouble


@pytest.mark.parametrize(
    ("tier", "says", "days"), [(Tier.A, "每月", 30), (Tier.B, "每季", 90), (Tier.C, "每年", 365)]
)
def test_tiers_are_said_as_how_often(tier, says, days):
    assert (tier.says, tier.days) == (says, days)


def test_the_dead_and_those_who_moved_away_are_not_counted():
    assert a_person().counts
    assert a_person(residency=Residency.AWAY).counts
    assert not a_person(residency=Residency.MOVED).counts
    assert not a_person(life=Life.DECEASED).counts


def test_phones_are_shown_in_groups_and_masked_in_lists():
    assert Phone(number="15400005713").says == "154-0000-5713"
    assert Phone(number="0750-1234567").says == "0750-1234567"
    assert Phone(number="15400005713").masked == "154****5713"
    assert Phone(number="1234567").masked == "****"


def test_a_place_is_said_without_empty_parts():
    assert a_person().place == "6组 2号"
    assert a_person(door="").place == "6组"


def test_only_open_difficulties_stand():
    over = Difficulty(kind=Trouble.WORK, since="2024", until="2026-11-24")
    now = Difficulty(kind=Trouble.MEDICAL, since="2026-11")
    later = Difficulty(kind=Trouble.HOUSING, since="2026-12")
    draft = a_person(difficulties=(over, now, later))
    assert draft.open_difficulties(date(2026, 11, 24)) == (now,)
