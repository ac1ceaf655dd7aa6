"""What a person's file gathers over the years."""

from dataclasses import replace

import pytest
from makers import a_person

from station_app.domain.person import Paper
from station_app.domain.problems import RefusedFields
from station_app.domain.record import Confirmation, GoodNews, Honour, Income
from station_app.usecases import doubles, history, people, person_history, records, upkeep

RECORDS = (
    Confirmation(year=2026, confirmed_on="2026-10-09", method="上门"),
    Income(kind="抚恤金", fen=123_400),
    Honour(name="最美退役军人", grantor="青石县", year=2024),
    GoodNews(merit="三等功", received_on="2026-03", delivered_by="柳林镇"),
)


@pytest.fixture
def person(register):
    return people.register(register, a_person())


@pytest.mark.parametrize("draft", RECORDS, ids=lambda one: type(one).__name__)
def test_a_record_is_kept_put_right_and_taken_away(register, person, draft):
    kept = records.save(register, person.uid, draft)
    assert records.of(register, person.uid) == [kept]
    assert replace(kept, uid="") == draft

    if hasattr(kept, "note"):
        kept = records.save(register, person.uid, replace(kept, note="补登"))
        assert records.of(register, person.uid) == [kept]

    records.remove(register, person.uid, kept)
    assert records.of(register, person.uid) == []
    assert upkeep.check(register).sound


def test_what_is_wrong_is_refused_and_nothing_is_kept(register, person):
    with pytest.raises(RefusedFields, match="没有写金额"):
        records.save(register, person.uid, Income())
    assert records.of(register, person.uid) == []


def test_a_record_taken_away_by_mistake_comes_back(register, person):
    kept = records.save(register, person.uid, RECORDS[0])
    records.remove(register, person.uid, kept)

    history.undo(register, register.last_deed)

    assert records.of(register, person.uid) == [kept]


def test_newest_records_stand_first(register, person):
    for one in RECORDS:
        records.save(register, person.uid, one)
    found = [type(one).__name__ for one in records.of(register, person.uid)]
    assert found == ["Confirmation", "GoodNews", "Honour", "Income"]


def test_records_are_part_of_the_history_of_the_file(register, person):
    kept = records.save(register, person.uid, RECORDS[1])
    records.save(register, person.uid, replace(kept, fen=130_000))

    told = person_history.of(register, person.uid)

    assert [one.done.deed for one in told] == ["修改收入", "登记收入", "新增人员"]
    [line] = told[0].lines
    assert (line.field, line.old, line.new) == (
        "收入", "抚恤金，每月，1,234 元", "抚恤金，每月，1,300 元"
    )  # fmt: skip


def test_records_go_with_a_person_who_is_merged_into_another_entry(register, person):
    other = people.register(register, a_person(name="谢长霖", id_number="", paper=Paper.NONE,
                                               number_reason="正在补办"))  # fmt: skip
    kept = records.save(register, other.uid, RECORDS[0])
    doubles.merge(register, person.uid, other.uid, {})

    assert records.of(register, person.uid) == [kept]
