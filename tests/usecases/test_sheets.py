from datetime import date

import neighbours
import pytest
from makers import a_campaign, a_visit

from station_app.domain.numbers import Kind, Read, digits
from station_app.domain.sheet import State
from station_app.errors import Refused
from station_app.storage import campaigns as campaign_table
from station_app.storage import ids, sheets, workers
from station_app.usecases import campaigns, visits


def print_for(register, *persons, campaign="2027-春节"):
    """Give sheets to persons as printing does; return their uids."""
    with register.deed("打印走访表", final=True) as deed:
        row = campaign_table.row_id_of_any(deed.db, campaign)
        given = [sheets.printed(deed, ids.of(deed.db, "person", person), row) for person in persons]
        return [ids.uid(deed.db, "sheet", one) for one in given]


@pytest.fixture
def campaign(register):
    return campaigns.set_up(register, a_campaign())


def test_a_reprint_for_the_same_person_and_campaign_keeps_its_number(register, campaign):
    person = neighbours.settle(register)

    first, again = print_for(register, person), print_for(register, person)

    assert first == again
    sheet = sheets.get(register.db, first[0])
    assert (sheet.prints, sheet.printed_by, sheet.says) == (2, "王芳", "表已打印，待录入")


def test_another_campaign_or_none_gets_a_number_of_its_own(register, campaign):
    person = neighbours.settle(register)

    print_for(register, person)
    print_for(register, person, campaign="")

    assert [sheet.serial for sheet in visits.sheets_of(register, person)] == [2, 1]


def test_a_sheet_is_found_by_any_unique_tail_of_its_number(register, campaign):
    print_for(register, *[neighbours.settle(register, f"人{n}") for n in "一二三四五六七八九十"])
    print_for(register, neighbours.settle(register, "罗秀英"))

    for typed in ("11", "000011", "2027-000011", "青退-荷塘-2027-000011", "０１１", " 0011 "):
        found = visits.find_sheet(register, typed)
        assert [sheet.name for sheet in found] == ["罗秀英"], typed


def test_a_tail_of_several_numbers_shows_them_all_those_that_wait_first(register, campaign):
    people = [neighbours.settle(register, f"人{n}") for n in "一二三四五六七八九十甲乙"]
    given = print_for(register, *people)
    visits.record(register, a_visit(people[0], sheet=given[0]))
    visits.record(register, a_visit(people[1], sheet=given[1]))

    assert [sheet.name for sheet in visits.find_sheet(register, "1")] == ["人甲"]
    found = visits.find_sheet(register, "0")
    assert [sheet.serial for sheet in found] == [10]
    with pytest.raises(Refused, match="没有编号以“99”结尾"):
        visits.find_sheet(register, "99")
    with pytest.raises(Refused, match="不是表上的编号"):
        visits.find_sheet(register, "罗秀英")


def test_a_sheet_is_found_by_the_digits_of_its_qr_code(register, campaign):
    print_for(register, neighbours.settle(register))
    read = Read(kind=Kind.VISIT, station="790121101201", year=2027, serial=1, page=1)
    code = digits(read, workers.qr_secret(register.db))

    assert len(code) == 34
    assert [sheet.serial for sheet in visits.find_sheet(register, code)] == [1]


def test_a_qr_code_of_another_register_is_refused(register, campaign):
    print_for(register, neighbours.settle(register))
    read = Read(kind=Kind.VISIT, station="790121101201", year=2027, serial=1, page=1)

    with pytest.raises(Refused, match="不是本站打印的"):
        visits.find_sheet(register, digits(read, bytes(32)))


def test_the_pile_shrinks_with_every_sheet_typed(register, campaign):
    people = [neighbours.settle(register, f"人{n}") for n in "一二三"]
    given = print_for(register, *people)
    assert visits.sheet_counts(register)[State.WAITING] == 3

    visits.record(register, a_visit(people[1], sheet=given[1]))

    assert [sheet.name for sheet in visits.sheets_in(register, State.WAITING)] == ["人一", "人三"]
    assert visits.sheet_counts(register) == {
        State.WAITING: 2,
        State.TYPED: 1,
        State.MISSED: 0,
        State.VOID: 0,
    }


def test_a_visit_opened_by_person_takes_the_sheet_that_waits_for_the_campaign(register, campaign):
    person = neighbours.settle(register)
    print_for(register, person)

    kept = visits.record(register, a_visit(person, campaign="2027-春节"))

    assert kept.number.endswith("000001")
    assert visits.sheet_counts(register)[State.WAITING] == 0


def test_a_visit_belongs_to_the_campaign_of_its_sheet(register, campaign):
    person = neighbours.settle(register)
    given = print_for(register, person)

    assert visits.record(register, a_visit(person, sheet=given[0])).campaign == "2027-春节"


def test_a_typed_sheet_is_not_typed_again(register, campaign):
    person = neighbours.settle(register)
    given = print_for(register, person)
    visits.record(register, a_visit(person, sheet=given[0]))

    with pytest.raises(Refused, match="2027-000001（罗秀英）已经录入"):
        visits.record(register, a_visit(person, sheet=given[0]))


def test_a_sheet_of_another_person_is_refused(register, campaign):
    given = print_for(register, neighbours.settle(register))

    with pytest.raises(Refused, match="是罗秀英的表"):
        visits.record(register, a_visit(neighbours.settle(register, "赵堃"), sheet=given[0]))


def test_a_sheet_given_up_needs_a_reason_and_its_number_stays_spent(register, campaign):
    person = neighbours.settle(register)
    given = print_for(register, person)

    with pytest.raises(Refused, match="作废要写原因"):
        visits.void_sheet(register, given[0], "")
    sheet = visits.void_sheet(register, given[0], "搬走了")

    assert (sheet.state, sheet.void_reason) == (State.VOID, "搬走了")
    print_for(register, person)
    assert [one.serial for one in visits.sheets_of(register, person)] == [2, 1]
    with pytest.raises(Refused, match="已经作废"):
        visits.void_sheet(register, given[0], "再一次")


def test_serials_begin_anew_with_the_year_of_assignment(register, clock, campaign):
    print_for(register, neighbours.settle(register))
    clock.forward(days=360)

    print_for(register, neighbours.settle(register, "赵堃"))

    numbers = [sheet.number for sheet in visits.sheets_in(register, State.WAITING)]
    assert numbers == ["青退-荷塘-2027-000001", "青退-荷塘-2028-000001"]
    assert [one.name for one in visits.find_sheet(register, "2028-1")] == ["赵堃"]
    assert len(visits.find_sheet(register, "1")) == 2


def test_the_sheet_of_somebody_who_died_waits_no_more_but_is_found_by_its_number(
    register, campaign
):
    dead, gone = neighbours.settle(register), neighbours.settle(register, "赵堃")
    given = print_for(register, dead, gone)
    neighbours.bury(register, dead, date(2027, 1, 24))
    neighbours.move_away(register, gone, date(2027, 1, 24))

    assert visits.sheets_in(register, State.WAITING) == []
    assert visits.sheet_counts(register)[State.WAITING] == 0
    assert [sheet.name for sheet in visits.find_sheet(register, "1")] == ["罗秀英"]
    assert visits.record(register, a_visit(dead, sheet=given[0], on=date(2027, 1, 23)))
    assert visits.sheet_counts(register)[State.TYPED] == 1
