"""The history of every field of a person's file, in words."""

from dataclasses import replace

from makers import a_person, a_visit

from station_app.domain.category import Holding, shipped
from station_app.domain.household import HouseholdDraft
from station_app.domain.person import Flag, Phone, Tier
from station_app.storage import bulk
from station_app.storage import households as homes
from station_app.usecases import history, people, person_history, visits
from station_app.usecases.person_history import Line


def lines_of(told):
    return {(one.field, one.old, one.new) for one in told.lines}


def change(register, person, **fields):
    draft = people.draft_of(register, person.uid)
    return people.correct(register, person.uid, replace(draft, **fields))


def test_each_changed_field_says_what_it_was_and_what_it_is_newest_first(register):
    person = people.register(register, a_person())
    change(register, person, door="9号", tier=Tier.A, flags=(Flag.ALONE,))

    newest, oldest = person_history.of(register, person.uid)

    assert (newest.done.deed, newest.done.by) == ("修改人员", "王芳")
    assert lines_of(newest) == {
        ("门牌", person.door, "9号"),
        ("多久走访", person.tier.says, "每月"),
        ("特别情况", "", "独居"),
    }
    assert oldest.done.deed == "新增人员"
    assert ("姓名", "", person.name) in lines_of(oldest)
    assert ("哪个村", "", "荷塘村") in lines_of(oldest)


def test_a_number_stays_behind_its_mask_and_looking_at_it_is_told(register):
    person = people.register(register, a_person())
    people.reveal_number(register, person.uid)

    told = person_history.of(register, person.uid)

    assert [one.done.deed for one in told] == ["查看证件号码", "新增人员"]
    assert told[0].lines == ()
    assert not any(person.id_number in str(one) for one in told)


def test_a_changed_word_of_a_category_names_the_category(register):
    held = Holding(scheme="YF18", code="51", since="2014")
    person = people.register(register, a_person(holdings=(held,)))
    [kept] = person.holdings
    change(register, person, holdings=(replace(kept, basis="县局认定"),))

    told = person_history.of(register, person.uid)

    assert told[0].lines == (
        Line(field="类别", old="参战，2014年起", new="参战，县局认定，2014年起"),
    )


def test_what_a_household_holds_is_told_in_the_file_where_it_was_written(register):
    person = people.register(register, a_person())
    change(register, person, holdings=(Holding(scheme="SEED7", code="5", basis="镇里认定"),))

    assert lines_of(person_history.of(register, person.uid)[0]) == {
        ("类别", "", "突发严重困难，镇里认定")
    }


def test_a_phone_that_was_taken_away_is_still_told(register):
    person = people.register(register, a_person(phones=(Phone(number="15400005713"),)))
    change(register, person, phones=())

    told = person_history.of(register, person.uid)

    assert told[0].lines == (Line(field="电话", old="154-0000-5713，本人", new=""),)


def test_taking_a_change_back_is_a_change_of_its_own(register):
    person = people.register(register, a_person(remark="早上在家"))
    change(register, person, remark="晚上在家")
    history.undo(register, register.last_deed)

    told = person_history.of(register, person.uid)

    assert [one.done.deed for one in told] == ["撤销：修改人员", "修改人员", "新增人员"]
    assert lines_of(told[0]) == {("备注", "晚上在家", "早上在家")}


def test_somebody_who_came_with_an_import_begins_with_what_the_sheet_said(register):
    draft = a_person(phones=(Phone(number="15400005713"),))
    with register.deed("导入花名册", bulk=True) as deed:
        home = homes.add(deed, HouseholdDraft(division=draft.division))
        [(_, uid)] = bulk.add_people(deed, [(home, draft)], shipped(), {})
    person = people.get(register, uid).person
    change(register, person, door="9号")

    told = person_history.of(register, uid)

    assert [one.done.deed for one in told] == ["修改人员", "导入花名册"]
    assert ("门牌", "", draft.door) in lines_of(told[1])
    assert ("电话", "", "154-0000-5713，本人") in lines_of(told[1])


def test_a_visit_is_no_change_of_the_file(register):
    person = people.register(register, a_person())
    visits.record(register, a_visit(person=person.uid))

    assert [one.done.deed for one in person_history.of(register, person.uid)] == ["新增人员"]
