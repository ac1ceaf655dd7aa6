from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hands import click, press_there, words_on
from makers import a_campaign, a_number, a_person, a_visit
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app.domain.sheet import State
from station_app.errors import Stopped
from station_app.usecases import campaigns, people, printing, visits
from ui.forms.campaign import campaign_sheet
from ui.widgets import printer
from ui.widgets.asking import Asking
from ui.widgets.banner import Banner
from ui.widgets.date_field import DateField


@pytest.fixture
def village(register):
    """Two households: 罗秀英 alone, 石秀峰 and his wife 周㛃."""
    found = [
        people.register(register, a_person(name=name, id_number=a_number(sequence=n), door=door))
        for n, name, door in ((101, "罗秀英", "1号"), (103, "石秀峰", "2号"))
    ]
    home = {"household": found[1].household, "door": "2号", "relation": "妻"}
    wife = a_person(name="周㛃", id_number=a_number(sequence=105), **home)
    return [*found, people.register(register, wife)]


@pytest.fixture
def campaign(register, village):
    return campaigns.set_up(register, a_campaign())


@pytest.fixture
def window(village, window):
    return window


def asked(window):
    return next(one for one in window.findChildren(Asking) if one.isVisible())


def banner(window):
    return next(one.message.words for one in window.findChildren(Banner) if one.isVisible())


def heads(window):
    return [home.head for home in window.page.model.values]


def test_without_a_campaign_one_is_set_up_as_the_next_festival(window, register):
    window.open("round")
    click(window, "建立走访活动")
    asked(window).take()
    settle(window)
    assert campaigns.every(register)[0].code == "2027-春节"
    assert "2027年春节走访慰问" in words_on(window)


def test_a_campaign_with_a_day_that_cannot_be_read_is_not_set_up(window, register):
    window.open("round")
    click(window, "建立走访活动")
    asked(window).findChildren(DateField)[0].setText("节前")
    asked(window).take()
    assert "开始和结束日期都要写，如 1月4日。" in words_on(asked(window))
    assert campaigns.every(register) == []


def test_the_round_stands_by_household_and_says_how_far_it_got(window, campaign):
    window.open("round")
    settle(window)
    assert heads(window) == ["罗秀英", "石秀峰"]
    assert "应走访 2 户 3 人，已走访 0 户 0 人，还有 2 户 3 人没走到。" in words_on(window)


def test_space_chooses_households_and_the_count_follows(window, campaign):
    window.open("round")
    press_there(Qt.Key.Key_Down)
    press_there(Qt.Key.Key_Space)
    assert "已选 1 户 2 人；未走访 2 户 3 人" in words_on(window)
    press_there(Qt.Key.Key_A, ctrl=True)
    assert "已选 2 户 3 人" in words_on(window)
    press_there(Qt.Key.Key_A, ctrl=True)
    assert "已选" not in words_on(window)


def test_u_notes_a_household_as_missed_with_its_reason(window, campaign, register, village):
    window.open("round")
    QTest.keyClicks(window.page.table, "u")
    QTest.keyClicks(QApplication.focusWidget(), "1")
    asked(window).take()
    settle(window)
    [noted] = visits.of_person(register, village[0].uid)
    assert noted.missed.value == "外出务工"
    assert "外出务工 1" in words_on(window)


def test_a_reason_shows_only_its_households_and_all_again(window, campaign, register, village):
    visits.record(register, a_visit(village[1].uid, campaign=campaign.code))
    window.open("round")
    settle(window)
    assert heads(window) == ["罗秀英"]
    click(window, "全部 2")
    settle(window)
    assert heads(window) == ["罗秀英", "石秀峰"]
    click(window, "未安排 1")
    settle(window)
    assert heads(window) == ["罗秀英"]
    click(window, "已走访 1")
    assert heads(window) == ["石秀峰"]


def test_the_chosen_sheets_are_shown_before_they_are_printed(window, campaign, register):
    window.open("round")
    press_there(Qt.Key.Key_Down)
    press_there(Qt.Key.Key_Space)
    press_there(Qt.Key.Key_P, ctrl=True)
    settle(window)
    assert window.here == "sheets"
    assert "1 户 2 人，一人一张" in words_on(window)
    assert "第 1 页，共 2 页　石秀峰" in words_on(window)
    assert visits.sheet_counts(register)[State.WAITING] == 0
    press_there(Qt.Key.Key_PageDown)
    settle(window)
    assert "第 2 页，共 2 页　周㛃" in words_on(window)


@pytest.fixture
def paper(monkeypatch, tmp_path):
    """A printer that prints into a file, chosen by whoever prints."""
    made = printer.ready("走访表")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setResolution(72)
    monkeypatch.setattr(printer, "choose", lambda _parent, _name: made)
    return made


def test_printing_gives_numbers_and_names_the_job_by_them(window, campaign, register, paper):
    window.open("sheets")
    settle(window)
    click(window, "打印 3 张")
    settle(window)
    assert paper.docName() == "2027-000001 至 2027-000003"
    assert visits.sheet_counts(register)[State.WAITING] == 3
    with pypdfium2.PdfDocument(paper.outputFileName()) as printed:
        assert len(printed) == 3
    assert banner(window) == "已送到打印机，共 3 张，2027-000001 至 2027-000003。"


def test_printing_stopped_half_way_says_how_far_it_came_and_where_the_rest_is(
    window, campaign, register, paper, monkeypatch
):
    def one_page(_paper, _pages, told):
        told(1)
        raise Stopped("已停止，这次不算。")

    monkeypatch.setattr(printer, "put", one_page)
    window.open("sheets")
    settle(window)
    click(window, "打印 3 张")
    settle(window)
    says = "已停止，送出 1 页，共 3 页。2027-000001 至 2027-000003 在待录入里，可以重印。"
    assert banner(window) == says
    assert visits.sheet_counts(register)[State.WAITING] == 3


def test_a_file_that_cannot_be_written_is_said_with_where_the_numbers_are(
    window, campaign, monkeypatch, tmp_path
):
    nowhere = str(tmp_path / "没有这个文件夹" / "走访表.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_any: (nowhere, ""))
    window.open("sheets")
    settle(window)
    click(window, "存成 PDF")
    settle(window)
    assert "编号已给，表在待录入里" in banner(window)


def test_nobody_to_print_for_leads_to_the_round(window, campaign, register, village):
    for one in village:
        people.deceased(register, one.uid, date(2027, 1, 20))
    window.open("sheets", [one.uid for one in village])
    settle(window)
    assert "没有要打印的走访表" in words_on(window)


def test_only_new_sheets_can_be_printed_and_the_others_keep_their_numbers(
    window, campaign, register, village, monkeypatch, tmp_path
):
    printing.print_sheets(register, [village[0].uid], campaign=campaign.code)
    saved = tmp_path / "走访表.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_any: (str(saved), ""))
    window.open("sheets")
    settle(window)
    assert "重印 1 张" in words_on(window)
    window.page.choose(2)
    click(window, "存成 PDF")
    settle(window)
    assert saved.read_bytes().startswith(b"%PDF")
    assert [one.prints for one in visits.sheets_in(register, State.WAITING)] == [1, 1, 1]


def test_a_campaign_is_changed_and_keeps_its_code(window, campaign, register):
    window.open("round")
    window.page.amend()
    asked(window).findChildren(DateField)[1].setText("2-4")
    asked(window).take()
    settle(window)
    assert campaigns.get(register, campaign.code).to_on == date(2027, 2, 4)


def test_a_character_that_no_face_holds_is_named_before_printing(
    window, campaign, village, register
):
    draft = replace(people.draft_of(register, village[0].uid), contact_name="罗\U0003134a")
    people.correct(register, village[0].uid, draft)
    window.open("sheets")
    settle(window)
    assert "请打印后手写补上：罗秀英（\U0003134a）" in words_on(window)


def test_a_list_with_missing_characters_is_printed_only_when_that_was_said(
    window, campaign, register, monkeypatch
):
    names = []
    monkeypatch.setattr(printer, "choose", lambda _parent, name: names.append(name))
    people.register(register, a_person(name="丁\U0003134a", id_number=a_number(sequence=107)))
    window.open("round")
    settle(window)
    click(window, "打印路线单")
    settle(window)
    assert names == []
    assert "丁\U0003134a（\U0003134a）" in words_on(asked(window))

    click(asked(window), "照样打印")
    settle(window)
    assert names == ["路线单"]


def test_the_way_is_printed_on_one_list(window, campaign, monkeypatch):
    names = []
    monkeypatch.setattr(printer, "choose", lambda _parent, name: names.append(name))
    window.open("round")
    settle(window)
    click(window, "打印路线单")
    settle(window)
    assert names == ["路线单"]


def test_the_sheet_of_a_campaign_fits_a_small_screen_in_big_type(register, look):
    draft = campaigns.begin(register)

    asked = campaign_sheet(look.with_big_type(True), draft, register.today(), lambda *_taken: None)

    assert asked.width() <= 1024 - 32
