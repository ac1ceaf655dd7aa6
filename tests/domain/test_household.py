from datetime import date

import pytest
from makers import a_household

from station_app.domain import household
from station_app.domain.household import LightMember, Member
from station_app.domain.problems import Level

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"plaque_hung_on": date(2026, 11, 25)}, "plaque_hung_on"),
        ({"plaque_taken_on": date(2026, 11, 2)}, "plaque_taken_on"),
        (
            {"plaque_hung_on": date(2020, 8, 1), "plaque_taken_on": date(2020, 7, 1)},
            "plaque_taken_on",
        ),
        ({"light_members": (LightMember(name=" "),)}, "light_members.0"),
        ({"light_members": (LightMember(name="田\u202e一诺"),)}, "light_members.0"),
        ({"note": "在38支队服役"}, "note"),
        ({"light_members": (LightMember(name="田一诺", born_year=2027),)}, "light_members.0"),
        (
            {
                "light_members": (
                    LightMember(name="田家福", relation="户主"),
                    LightMember(name="田海波", relation="户主"),
                )
            },
            "light_members",
        ),
    ],
)
def test_what_cannot_be_is_refused(changed, field):
    found = household.problems(a_household(**changed), TODAY)
    assert field in [one.field for one in found if one.level is Level.BLOCKS]


def test_a_plaque_without_a_signature_only_reminds():
    hung = a_household(plaque_hung_on=date(2019, 7, 30))
    (found,) = household.problems(hung, TODAY)
    assert found.level is Level.REMINDS
    signed = a_household(plaque_hung_on=date(2019, 7, 30), plaque_signed_by="周桂英")
    assert household.problems(signed, TODAY) == []


@pytest.mark.parametrize(
    ("hung", "taken", "hangs"),
    [
        (None, None, False),
        (date(2019, 7, 30), None, True),
        (date(2026, 11, 25), None, False),
        (date(2019, 7, 30), date(2026, 11, 24), False),
        (date(2019, 7, 30), date(2026, 11, 25), True),
    ],
)
def test_the_plaque_hangs_between_its_two_days(hung, taken, hangs):
    draft = a_household(plaque_hung_on=hung, plaque_taken_on=taken)
    assert draft.plaque_hangs(TODAY) is hangs


def test_the_head_is_known_by_the_relation():
    assert Member(name="田家福", relation="户主").is_head
    assert not Member(name="周桂英", relation="妻").is_head
