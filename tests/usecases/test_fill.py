import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import senders
from makers import a_person
from messy import number
from openpyxl import load_workbook

from station_app.domain import fill as domain
from station_app.domain.fill import Choice, State
from station_app.domain.fill_rows import Decided, Fate
from station_app.domain.person import Flag, Phone
from station_app.domain.selection import Selection
from station_app.errors import Refused, StationError, Unreadable
from station_app.usecases import fill, fill_people, people

ZHAO, MA, LU = number("19360314", 11), number("19430502", 13), number("19421107", 15)


SHEET = "xl/worksheets/sheet1.xml"


def nothing(_done, _total):
    """Tell nobody."""


def chosen(register, seen, heading, choice):
    """Return a table with another entry for a heading."""
    columns = (
        domain.chosen(one, choice, register.today()) if one.heading == heading else one
        for one in seen.columns
    )
    return fill.settled(replace(seen, columns=tuple(columns)))


@pytest.fixture
def villagers(register):
    """Three people of 荷塘村."""
    made = {}
    for name, id_number, door in (
        ("赵堃", ZHAO, "21号"),
        ("马守田", MA, "12号"),
        ("卢文清", LU, "17号"),
    ):
        draft = a_person(
            name=name,
            id_number=id_number,
            born="",
            group="3组",
            door=door,
            phones=(Phone(number="15400007117"),),
            flags=(Flag.ALONE,) if name == "赵堃" else (),
        )
        made[name] = people.register(register, draft).uid
    return made


def everybody(register):
    return fill_people.fitting(register, Selection())


def saved(register, filling, folder):
    folder.mkdir(exist_ok=True)
    path = folder / filling.seen.sent.name
    fill.save(register, filling, path, "报柳林镇", nothing)
    return path


def test_headings_over_two_rows_are_known_and_the_rest_is_said_to_lack(register, tmp_path):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    meant = {one.heading.split("\n")[-1]: (one.field, one.state) for one in seen.columns}
    assert meant["姓名"] == ("name", State.KNOWN)
    assert meant["组"] == ("group", State.KNOWN)
    assert meant["年龄"] == ("age", State.KNOWN)
    assert meant["村（社区）"] == ("village", State.KNOWN)
    assert meant["最近一次走访"] == ("last_visit", State.KNOWN)
    assert meant["助餐需求"] == ("hand", State.MISSING)
    assert meant["银行卡号"] == ("", State.MISSING)
    assert seen.title == senders.TITLE


def test_free_rows_are_filled_from_the_register(register, villagers, tmp_path):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    path = saved(register, fill.fill_in(register, seen, everybody(register)), tmp_path / "填好")
    sheet = load_workbook(path)["摸底表"]
    rows = {row[2].value: row for row in sheet.iter_rows(min_row=5, max_row=7)}
    zhao = rows["赵堃"]
    assert [cell.value for cell in zhao[1:9]] == [
        "荷塘村", "赵堃", "男", ZHAO, 90, "3组", "21号", "15400007117",
    ]  # fmt: skip
    assert zhao[4].data_type == "s"
    assert zhao[4].number_format == "@"
    assert zhao[9].value == "√"
    assert rows["马守田"][9].value is None
    assert zhao[11].value == "1936-03"
    assert [sheet.cell(row, 1).value for row in (5, 6, 7, 8)] == [1, 2, 3, None]


def look_of(cell):
    looks = (cell.font, cell.border, cell.fill, cell.alignment, cell.protection)
    return cell.value, cell.number_format, *map(repr, looks)


def test_nothing_outside_the_filled_cells_changes(register, villagers, tmp_path):
    came = senders.table(tmp_path / senders.NAME)
    filling = fill.fill_in(register, fill.look(register, came, nothing), everybody(register))
    path = saved(register, filling, tmp_path / "填好")
    written = {
        (line.row, one.column + 1)
        for line in filling.lines
        for one in line.cells
        if one.written is not None
    }
    before, after = load_workbook(came), load_workbook(path)
    assert after.sheetnames == before.sheetnames
    for sheet in before:
        there = after[sheet.title]
        assert there.dimensions == sheet.dimensions
        for row in sheet.iter_rows():
            for cell in row:
                if sheet.title != "摸底表" or (cell.row, cell.column) not in written:
                    assert look_of(there[cell.coordinate]) == look_of(cell)
    parts, others = (zipfile.ZipFile(one) for one in (came, path))
    assert parts.namelist() == others.namelist()
    touched = {SHEET, "xl/styles.xml", "xl/workbook.xml"}
    for name in set(parts.namelist()) - touched:
        assert others.read(name) == parts.read(name)
    around = [re.split(b"<sheetData>.*</sheetData>", one.read(SHEET)) for one in (parts, others)]
    assert around[0] == around[1]


def test_more_people_than_rows_push_the_foot_down_and_the_sum_grows(register, villagers, tmp_path):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME, free=2), nothing)
    path = saved(register, fill.fill_in(register, seen, everybody(register)), tmp_path / "填好")
    book = load_workbook(path)
    sheet = book["摸底表"]
    assert {sheet.cell(row, 3).value for row in (5, 6, 7)} == {"赵堃", "马守田", "卢文清"}
    assert sheet["A8"].value == "合计"
    assert sheet["P8"].value == "=SUM(P5:P7)"
    assert sheet["A10"].value == "填表人："
    assert "A10:D10" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["C7"].border.left.style == "thin"
    assert sheet.row_dimensions[7].height == 24


def test_rows_that_name_somebody_are_completed_and_never_written_over(
    register, villagers, tmp_path
):
    held = ({0: 1, 2: "马守田", 4: MA, 8: "13900000000"}, {0: 2, 2: "卢文清", 11: "1942年11月"})
    seen = fill.look(register, senders.table(tmp_path / senders.NAME, held), nothing)
    found = fill_people.named(register, seen.zone, seen.columns, {})
    assert [(one.name, one.why) for one in found] == [
        ("马守田", "按身份证号对上"),
        ("卢文清", "按姓名和出生对上"),
    ]
    filling = fill.fill_in(register, seen, found)
    differs = [one for line in filling.lines for one in line.cells if one.fate is Fate.DIFFERS]
    assert [(one.was, one.value) for one in differs] == [("13900000000", "15400007117")]
    sheet = load_workbook(saved(register, filling, tmp_path / "填好"))["摸底表"]
    assert sheet["I5"].value == "13900000000"
    assert sheet["D5"].value == "男"
    assert sheet["E6"].value == LU
    taken = Decided(typed={}, taken={(villagers["马守田"], 8)})
    filling = fill.fill_in(register, seen, found, taken)
    sheet = load_workbook(saved(register, filling, tmp_path / "再填"))["摸底表"]
    assert sheet["I5"].value == "15400007117"


def test_a_name_alone_is_asked_and_the_answer_counts(register, villagers, tmp_path):
    held = ({2: "卢文清"}, {2: "查无此人", 4: number("19500101", 17)})
    seen = fill.look(register, senders.table(tmp_path / senders.NAME, held), nothing)
    asked, unknown = fill_people.named(register, seen.zone, seen.columns, {})
    assert asked.person == ""
    assert [one.name for one in asked.may_be] == ["卢文清"]
    assert unknown.may_be == ()
    answers = {asked.row: asked.may_be[0].person}
    found = fill_people.named(register, seen.zone, seen.columns, answers)
    assert found[0].person == villagers["卢文清"]


def test_the_same_headings_are_filled_the_same_way_next_time(register, villagers, tmp_path):
    came = senders.table(tmp_path / senders.NAME)
    seen = fill.look(register, came, nothing)
    seen = chosen(register, seen, "助餐需求", Choice(field="trouble_note"))
    seen = chosen(register, seen, "身份证号码", Choice(field="id_number", way="隐去出生日期"))
    saved(register, fill.fill_in(register, seen, everybody(register)), tmp_path / "填好")
    again = fill.look(register, senders.table(tmp_path / "下个月.xlsx"), nothing)
    kept = {one.heading: (one.field, one.way, one.state) for one in again.columns}
    assert kept["助餐需求"] == ("trouble_note", "", State.KNOWN)
    assert kept["身份证号码"][1] == "隐去出生日期"
    assert again.before.file == senders.NAME
    assert fill.before(register)[0].people == 3


def test_what_is_typed_goes_into_the_file_and_formulas_are_neutralised(
    register, villagers, tmp_path
):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    meals = next(one.column for one in seen.columns if one.heading == "助餐需求")
    typed = Decided(typed={(villagers["赵堃"], meals): "=1+1"}, taken=())
    filling = fill.fill_in(register, seen, everybody(register), typed)
    assert filling.counts[Fate.HAND] == 1
    assert filling.counts[Fate.EMPTY] == 2
    sheet = load_workbook(saved(register, filling, tmp_path / "填好"))["摸底表"]
    assert "'=1+1" in [sheet.cell(row, meals + 1).value for row in (5, 6, 7)]


def test_saving_asks_a_purpose_and_spares_the_file_that_came(register, villagers, tmp_path):
    came = senders.table(tmp_path / senders.NAME)
    before = came.read_bytes()
    filling = fill.fill_in(register, fill.look(register, came, nothing), everybody(register))
    with pytest.raises(Refused, match="用途"):
        fill.save(register, filling, tmp_path / "别处.xlsx", " ", nothing)
    with pytest.raises(Refused, match="就是读入的文件"):
        fill.save(register, filling, came, "报柳林镇", nothing)
    assert came.read_bytes() == before


def test_words_that_name_a_unit_are_not_written(register, villagers, tmp_path):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    meals = next(one.column for one in seen.columns if one.heading == "助餐需求")
    typed = Decided(typed={(villagers["赵堃"], meals): "在12345部队"}, taken=())
    filling = fill.fill_in(register, seen, everybody(register), typed)
    with pytest.raises(StationError):
        saved(register, filling, tmp_path / "填好")
    assert not list((tmp_path / "填好").iterdir())


def test_nothing_is_saved_where_it_cannot_be_noted(register, villagers, tmp_path):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    filling = fill.fill_in(register, seen, everybody(register))
    only_read = replace(register, read_only=True)
    with pytest.raises(Refused, match="只读"):
        saved(only_read, filling, tmp_path / "填好")
    assert not list((tmp_path / "填好").iterdir())


def test_another_sheet_of_the_workbook_may_be_filled(register, villagers, tmp_path):
    came = senders.table(tmp_path / senders.NAME)
    book = load_workbook(came)
    second = book.create_sheet("优待证")
    second.append(["姓名", "身份证号", "优待证申领"])
    book.save(came)
    assert fill.look(register, came, nothing).others == ("优待证",)
    seen = fill.look(register, came, nothing, "优待证")
    path = saved(register, fill.fill_in(register, seen, everybody(register)), tmp_path / "填好")
    sheet = load_workbook(path)["优待证"]
    assert {sheet.cell(row, 2).value for row in (2, 3, 4)} == {ZHAO, MA, LU}
    assert load_workbook(path)["摸底表"]["C5"].value is None


def test_saving_is_noted_with_its_purpose_and_without_names(register, villagers, tmp_path):
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    saved(register, fill.fill_in(register, seen, everybody(register)), tmp_path / "填好")
    facts = register.db.execute("SELECT facts FROM journal ORDER BY number DESC").fetchone()[0]
    assert "报柳林镇" in str(facts)
    assert "赵堃" not in str(facts)


def test_what_the_register_lacks_becomes_a_task_to_collect(register, tmp_path):
    people.register(register, a_person(name="赵堃", id_number=ZHAO, born="", phones=()))
    seen = fill.look(register, senders.table(tmp_path / senders.NAME), nothing)
    filling = fill.fill_in(register, seen, everybody(register))
    assert filling.lacking[0][0] == "赵堃"
    assert "本人电话" in filling.lacking[0][1]
    task = fill.collect(register, filling, date(2027, 2, 1))
    assert task.subject == f"补登记 1 人的资料（{senders.TITLE}）"
    assert "赵堃：" in task.note


def test_a_workbook_without_headings_is_refused_in_plain_words(register, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "会议通知"
    book.save(tmp_path / "通知.xlsx")
    with pytest.raises(Unreadable, match="没有找到要填的表"):
        fill.look(register, tmp_path / "通知.xlsx", nothing)
