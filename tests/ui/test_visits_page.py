import pytest
from hands import click, press_there, words_on, write
from makers import a_campaign, a_number, a_person, a_visit
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app.domain.sheet import State
from station_app.usecases import campaigns, people, printing, visit_drafts, visits
from ui.widgets import printer
from ui.widgets.asking import Asking
from ui.widgets.banner import Banner
from ui.widgets.cells import CELL, Gone


@pytest.fixture
def village(register):
    """Three persons with printed sheets of the campaign that runs."""
    code = campaigns.set_up(register, a_campaign()).code
    found = [
        people.register(register, a_person(name=name, id_number=a_number(sequence=n), door=door))
        for n, name, door in ((101, "罗秀英", "1号"), (103, "石秀峰", "2号"), (105, "周㛃", "3号"))
    ]
    printing.print_sheets(register, [one.uid for one in found], campaign=code)
    return found


@pytest.fixture
def window(village, window):
    return window


def banner(window):
    return next(one.message.words for one in window.findChildren(Banner) if one.isVisible())


def asked(window):
    return next(one for one in window.findChildren(Asking) if one.isVisible())


def test_the_sheets_that_wait_come_first_with_the_first_number_ready(window):
    window.open("visits")
    assert window.page.table.model().rowCount() == 3
    assert QApplication.focusWidget() is window.page.strip.number
    assert window.page.strip.number.text() == "1"
    assert "待录入 3" in words_on(window)


def test_enter_in_the_number_opens_the_form_of_that_sheet(window):
    window.open("visits")
    QTest.keyClicks(window.page.strip.number, "2")
    press_there(Qt.Key.Key_Return)
    assert window.here == "visit"
    assert "石秀峰" in words_on(window)


def test_a_sheet_that_will_not_be_typed_is_voided_with_a_reason(window, register):
    window.open("visits")
    window.page.table.setFocus()
    press_there(Qt.Key.Key_Delete)
    asked(window).take()
    assert "作废要写原因" in words_on(asked(window))
    write(QApplication.focusWidget(), "表弄丢了")
    press_there(Qt.Key.Key_Return)
    settle(window)
    assert banner(window) == "2027-000001 已作废，留有记录。"
    assert visits.sheets_in(register, State.VOID)[0].void_reason == "表弄丢了"


def test_a_sheet_is_noted_as_missed_with_u_and_the_digit_of_a_reason(window, register, village):
    window.open("visits")
    window.page.table.setFocus()
    QTest.keyClicks(window.page.table, "u")
    QTest.keyClicks(QApplication.focusWidget(), "2")
    asked(window).take()
    settle(window)
    [noted] = visits.of_person(register, village[0].uid)
    assert (noted.missed.value, noted.met) == ("住院", False)


def test_u_works_from_the_number_as_well_where_no_letter_belongs(window):
    window.open("visits")
    settle(window)
    before = window.page.strip.number.text()

    QTest.keyClicks(window.page.strip.number, "u")

    assert window.page.strip.number.text() == before
    assert "未遇" in words_on(asked(window))


def test_a_voided_visit_stays_struck_through_until_the_page_is_left(window, register, village):
    visits.record(register, a_visit(village[0].uid))
    window.open("visits", "已录入")
    window.page.table.setFocus()
    press_there(Qt.Key.Key_Delete)
    write(QApplication.focusWidget(), "重复录入")
    press_there(Qt.Key.Key_Return)
    settle(window)
    model = window.page.table.model()
    assert model.rowCount() == 1
    assert isinstance(model.index(0, 1).data(CELL), Gone)
    assert "已录入 0" in words_on(window)
    window.open("visits", "已录入")
    assert window.page.table is None


def test_a_voided_visit_is_taken_back_with_ctrl_z(window, register, village):
    saved = visits.record(register, a_visit(village[0].uid))
    window.open("visits", "已录入")
    window.page.table.setFocus()
    press_there(Qt.Key.Key_Delete)
    write(QApplication.focusWidget(), "重复录入")
    press_there(Qt.Key.Key_Return)
    settle(window)
    press_there(Qt.Key.Key_Z, ctrl=True)
    settle(window)
    assert not visits.get(register, saved.uid).void


def test_f2_opens_a_typed_visit_to_be_put_right_and_escape_leads_back_to_the_list(
    window, register, village
):
    visits.record(register, a_visit(village[0].uid))
    window.open("visits")
    click(window, "已录入")
    assert QApplication.focusWidget() is window.page.table
    press_there(Qt.Key.Key_F2)
    assert "修改走访" in words_on(window)
    press_there(Qt.Key.Key_Escape)
    assert window.here == "visits"
    assert "1 人次、1 户次" in words_on(window)


def test_in_a_tight_room_f8_lays_the_pane_over_the_list_and_escape_takes_it_away(window):
    window.resize(880, 600)
    window.open("visits")
    settle(window)
    page = window.page
    wide = page.table.width()
    assert page.pane.pane is None

    press_there(Qt.Key.Key_F8)

    assert page.pane.over
    assert page.table.width() == wide
    assert page.pane.pane.geometry().right() == page.rect().right()

    press_there(Qt.Key.Key_Escape)

    assert page.pane.pane is None
    assert window.here == "visits"


def test_nothing_that_waits_is_said_with_what_to_do(window, register, village):
    for one in visits.sheets_in(register, State.WAITING):
        visits.record(register, a_visit(one.person, sheet=one.uid))
    window.open("visits")
    assert "没有待录入的表" in words_on(window)
    assert "看应走访名单" in words_on(window)


def test_a_half_typed_sheet_is_marked_among_those_that_wait(window, register, village):
    visit_drafts.keep(register, visits.begin(register, village[1].uid))
    window.open("visits")
    model = window.page.table.model()
    marks = [model.index(row, 3).data() for row in range(3)]
    assert marks == ["表已打印，待录入", "录了一半，接着录", "表已打印，待录入"]


def test_the_sheet_of_a_visit_is_printed_under_its_number(window, register, village, monkeypatch):
    visits.record(register, a_visit(village[0].uid, campaign="2027-春节"))
    names = []
    monkeypatch.setattr(printer, "choose", lambda _parent, name: names.append(name))
    window.open("visits", "已录入")
    press_there(Qt.Key.Key_P, ctrl=True)
    settle(window)
    assert names == ["青退-荷塘-2027-000001"]


def test_a_waiting_sheet_is_shown_again_under_its_own_campaign_before_the_reprint(window):
    window.open("visits")
    press_there(Qt.Key.Key_P, ctrl=True)
    settle(window)
    assert window.here == "sheets"
    assert "编号不变，尾号 001" in words_on(window)


def test_an_empty_sheet_is_printed_for_writing_by_hand(window, monkeypatch):
    names = []
    monkeypatch.setattr(printer, "choose", lambda _parent, name: names.append(name))
    window.open("visits")
    window.page.print_blank()
    settle(window)
    assert names == ["空白走访表"]
