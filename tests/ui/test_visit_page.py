from dataclasses import replace
from datetime import date

import pytest
from hands import click, press, press_there, rewrite, words_on, write
from makers import HETANG, a_campaign, a_number, a_person, a_visit
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from station_app.domain import names, numbers
from station_app.domain.sheet import State
from station_app.domain.visit import Manner, Missed
from station_app.storage import workers
from station_app.usecases import (
    campaigns,
    people,
    plans,
    printing,
    visit_drafts,
    visits,
)
from ui.theme import Room
from ui.widgets.banner import Banner
from ui.widgets.phrases import Phrases
from ui.window import Window


@pytest.fixture
def village(register):
    """Three persons with printed sheets 1 to 3 of the campaign that runs; two share a home."""
    code = campaigns.set_up(register, a_campaign()).code
    found = [
        people.register(register, a_person(name=name, id_number=a_number(sequence=n), door=door))
        for n, name, door in ((101, "罗秀英", "17号"), (103, "石秀峰", "18号"))
    ]
    home = {"household": found[1].household, "door": "18号", "relation": "妻"}
    wife = a_person(name="周㛃", id_number=a_number(sequence=105), **home)
    found.append(people.register(register, wife))
    printing.print_sheets(register, [one.uid for one in found], campaign=code)
    return found


@pytest.fixture
def window(village, window):
    return window


@pytest.fixture
def form(window):
    """The form of 罗秀英, opened by the end of her number."""
    window.open("visit")
    type_there("1")
    press_there(Qt.Key.Key_Return)
    return window.page.form


def type_there(keys):
    QTest.keyClicks(QApplication.focusWidget(), keys)


def banner(window):
    return next(one.message for one in window.findChildren(Banner) if one.isVisible())


TYPICAL = (
    "1 ↵ 1-24 → 0940 → F4 1 → → → 2 → 25 → F4 4 → 1 → → 3 → F4 1 → 送药 → 2 → F4 2 → "
    "F4 1 → → → → 500 → 12 → F4 1 → 1 → 2-8 → 1 → → 1 Ctrl"
)
"""The sheet of a typical visit, from its number to the next sheet; → is Tab, ↵ is Enter."""
NAMED = {"↵": Qt.Key.Key_Return, "→": Qt.Key.Key_Tab, "F4": Qt.Key.Key_F4}


def type_sheet(tokens):
    """Type what a worker types and count the keys; Chinese costs its pinyin and one to commit."""
    pressed = 0
    for token in tokens.split():
        if token in NAMED:
            press_there(NAMED[token])
            pressed += 1
        elif token == "Ctrl":
            press_there(Qt.Key.Key_Return, ctrl=True)
            pressed += 2
        elif token.isascii():
            type_there(token)
            pressed += len(token)
        else:
            write(QApplication.focusWidget(), token)
            pressed += len(names.pinyin(token).replace(" ", "")) + 1
    return pressed


def test_the_page_asks_for_a_number_and_says_how_many_sheets_wait(window):
    window.open("visit")
    assert QApplication.focusWidget() is window.page.number
    assert "还有 3 张没录" in words_on(window)
    assert window.page.asker.table.model().rowCount() == 3


def test_the_end_of_a_number_opens_its_form_with_the_day_ready_to_be_typed(form):
    assert QApplication.focusWidget() is form.day
    assert form.day.selectedText() == form.day.text() == "1月25日"
    assert form.who.text() == "王芳"


def test_the_digits_of_the_code_open_the_sheet_too(window, register):
    one = visits.sheets_in(register, State.WAITING)[1]
    read = numbers.Read(
        kind=numbers.Kind.VISIT, station=HETANG.code, year=one.year, serial=one.serial, page=1
    )
    window.open("visit")
    type_there(numbers.digits(read, workers.qr_secret(register.db)))
    press_there(Qt.Key.Key_Return)
    assert "石秀峰" in words_on(window)


def test_an_unknown_number_is_refused_and_stays_selected(window):
    window.open("visit")
    type_there("777")
    press_there(Qt.Key.Key_Return)
    assert banner(window).words == "没有编号以“777”结尾的走访表。请核对表上编号后再输一遍。"
    assert window.page.number.selectedText() == "777"


def test_a_typical_visit_takes_fewer_than_eighty_keys(window, register, village):
    window.open("visit")
    pressed = type_sheet(TYPICAL)
    settle(window)
    [saved] = visits.of_person(register, village[0].uid)
    assert pressed < 80
    assert saved.on == date(2027, 1, 24)
    assert saved.at == "09:40"
    assert saved.visitors == ("王芳", "徐建民")
    assert saved.health == ("慢性病",)
    assert saved.living == ("住房", "用药")
    assert saved.living_note == "降压药只剩一周，需代取。"
    assert saved.troubles == ("医疗",)
    assert saved.request == "送药"
    assert saved.to_do[0].matter == "联系村医送药上门"
    assert (saved.money, saved.letter, saved.couplets) == (50000, True, True)
    assert saved.goods == "大米 10 公斤，食用油 1 桶"
    assert saved.follow_up_on == date(2027, 2, 8)
    assert saved.mood.value == "稳定"


def test_saving_with_ctrl_enter_takes_the_next_sheet_with_day_and_visitors(window, form):
    rewrite(form.day, "1-24")
    rewrite(form.who, "王芳、徐建民")
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert window.here == "visit"
    assert "石秀峰" in words_on(window)
    assert (form.day.text(), form.who.text()) == ("1月24日", "王芳、徐建民")
    assert QApplication.focusWidget() is window.page.number
    press_there(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.day


def test_a_field_that_is_wrong_says_so_and_the_bar_counts_it(window, form, qtbot):
    rewrite(form.gifts.money, "500")
    qtbot.waitUntil(lambda: window.page.verdict.text() == "还有 1 处要改：走访人")
    assert form.places["visitors"].field.problem == "发慰问金要有两名走访人，请再填一名"
    assert form.who.property("wrong")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert QApplication.focusWidget() is form.who
    assert window.here == "visit"


def test_a_day_that_cannot_be_read_keeps_the_visit_from_being_saved(window, form, register):
    rewrite(form.day, "明天吧")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert "日期没有看懂" in form.places["on"].field.problem
    assert visits.sheet_counts(register)[State.WAITING] == 3


def test_who_was_not_met_is_asked_only_for_the_reason(window, form, register, village):
    form.manner.setFocus()
    type_there("5")
    assert not form.health.isEnabled()
    assert form.places["missed"].field.isVisible()
    press_there(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.why
    type_there("5")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    [saved] = visits.of_person(register, village[0].uid)
    assert (saved.manner, saved.missed) == (Manner.MISSED, Missed.NOBODY)
    assert banner(window).words == "已记罗秀英未遇。"


def test_a_half_typed_visit_is_kept_for_the_next_start(window, form, register, village, qtbot):
    write(form.request, "送药")
    qtbot.waitUntil(lambda: visit_drafts.of(register, village[0].uid) is not None, timeout=3000)
    assert visit_drafts.of(register, village[0].uid).request == "送药"


def test_a_half_typed_visit_is_shown_again(window, register, village):
    [one, *_] = visits.sheets_in(register, State.WAITING)
    begun = visits.begin(register, village[0].uid, sheet=one.uid)
    visit_drafts.keep(register, replace(begun, request="送药", health=("慢性病",)))
    window.open("visit", f"sheet:{one.uid}")
    form = window.page.form
    assert form.request.toPlainText() == "送药"
    assert form.health.words() == ("慢性病",)
    assert banner(window).words == "上次没录完的还在，请接着录。"


def test_escape_asks_only_when_something_was_typed(window, form):
    press_there(Qt.Key.Key_Escape)
    assert window.here == "visits"
    window.open("visit", "sheet:" + window.desk.ask(visits.sheets_in, State.WAITING)[0].uid)
    write(form.request, "送药")
    press_there(Qt.Key.Key_Escape)
    assert "放弃罗秀英的这次录入？" in words_on(window)


def test_giving_up_forgets_what_was_typed(window, form, register, village):
    write(form.request, "送药")
    window.page.keep()
    press_there(Qt.Key.Key_Escape)
    [sure] = [one for one in window.findChildren(QPushButton) if one.text() == "放弃"]
    sure.click()
    settle(window)
    assert visit_drafts.of(register, village[0].uid) is None


def test_the_last_findings_come_over_marked_until_they_are_touched(window, register, village):
    visits.record(register, a_visit(village[0].uid, on=date(2027, 1, 8), living=("用药",)))
    window.open("visit", village[0].uid)
    form = window.page.form
    press(form.day, Qt.Key.Key_C, alt=True)
    assert form.ticks["living"].words() == ("用药",)
    assert form.places["living"].field.name.text() == "生活情况\n上次"
    form.ticks["living"].setFocus()
    type_there("1")
    assert form.places["living"].field.name.text() == "生活情况"
    assert form.places["health"].field.name.text() == "身体状况\n上次"
    assert form.mood.word() == ""


def test_a_saved_visit_is_changed_and_nothing_is_asked_for_an_untouched_one(
    window, register, village
):
    saved = visits.record(register, a_visit(village[0].uid, policies=("医疗", "优待证")))
    window.open("visit", f"visit:{saved.uid}")
    assert not window.page.typed
    form = window.page.form
    write(form.solved, "已送药")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    assert visits.get(register, saved.uid).solved == "已送药"


def test_a_half_typed_change_is_there_again_until_it_is_given_up(window, register, village):
    saved = visits.record(register, a_visit(village[0].uid))
    window.open("visit", f"visit:{saved.uid}")
    write(window.page.form.solved, "已送药")
    window.page.keep()
    settle(window)

    window.page.open(f"visit:{saved.uid}")
    window.page.read()
    assert window.page.form.solved.text() == "已送药"
    assert "上次没改完的还在" in banner(window).words

    press_there(Qt.Key.Key_Escape)
    [sure] = [one for one in window.findChildren(QPushButton) if one.text() == "放弃"]
    sure.click()
    settle(window)
    assert visit_drafts.of_change(register, saved.uid) is None
    assert visits.get(register, saved.uid).solved == ""


def test_a_ticked_difficulty_is_offered_for_a_plan(window, form, register, village, qtbot):
    form.ticks["troubles"].show_words(["医疗"])
    write(form.notes["troubles"], "取药不便")
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    qtbot.waitUntil(lambda: banner(window).deed == "放进一人一策")
    click(window, "放进一人一策")
    settle(window)
    assert plans.proposals(register, person=village[0].uid) == []


def test_the_same_fields_move_when_the_window_becomes_narrow(window, form):
    write(form.request, "送药到家")
    window.resize(1024, 600)
    QApplication.processEvents()
    assert window.page.room is Room.NARROW
    assert window.page.form.request.toPlainText() == "送药到家"


def test_a_number_that_is_typed_in_already_offers_the_visit(window, register, village):
    [one, *_] = visits.sheets_in(register, State.WAITING)
    visits.record(register, a_visit(village[0].uid, sheet=one.uid))
    window.open("visit")
    type_there("1")
    press_there(Qt.Key.Key_Return)
    assert banner(window).deed == "打开这次走访"
    click(window, "打开这次走访")
    assert "修改走访" in words_on(window)


def test_somebody_of_the_household_is_ticked_as_met_beside(window, register, village):
    window.open("visit", village[1].uid)
    form = window.page.form
    form.beside.ticks.setFocus()
    type_there("1")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    [beside] = visits.of_person(register, village[2].uid)
    assert beside.main


def test_escape_takes_only_the_ready_sentences_away_while_they_stand(window, form):
    form.solved.setFocus()
    press_there(Qt.Key.Key_F4)
    assert any(one.isVisible() for one in window.findChildren(Phrases))
    press_there(Qt.Key.Key_Escape)
    assert not any(one.isVisible() for one in window.findChildren(Phrases))
    assert (window.here, form.solved.text()) == ("visit", "")


def test_what_is_greyed_for_somebody_not_met_cannot_be_wrong(window, form, register, village):
    rewrite(form.gifts.money, "五百")
    form.manner.setFocus()
    type_there("5")
    press_there(Qt.Key.Key_Tab)
    type_there("2")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)
    [saved] = visits.of_person(register, village[0].uid)
    assert saved.missed.value == "住院"


def test_the_sheet_of_the_last_visit_can_be_looked_at(window, register, village):
    visits.record(register, a_visit(village[0].uid, on=date(2027, 1, 8)))
    window.open("visit", village[0].uid)
    press(window.page.form.day, Qt.Key.Key_V, alt=True)
    settle(window)
    assert "罗秀英上次的走访表" in words_on(window)


def test_what_is_typed_goes_along_into_big_type(window, form, desk, show):
    write(form.request, "送药到家")
    carried, fact = window.page.carry(), window.page.fact
    bigger = Window(desk, window.page.look.with_big_type(True))
    bigger.open("visit", fact)
    bigger.page.take_over(carried)
    assert bigger.page.form.request.toPlainText() == "送药到家"
    assert bigger.page.typed
    bigger.deleteLater()


def test_a_whole_pile_is_typed_and_the_last_save_is_taken_back_with_ctrl_z(window, register, form):
    for _ in range(3):
        press_there(Qt.Key.Key_Return, ctrl=True)
        settle(window)
    assert "没有待录入的表" in words_on(window)
    assert QApplication.focusWidget().text() == "看已录入的走访"
    press_there(Qt.Key.Key_Z, ctrl=True)
    settle(window)
    assert visits.sheet_counts(register)[State.WAITING] == 1
    assert window.page.asker.table.model().rowCount() == 1


def test_ctrl_z_in_the_untouched_number_takes_the_last_save_back(window, register, form):
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert QApplication.focusWidget() is window.page.number
    press_there(Qt.Key.Key_Z, ctrl=True)
    settle(window)
    assert visits.sheet_counts(register)[State.WAITING] == 3
