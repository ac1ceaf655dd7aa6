from dataclasses import fields, replace
from datetime import date

import pytest

from station_app.domain import person_details, person_rules, person_words, word_lists
from station_app.domain.category import shipped
from station_app.domain.merging import merge
from station_app.domain.person import Paper, PersonDraft, Phone
from station_app.domain.person_details import Details
from station_app.domain.problems import Level

TODAY = date(2026, 11, 24)


def said_of(field, **details):
    draft = PersonDraft(name="谢长林", paper=Paper.NONE, number_reason="正在补办", **details)
    found = person_rules.problems(person_rules.tidied(draft), TODAY, shipped())
    return [(one.level, one.says) for one in found if one.field == field]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("politics", "党员", "中共党员"),
        ("education", " 大专 ", "大学专科"),
        ("marriage", "离异", "离婚"),
        ("employment", "务农", "农民"),
        ("pension", "新农保", "城乡居民养老"),
        ("medical", "新农合", "居民医保"),
        ("card", "已领", "已领取"),
        ("benefit_since", "2014.8", "2014-08"),
        ("disability_paper", "云军a 000123", "云军A000123"),
    ],
)
def test_ways_of_saying_are_kept_in_the_words_of_the_standard(field, typed, kept):
    assert getattr(person_rules.tidied(PersonDraft(**{field: typed})), field) == kept


def test_no_way_of_saying_stands_for_two_words():
    for field in (*person_details.CODED, "medical"):
        found = word_lists._lists()[field]
        assert found.standard
        assert not set(found.also) & set(found.words)
        assert set(found.also.values()) <= set(found.words)


def test_every_detail_is_a_word_a_sentence_or_a_date_and_has_a_name():
    kinds = {*person_details.CODED, *person_details.FREE, *person_details.DATED, "born_lunar"}
    assert kinds == {one.name for one in fields(Details)}
    assert kinds <= set(person_words.PERSON)
    assert all(word_lists.words(name) for name in person_details.CODED)


def test_a_word_of_no_standard_is_kept_and_pointed_at():
    assert said_of("education", education="夜校") == [
        (Level.REMINDS, "“夜校”不在标准的说法里，请核对")
    ]


@pytest.mark.parametrize(("field", "typed"), [("card_on", "2026-12"), ("benefit_since", "去年")])
def test_dates_must_be_dates_that_were(field, typed):
    [(level, _)] = said_of(field, **{field: typed})
    assert level is Level.BLOCKS


@pytest.mark.parametrize("paper", ["云军A000123", "云兵B123456", "1" * 22])
def test_a_certificate_of_a_known_pattern_is_taken(paper):
    assert said_of("disability_paper", disability_paper=paper) == []


def test_a_certificate_of_another_pattern_only_warns():
    [(level, _)] = said_of("disability_paper", disability_paper="残字第12号")
    assert level is Level.REMINDS


def test_the_number_of_a_card_is_not_kept():
    [(level, says)] = said_of("card_bank", card_bank="农行 6228 4800 1234 5678")
    assert (level, "卡号" in says) == (Level.BLOCKS, True)
    assert said_of("card_bank", card_bank="农行柳林支行") == []


def test_a_birthday_by_the_moon_asks_for_the_words():
    [(level, _)] = said_of("born_said", born_lunar=True)
    assert level is Level.REMINDS
    assert said_of("born_said", born_lunar=True, born_said="二月初三") == []


@pytest.mark.parametrize("field", [*person_details.FREE, *person_details.CODED])
def test_no_unit_of_the_forces_stands_in_any_detail(field):
    assert any("部队番号" in says for _, says in said_of(field, **{field: "31655部队"}))


def test_when_a_phone_is_answered_is_free_of_units_too():
    phone = Phone(number="15400005713", best_time="31655部队下班后")
    assert any("部队番号" in says for _, says in said_of("phones.0", phones=(phone,)))


def test_a_sheet_fills_details_that_are_blank_and_names_those_that_differ():
    old = PersonDraft(name="谢长林", politics="群众")
    new = PersonDraft(name="谢长林", politics="中共党员", pension="无", card_on="2023-05")
    made = merge(old, new, {"politics", "pension", "card_on"})
    assert (made.draft.pension, made.draft.card_on, made.draft.politics) == (
        "无",
        "2023-05",
        "群众",
    )
    assert [one.field for one in made.differences] == ["politics"]


def test_details_are_told_from_a_draft_without_any():
    assert replace(PersonDraft(), politics="群众") != PersonDraft()
