"""The station's own facts, and whether the register is sound."""

from dataclasses import replace

import pytest
from makers import CHEAP, HEAD_PASSWORD, HETANG, a_person

from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.usecases import first_run, people, upkeep


@pytest.fixture
def provisional(tmp_path, clock):
    station = replace(HETANG, code="790121999001", provisional=True)
    begun = first_run.begin(
        station, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    made = first_run.create(tmp_path / "新村.station", begun, clock=clock)
    yield made
    made.close()


def test_the_head_changes_what_the_sign_lines_say(head_register):
    upkeep.change_station(head_register, chief="周国华", phone="154-0000-0202")

    assert head_register.station.chief == "周国华"
    assert head_register.station.receiver == "柳林镇退役军人服务站"


def test_a_worker_is_told_who_may_change_the_station(register):
    with pytest.raises(Refused, match="工作人员不能修改本站资料") as refusal:
        upkeep.change_station(register, chief="周国华")

    assert "站长" in refusal.value.remedy


def test_a_short_name_cannot_be_emptied(head_register):
    with pytest.raises(Refused, match="简称"):
        upkeep.change_station(head_register, short=" ")


def test_a_settled_code_is_never_changed(head_register):
    with pytest.raises(Refused, match="不能再改"):
        upkeep.correct_code(head_register, replace(head_register.station, code="790121101202"))


def test_a_provisional_code_is_corrected_once_and_every_row_follows(provisional):
    with provisional.deed("新增村名") as deed:
        deed.insert("division", {"code": "790121101207", "name": "荷叶村"})
    right = replace(provisional.station, code="790121101202", name="石桥村退役军人服务站")

    upkeep.correct_code(provisional, right)

    found = provisional.db.execute("SELECT station FROM division").fetchall()
    assert found == [("790121101202",)]
    assert provisional.station.code == "790121101202"
    assert not provisional.station.provisional
    assert upkeep.check(provisional).sound
    with pytest.raises(Refused, match="不能再改"):
        upkeep.correct_code(provisional, right)


def test_a_register_in_use_is_sound(register):
    with register.deed("新增村名") as deed:
        deed.insert("division", {"code": "790121101207", "name": "荷叶村"})

    report = upkeep.check(register)

    assert report.sound, report.problems
    assert report.counts["division"] == 1
    assert report.head.number == register.last_deed


def test_a_changed_journal_entry_is_named(register):
    with register.deed("新增村名") as deed:
        number = deed.number
    register.db.execute("DROP TRIGGER journal_is_never_rewritten")
    register.db.execute("UPDATE journal SET deed = '改村名' WHERE number = ?", (number,))

    assert f"流水第 {number} 笔与封印不符，或者缺失" in upkeep.check(register).problems


def test_an_account_changed_behind_the_journal_is_named(register):
    register.db.execute("UPDATE account SET role = '站长' WHERE name = '王芳'")

    assert "账号与流水不符" in upkeep.check(register).problems


def test_a_printed_head_that_this_register_holds_passes(register):
    head = upkeep.head(register)

    assert upkeep.compare(register, [(head.number, head.seal[:16])]) == []
    assert head.says() == f"登记册流水 {head.number} · {head.seal[:16]}"


@pytest.mark.parametrize("length", [0, 1, 15])
def test_a_part_of_a_seal_proves_nothing(register, length):
    head = upkeep.head(register)

    assert upkeep.compare(register, [(head.number, head.seal[:length])])


def test_a_printed_head_from_another_history_is_named(register):
    head = upkeep.head(register)

    found = upkeep.compare(register, [(head.number, "0" * 16), (head.number + 5, head.seal)])

    assert "封印不同" in found[0]
    assert f"只到第 {head.number} 笔" in found[1]


def test_a_correction_needs_a_code_of_twelve_digits(provisional):
    with pytest.raises(Refused, match="12 位数字"):
        upkeep.correct_code(provisional, replace(provisional.station, code="7901211012"))


def test_a_last_visit_that_no_visit_bears_out_is_counted(register):
    people.register(register, a_person())
    register.db.execute("UPDATE person SET last_visit_on = '2027-01-01'")

    assert "1 人的最近走访日期与走访记录不符" in upkeep.check(register).problems


def test_a_reference_to_nothing_is_named(register):
    people.register(register, a_person())
    register.db.execute("PRAGMA foreign_keys = OFF")
    register.db.execute("DELETE FROM household")

    assert any("person" in problem for problem in upkeep.check(register).problems)
