"""Which festival is near."""

from datetime import date

import pytest

from station_app.domain import festivals


@pytest.mark.parametrize(
    ("today", "past", "name", "on"),
    [
        (date(2026, 11, 24), 0, "春节", date(2027, 2, 6)),
        (date(2027, 2, 6), 0, "春节", date(2027, 2, 6)),
        (date(2027, 2, 7), 0, "八一", date(2027, 8, 1)),
        (date(2027, 2, 27), 21, "春节", date(2027, 2, 6)),
        (date(2027, 2, 28), 21, "八一", date(2027, 8, 1)),
        (date(2040, 1, 1), 0, "八一", date(2040, 8, 1)),
    ],
)
def test_the_next_festival_is_found_or_one_just_past(today, past, name, on):
    found = festivals.near(today, past_days=past)

    assert (found.name, found.on) == (name, on)
