"""What is told of an import: the rows that were not written, as a table and for programs."""

import io

import messy
from messy import book

from station_app.storage import journal
from station_app.usecases import roster


def test_a_saved_report_is_noted_with_how_many_rows_it_names(register, messy_path, tmp_path):
    shown = roster.preview(register, messy_path)

    roster.save_report(register, shown, tmp_path / "没有写入.xlsx")

    saved = journal.latest(register.db, 1)[0]
    assert (saved.deed, saved.facts["count"]) == ("另存没有写入的行", 7)
    assert saved.facts["rows"] == []
    assert (tmp_path / "没有写入.xlsx").read_bytes() == roster.report(shown)


def test_the_report_holds_the_rows_as_they_were_with_their_reason(register, messy_path):
    from openpyxl import load_workbook

    book_ = load_workbook(io.BytesIO(roster.report(roster.preview(register, messy_path))))

    rows = [[cell.value for cell in row] for row in book_["有误"].iter_rows()]
    assert rows[0][0] == "行"
    assert rows[0][-1] == "原因"
    assert [row[0] for row in rows[1:]] == ["28", "29", "30", "32", "36", "37"]
    assert rows[1][3] == "7.90121E+17"
    assert rows[2][3] == "7.90121E+17"
    assert book_.sheetnames == ["有误", "不一致", "没有读入的列"]


def test_the_report_is_free_of_the_hidden_characters_that_reading_passes_over(register, tmp_path):
    from openpyxl import load_workbook

    path = book(
        tmp_path / "hidden.xlsx",
        ["姓名", "身份证号", "住址"],
        ["王\u200b一", "\u202a790121193503010", "新村\u202e 1组"],
    )

    book_ = load_workbook(io.BytesIO(roster.report(roster.preview(register, path))))

    [cells] = list(book_["有误"].iter_rows(min_row=2, values_only=True))
    assert cells[1:4] == ("王一", "790121193503010", "新村 1组")


def test_the_report_repeats_no_unit_and_says_which_columns_were_not_read(register, tmp_path):
    from openpyxl import load_workbook

    path = book(
        tmp_path / "册.xlsx",
        ["姓名", "身份证号", "原部队代号", "住址", "备注"],
        ["王福生", "1", "31655部队", "31655部队家属院", "腿脚不便"],
    )
    book_ = load_workbook(io.BytesIO(roster.report(roster.preview(register, path))))

    said = {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book_}
    reason = "身份证号应是 18 位，现在是 1 位，请照身份证核对；“住址”里像有部队番号，这一格没有读"
    assert said["有误"] == [
        ["行", "姓名", "身份证号", "住址", "备注", "原因"],
        ["2", "王福生", "1", None, "腿脚不便", reason],
    ]
    assert said["没有读入的列"] == [
        ["表", "列", "原因"],
        ["Sheet", "原部队代号", "部队番号、代号、驻地和职务不进登记册，这一列没有读。"],
    ]


def test_the_json_lists_every_row_and_its_counts_add_up(register, messy_path):
    said = roster.as_json(roster.preview(register, messy_path))

    words = ("new", "updated", "unchanged", "conflict", "rejected")
    assert sum(said[word] for word in words) == said["rows"] == len(said["rows_detail"])
    assert said["rows_detail"][0] == {"row": 5, "status": "new", "name": "李顺明", "reasons": []}


def test_saving_what_will_not_be_written_does_not_bar_the_import(register, tmp_path):
    path = messy.roster(tmp_path / "花名册.xlsx")
    shown = roster.preview(register, path)
    roster.save_report(register, shown, tmp_path / "没有写入.xlsx")

    assert roster.take_in(register, shown) is not None
