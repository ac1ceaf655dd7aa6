"""一人一档 on paper."""

from dataclasses import replace
from datetime import date

import page_checks
import pytest
from makers import a_person, a_plan, a_visit

from station_app.domain.category import Holding
from station_app.domain.record import Income
from station_app.paper import person_file as paper
from station_app.usecases import history, people, person_file, plans, records, visits


@pytest.fixture
def person(register):
    held = Holding(scheme="YF18", code="51", basis="县局认定", since="2014")
    person = people.register(register, a_person(holdings=(held,), pension="职工养老"))
    visits.record(register, a_visit(person.uid, on=date(2027, 1, 8)))
    visits.record(register, a_visit(person.uid, on=date(2027, 1, 20)))
    plans.open_(register, a_plan(person.uid))
    records.save(register, person.uid, Income(kind="优待金", fen=50_000))
    return person


def test_the_file_says_everything_that_is_filled_and_nothing_that_is_not(register, person):
    content = person_file.content_of(register, person.uid)

    told = {(part, label): words for part, label, words in content.facts}
    assert told["本人", "养老保障"] == "职工养老"
    assert told["类别", "类别"] == "参战，县局认定，2014年起"
    assert told["收入", "收入"] == "优待金，每月，500 元"
    assert ("本人", "婚姻") not in told
    assert (content.name, content.kinds) == (person.name, "参战")


def test_the_catalogue_lists_sheets_and_plans_as_they_came(register, person):
    titles = [title for title, _ in person_file.content_of(register, person.uid).papers]
    assert titles[:2] == ["走访登记表（入户）", "走访登记表（入户）"]
    assert titles[2].startswith("“一人一策”帮扶方案 ")
    days = [day for _, day in person_file.content_of(register, person.uid).papers]
    assert days[:2] == ["2027年1月8日", "2027年1月20日"]


def test_the_pages_are_cover_catalogue_facts_and_remarks_with_the_number_masked(register, person):
    made = person_file.draw(register, person.uid)

    text = page_checks.text_of(made.pdf)
    for words in ("一人一档", "目录", "本人信息表", "备考表", "第4页共4页", person.name):
        assert words in text
    assert person.id_number not in text
    assert made.missing == ()


def test_a_long_file_goes_on_with_its_head_repeated(register, person):
    content = person_file.content_of(register, person.uid)
    many = replace(content, facts=content.facts * 6, papers=content.papers * 20)

    text = page_checks.text_of(paper.compose(many).bytes())

    assert "本人信息表（续）" in text
    assert "目录（续）" in text


def test_printing_leaves_a_trace_without_names(register, person):
    person_file.printed(register, person.uid)
    assert history.recent(register, 1)[0].deed == "打印一人一档"
