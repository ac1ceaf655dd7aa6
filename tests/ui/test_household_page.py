from datetime import date

import pytest
from hands import click, press, press_there, rewrite, words_on, write
from makers import a_campaign, a_visit
from people_window import PAGES, put
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.domain.household import LightMember
from station_app.usecases import campaigns, households, people, printing, visits
from ui.widgets.asking import Asking
from ui.widgets.fields import Field
from ui.widgets.picker import Picker
from ui.widgets.timeline import Entry


@pytest.fixture
def tian(register):
    head = put(register, "田家福", 1, group="4组", door="3号")
    put(register, "周㛃", 2, household=head.household, relation="妻", group="4组", door="3号")
    light = LightMember(name="田海波", relation="儿子", born_year=1982)
    households.name_member(register, head.household, light)
    visits.record(register, a_visit(head.uid))
    return head


@pytest.fixture
def window(tian, desk, look, show):
    made = started(desk, look, show, PAGES)
    made.open("household", tian.household)
    return made


def sheet_of(window):
    QApplication.processEvents()
    return next(one for one in window.findChildren(Asking) if one.isVisible())


def field(sheet, label):
    return next(one.control for one in sheet.findChildren(Field) if one.label == label)


def names(register, tian):
    return [one.name for one in households.members(register, tian.household)]


def test_a_household_is_shown_with_who_counts_and_who_is_only_named(window):
    said = words_on(window.page)

    assert "田家福家" in said
    assert "荷塘村4组 3号　3 口人，在册 2 人" in said
    assert "1月24日已走访" in said
    assert "田家福、周㛃各一张表" in said


def test_a_member_who_is_only_named_is_added_on_a_sheet(window, register, tian):
    click(window.page, "加成员")
    sheet = sheet_of(window)
    write(field(sheet, "姓名"), "方敏")
    write(field(sheet, "与户主关系"), "儿媳")
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert names(register, tian)[-1] == "方敏"
    assert window.page.file.people == 4


def test_a_second_enter_and_an_early_escape_are_harmless(window, register, tian):
    click(window.page, "加成员")
    sheet = sheet_of(window)
    write(field(sheet, "姓名"), "方敏")
    write(field(sheet, "与户主关系"), "儿媳")
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Escape)
    settle(window)

    assert names(register, tian).count("方敏") == 1
    assert window.here == "household"


def test_a_member_without_a_name_is_refused_on_the_sheet(window, register, tian):
    click(window.page, "加成员")
    sheet = sheet_of(window)
    click(sheet, "加上")
    settle(window)

    assert sheet.isVisible()
    assert len(names(register, tian)) == 3


def test_enter_opens_who_is_on_the_register_and_mends_who_is_only_named(window, register, tian):
    window.page.open_member(2)
    sheet = sheet_of(window)
    rewrite(field(sheet, "姓名"), "田海涛")
    click(sheet, "保存")
    settle(window)
    assert names(register, tian)[2] == "田海涛"

    window.page.open_member(1)

    assert window.here == "person"


def test_another_becomes_the_head(window, register, tian):
    window.page.ask_head()
    sheet = sheet_of(window)
    write(field(sheet, "田家福与新户主的关系"), "夫")
    click(sheet, "换户主")
    settle(window)

    found = {one.name: one.relation for one in households.members(register, tian.household)}
    assert (found["周㛃"], found["田家福"]) == ("户主", "夫")


def test_the_plaque_is_hung_and_taken_back(window, register, tian):
    click(window.page, "登记挂牌")
    sheet = sheet_of(window)
    rewrite(field(sheet, "日期"), "2019年7月30日")
    write(field(sheet, "签收人"), "周㛃")
    click(sheet, "登记挂牌")
    settle(window)
    assert households.get(register, tian.household).household.plaque_hangs(date(2027, 1, 25))

    click(window.page, "收回")
    sheet = sheet_of(window)
    click(sheet, "收回")
    settle(window)
    assert "收回要写原因" in words_on(sheet)
    write(field(sheet, "原因"), "受到刑事处罚")
    click(sheet, "收回")
    settle(window)
    assert "恢复悬挂" in words_on(window.page)

    assert not households.get(register, tian.household).household.plaque_hangs(date(2027, 1, 26))


def test_a_category_of_the_whole_household_is_added(window, register, tian):
    click(window.page, "加类别")
    sheet = sheet_of(window)
    window.page.findChildren(Asking)
    from ui.forms.kinds import KindRow

    row = sheet.findChild(KindRow)
    row.kind.setCurrentText("突发严重困难")
    write(row.basis, "柳林镇认定表")
    click(sheet, "保存")
    settle(window)

    assert households.get(register, tian.household).tags == ("突发严重困难",)


def test_somebody_moves_in_and_forms_a_household_again(window, register, tian):
    ma = put(register, "马守田", 5, group="5组", door="1号")
    window.page.ask_joining()
    sheet = sheet_of(window)
    write(sheet.findChild(Picker).field, "马守田")
    press_there(Qt.Key.Key_Down)
    press_there(Qt.Key.Key_Return)
    write(field(sheet, "与户主关系"), "侄子")
    click(sheet, "并入这一户")
    settle(window)
    assert "马守田" in names(register, tian)

    next(entry[1] for entry in window.page._entries() if entry and entry[0] == "马守田分户")()
    QApplication.processEvents()
    click(window, "分户")
    settle(window)

    assert "马守田" not in names(register, tian)
    assert people.get(register, ma.uid).person.household != tian.household


def test_undo_takes_a_member_back(window, register, tian):
    click(window.page, "加成员")
    sheet = sheet_of(window)
    write(field(sheet, "姓名"), "方敏")
    click(sheet, "加上")
    settle(window)

    press(window, Qt.Key.Key_Z, ctrl=True)
    settle(window)

    assert "方敏" not in names(register, tian)


def test_typing_a_visit_begins_with_the_sheet_that_waits(window, register, tian):
    second = households.members(register, tian.household)[1]
    printing.print_sheets(register, [second.person])
    wanted = []
    window.page.gone.connect(lambda place, fact: wanted.append((place, fact)))
    window.page.gone.disconnect(window.open)

    press(window.page, Qt.Key.Key_Return, ctrl=True)

    [sheet] = visits.sheets_of(register, second.person)
    assert wanted == [("visit", f"sheet:{sheet.uid}")]


def test_a_sheet_that_waits_is_said_in_the_head_and_typed_by_the_main_button(
    window, register, tian
):
    printing.print_sheets(register, [tian.uid])
    window.desk.changed.emit()

    assert "1月25日的表待录入" in words_on(window.page)
    assert "录入走访表" in words_on(window.page)


def test_every_visit_of_a_household_can_be_shown(window, register, tian):
    for day in range(1, 8):
        visits.record(register, a_visit(tian.uid, on=date(2027, 1, day)))
    window.desk.changed.emit()
    assert len([one for one in window.page.findChildren(Entry) if one.isVisible()]) == 6

    click(window.page, "全部 8 次")

    assert len([one for one in window.page.findChildren(Entry) if one.isVisible()]) == 8
    assert "共 8 次" in words_on(window.page)


def test_each_sheet_of_the_household_is_printed_under_whatever_campaign_it_waits(
    window, register, tian
):
    second = households.members(register, tian.household)[1]
    printing.print_sheets(register, [second.person])
    code = campaigns.set_up(register, a_campaign()).code
    printing.print_sheets(register, [tian.uid], campaign=code)
    wanted = []
    window.page.gone.disconnect(window.open)
    window.page.gone.connect(lambda place, fact: wanted.append((place, fact)))

    press(window.page, Qt.Key.Key_P, ctrl=True)

    assert wanted == [("sheets", [tian.uid, second.person])]


def test_who_died_or_moved_out_is_not_counted_among_those_who_live_there(window, register, tian):
    wife = households.members(register, tian.household)[1]
    people.deceased(register, tian.uid, date(2027, 1, 20))
    window.desk.changed.emit()
    assert "2 口人，在册 1 人，已去世 1 人" in words_on(window.page)

    people.moved_out(register, wife.person, date(2027, 1, 21))
    window.desk.changed.emit()

    assert "1 口人，在册 0 人，已去世 1 人，已迁出 1 人" in words_on(window.page)
