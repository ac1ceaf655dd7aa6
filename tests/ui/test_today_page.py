from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import current_thread

import neighbours
import pytest
from hands import button, click, press, press_there, words_on
from makers import a_campaign, a_goal, a_plan, a_step, a_task, a_visit
from neighbours import settle
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from station_app.domain.notice import Tier
from station_app.domain.person import Tier as Often
from station_app.usecases import campaigns, care, notices, plans, printing, visits
from ui.models import todos
from ui.pages.today import TodayPage
from ui.theme import Room, Tone
from ui.widgets.charts import BackSchedule
from ui.widgets.choices import Choice
from ui.widgets.short_list import ShortList


@pytest.fixture
def went():
    """Where the page wanted to go."""
    return []


@pytest.fixture
def page(desk, look, show, went):
    made = TodayPage(desk, look, Room.WIDE)
    made.resize(1180, 700)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)
    made.begin()
    return made


@pytest.fixture
def due_today(register):
    return notices.take_in(register, a_task(subject="高龄摸底表", due_on=date(2027, 1, 25)))


def test_enter_does_what_comes_first(due_today, page, went):
    assert "今天 17:00 前报柳林镇，还剩 2 小时 40 分" in words_on(page)

    press_there(Qt.Key.Key_Return)

    assert went == [("notice", due_today.uid)]


def test_a_task_whose_form_the_register_knows_is_filled_at_once(register, desk, look, show, went):
    campaigns.set_up(register, a_campaign())
    notices.take_in(register, a_task(form="F03"))
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    click(made, "去填报")

    assert went == [("return", ("F03", "2027-春节"))]


def test_the_first_waiting_sheet_is_typed_and_counted_in_the_side_bar(
    register, desk, look, show, went
):
    persons = [settle(register), settle(register, "马守田", door="18号")]
    printed = printing.print_sheets(register, persons)
    counts = []
    made = TodayPage(desk, look, Room.NARROW)
    made.counted.connect(counts.append)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    click(made, "开始录入")

    assert went == [("visit", f"sheet:{printed.sheets[0].uid}")]
    assert counts[-1] == {"today": 1, "visits": 2}


def test_with_nothing_to_do_the_page_says_so_and_names_the_next_day(register, desk, look, show):
    person = settle(register, tier=Often.B)
    visits.record(register, a_visit(person))
    made = TodayPage(desk, look, Room.WIDE)
    show(made)

    assert "今天没有要赶的事。" in words_on(made)
    assert "下一件：4月24日前走访罗秀英，还有 89 天。" in words_on(made)


def test_an_empty_register_says_how_to_begin_before_anything_else(page, went):
    assert "登记册里还没有人。" in words_on(page)

    press(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert went == [("roster", None)]


def test_more_than_three_things_are_unfolded(register, desk, look, show):
    for n in range(5):
        notices.take_in(register, a_task(subject=f"第{n}张表", due_on=date(2027, 1, 25)))
    made = TodayPage(desk, look, Room.WIDE)
    show(made)
    assert "现在先办这三件" in words_on(made)

    click(made, "还有 2 件")

    assert "现在先办这 5 件" in words_on(made)


def test_the_days_of_all_levels_are_drawn_and_the_time_said_above_wins(page, register):
    notices.take_in(
        register,
        replace(a_task(), tier=Tier.CITY, tier_due_on=date(2027, 2, 4)),
    )
    page.stale = True
    page.read()

    [line] = page.findChildren(BackSchedule)
    assert line.accessibleName() == (
        "本站 1月27日 17:00 还剩 2 天，柳林镇 1月29日 镇汇总，"
        "青石县 2月2日 县审核，望江市 2月4日 截止"
    )


def test_a_round_shows_who_was_reached_and_why_not(register, desk, look, show, went):
    reached = settle(register)
    settle(register, "马守田", door="18号")
    visits.record(register, a_visit(reached))
    campaigns.set_up(register, a_campaign())
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    said = words_on(made)
    assert "应走访 2 户 2 人" in said
    assert "未安排" in said
    click(made, "看未走访的")
    assert went == [("round", "2027-春节")]


def test_an_overdue_household_opens_the_person_by_keyboard(register, desk, look, show, went):
    person = settle(register, tier=Often.A)
    visits.record(register, a_visit(person, on=date(2026, 12, 10)))
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)
    [late] = [one for one in made.findChildren(ShortList) if one.accessibleName() != "期限"]

    late.setFocus()
    press(late, Qt.Key.Key_Return)

    assert went == [("person", person)]


@pytest.mark.parametrize(("key", "place"), [(Qt.Key.Key_1, "fill"), (Qt.Key.Key_2, "roster")])
def test_of_a_table_it_is_asked_whether_to_fill_it_or_to_take_it_in(page, went, show, key, place):
    sheets, paths = [], [Path("a.xlsx"), Path("b.XLS")]
    page.sheet_wanted.connect(lambda sheet, _keep: sheets.append(sheet))

    page.drop.given.emit(paths)
    [asked] = sheets
    choice = show(asked).findChild(Choice)
    press(choice, key)
    click(asked, "打开")

    assert went == [(place, paths)]


def test_pdfs_go_to_the_page_that_verifies_them(page, went):
    page.drop.given.emit([Path("a.pdf")])

    assert went == [("handover", [Path("a.pdf")])]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("通知.jpg",), "通知的截图和文件是任务的附件"),
        (("a.xlsx", "b.pdf"), "请一次只拖一种"),
        (("a.zip",), "这里只收表格"),
    ],
)
def test_other_files_are_told_plainly_where_they_belong(page, went, names, says):
    told = []
    page.told.connect(lambda message, _slot: told.append(message))

    page.drop.given.emit([Path(name) for name in names])

    assert went == []
    assert says in told[0].words
    assert told[0].tone is Tone.SOON


def test_the_keyboard_stays_on_the_first_deed_when_the_register_changes(
    register, due_today, page, desk
):
    visits.record(register, a_visit(settle(register, tier=Often.B)))
    notices_job = desk.do(notices.done, due_today.uid)
    desk.jobs.wait()
    for _ in range(5):
        QApplication.processEvents()

    assert notices_job is not None
    assert QApplication.focusWidget() is button(page, "新任务")
    assert "今天没有要赶的事。" in words_on(page)


def test_nobody_moved_away_is_overdue(register, desk, look, show):
    person = settle(register, tier=Often.A)
    neighbours.move_away(register, person, date(2026, 12, 20))
    made = TodayPage(desk, look, Room.TIGHT)
    show(made)

    assert "罗秀英" not in words_on(made)


def follow_up_people(register, *names):
    found = [settle(register, name, door=f"{n}号") for n, name in enumerate(names)]
    for person in found:
        visits.record(
            register, a_visit(person, on=date(2027, 1, 10), follow_up_on=date(2027, 1, 22))
        )
    return found


def test_who_was_promised_a_visit_is_shown_on_a_sheet_and_typed(register, desk, look, show, went):
    persons = follow_up_people(register, "罗秀英", "马守田")
    made, sheets = TodayPage(desk, look, Room.WIDE), []
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    made.sheet_wanted.connect(lambda sheet, _keep: sheets.append(sheet))
    show(made)

    click(made, "看名单")
    sheet = show(sheets[0])
    [names] = sheet.findChildren(ShortList)
    names.setFocus()
    press(names, Qt.Key.Key_Down)
    press(names, Qt.Key.Key_Return)

    assert "超期 3 天" in str(names.model().data(names.model().index(0, 1)))
    assert went == [("visit", persons[1])]


def test_one_promised_visit_is_typed_at_once(register, desk, look, show, went):
    [person] = follow_up_people(register, "罗秀英")
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    click(made, "登记走访")

    assert went == [("visit", person)]


def test_the_sheets_of_those_overdue_are_printed(register, desk, look, show, went):
    person = settle(register, tier=Often.A)
    visits.record(register, a_visit(person, on=date(2026, 12, 10)))
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    click(made, "打印走访表")

    assert went == [("sheets", [person])]


def test_all_overdue_households_are_unfolded(register, desk, look, show):
    for n in range(6):
        person = settle(register, f"罗秀{n}", tier=Often.A, door=f"{n}号")
        visits.record(register, a_visit(person, on=date(2026, 12, 10)))
    made = TodayPage(desk, look, Room.WIDE)
    show(made)

    click(made, "全部 6 户")

    [late] = [one for one in made.findChildren(ShortList) if one.isVisibleTo(made)]
    assert late.model().rowCount() == 6


def test_what_ends_soon_leads_to_upkeep(register, desk, look, show, went, monkeypatch):
    says = "你的签名证书 3月1日 到期，还有 35 天，请申请新的证书。"
    monkeypatch.setattr("ui.models.todos.certificates.reminders", lambda _register: [says])
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    assert "你的签名证书 3月1日 到期，还有 35 天。" in words_on(made)
    assert "请申请新的证书。" in words_on(made)
    click(made, "去看看")
    assert went == [("upkeep", None)]


def test_a_late_measure_and_an_untended_difficulty_lead_to_their_plans(
    register, desk, look, show, went
):
    late = a_goal(steps=(a_step(due_on=date(2027, 1, 20)),))
    kept = plans.open_(register, a_plan(settle(register), goals=(late,)))
    found = settle(register, "潘有才", door="16号")
    visits.record(register, a_visit(found, troubles=("就业",)))
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)

    click(made, "写进展")
    click(made, "定办法")

    assert went == [("plan", kept.uid), ("plans", None)]


def test_files_may_be_dropped_anywhere_on_the_page(page, went, tmp_path):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(tmp_path / "报表.pdf"))])
    at, copy = QPoint(400, 400), Qt.DropAction.CopyAction
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    enters = QDragEnterEvent(at, copy, held, left, plain)
    QApplication.sendEvent(page, enters)
    QApplication.sendEvent(page, QDropEvent(at, copy, held, left, plain))

    assert enters.isAccepted()
    assert went == [("handover", [tmp_path / "报表.pdf"])]


def test_the_hours_left_are_counted_anew_while_the_page_stands(due_today, page, clock):
    assert "还剩 2 小时 40 分" in words_on(page)

    clock.forward(minutes=41)
    page.pass_time()

    assert "还剩 1 小时 59 分" in words_on(page)
    assert QApplication.focusWidget() is button(page, "打开任务")


def test_the_page_does_not_change_under_somebody_who_walks_through_it(due_today, page, clock):
    press_there(Qt.Key.Key_Tab)
    walking = QApplication.focusWidget()

    clock.forward(minutes=41)
    page.pass_time()

    assert QApplication.focusWidget() is walking
    assert "还剩 2 小时 40 分" in words_on(page)


# In a register of thousands.


def test_a_register_of_thousands_is_counted_in_the_job_thread(
    register, desk, look, show, went, monkeypatch
):
    settle(register)
    notices.take_in(register, a_task(subject="高龄摸底表", due_on=date(2027, 1, 25)))
    monkeypatch.setattr(care, "FEW", 0)
    asked = []
    monkeypatch.setattr(todos, "overview", counting(todos.overview, asked))
    made = TodayPage(desk, look, Room.WIDE)
    made.gone.connect(lambda place, fact: went.append((place, fact)))
    show(made)
    made.begin()

    desk.jobs.wait()
    QApplication.processEvents()

    assert asked == ["jobs"]
    assert "高龄摸底表" in words_on(made)
    press_there(Qt.Key.Key_Return)
    assert [place for place, _ in went] == ["notice"]


def test_what_was_counted_stays_while_it_is_counted_anew(register, desk, look, show, monkeypatch):
    notices.take_in(register, a_task(subject="高龄摸底表", due_on=date(2027, 1, 25)))
    monkeypatch.setattr(care, "FEW", -1)
    made = show(TodayPage(desk, look, Room.WIDE))
    desk.jobs.wait()
    QApplication.processEvents()

    made.fit(Room.NARROW)
    made.stale = True
    made.read()

    assert "高龄摸底表" in words_on(made)
    desk.jobs.wait()
    QApplication.processEvents()
    assert "高龄摸底表" in words_on(made)


def counting(question, threads):
    def asked(register):
        threads.append(current_thread().name)
        return question(register)

    return asked
