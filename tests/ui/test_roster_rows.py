"""The rows of an import: counted, looked at, mended and decided one by one."""

import messy
import pytest
from hands import press, press_there, rewrite, type_in, words_on
from messy import book, number
from openpyxl import Workbook
from people_window import put
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from roster_window import HEADS, LUO, choose, counts, lines, opened, status, strip, to_result

from station_app.domain.roster import Status
from station_app.usecases import people
from ui.forms.roster_compare import Compare
from ui.forms.roster_mend import Mending
from ui.widgets.cells import CELL, Damaged


@pytest.fixture
def window(desk, look, show):
    return opened(desk, look, show)


def test_the_counts_filter_and_add_up_to_the_rows(window, messy_path):
    page = to_result(window, messy_path)
    all_ = counts(page)
    assert all_.pop("全部") == sum(all_.values()) == len(lines(page)) == 38

    strip(page).switches[0].setFocus()
    press_there(Qt.Key.Key_6)
    assert {line.status for line in lines(page)} == {Status.REJECTED}
    assert len(lines(page)) == all_["有误"]

    press_there(Qt.Key.Key_Left)
    assert {line.status for line in lines(page)} == {Status.CONFLICT}


def test_the_damaged_part_of_a_number_is_marked_and_good_numbers_are_masked(window, messy_path):
    page = to_result(window, messy_path)
    model = page.result.model
    at = {line.row: n for n, line in enumerate(lines(page))}

    spoilt = model.data(model.index(at[29], 2), CELL)
    assert spoilt == Damaged("7.90121E+17", 7, 11)
    assert model.data(model.index(at[30], 2), CELL).start == 17
    assert "*" in model.data(model.index(at[5], 2), CELL)


def test_a_damaged_number_typed_on_its_row_turns_the_row_new_and_moves_the_counts(
    window, messy_path
):
    page = to_result(window, messy_path)
    before = counts(page)
    press(choose(page, 29), Qt.Key.Key_Return)
    field = QApplication.focusWidget()
    type_in(field, "79012119660512")
    assert "请照身份证输入 18 位，还差 4 位" in words_on(page)

    press(field, Qt.Key.Key_Return)
    assert status(page, 29) is Status.REJECTED

    rewrite(field, str(messy.person(25)[2]))
    press(field, Qt.Key.Key_Return)
    settle(window)

    assert status(page, 29) is Status.NEW
    after = counts(page)
    assert (after["新增"], after["有误"]) == (before["新增"] + 1, before["有误"] - 1)
    assert after["全部"] == before["全部"]
    assert "导入 31 行" in words_on(page)
    assert [line.row for line in lines(page)][1] == 29


@pytest.mark.parametrize("size", [(1366, 768), (1093, 543), (1024, 600)])
def test_the_keys_of_mending_are_named_at_every_size_and_nothing_is_cut(window, messy_path, size):
    window.resize(*size)
    page = to_result(window, messy_path)
    page.result.open_row(0)
    QApplication.processEvents()

    card = page.findChild(Mending)
    assert card.keys.isVisible()
    assert card.said.width() >= card.said.sizeHint().width()
    assert card.keys.geometry().right() <= card.width()


def test_esc_leaves_a_damaged_number_as_it_is_and_the_page_where_it_is(window, messy_path):
    page = to_result(window, messy_path)
    press(choose(page, 29), Qt.Key.Key_Return)

    press_there(Qt.Key.Key_Escape)

    assert window.here == "roster"
    assert not [one for one in page.findChildren(Mending) if one.isVisible()]
    assert page.result.view.hasFocus()


def test_a_wrong_but_official_number_is_kept_with_a_reason(window, register, tmp_path):
    odd = LUO[:17] + ("1" if LUO[17] != "1" else "2")
    page = to_result(window, book(tmp_path / "表.xlsx", HEADS[:2], ["罗秀英", odd]))
    press(page.result.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget().text() == odd

    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Return)
    assert "请写明为什么照登" in words_on(page)
    rewrite(QApplication.focusWidget(), "证件原件就是这样")
    press_there(Qt.Key.Key_Return)
    settle(window)
    assert status(page, 2) is Status.NEW

    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    (hit,) = people.find(register, "罗秀英").hits
    kept = people.get(register, hit.person).person
    assert (kept.id_number, kept.number_reason) == (odd, "证件原件就是这样")


def test_a_number_that_contradicts_the_row_is_kept_with_a_reason_without_showing_it(
    window, tmp_path
):
    path = book(
        tmp_path / "表.xlsx", ["姓名", "身份证号", "出生日期"], ["罗秀英", LUO, "1941-01-01"]
    )
    page = to_result(window, path)
    press(page.result.view, Qt.Key.Key_Return)
    assert LUO not in words_on(page)

    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Return)
    assert status(page, 2) is Status.REJECTED
    rewrite(QApplication.focusWidget(), "生日按农历登记，证件无误")
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert status(page, 2) is Status.NEW


def test_what_differs_is_decided_field_by_field_on_the_spot(window, register, tmp_path):
    luo = put(register, "罗秀英", 5, group="3组", door="17号")
    path = book(
        tmp_path / "表.xlsx",
        ["姓名", "身份证号", "组", "门牌"],
        ["罗秀英", luo.id_number, "4组", "11号"],
    )
    page = to_result(window, path)
    assert status(page, 2) is Status.CONFLICT

    press(page.result.view, Qt.Key.Key_Return)
    press_there(Qt.Key.Key_2)
    press_there(Qt.Key.Key_Tab)
    press_there(Qt.Key.Key_1)
    press_there(Qt.Key.Key_Return)
    settle(window)
    assert status(page, 2) is Status.UPDATED

    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    now = people.get(register, luo.uid).person
    assert (now.group, now.door) == ("4组", "17号")


def test_enter_on_a_decided_row_takes_the_decision_back(window, register, tmp_path):
    luo = put(register, "罗秀英", 5, door="17号")
    path = book(
        tmp_path / "表.xlsx", ["姓名", "身份证号", "门牌"], ["罗秀英", luo.id_number, "11号"]
    )
    page = to_result(window, path)
    press(page.result.view, Qt.Key.Key_Return)
    press_there(Qt.Key.Key_1)
    press_there(Qt.Key.Key_Return)
    settle(window)
    assert status(page, 2) is Status.UNCHANGED

    press(page.result.view, Qt.Key.Key_Return)
    settle(window)

    assert status(page, 2) is Status.CONFLICT


def test_a_namesake_may_be_somebody_else(window, register, tmp_path):
    put(register, "罗秀英", 5, born="1954-03-09")
    other = number("19540309", 77)
    page = to_result(window, book(tmp_path / "表.xlsx", HEADS[:2], ["罗秀英", other]))
    assert status(page, 2) is Status.CONFLICT

    press(page.result.view, Qt.Key.Key_Return)
    press_there(Qt.Key.Key_2)
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert status(page, 2) is Status.NEW


def test_a_namesake_who_is_the_same_person_has_the_number_typed_anew(window, register, tmp_path):
    luo = put(register, "罗秀英", 5, born="1954-03-09")
    other = number("19540309", 77)
    page = to_result(window, book(tmp_path / "表.xlsx", HEADS[:2], ["罗秀英", other]))

    press(page.result.view, Qt.Key.Key_Return)
    press_there(Qt.Key.Key_1)
    press_there(Qt.Key.Key_Return)
    type_in(QApplication.focusWidget(), luo.id_number)
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert status(page, 2) is Status.UNCHANGED


def test_a_row_that_cannot_be_mended_here_says_why_on_enter(window, messy_path):
    page = to_result(window, messy_path)

    press(choose(page, 36), Qt.Key.Key_Return)

    assert "没有姓名" in words_on(page)
    assert "请在表里改好再导入" in words_on(page)


def test_many_differences_stay_inside_a_small_window_and_tab_reaches_each(
    window, register, tmp_path
):
    lived = {"group": "3组", "door": "17号", "address": "柳林镇西街", "ethnicity": "汉族"}
    luo = put(register, "罗秀英", 5, **lived, enlisted="1970-12", discharged="1975-03")
    path = book(
        tmp_path / "表.xlsx",
        ["姓名", "身份证号", "民族", "组", "门牌", "家庭住址", "入伍时间", "退役时间"],
        ["罗秀珍", luo.id_number, "回族", "4组", "11号", "柳林镇东街", "1971-12", "1976-03"],
    )
    window.resize(1093, 543)
    page = to_result(window, path)

    press(page.result.view, Qt.Key.Key_Return)
    (card,) = [one for one in page.findChildren(Compare) if one.isVisible()]
    assert len(card.choices) > 4
    assert page.result.rect().contains(card.geometry())
    for _one, choice in card.choices:
        assert choice.hasFocus()
        assert not choice.visibleRegion().isEmpty()
        press_there(Qt.Key.Key_2)
        press_there(Qt.Key.Key_Tab)
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert status(page, 2) is Status.UPDATED


def test_rows_of_several_sheets_say_their_sheet_and_keep_their_own_decisions(window, tmp_path):
    made = Workbook()
    made.remove(made.worksheets[0])
    for n, group in enumerate(("一组", "二组")):
        sheet = made.create_sheet(group)
        sheet.append(HEADS[:2])
        sheet.append([f"马守{group}", "7.90121E+17" if n else LUO])
        sheet.append([f"丁国{group}", "7.90121E+17"])
    made.save(tmp_path / "册.xlsx")
    page = to_result(window, tmp_path / "册.xlsx")
    assert [line.sheet for line in lines(page)[:3]] == ["一组", "二组", "二组"]
    model = page.result.model
    assert model.data(model.index(0, 1)) == "一组"

    press(page.result.view, Qt.Key.Key_Return)
    rewrite(QApplication.focusWidget(), number("19450101", 31))
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert [line.status for line in lines(page)[:3]] == [
        Status.NEW,
        Status.REJECTED,
        Status.REJECTED,
    ]
