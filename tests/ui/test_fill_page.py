import time

import pytest
import senders
from hands import button, click, press, press_there, words_on, write
from makers import a_number, a_task
from openpyxl import load_workbook
from people_window import PAGES, put
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame

from station_app.domain.fill import State
from station_app.domain.person import Flag
from station_app.usecases import fill, notices, received
from ui.forms.fill_intake import Step, Whose
from ui.forms.roster_match import Matching
from ui.pages.fill import FillPage
from ui.theme import Room
from ui.widgets.cells import CELL, Picked
from ui.window import Route

ROUTES = (*PAGES, Route(key="fill", load=lambda: FillPage, under="people"))


@pytest.fixture
def villagers(register):
    names = ("赵堃", "马守田", "卢文清")
    return {name: put(register, name, n, flags=(Flag.ALONE,)) for n, name in enumerate(names, 1)}


@pytest.fixture
def came(tmp_path):
    folder = tmp_path / "微信"
    folder.mkdir()
    return senders.table(folder / senders.NAME)


@pytest.fixture
def window(desk, look, show, monkeypatch, tmp_path, villagers):
    monkeypatch.setattr(received.Path, "home", lambda: tmp_path)
    return started(desk, look, show, ROUTES)


@pytest.fixture
def saved_to(monkeypatch, tmp_path):
    """The place that a worker chooses for the filled table."""
    place = tmp_path / "桌面" / senders.NAME
    place.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(place), ""))
    return place


def to_result(window, came):
    window.open("fill", [came])
    settle(window)
    for _ in range(2):
        press_there(Qt.Key.Key_Return, ctrl=True)
        settle(window)
    assert window.page.intake.step is Step.RESULT
    return window.page


def save(window):
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    press_there(Qt.Key.Key_Return)
    settle(window)


def test_a_known_table_goes_from_drop_to_saved_file_by_keys_alone(window, came, saved_to):
    began = time.monotonic()
    page = to_result(window, came)
    while page.result.field.isVisibleTo(page):
        write(page.result.field, "不要")
        press(page.result.field, Qt.Key.Key_Return)
        settle(window)
    save(window)
    assert page.intake.step is Step.DONE
    assert time.monotonic() - began < 60
    sheet = load_workbook(saved_to)["摸底表"]
    assert {sheet.cell(row, 3).value for row in (5, 6, 7)} == {"赵堃", "马守田", "卢文清"}
    assert {sheet.cell(row, 14).value for row in (5, 6, 7)} == {"不要"}
    assert "已另存为" in words_on(window.page)


def test_what_lacks_is_asked_first_and_what_is_known_stands_below(window, came, qtbot):
    window.open("fill", [came])
    settle(window)
    qtbot.waitUntil(lambda: "最近一次走访" in words_on(window.page))
    said = words_on(window.page)
    assert "这张表 16 列，已会填 14 列，缺 2 列。" in said
    assert "登记册里没有这一项" in said
    assert "银行账号不进登记册" in said
    stops = []
    for _ in range(3):
        stops.append(QApplication.focusWidget().accessibleName())
        press_there(Qt.Key.Key_Tab)
    assert stops == ["助餐需求 填什么", "", "身份证号码 怎么写"]


def test_the_lines_below_the_columns_stand_at_one_height(window, came, qtbot):
    window.open("fill", [came])
    settle(window)
    qtbot.waitUntil(lambda: "最近一次走访" in words_on(window.page))
    settle(window)
    match = window.page.match
    lines = [one for one in match.findChildren(QFrame) if one.objectName() == "rule"]
    below = [one for one in lines if one.isVisible() and one.width() < match.width() / 2]
    assert len(below) == 14
    assert len({one.mapTo(match, one.rect().topLeft()).y() for one in below}) == 5


def test_choosing_an_entry_offers_its_ways_of_writing(window, came):
    window.open("fill", [came])
    settle(window)
    box = next(iter(window.page.match.picks.values()))
    box.setFocus()
    box.setCurrentText("出生日期")
    box.activated.emit(box.currentIndex())
    meals = next(one for one in window.page.intake.seen.columns if one.heading == "助餐需求")
    assert (meals.field, meals.way, meals.state) == ("born", "Y-m-d", State.KNOWN)
    assert "1952-03-07" in [
        one.currentText() for one in window.page.findChildren(type(box)) if one.isVisible()
    ]


def test_one_by_one_every_column_can_be_chosen(window, came):
    window.open("fill", [came])
    settle(window)
    click(window.page, "逐列看")
    [listed] = window.page.findChildren(Matching)
    assert len(listed.lines) == 16
    row = next(n for n, one in enumerate(listed.lines) if one.words == "本人电话")
    listed.choose(row, "contact_phone")
    click(window.page, "上一步")
    phone = next(one for one in window.page.intake.seen.columns if one.heading == "本人电话")
    assert phone.field == "contact_phone"
    assert window.page.match is not None


def test_what_the_title_speaks_of_is_a_condition_that_can_be_taken_off(window, came, register):
    put(register, "谢长林", 9)
    window.open("fill", [came])
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert "填 3 人" in words_on(window.page)
    click(window.page, "独居")
    settle(window)
    assert "填 4 人" in words_on(window.page)


def test_the_filled_table_goes_onto_paper_as_it_stands(window, came):
    to_result(window, came)
    press_there(Qt.Key.Key_P, ctrl=True)
    settle(window)
    assert senders.TITLE in words_on(window)


def test_another_sheet_is_a_link_away(window, came):
    book = load_workbook(came)
    book.create_sheet("优待证").append(["姓名", "身份证号", "优待证申领"])
    book.save(came)
    window.open("fill", [came])
    settle(window)
    click(window.page, "改填“优待证”")
    settle(window)
    assert "这张表 3 列，已会填 2 列" in words_on(window.page)


def test_somebody_who_stands_in_the_sheet_twice_is_completed_twice(window, came, saved_to):
    senders.table(came, ({2: "赵堃", 4: a_number(sequence=3)},) * 2)
    to_result(window, came)
    save(window)
    sheet = load_workbook(saved_to)["摸底表"]
    assert [sheet.cell(row, 6).value for row in (5, 6)] == [72, 72]


def test_space_leaves_somebody_out(window, came):
    window.open("fill", [came])
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    page = window.page
    press_there(Qt.Key.Key_Space)
    assert page.who.model.data(page.who.model.index(0, 0), CELL) == Picked(False)
    assert "填 2 人" in words_on(page)


def test_rows_of_the_sheet_that_are_not_certain_are_asked(window, came, villagers):
    senders.table(came, ({2: "卢文清"}, {2: "马守田", 8: "13900000000"}))
    window.open("fill", [came])
    settle(window)
    assert window.page.intake.whose is Whose.NAMED
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert "表里有 2 行对不上人" in words_on(window.page)
    for _ in range(2):
        press(window.page.who.view, Qt.Key.Key_Return)
        press_there(Qt.Key.Key_Return)
        button(window, "就是")
        click(window, "就是")
        settle(window)
    assert "填 2 人" in words_on(window.page)


def test_what_differs_stays_until_space_takes_the_registers(window, came, register, saved_to):
    people_row = {2: "赵堃", 4: a_number(sequence=3), 5: 20}
    senders.table(came, (people_row,))
    page = to_result(window, came)
    assert "和来表不一样 1 格" in words_on(page)
    assert "年龄：来表 20，登记册 72。现在留来表的" in words_on(page)
    page.result.view.setFocus()
    press(page.result.view, Qt.Key.Key_Space)
    save(window)
    sheet = load_workbook(saved_to)["摸底表"]
    assert sheet["F5"].value == 72


def test_all_that_differs_may_be_taken_at_once_and_given_back(window, came, saved_to):
    row = {2: "赵堃", 4: a_number(sequence=3), 5: 20}
    senders.table(came, (row, row | {2: "马守田", 4: a_number(sequence=5)}))
    page = to_result(window, came)
    click(page, "都用登记册的")
    assert {one.shown for line in page.intake.filling.lines for one in line.cells} >= {"72"}
    click(page, "都留来表的")
    click(page, "都用登记册的")
    save(window)
    sheet = load_workbook(saved_to)["摸底表"]
    assert [sheet.cell(row, 6).value for row in (5, 6)] == [72, 72]


def test_numbers_stay_half_hidden_on_the_screen(window, came):
    page = to_result(window, came)
    model = page.result.model
    shown = {
        str(model.data(model.index(row, column)))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    }
    assert not any(a_number(sequence=2 * n + 1) in shown for n in (1, 2, 3))
    assert any(words.startswith("790***") for words in shown)


def test_what_came_lately_is_offered(window, tmp_path):
    folder = tmp_path / "Downloads"
    folder.mkdir()
    senders.table(folder / "优待证申领情况表.xlsx")
    window.open("fill")
    settle(window)
    assert window.page.drop.received.row(0).path.name == "优待证申领情况表.xlsx"
    window.page.drop.view.setFocus()
    press(window.page.drop.view, Qt.Key.Key_Return)
    settle(window)
    assert window.page.intake.step is Step.MATCH


def test_a_file_that_is_no_table_says_so_where_it_was_dropped(window, tmp_path):
    (tmp_path / "通知.xlsx").write_text("通知", "utf-8")
    window.open("fill", [tmp_path / "通知.xlsx"])
    settle(window)
    assert window.page.intake.step is Step.DROP
    assert "通知.xlsx：" in words_on(window.page)


def test_what_was_filled_before_stands_below_why_a_file_was_not_read(
    window, came, saved_to, tmp_path
):
    to_result(window, came)
    save(window)
    click(window, "再填一张")
    settle(window)
    assert "以前填过的" in words_on(window.page)
    (tmp_path / "通知.xlsx").write_text("通知", "utf-8")
    window.open("fill", [tmp_path / "通知.xlsx"])
    settle(window)
    assert "通知.xlsx：" in words_on(window.page)
    assert "以前填过的" in words_on(window.page)


def test_a_file_that_cannot_be_read_leaves_the_table_that_is_on_its_way(window, came, tmp_path):
    window.open("fill", [came])
    settle(window)
    (tmp_path / "通知.xlsx").write_text("通知", "utf-8")
    window.open("fill", [tmp_path / "通知.xlsx"])
    settle(window)
    assert window.page.intake.step is Step.MATCH
    assert "通知.xlsx：" in words_on(window._news)


def test_what_lacks_may_be_kept_as_a_task(window, came, saved_to, register):
    page = to_result(window, came)
    assert "登记册里缺：" in words_on(page)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    click(window, "记成任务")
    click(window, "选地方，保存")
    settle(window)
    assert [one.subject for one in notices.waiting(register)] == [
        f"补登记 3 人的资料（{senders.TITLE}）"
    ]
    assert fill.before(register)[0].file == senders.NAME


def test_the_task_that_asked_for_the_table_stands_above_it_and_can_be_marked_as_answered(
    window, came, saved_to, register
):
    task = notices.take_in(register, a_task(subject="高龄独居退役军人摸底表"))
    page = to_result(window, came)
    assert "1月27日 17:00 前报柳林镇" in words_on(page)
    save(window)
    click(page, "任务标为已报")
    settle(window)
    assert notices.get(register, task.uid).done_at is not None


@pytest.mark.parametrize("room", [Room.NARROW, Room.TIGHT])
def test_another_room_keeps_how_far_the_table_has_come(window, came, room):
    page = to_result(window, came)
    page.fit(room)
    assert page.result is not None
    assert len(page.intake.filling.lines) == 3
