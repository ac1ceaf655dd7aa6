from dataclasses import replace
from datetime import date

import pytest
from makers import a_person

from station_app.domain import fill_ways, fill_words, identity
from station_app.domain.category import Holding
from station_app.domain.fill_words import Facts, Manner
from station_app.domain.person import Person, Phone, Standing

TODAY = date(2027, 1, 25)


def facts(**changed) -> Facts:
    draft = a_person(**changed)
    values = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    person = Person(**values, uid="u", pinyin="", station="", revision=1)
    return Facts(person=person, today=TODAY, village="荷塘村")


def said(name, way="", words=None, **changed):
    return fill_words.said(name, facts(**changed), Manner(way=way, words=words or {}))


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("Y-m-d", "1954-03-09"),
        ("Y年m月d日", "1954年3月9日"),
        ("Y.m.d", "1954.03.09"),
        ("Ymd", "19540309"),
        ("Y-m", "1954-03"),
        ("Y年m月", "1954年3月"),
    ],
)
def test_a_date_is_written_as_the_table_wants_it(way, words):
    assert said("born", way) == words


def test_a_date_that_is_known_in_part_is_written_as_far_as_it_is_known():
    assert said("enlisted", "Y-m-d", enlisted="1972-12") == "1972年12月"


@pytest.mark.parametrize(("way", "hidden"), [(one.value, one) for one in fill_ways.MASKS])
def test_numbers_are_written_in_the_six_ways(way, hidden):
    number = a_person().id_number
    assert said("id_number", way) == identity.masked(number, hidden)


@pytest.mark.parametrize(("day", "age"), [("2027-03-08", 72), ("2027-03-09", 73), ("", 72)])
def test_an_age_is_that_of_the_day_the_table_asks_for(day, age):
    assert said("age", day) == age


@pytest.mark.parametrize(("way", "words"), [("是/否", "否"), ("√", ""), ("1/0", "0")])
def test_a_no_is_written_as_the_table_wants_it(way, words):
    assert said("alone", way) == words


def test_kinds_are_written_in_the_words_of_the_table():
    held = (Holding(scheme="YF18", code="51"),)
    words = fill_words.in_words_of(("参战", "参战人员", "带病回乡"))
    assert said("category", "short", words, holdings=held) == "参战"
    assert said("category", "name", holdings=held) == "参战退役人员"
    assert said("category", "code", holdings=held) == "51"


@pytest.mark.parametrize(
    ("name", "offered", "written"),
    [
        ("sex", ("女性", "男性"), "男性"),
        ("ethnicity", ("汉", "回"), "汉"),
        ("sex", ("不详",), "男"),
        ("tier", ("一年一次", "每月一次"), "一年一次"),
    ],
)
def test_what_a_table_calls_by_words_of_its_own_is_written_in_them(name, offered, written):
    assert said(name, words=fill_words.in_words_of(offered, name)) == written


def test_somebody_without_a_kind_is_called_by_the_standing():
    assert said("category", standing=Standing.FAMILY) == "军属"


def test_a_kind_that_ended_is_not_written():
    held = (Holding(scheme="YF18", code="51", until="2026-12-31"),)
    assert said("kinds", holdings=held) == ""


def test_own_phones_go_before_those_of_relatives():
    phones = (Phone(number="15400000001", owner="女儿"), Phone(number="15400000002"))
    assert said("phone", phones=phones) == "15400000002"
    assert said("kin_phone", phones=phones) == "15400000001"
    assert said("phone", "masked", phones=phones) == "154****0002"


def test_every_entry_that_may_be_chosen_can_be_said():
    told = replace(facts(), people=3)
    for name in fill_words.WRITERS:
        assert isinstance(fill_words.said(name, told, Manner()), str | int)
