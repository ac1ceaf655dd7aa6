from dataclasses import fields
from datetime import date

import pytest

from station_app.domain import record
from station_app.domain.record import Confirmation, GoodNews, Honour, Income

TODAY = date(2026, 11, 24)
CONFIRMED = Confirmation(uid="a", year=2025, confirmed_on="2025-11-03")


def wrong(one, *others):
    return [problem.field for problem in record.problems(one, TODAY, others)]


@pytest.mark.parametrize(
    ("one", "field"),
    [
        (Confirmation(year=2025, confirmed_on=""), "confirmed_on"),
        (Confirmation(year=2027, confirmed_on="2026-11-24"), "year"),
        (Confirmation(year=2026, confirmed_on="2026-11-25"), "confirmed_on"),
        (Income(fen=0), "fen"),
        (Income(fen=-1), "fen"),
        (Income(fen=100, since="2026", until="2025"), "until"),
        (Honour(name="", year=2020), "name"),
        (Honour(name="最美退役军人", year=0), "year"),
        (GoodNews(), "received_on"),
        (GoodNews(received_on="2026-03", delivered_on="2026-02-01"), "delivered_on"),
        (GoodNews(received_on="今年", award=0), "received_on"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(one, field):
    assert wrong(one) == [field]


def test_a_year_is_confirmed_once_and_the_same_record_may_be_put_right():
    again = Confirmation(year=2025, confirmed_on="2025-12-01")
    assert wrong(again, CONFIRMED) == ["year"]
    assert wrong(CONFIRMED, CONFIRMED) == []


def test_no_unit_of_the_forces_stands_in_any_words():
    assert wrong(GoodNews(received_on="2026-03", delivered_by="31655部队")) == ["delivered_by"]
    assert wrong(Honour(name="最美退役军人", year=2020, grantor="31655部队")) == ["grantor"]


def test_pensions_of_the_injured_and_subsidies_are_left_out_of_the_income_test():
    incomes = [
        Income(kind="养老金", fen=20_000),
        Income(kind="种养、土地", fen=300_000, per="年"),
        Income(kind="抚恤金", fen=100_000),
        Income(kind="补助金", fen=60_000, per="年"),
        Income(kind="优待金", fen=5_000),
        Income(kind="工资", fen=500_000, until="2026-01"),
    ]
    found = record.income_test(incomes, TODAY)
    assert (found.counted, found.left_out) == (240_000 + 300_000, 1_200_000 + 60_000 + 60_000)
    assert found.says == (
        "计入收入每年 5,400 元（每月 450 元）；抚恤金、补助金、优待金每年 13,200 元不计入。"
    )


def test_records_are_said_in_one_line():
    assert record.says(CONFIRMED) == "2025 年上门确认，已确认"
    assert record.says(Income(kind="优待金", fen=1_250)) == "优待金，每月 12.50 元，不计入收入"
    assert record.says(Honour(name="最美退役军人", year=2020)) == "最美退役军人，县级"
    news = GoodNews(merit="三等功", received_on="2026-03", award=200_000)
    assert record.says(news) == "三等功，还没送达，奖金 2,000 元"


def test_every_field_of_a_record_has_a_name():
    for kind in record.TITLES:
        assert {one.name for one in fields(kind)} - {"uid"} <= set(record.LABELS)


def test_a_good_news_letter_names_no_sender_of_the_forces():
    assert {one.name for one in fields(GoodNews)} == {
        "uid", "merit", "received_on", "delivered_on", "delivered_by", "award", "note",
    }  # fmt: skip
