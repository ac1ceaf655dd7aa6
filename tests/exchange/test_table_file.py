"""A table of any length goes into an .xlsx row by row, and comes back as it was."""

import tracemalloc
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station_app.domain import table, unseen
from station_app.errors import Unwritable
from station_app.exchange import table_file, workbook

HEADS = ("姓名", "身份证号", "备注")
CELLS = st.text(max_size=30) | st.sampled_from(["=1+1", "'=1+1", "''@x", "-", "'", "+86 155"])


def test_every_cell_is_text_and_the_head_stays_in_sight_and_on_each_page(tmp_path):
    path = tmp_path / "名单.xlsx"

    count = table_file.write(path, [("人员名单", HEADS, [("陈𬭎", "790121194804017818", "=1+1")])])

    assert count == 1
    sheet = openpyxl.load_workbook(path)["人员名单"]
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert [cell.value for cell in sheet[2]] == ["陈𬭎", "790121194804017818", "'=1+1"]
    assert {(cell.data_type, cell.number_format) for cell in sheet[2]} == {("s", "@")}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.column_dimensions["B"].width == 20


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(CELLS, min_size=3, max_size=3))
def test_what_was_written_is_read_back_by_our_own_import(tmp_path, cells):
    path = tmp_path / "名单.xlsx"

    table_file.write(path, [("名单", HEADS, [("王福生", "", "x"), cells])])

    read = workbook.read(path)["sheets"][0]["rows"]
    back = [table.meant(cell) for cell in (read[2] if len(read) > 2 else ["", "", ""])]
    wanted = [unseen.visible(cell).replace("\ufffe", "").replace("\uffff", "") for cell in cells]
    assert back == wanted


def test_fifty_thousand_rows_take_no_more_memory_than_five_thousand(tmp_path):
    def peak(count):
        tracemalloc.start()
        rows = ((f"王福生{n}", f"79012119480401{n:04}", "老屋") for n in range(count))
        assert table_file.write(tmp_path / "名单.xlsx", [("名单", HEADS, rows)]) == count
        return tracemalloc.get_traced_memory()[1], tracemalloc.stop()

    assert peak(50_000)[0] < 1.5 * peak(5_000)[0]


def test_a_sheet_name_and_a_long_cell_cannot_spoil_the_file(tmp_path):
    path = tmp_path / "名单.xlsx"

    name = "走访名单（一组/二组）'甲'[1]&" * 3
    table_file.write(path, [(name, HEADS, [("x" * 40_000, "", "")])])

    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert len(sheet.title) == 31
    assert len(sheet["A2"].value) == table_file.LONGEST


def test_several_sheets_stand_in_one_workbook_in_their_order(tmp_path):
    path = tmp_path / "核对.xlsx"

    count = table_file.write(
        path,
        [("有误", HEADS, [("甲", "1", "")]), ("没有读入的列", ("列",), [("番号",), ("卡号",)])],
    )

    book = openpyxl.load_workbook(path)
    assert (count, book.sheetnames) == (3, ["有误", "没有读入的列"])
    assert [sheet.print_title_rows for sheet in book] == ["$1:$1"] * 2
    assert book["没有读入的列"]["A3"].value == "卡号"


def test_sheets_of_one_name_are_told_apart(tmp_path):
    path = tmp_path / "核对.xlsx"
    name = "有误（" + "荷塘村花名册" * 6

    table_file.write(path, [(name, HEADS, []), (name + "甲", HEADS, []), ("有误", HEADS, [])])

    names = openpyxl.load_workbook(path).sheetnames
    assert len(set(names)) == 3
    assert [name[-2:] for name in names[1:]] == [" 2", "有误"]


def test_a_file_that_is_not_as_written_is_said(tmp_path):
    path = tmp_path / "名单.xlsx"
    table_file.write(path, [("名单", HEADS, [("王福生", "", "x")] * 3000)])
    table_file.check(path)
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data = bytearray(path.read_bytes())
    data[at + 2000] ^= 0xFF
    path.write_bytes(data)

    with pytest.raises(Unwritable, match="读回"):
        table_file.check(path)
