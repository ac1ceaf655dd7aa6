"""Any list becomes a table for a purpose: columns chosen, masked, noted without names."""

import openpyxl
import pytest

from station_app.domain.export import NOTICE_BOARD, Order
from station_app.domain.roles import Right
from station_app.errors import Refused, Stopped
from station_app.storage import journal
from station_app.usecases import tables
from station_app.usecases.listing import Listing

HEADS = ("姓名", "住址", "备注")


def nothing(_done, _total):
    """Say nothing of progress."""


def a_list(*rows, personal=True):
    rows = rows or (("罗秀英", "一组1号", "=1+1"), ("石秀峰", "一组3号", ""))
    return tables.of_listing(Listing(title="走访名单", heads=HEADS, cells=rows, personal=personal))


def written(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


def test_the_columns_that_were_chosen_are_written_as_text(register, tmp_path):
    path = tmp_path / "名单.xlsx"

    count = tables.save(
        register, a_list(), Order(columns=("0", "2"), purpose="本站核对"), path, nothing
    )

    assert count == 2
    assert written(path) == [("姓名", "备注"), ("罗秀英", "'=1+1"), ("石秀峰", "")]


def test_the_journal_says_what_left_and_what_for_without_names(register, tmp_path):
    order = Order(columns=("0",), notice="青双拥办〔2026〕12号")

    tables.save(register, a_list(), order, tmp_path / "名单.xlsx", nothing)

    entry = journal.latest(register.db, 1)[0]
    assert entry.deed == "另存为表格"
    assert entry.facts["count"] == 2
    assert entry.facts["notice"] == "青双拥办〔2026〕12号"
    assert "罗秀英" not in str(entry.facts)


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (Order(columns=("0",)), "做什么用"),
        (Order(columns=(), purpose="本站核对"), "还没有勾选"),
        (Order(columns=("0",), purpose="61234部队要"), "部队番号"),
        (Order(columns=("0", "1"), purpose=NOTICE_BOARD), "公示不能有姓名、住址"),
    ],
)
def test_what_may_not_leave_is_refused_and_leaves_nothing(register, tmp_path, order, says):
    before = journal.head(register.db)

    with pytest.raises(Refused, match=says):
        tables.save(register, a_list(), order, tmp_path / "名单.xlsx", nothing)

    assert list(tmp_path.glob("名单*")) == []
    assert journal.head(register.db) == before


def test_a_cell_that_names_a_unit_is_refused_by_row_and_column_with_how_to_reword(
    register, tmp_path
):
    rows = [("罗秀英", "一组1号", ""), ("石秀峰", "一组3号", "原在61234部队")]
    path = tmp_path / "名单.xlsx"
    every = Order(columns=("0", "1", "2"), purpose="上级要表")

    with pytest.raises(Refused, match=r"第 2 行（石秀峰）的“备注”") as refused:
        tables.save(register, a_list(*rows), every, path, nothing)

    assert "换个说法" in refused.value.remedy
    assert list(tmp_path.glob("名单*")) == []
    few = Order(columns=("0", "1"), purpose="上级要表")
    assert tables.save(register, a_list(*rows), few, path, nothing) == 2


def test_a_list_that_names_nobody_may_be_posted(register, tmp_path):
    order = Order(columns=("0", "1"), purpose=NOTICE_BOARD)

    assert tables.save(register, a_list(personal=False), order, tmp_path / "表.xlsx", nothing) == 2


def test_stopping_leaves_neither_a_file_nor_a_note(register, tmp_path):
    def stop(done, _total):
        if done >= 200:
            raise Stopped("已停止。")

    before = journal.head(register.db)
    many = a_list(*[("罗秀英", "一组", "")] * 1000)

    with pytest.raises(Stopped):
        tables.save(
            register, many, Order(columns=("0",), purpose="会议"), tmp_path / "名单.xlsx", stop
        )

    assert list(tmp_path.glob("名单*")) == []
    assert journal.head(register.db) == before


def test_a_register_is_not_written_over_by_a_table(register, tmp_path):
    order = Order(columns=("0",), purpose="本站核对")

    with pytest.raises(Refused, match="不能盖掉"):
        tables.save(register, a_list(), order, register.path, nothing)


def test_columns_and_purpose_of_last_time_are_offered_again(register, tmp_path):
    assert tables.before(register, a_list()) == Order(columns=("0", "1", "2"))

    order = Order(columns=("2", "0"), purpose="核对低保", whole_phones=True)
    tables.save(register, a_list(), order, tmp_path / "名单.xlsx", nothing)

    assert tables.before(register, a_list()) == Order(columns=("2", "0"), purpose="核对低保")


def test_whole_numbers_need_the_right_to_them(register, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(type(register), "allow", lambda _self, right: asked.append(right))
    order = Order(columns=("0",), purpose="上级要表", whole_phones=True)

    tables.save(register, a_list(), order, tmp_path / "名单.xlsx", nothing)

    assert asked == [Right.TABLES, Right.WHOLE_NUMBERS]
    assert journal.latest(register.db, 1)[0].facts["whole"] == ["电话"]
