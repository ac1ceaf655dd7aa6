from datetime import date, timedelta

import chinese_calendar

from station_app.domain import workdays


def test_the_year_as_published_agrees_with_an_independent_calendar():
    calendar = workdays.shipped()
    for gone in range(365):
        day = date(2026, 1, 1) + timedelta(days=gone)
        assert calendar.works(day) == chinese_calendar.is_workday(day), day


def test_only_published_years_are_certain():
    calendar = workdays.shipped()
    assert calendar.certain(date(2026, 2, 17))
    assert not calendar.certain(date(2027, 2, 6))
    assert not calendar.certain(date(2030, 1, 1))


def test_counting_back_leaves_out_holidays_and_takes_worked_saturdays():
    calendar = workdays.shipped()
    assert calendar.back(date(2026, 2, 24), 1) == date(2026, 2, 14)
    assert calendar.back(date(2026, 2, 24), 2) == date(2026, 2, 13)
    assert calendar.back(date(2026, 2, 24), 0) == date(2026, 2, 24)
    assert calendar.ahead(date(2026, 2, 13), 2) == date(2026, 2, 24)


def test_counting_crosses_into_a_year_without_a_pack_by_weekends():
    calendar = workdays.shipped()
    assert calendar.back(date(2030, 1, 7), 1) == date(2030, 1, 4)


def test_working_days_between_two_days_are_counted():
    assert workdays.shipped().between(date(2026, 2, 13), date(2026, 2, 24)) == 2
