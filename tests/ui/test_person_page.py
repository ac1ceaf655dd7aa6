from dataclasses import replace
from datetime import date

import pytest
from hands import click, press, press_there, rewrite, words_on
from makers import a_campaign, a_person, a_visit
from people_window import PAGES, put
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout

from station_app.domain.category import Holding
from station_app.domain.household import LightMember
from station_app.domain.person import Difficulty, Life, Residency, Severity, Tier, Trouble
from station_app.usecases import campaigns, households, people, printing, records, visits
from ui.forms import person_records
from ui.forms.person_file import pairs, presses, span
from ui.forms.person_history import HistorySheet
from ui.models import events
from ui.theme import Tone
from ui.widgets.asking import Asking
from ui.widgets.date_field import DateField
from ui.widgets.money_field import MoneyField
from ui.widgets.prose import Prose
from ui.widgets.timeline import Entry, timeline

A_DAY = date(2027, 1, 25)


@pytest.fixture
def luo(register):
    sick = Holding(scheme="SEED7", code="4", basis="诊断证明", since="2025-11")
    ill = Difficulty(kind=Trouble.MEDICAL, severity=Severity.HEAVY, since="2025-11", note="透析")
    draft = a_person(name="罗秀英", holdings=(sick,), difficulties=(ill,))
    person = people.register(register, draft)
    households.name_member(register, person.household, LightMember(name="罗小勇", relation="侄子"))
    visits.record(register, a_visit(person.uid, on=date(2027, 1, 8), request="想修屋顶。"))
    visits.record(register, a_visit(person.uid))
    return person


@pytest.fixture
def window(luo, desk, look, show):
    made = started(desk, look, show, PAGES)
    made.open("person", luo.uid)
    return made


def ask(window, words):
    """Take an entry of ⋯ as its menu does."""
    next(entry[1] for entry in window.page._entries() if entry and entry[0] == words)()


def sheet_of(window):
    QApplication.processEvents()
    return next(one for one in window.findChildren(Asking) if one.isVisible())


def test_everything_about_one_person_stands_on_one_page(window):
    said = words_on(window.page)

    for words in ("罗秀英", "荷塘村6组2号", "154-0000-5713", "想修屋顶", "本户 2 人，户主本人"):
        assert words in said
    assert "1954年3月9日" in said


def test_what_was_written_in_free_words_stands_whole_below_the_facts(window, register, luo):
    remark = "每周一三五上午在县医院透析，走访请安排下午，先打电话。"
    draft = people.draft_of(register, luo.uid)
    changed = replace(draft, remark=remark, contact_name="田玲", contact_phone="15400002846")
    people.correct(register, luo.uid, changed)
    window.desk.changed.emit()

    QApplication.processEvents()
    said = next(one for one in window.page.findChildren(Prose) if one.text() == remark)
    assert said.fontMetrics().horizontalAdvance(remark) < said.width()
    assert "154-0000-2846" in words_on(window.page)


def test_the_number_is_masked_until_the_eye_is_pressed(window, luo):
    number = window.page.number
    assert luo.id_number not in words_on(window.page)

    number.asked.emit()
    settle(window)

    assert number.text() == luo.id_number


@pytest.mark.parametrize(
    ("last", "says", "tone"),
    [
        (date(2026, 12, 17), "1月16日前，超期 9 天", Tone.LATE),
        (date(2026, 12, 29), "1月28日前，还剩 3 天", Tone.SOON),
        (date(2027, 1, 24), "2月23日前，还剩 29 天", Tone.CALM),
    ],
)
def test_the_next_visit_is_said_as_the_list_says_it(register, last, says, tone):
    person = put(register, "马守田", 7, tier=Tier.A)
    visits.record(register, a_visit(person.uid, on=last))

    file = people.get(register, person.uid)

    assert ("下次走访", says) in pairs(file, A_DAY)
    assert presses(file.person, A_DAY) is tone


def test_a_sheet_that_waits_is_never_called_late(register):
    person = put(register, "马守田", 7, tier=Tier.A)
    visits.record(register, a_visit(person.uid, on=date(2026, 12, 17)))

    file = people.get(register, person.uid)

    assert ("下次走访", "表已打印，待录入") in pairs(file, A_DAY, waits=True)
    assert presses(file.person, A_DAY, waits=True) is Tone.NOTE


def test_visits_are_told_newest_first(window):
    days = [event.day for event in _events(window)]

    assert days == ["1月24日", "1月8日"]


def _events(window):
    from ui.models import events

    page = window.page
    return events.of_person(page.file.visits, page.sheets, date(2027, 1, 25))


def test_the_sheet_of_the_person_is_printed_under_whatever_campaign_it_waits(window, register, luo):
    printing.print_sheets(register, [luo.uid])
    campaigns.set_up(register, a_campaign())
    window.desk.changed.emit()
    wanted = []
    window.page.gone.disconnect(window.open)
    window.page.gone.connect(lambda place, fact: wanted.append((place, fact)))

    press(window.page, Qt.Key.Key_P, ctrl=True)

    [(place, persons)] = wanted
    assert (place, persons) == ("sheets", [luo.uid])


def test_a_death_is_noted_with_its_day_after_the_consequence_was_said(window, register, luo):
    ask(window, "去世")
    sheet = sheet_of(window)
    assert QApplication.focusWidget() is sheet.findChild(DateField)

    rewrite(sheet.findChild(DateField), "1月24日")
    press_there(Qt.Key.Key_Return)
    settle(window)

    person = people.get(register, luo.uid).person
    assert (person.life, person.died_on) == (Life.DECEASED, date(2027, 1, 24))
    said = words_on(window.page)
    assert "1月24日去世" in said
    assert "登记走访" not in said


def test_a_day_that_cannot_be_is_said_on_the_sheet_and_nothing_is_written(window, register, luo):
    ask(window, "去世")
    sheet = sheet_of(window)

    rewrite(sheet.findChild(DateField), "2027年3月1日")
    click(sheet, "登记去世")
    settle(window)

    assert sheet.isVisible()
    assert people.get(register, luo.uid).person.life is Life.ALIVE


def test_moving_away_can_be_taken_back_by_undo(window, register, luo):
    ask(window, "迁出")
    click(sheet_of(window), "登记迁出")
    settle(window)
    assert people.get(register, luo.uid).person.residency is Residency.MOVED

    press(window, Qt.Key.Key_Z, ctrl=True)
    settle(window)

    assert people.get(register, luo.uid).person.residency is Residency.HERE


def test_a_proposal_is_taken_by_its_link(window, register, luo):
    click(window.page, "改为每月走访")
    settle(window)

    assert people.get(register, luo.uid).person.tier is Tier.A
    assert "改为每月走访" not in words_on(window.page)


def test_alt_and_a_figure_jumps_to_a_section(window):
    press(window.page, Qt.Key.Key_4, alt=True)

    assert window.page._places[3].isAncestorOf(QApplication.focusWidget())


def test_another_of_the_household_is_opened_from_its_table(window, register, luo):
    ma = put(register, "马守田", 5, household=luo.household, relation="侄子")
    window.open("people")
    window.open("person", luo.uid)

    window.page._open_member([one.name for one in window.page.file.members].index("马守田") - 1)

    assert window.page.fact == ma.uid


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("2024-03", "", "2024年3月起"),
        ("2024-03", "2026-01-05", "2024年3月至2026年1月5日"),
        ("", "2026", "2026年止"),
        ("", "", ""),
    ],
)
def test_a_span_is_said_as_people_say_it(since, until, says):
    assert span(since, until) == says


def test_a_person_whose_registration_was_undone_is_no_riddle(window, register):
    ma = put(register, "马守田", 5)
    number = register.last_deed
    window.open("person", ma.uid)

    window.desk.undo(number)
    settle(window)

    assert "登记册里没有这个人" in words_on(window.page)
    click(window.page, "返回")
    assert "罗秀英" in words_on(window.page)


def test_a_visit_on_the_line_is_opened_by_enter_and_by_click(window, register, luo):
    gone = []
    window.page.gone.disconnect()
    window.page.gone.connect(lambda place, fact: gone.append((place, fact)))
    newest, older = people.get(register, luo.uid).visits
    first, second = [one for one in window.page.findChildren(Entry) if one.isVisible()]

    first.setFocus()
    press(first, Qt.Key.Key_Return)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)

    assert gone == [("visit", f"visit:{newest.uid}"), ("visit", f"visit:{older.uid}")]


def test_a_visit_that_is_void_is_not_opened(register, luo, look, show):
    [newest, _] = people.get(register, luo.uid).visits
    visits.void(register, newest.uid, "录重了")
    [struck, _] = people.get(register, luo.uid).visits

    line = show(timeline(look, [events.of_visit(struck, A_DAY)], lambda _fact: None))

    assert line.findChild(Entry).focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_day_of_a_death_is_put_right_in_place(window, register, luo):
    people.deceased(register, luo.uid, date(2027, 1, 25))
    window.page.stale = True
    window.page.read()

    ask(window, "改去世日期")
    sheet = sheet_of(window)
    day = sheet.findChild(DateField)
    assert day.day() == date(2027, 1, 25)
    rewrite(day, "1-24")
    click(sheet, "保存")
    settle(window)

    assert people.get(register, luo.uid).person.died_on == date(2027, 1, 24)
    assert "1月24日去世" in words_on(window.page)
    assert "去世日期改为1月24日" in words_on(window)


def test_the_day_somebody_moved_away_is_put_right_in_place(window, register, luo):
    people.moved_out(register, luo.uid, date(2027, 1, 25))
    window.page.stale = True
    window.page.read()

    ask(window, "改迁出日期")
    rewrite(sheet_of(window).findChild(DateField), "1-24")
    click(sheet_of(window), "保存")
    settle(window)

    assert people.get(register, luo.uid).person.moved_out_on == date(2027, 1, 24)


def test_the_history_says_who_changed_which_field_from_what_to_what(window, register, luo):
    draft = people.draft_of(register, luo.uid)
    people.correct(register, luo.uid, replace(draft, door="9号", remark="耳背，说话大声些"))

    press(window.page, Qt.Key.Key_H, ctrl=True)
    QApplication.processEvents()
    sheet = window.findChild(HistorySheet)
    said = [one.text() for one in sheet.findChildren(Prose)]
    assert said[:2] == ["2号 → 9号", "耳背，说话大声些"]
    assert luo.id_number not in "".join(said)

    sheet.field.setCurrentText("门牌")
    QApplication.processEvents()
    said = [one.text() for one in sheet.findChildren(Prose) if one.isVisible()]
    assert said == ["2号 → 9号", "2号"]

    press_there(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not [one for one in window.findChildren(HistorySheet) if one.isVisible()]


def test_no_sheet_is_said_to_wait_for_somebody_who_died(window, register, luo):
    printing.print_sheets(register, [luo.uid])
    window.desk.changed.emit()
    assert "的表待录入" in words_on(window.page)

    people.deceased(register, luo.uid, date(2027, 1, 20))
    window.desk.changed.emit()

    assert "的表待录入" not in words_on(window.page)


def test_what_to_collect_next_stands_on_the_page_and_goes_as_it_is_filled_in(window, register, luo):
    assert "养老保障（问每月领哪一种养老金）" in words_on(window.page)
    before = people.get(register, luo.uid).complete.percent
    assert f"资料 {before}%" in words_on(window.page)

    draft = people.draft_of(register, luo.uid)
    people.correct(register, luo.uid, replace(draft, pension="城乡居民养老"))
    window.desk.changed.emit()
    QApplication.processEvents()

    assert "养老保障（" not in words_on(window.page)
    assert people.get(register, luo.uid).complete.percent > before
    assert f"资料 {before}%" not in words_on(window.page)


def test_nothing_is_collected_about_the_dead(window, register, luo):
    people.deceased(register, luo.uid, A_DAY)
    window.desk.changed.emit()
    QApplication.processEvents()

    assert "还缺" not in words_on(window.page)


def test_a_record_is_asked_for_shown_and_put_right_by_its_line(window, register, luo):
    page = window.page
    entries = dict(person_records._kinds(page, luo.uid, A_DAY))
    entries["收入"]()
    sheet = sheet_of(window)
    sheet.findChild(QComboBox).setCurrentText("抚恤金")
    rewrite(sheet.findChild(MoneyField), "1200")
    sheet.take()
    settle(window)

    [kept] = records.of(register, luo.uid)
    assert (kept.kind, kept.fen, kept.per) == ("抚恤金", 120_000, "月")
    assert "抚恤金、补助金、优待金每年 14,400 元不计入" in words_on(window.page)

    window.page.show_sheet(person_records.sheet(window.page, luo.uid, kept))
    sheet = sheet_of(window)
    sheet.findChild(MoneyField).clear()
    sheet.take()
    settle(window)
    assert "没有写金额" in words_on(sheet)
    click(sheet, "登错了，去掉这一条")
    settle(window)

    assert records.of(register, luo.uid) == []


def test_a_household_without_work_is_proposed_and_taken_by_a_click_only(window, register, luo):
    grandson = LightMember(name="罗小强", relation="孙", born_year=1990, employment="无业人员")
    households.name_member(register, luo.household, grandson)
    window.desk.changed.emit()
    QApplication.processEvents()
    assert "都没有工作，是不是零就业家庭？" in words_on(window.page)
    assert not households.get(register, luo.household).tags

    click(window.page, "登记这一类")
    settle(window)

    assert households.get(register, luo.household).tags == ("零就业家庭",)
    assert "是不是零就业家庭" not in words_on(window.page)


def test_the_whole_file_is_seen_before_it_is_printed(window, luo):
    ask(window, "打印一人一档")
    settle(window)
    QApplication.processEvents()

    assert "一人一档　共 4 页" in words_on(window)


def test_the_rules_below_the_facts_of_a_line_stand_level(window):
    grid = window.page._places[0].findChild(QGridLayout)
    lines = [grid.itemAt(n).widget().layout() for n in range(4)]
    assert {one.itemAt(one.count() - 1).geometry().bottom() for one in lines} == {39}
