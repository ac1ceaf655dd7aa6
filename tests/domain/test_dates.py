from datetime import date

import pytest

from station_app.domain import dates
from station_app.domain.numerals import number_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("2012-3-2", "2012-03-02"),
        ("2012/03/02", "2012-03-02"),
        ("20120203", "2012-02-03"),
        ("2012.3.2", "2012-03-02"),
        ("2012.3.2.", "2012-03-02"),
        ("2012、3、2", "2012-03-02"),
        ("２０１２年３月２日", "2012-03-02"),
        ("2012 年 3 月 2 日", "2012-03-02"),
        ("2012-03-02 00:00:00", "2012-03-02"),
        ("2012-03-02T00:00:00", "2012-03-02"),
        ("一九五六年", "1956"),
        ("一九五六年十二月三十一日", "1956-12-31"),
        ("二〇一二年三月二日", "2012-03-02"),
        ("1951年冬", "1951"),
        ("1951冬天", "1951"),
        ("2012年底", "2012"),
        ("2014年8月份", "2014-08"),
        ("1956.12", "1956-12"),
        ("195612", "1956-12"),
        ("1956", "1956"),
        ("1956-00-00", "1956"),
        ("19560300", "1956-03"),
        ("2023-02-29", ""),
        ("2012-02-30", ""),
        ("2012-13-01", ""),
        ("2012-3.2", ""),
        ("1799-01-01", ""),
        ("40970", ""),
        ("12.3.2", ""),
        ("十百年三月", ""),
        ("不详", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them_and_never_guessed(text, partial):
    assert dates.parse(text) == partial


@pytest.mark.parametrize("text", ["1月24日", "1.24", "1/24", "1-24", "1月24"])
def test_a_day_without_a_year_is_of_this_year_only_where_today_is_told(text):
    assert dates.parse(text) == ""
    assert dates.parse(text, TODAY) == "2026-01-24"


def test_a_whole_day_is_told_from_a_partial_one():
    assert dates.day("2012-3-2") == date(2012, 3, 2)
    assert dates.day("2012-3") is None


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2027, 2, 6), "2027年2月6日"),
        (date(2026, 1, 24), "1月24日"),
        ("2026-01-24", "1月24日"),
        ("2026-01", "2026年1月"),
        ("2014-08", "2014年8月"),
        ("1951", "1951年"),
        ("", ""),
        (None, ""),
    ],
)
def test_dates_are_shown_in_words_this_year_without_its_number(on, shown):
    assert dates.show(on, TODAY) == shown


def test_without_today_the_year_always_stands():
    assert dates.show(date(2026, 1, 24)) == "2026年1月24日"


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1945-03-12", 81),
        ("1945-11-24", 81),
        ("1945-11-25", 80),
        ("1945", 81),
        ("2027-01-01", None),
        ("", None),
    ],
)
def test_age_is_counted_on_the_day(born, age):
    assert dates.age(born, TODAY) == age


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("廿三", 23), ("卅", 30),
        ("一百零三", 103), ("一〇二", 102), ("两百", 200), ("一九五六", 1956), ("三", 3),
        ("十十", None), ("百", None), ("三三十", None), ("王", None), ("", None),
    ],
)  # fmt: skip
def test_numbers_in_characters_are_read(text, number):
    assert number_of(text) == number
