"""The station's own facts, and whether the register is sound."""

from dataclasses import replace

import pytest
from makers import CHEAP, HEAD_PASSWORD, HETANG, a_number, a_person
from messy import book

from station_app.domain.roles import Role
from station_app.errors import Refused
from station_app.storage import journal
from station_app.usecases import drafts, first_run, people, places, roster, upkeep


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


@pytest.fixture
def new_village(tmp_path, clock):
    """A register under a provisional code, with one person in it and another half typed."""
    station = places.provisional("790121101", village="新村")
    begun = first_run.begin(
        station, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    made = first_run.create(tmp_path / "新村.station", begun, clock=clock)
    people.register(made, a_person(division=station.code, group="1组", door="1号"))
    drafts.keep(made, "person", "", f'{{"division": "{station.code}"}}')
    yield made
    made.close()


@pytest.fixture
def corrected(new_village):
    upkeep.correct_code(new_village, places.station(HETANG.code))
    return new_village


def test_who_lives_under_a_provisional_code_lives_under_the_right_one_afterwards(corrected):
    (hit,) = people.find(corrected, "荷塘村 谢长林").hits

    found = people.get(corrected, hit.person)

    assert (found.village, found.address) == ("荷塘村", "荷塘村1组1号")
    assert {found.person.division, found.household.division} == {HETANG.code}
    assert '"790121101201"' in drafts.find(corrected, "person", "")
    assert upkeep.check(corrected).sound


def test_a_correction_keeps_how_every_moved_row_was(corrected):
    facts = journal.entry(corrected.db, corrected.last_deed).facts

    moved = [row["table"] for row in facts["rows"] if row["old"].get("division")]
    assert moved == ["household", "person"]
    assert {row["old"]["division"] for row in facts["rows"] if row["table"] != "station"} == {
        "790121101999"
    }


def test_a_roster_read_in_after_the_correction_recognises_the_homes(new_village, tmp_path):
    heads = ["姓名", "身份证号", "户主", "与户主关系", "家庭住址（组）", "门牌"]
    one = ["罗秀英", a_number("1956-02-09", 124), "罗秀英", "户主", "3组", "5号"]
    son = ["罗家明", a_number("1984-02-09", 125), "罗秀英", "子女", "3组", "5号"]
    roster.take_in(new_village, roster.preview(new_village, book(tmp_path / "一.xlsx", heads, one)))
    upkeep.correct_code(new_village, places.station(HETANG.code))

    shown = roster.preview(new_village, book(tmp_path / "二.xlsx", heads, one, son))
    roster.take_in(new_village, shown)

    assert [line.status.value for line in shown.lines] == ["unchanged", "new"]
    homes = {
        people.get(new_village, hit.person).household.uid
        for hit in people.find(new_village, "罗").hits
    }
    assert len(homes) == 1


def test_what_followed_from_the_provisional_names_follows_from_the_right_ones(corrected):
    assert corrected.station.short == "荷塘"
    assert corrected.station.receiver == "柳林镇退役军人服务站"


def test_a_short_name_chosen_by_hand_outlives_the_correction(new_village):
    upkeep.change_station(new_village, short="新荷")

    upkeep.correct_code(new_village, places.station(HETANG.code))

    assert new_village.station.short == "新荷"


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

    (problem,) = upkeep.check(register).problems
    assert problem.startswith("文件有 1 处损坏")
