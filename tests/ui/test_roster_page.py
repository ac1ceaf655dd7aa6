"""A roster on its page: headings read, rows taken in, files refused, an import taken back."""

import io
import time

import messy
import pytest
from hands import button, click, press, press_there, rewrite, words_on
from makers import HEAD_PASSWORD, a_visit
from messy import book, number
from openpyxl import load_workbook
from people_window import put
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from roster_window import (
    HEADS,
    LUO,
    ROUTES,
    asked,
    choose,
    counts,
    lines,
    opened,
    results,
    to_result,
)

from station_app.usecases import people, roster, visits, workers
from ui.desk import Desk
from ui.forms.roster_intake import Step
from ui.theme import Room
from ui.widgets.drop import Drop
from ui.window import Window


@pytest.fixture
def window(desk, look, show):
    return opened(desk, look, show)


def test_a_roster_goes_in_by_keys_alone_and_its_people_are_found(window, register, messy_path):
    page = to_result(window, messy_path)
    assert "导入 30 行" in button(page, "导入 ").text()

    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    assert page.intake.step is Step.DONE
    assert "已写入登记册：新增 30 行，更新 0 行" in words_on(page)
    assert "有 7 行没有写入" in words_on(page)
    assert people.find(register, "李䶮").hits


def test_headings_stand_as_what_needs_a_choice_then_guesses_then_known(window, tmp_path):
    path = book(
        tmp_path / "表.xlsx",
        ["序号", "姓名", "身份证号", "情况", "现在的住址"],
        [1, "罗秀英", LUO, "独居", "三组"],
    )
    window.page.take_files([path])
    settle(window)

    said = [one.words for one in asked(window).lines]
    assert said == ["情况", "现在的住址", "姓名", "身份证号", "序号"]
    assert asked(window).view.hasFocus()
    assert "还有 1 列请选" in words_on(window.page)


def test_a_column_of_unit_designations_shows_no_words_of_it_and_says_why(window, messy_path):
    window.page.take_files([messy_path])
    settle(window)

    (row,) = [n for n, one in enumerate(asked(window).lines) if one.words == "原部队代号"]
    assert asked(window).lines[row].sample == "（不显示）"
    assert "不进登记册" in results(window)[row]
    asked(window).view.open_list(row)
    assert asked(window).view.list is None


def test_the_first_rows_show_no_number_of_a_person_whole(window, tmp_path):
    path = book(
        tmp_path / "表.xlsx",
        ["姓名", "身份证号", "联系电话", "备用"],
        ["罗秀英", LUO, "154-0000-7288", f"证件{LUO}，出生 1940-01-01"],
        ["丁国强", "7.9012119400101e+17", 15400001111, "19400101"],
    )
    window.page.take_files([path])
    settle(window)

    shown = {one.words: one.sample for one in asked(window).lines}
    masked = f"790***********{LUO[-4:]}"
    assert shown["身份证号"] == f"{masked}　7.9************e+17"
    assert shown["联系电话"] == "154******7288　154****1111"
    assert shown["备用"] == f"证件{masked}，出生 1940-01-01　19400101"


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_a_line_looks_chosen_only_while_the_keyboard_is_among_the_lines(window, messy_path):
    window.page.take_files([messy_path])
    settle(window)
    view = asked(window).view
    assert button(window.page, "对写法").hasFocus()
    assert not view.selectionModel().hasSelection()

    view.setFocus()
    assert view.selectionModel().isRowSelected(0)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    assert view.list is not None
    assert view.selectionModel().isRowSelected(1), "the row whose list is open"


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_a_heading_that_is_chosen_is_read_as_chosen(window, tmp_path):
    path = book(tmp_path / "表.xlsx", [*HEADS[:2], "热线"], ["罗秀英", LUO, "15400001234"])
    window.page.take_files([path])
    settle(window)
    assert asked(window).lines[0].words == "热线"

    press_there(Qt.Key.Key_Return)
    opened_list = asked(window).view.list
    rows = [opened_list.itemText(n) for n in range(opened_list.count())]
    for _ in range(rows.index("电话")):
        press(opened_list.view(), Qt.Key.Key_Down)
    press(opened_list.view(), Qt.Key.Key_Return)
    settle(window)
    assert results(window)[0] == "已选"
    assert window.focusWidget() is button(window.page, "看结果")
    press(window.focusWidget(), Qt.Key.Key_Return)
    settle(window)

    assert lines(window.page)[0].reading.draft.phones[0].number == "15400001234"


def test_two_columns_that_look_like_the_number_are_asked_before_anything_is_judged(
    window, tmp_path
):
    path = book(tmp_path / "表.xlsx", ["姓名", "身份证号", "公民身份号码"], ["罗秀英", LUO, LUO])
    window.page.take_files([path])
    settle(window)
    assert "几列都像身份证号" in words_on(window.page)

    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert window.page.intake.step is Step.MATCH

    row = [one.words for one in asked(window).lines].index("公民身份号码")
    asked(window).choose(row, "id_number")
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert counts(window.page)["新增"] == 1


def test_a_word_that_fits_no_code_is_asked_once_and_remembered(window, register, messy_path):
    window.page.take_files([messy_path])
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert window.page.intake.step is Step.WORDS
    first = asked(window).lines[0]
    assert (first.words, first.open) == ("三属", True)

    asked(window).choose(0, first.options[0][0])
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    again = roster.preview(register, messy_path)
    assert all(word.code for word in again.words)


def test_a_column_whose_words_are_asked_alone_is_named_once_above_them(window, tmp_path):
    path = book(tmp_path / "表.xlsx", [*HEADS[:2], "优抚类别"], ["罗秀英", LUO, "三属"])
    window.page.take_files([path])
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    assert "“对象类别”这一列有 1 种写法" in words_on(window.page)
    assert [one.sample for one in asked(window).lines] == ["1 行"]


def test_columns_and_sheets_that_are_not_read_are_said(window, messy_path):
    page = to_result(window, messy_path)

    click(page, "没有读")

    said = words_on(page)
    assert "原部队代号" in said
    assert "这张表是隐藏的" in said


def test_rows_that_are_not_written_are_saved_as_they_were(
    window, messy_path, tmp_path, monkeypatch
):
    page = to_result(window, messy_path)
    path = tmp_path / "没有写入.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    click(page, "另存为 xlsx")
    settle(window)

    saved = load_workbook(io.BytesIO(path.read_bytes()))
    assert saved.sheetnames[0] == "有误"
    assert saved.worksheets[0].max_row == 7


def test_a_register_changed_since_the_result_is_judged_again_and_said(window, register, messy_path):
    page = to_result(window, messy_path)
    put(register, "罗秀英", 5)

    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert page.intake.step is Step.RESULT
    assert "已重新比对，请再看一遍" in words_on(window)

    page.go_on()
    settle(window)
    assert page.intake.step is Step.DONE


def test_long_work_says_how_far_it_is_and_stopping_it_changes_nothing(window, messy_path, qtbot):
    page = to_result(window, messy_path)
    ended = []

    def slow(_register, step):
        for n in range(2000):
            step(n, 2000)
            time.sleep(0.005)

    page._work.run("正在导入 30 行", slow, ended.append, ended.append)
    qtbot.waitUntil(lambda: window._scrim is not None)
    qtbot.waitUntil(lambda: "共 2000 行" in words_on(window._scrim.sheet))
    click(window._scrim.sheet, "停止")
    qtbot.waitUntil(lambda: not page._work.busy)
    QApplication.processEvents()

    assert ended == []
    assert window._scrim is None
    assert "已停止" in words_on(window)
    assert page.intake.step is Step.RESULT


def test_nothing_to_write_shuts_the_import_and_says_so(window, register, tmp_path):
    path = book(tmp_path / "表.xlsx", HEADS[:2], ["罗秀英", LUO])
    roster.take_in(register, roster.preview(register, path))

    page = to_result(window, path)

    assert not button(page, "导入 0 行").isEnabled()
    assert "没有要写入的行" in words_on(page)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(
    window, messy_path, tmp_path, monkeypatch
):
    page = to_result(window, messy_path)
    path = tmp_path / "没有这个文件夹" / "行.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    click(page, "另存为 xlsx")
    settle(window)

    assert not path.exists()
    assert "请" in words_on(window._news)
    assert page.intake.step is Step.RESULT


def test_files_dropped_on_the_page_are_read_and_several_come_one_by_one(
    window, messy_path, tmp_path
):
    other = book(tmp_path / "另一份.xlsx", HEADS[:2], ["罗秀英", LUO])
    drop = window.page.findChild(Drop)
    drop.given.emit([messy_path, other])
    settle(window)

    assert window.page.intake.step is Step.MATCH
    assert "一次导入一个文件" in words_on(window)


@pytest.mark.parametrize(
    ("name", "bytes_", "says"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("网页.xls", b"<html><table></table></html>", "网页格式"),
        ("文本.xlsx", b"a,b,c\n1,2,3\n", "CSV"),
        ("报表.xlsx", b"%PDF-1.7\n%%EOF", "这是一个 PDF"),
        ("断了.xlsx", b"PK\x03\x04" + bytes(400), "没有传完整"),
        ("别的.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(40), "不是 .xlsx 或 .xls 工作簿"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_plainly_with_what_to_do(
    window, tmp_path, name, bytes_, says
):
    path = tmp_path / name
    path.write_bytes(bytes_)

    window.page.take_files([path])
    settle(window)

    assert window.page.intake.step is Step.PICK
    assert says in words_on(window.page)
    assert "请" in words_on(window.page).split(says)[1]


def test_a_file_that_has_gone_is_said_plainly(window, tmp_path):
    window.page.take_files([tmp_path / "没有了.xlsx"])
    settle(window)

    assert "文件打不开" in words_on(window.page)
    assert "U盘是否已拔出" in words_on(window.page)


def test_a_bad_file_does_not_lose_the_import_that_is_on_its_way(window, messy_path, tmp_path):
    page = to_result(window, messy_path)

    window.open("roster", [tmp_path / "没有了.xlsx"])
    settle(window)

    assert page.intake.step is Step.RESULT
    assert "文件打不开" in words_on(window)


def test_a_workbook_without_a_roster_is_refused_before_the_headings(window, tmp_path):
    window.page.take_files([book(tmp_path / "表.xlsx", ["一", "二"], ["三", "四"])])
    settle(window)

    assert "没有找到花名册" in words_on(window.page)


def test_a_worker_hears_who_may_take_an_import_back(window, messy_path):
    to_result(window, messy_path)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    assert "请站长登录" in words_on(window.page)
    assert not any("撤销" in one.text() for one in window.page.findChildren(QPushButton))


@pytest.fixture
def head_window(register, jobs, look, show):
    desk = Desk(workers.vouched(register, "徐建民", HEAD_PASSWORD), jobs)
    yield opened(desk, look, show)
    desk.close()


def test_the_head_takes_a_whole_import_back_and_sees_who_was_kept(head_window, register, tmp_path):
    path = book(
        tmp_path / "表.xlsx",
        HEADS[:2],
        ["罗秀英", LUO],
        ["马守田", number("19450101", 31)],
    )
    page = to_result(head_window, path)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(head_window)
    (hit,) = people.find(register, "罗秀英").hits
    visits.record(register, a_visit(hit.person))

    click(page, "撤销整次导入")
    click(head_window._scrim.sheet, "撤销整次导入")
    settle(head_window)

    said = words_on(page)
    assert "去掉 1 人" in said
    assert "罗秀英" in said
    assert not people.find(register, "马守田").hits


def test_earlier_imports_stand_below_the_drop_and_can_be_taken_back(
    head_window, register, tmp_path
):
    shown = roster.preview(register, book(tmp_path / "旧.xlsx", HEADS[:2], ["罗秀英", LUO]))
    roster.take_in(register, shown)
    page = head_window.page
    page.stale = True
    page.read()
    assert "以前的导入" in words_on(page)

    page.ask_back(page._batches[0])
    click(head_window._scrim.sheet, "撤销整次导入")
    settle(head_window)
    assert "登记册和导入前一样" in words_on(page)


def test_another_look_and_another_room_keep_what_was_decided(window, desk, look, messy_path):
    page = to_result(window, messy_path)
    press(choose(page, 29), Qt.Key.Key_Return)
    rewrite(QApplication.focusWidget(), str(messy.person(25)[2]))
    press_there(Qt.Key.Key_Return)
    settle(window)

    window.resize(1024, 600)
    QApplication.processEvents()
    assert page.room is Room.NARROW
    assert counts(page)["新增"] == 31

    other = Window(desk, look.with_big_type(True), ROUTES)
    other.open("roster")
    other.page.take_over(page.carry())
    assert counts(other.page)["新增"] == 31
    other.deleteLater()


def test_who_comes_back_finds_the_import_where_it_was(window, messy_path):
    page = to_result(window, messy_path)

    window.open("people")
    window.open("roster")

    assert page.intake.step is Step.RESULT
