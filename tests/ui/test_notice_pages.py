from dataclasses import replace
from datetime import date, time

import pytest
from hands import button, click, press, press_there, rewrite, words_on, write
from makers import a_campaign, a_task
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app.domain.notice import CameBy, DueFrom, Tier
from station_app.usecases import campaigns, notice_drafts, notices
from ui.pages.notice import NoticePage
from ui.pages.notices import NoticesPage
from ui.theme import Room
from ui.widgets.asking import Asking
from ui.widgets.charts import BackSchedule


class Trail(list):
    """Where the page wanted to go; None stands for back."""


@pytest.fixture
def open_page(desk, look, show):
    def opened(kind=NoticePage, fact=None, room=Room.WIDE):
        made = kind(desk, look, room)
        made.trail, made.sheets = Trail(), []
        made.gone.connect(lambda place, fact: made.trail.append((place, fact)))
        made.back.connect(lambda: made.trail.append(None))
        made.sheet_wanted.connect(lambda sheet, _keep: made.sheets.append(sheet))
        made.resize(1180, 700)
        made.open(fact)
        show(made)
        made.begin()
        return made

    return opened


def settle(desk):
    for _ in range(3):
        desk.jobs.wait()
        for _ in range(4):
            QApplication.processEvents()


def show_now(page):
    page.resize(1180, 700)
    page.show()
    QApplication.processEvents()


def test_three_fields_by_keyboard_save_a_task(register, desk, open_page):
    page = open_page()

    write(QApplication.focusWidget(), "光荣牌悬挂情况")
    press_there(Qt.Key.Key_Tab)
    press_there(Qt.Key.Key_1)
    press_there(Qt.Key.Key_Tab)
    press_there(Qt.Key.Key_1)
    press_there(Qt.Key.Key_Tab)
    write(QApplication.focusWidget(), "1.27")
    press_there(Qt.Key.Key_Tab)
    write(QApplication.focusWidget(), "17点")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(desk)

    [kept] = notices.waiting(register)
    assert (kept.subject, kept.report_to, kept.came_by) == (
        "光荣牌悬挂情况",
        "柳林镇",
        CameBy.CHAT,
    )
    assert (kept.due_on, kept.due_time) == (date(2027, 1, 27), time(17, 0))
    assert page.trail == [None]
    assert page.may_leave()


def test_what_is_missing_is_said_below_first_and_beside_the_fields_when_saving(open_page):
    page = open_page()
    assert "还要填：要报什么、报给谁、什么时候前" in words_on(page)
    assert "没有写要报什么" not in words_on(page)

    page.save()

    assert "没有写要报什么" in words_on(page)
    assert "还有 3 处要改" in words_on(page)
    assert QApplication.focusWidget() is page.form.subject


def test_the_time_and_the_days_counted_back_stand_beside_the_fields(open_page):
    page = open_page()

    page.form.show_draft(
        replace(a_task(), due_on=date(2027, 1, 26), tier=Tier.COUNTY, tier_due_on=date(2027, 2, 2))
    )
    page.check()

    said = words_on(page)
    assert "1月26日 17:00 前报柳林镇，还剩 1 天" in said
    assert "上级说的时限比倒排早 1 天，按上级说的。" in said
    [line] = [one for one in page.findChildren(BackSchedule) if one.isVisibleTo(page)]
    assert line.accessibleName() == "本站 1月27日 倒排，柳林镇 1月29日 镇汇总，青石县 2月2日 截止"


def test_a_day_that_can_be_counted_back_need_not_be_typed(register, desk, open_page):
    page = open_page()
    page.form.show_draft(
        replace(a_task(), due_on=None, tier=Tier.COUNTY, tier_due_on=date(2027, 1, 29))
    )

    page.save()
    settle(desk)

    assert notices.waiting(register)[0].due_on == date(2027, 1, 25)


def test_a_known_return_is_filled_right_after_saving(register, desk, open_page):
    campaigns.set_up(register, a_campaign())
    page = open_page()
    page.form.show_draft(a_task())
    page.check()
    assert "认得这张表，能从登记册填：重点关爱对象台账" in words_on(page)

    click(page, "保存，去填报")
    settle(desk)

    [kept] = notices.waiting(register)
    assert kept.form == "F03"
    assert page.trail == [("return", ("F03", "2027-春节"))]
    assert page.fact == kept.uid


def test_a_day_of_next_january_may_be_typed_without_its_year(register, clock, desk, open_page):
    clock.at = clock.at.replace(year=2026, month=12, day=21)
    page = open_page()
    page.form.show_draft(replace(a_task(), due_on=None))

    write(page.form.day, "1月5日")
    page.save()
    settle(desk)

    assert notices.waiting(register)[0].due_on == date(2027, 1, 5)


@pytest.mark.parametrize(("field", "says"), [("day", "请写一个日期"), ("hour", "请写几点")])
def test_what_is_no_day_or_hour_is_said_beside_its_field(register, open_page, field, says):
    page = open_page()
    page.form.show_draft(a_task())

    rewrite(getattr(page.form, field), "过几天")
    page.save()

    assert says in words_on(page)
    assert notices.waiting(register) == []


def test_another_office_is_typed_and_takes_the_keyboard(register, desk, open_page):
    page = open_page()
    page.form.show_draft(replace(a_task(), report_to=""))
    page.form.whom.setFocus()

    press_there(Qt.Key.Key_3)
    write(QApplication.focusWidget(), "县双拥办")
    page.save()
    settle(desk)

    assert notices.waiting(register)[0].report_to == "县双拥办"


def test_files_wait_for_the_first_saving_and_are_kept_inside(register, desk, open_page, tmp_path):
    (tmp_path / "通知.jpg").write_bytes(b"picture")
    page = open_page()
    page.form.show_draft(a_task(subject="光荣牌悬挂情况"))
    page.form.fold.open_up()

    page.files.drop.given.emit([tmp_path / "通知.jpg"])
    assert "保存时放进登记册" in words_on(page)
    page.save()
    settle(desk)

    [kept] = notices.waiting(register)
    assert [one.name for one in kept.attachments] == ["通知.jpg"]
    assert page.trail == [None]


def test_a_kept_file_is_written_out_and_taken_off(register, desk, open_page, tmp_path, monkeypatch):
    task = notices.take_in(register, a_task())
    notices.attach(register, task.uid, "通知.jpg", b"picture")
    page = open_page(fact=task.uid)
    page.form.fold.open_up()
    monkeypatch.setattr(
        "ui.pages.notice.QFileDialog.getSaveFileName",
        lambda *_: (str(tmp_path / "out.jpg"), ""),
    )

    click(page, "另存")
    settle(desk)
    click(page, "取下")
    settle(desk)

    assert (tmp_path / "out.jpg").read_bytes() == b"picture"
    assert notices.get(register, task.uid).attachments == ()


def test_a_task_is_marked_as_answered_and_opened_again(register, desk, open_page):
    task = notices.take_in(register, a_task(subject="光荣牌悬挂情况"))
    page = open_page(fact=task.uid)

    click(page, "标为已报")
    settle(desk)
    assert notices.answered(register)[0].uid == task.uid
    assert "1月25日 14:20 已报" in words_on(page)

    page.reopen()
    settle(desk)
    assert [one.uid for one in notices.waiting(register)] == [task.uid]


def test_a_task_is_struck_out_with_a_reason_only(register, desk, open_page, show):
    task = notices.take_in(register, a_task())
    page = open_page(fact=task.uid)
    page.void()
    [sheet] = page.sheets
    assert isinstance(sheet, Asking)

    click(sheet, "作废")
    settle(desk)
    assert notices.waiting(register) != []
    assert "作废要写原因" in words_on(sheet)

    field = next(one for one in sheet.findChildren(type(page.form.subject)))
    write(field, "镇里取消了")
    click(sheet, "作废")
    settle(desk)
    assert notices.waiting(register) == []


def test_typed_words_are_not_thrown_away_without_asking(open_page):
    page = open_page()
    write(page.form.subject, "光荣牌")

    assert not page.may_leave()

    [asked] = page.sheets
    click(asked, "放弃")
    assert page.may_leave()
    assert page.trail == [None]


def test_typed_words_survive_another_look(desk, look, open_page, show):
    page = open_page()
    page.form.show_draft(replace(a_task(), number="青双拥办〔2027〕1号", due_from=DueFrom.NOTICE))
    other = NoticePage(desk, look.with_big_type(True), Room.TIGHT)
    other.open()

    other.take_over(page.carry())
    show(other)

    assert other.form.draft() == page.form.draft()
    assert not other.may_leave()


def test_a_task_is_taken_in_once_however_often_it_is_saved(register, desk, open_page):
    page = open_page()
    page.form.show_draft(a_task())

    press(page.form.subject, Qt.Key.Key_S, ctrl=True)
    press(page.form.subject, Qt.Key.Key_S, ctrl=True)
    settle(desk)

    assert len(notices.waiting(register)) == 1


def test_a_half_typed_task_is_kept_and_offered_by_its_name(register, desk, open_page):
    page = open_page()
    write(page.form.subject, "光荣牌悬挂情况")
    page.hide()
    settle(desk)

    later, said = NoticePage(desk, page.look, Room.WIDE), []
    later.told.connect(lambda message, slot: said.append((message.words, slot)))
    later.open()
    show_now(later)
    [(words, go_on)] = said
    go_on()

    assert words == "上次没填完的还在（光荣牌悬挂情况），还没有保存。"
    assert later.form.subject.text() == "光荣牌悬挂情况"
    assert not later.may_leave()
    later.close()


def test_a_task_that_was_saved_or_given_up_is_not_offered_again(register, desk, open_page):
    page = open_page()
    page.form.show_draft(a_task())
    page.keeper.keep()
    page.save()
    settle(desk)
    assert notice_drafts.of(register, "") is None

    page.open()
    page.read()
    write(page.form.subject, "光荣牌")
    page.keeper.keep()
    page.may_leave()
    click(page.sheets[-1], "放弃")
    settle(desk)

    assert notice_drafts.of(register, "") is None


def test_an_amended_task_keeps_what_was_not_touched(register, desk, open_page):
    task = notices.take_in(
        register,
        replace(a_task(), number="青双拥办〔2027〕1号", senders=("青石县双拥办",), note="问过镇里"),
    )
    page = open_page(fact=task.uid)

    rewrite(page.form.hour, "12:00")
    page.save()
    settle(desk)

    kept = notices.get(register, task.uid)
    assert kept == replace(task, due_time=time(12, 0), form="F03", revision=kept.revision)


def test_the_list_says_what_to_whom_until_when_and_how_far(register, open_page):
    notices.take_in(register, a_task(report_to="柳林镇退役军人服务站"))
    done = notices.take_in(register, a_task(subject="2027年走访安排", number="青退〔2027〕1号"))
    notices.done(register, done.uid)

    page = open_page(NoticesPage)

    rows = [
        [str(page.model.data(page.model.index(row, column))) for column in range(4)]
        for row in range(page.model.rowCount())
    ]
    assert rows == [
        ["重点关爱对象台账 报柳林镇", "1月27日 17:00　还剩 2 天", "还没报", "微信群"],
        [
            "2027年走访安排 报柳林镇",
            "1月27日 17:00",
            "1月25日 14:20 已报",
            "微信群　青退〔2027〕1号",
        ],
    ]
    assert "1 件还没报，最早的1月27日 17:00 前报柳林镇" in words_on(page)


def test_enter_opens_the_chosen_task_and_ctrl_n_a_new_one(register, open_page):
    task = notices.take_in(register, a_task())
    page = open_page(NoticesPage, room=Room.NARROW)

    press_there(Qt.Key.Key_Return)
    press(page, Qt.Key.Key_N, ctrl=True)
    press(page, Qt.Key.Key_Return, ctrl=True)

    assert page.trail == [("notice", task.uid), ("notice", None), ("notice", task.uid)]


def test_letters_are_those_with_a_number_or_a_title(register, open_page):
    notices.take_in(register, a_task())
    page = open_page(NoticesPage)

    QTest.mouseClick(button(page, "来文 0"), Qt.MouseButton.LeftButton)

    assert "还没有来文" in words_on(page)


def test_without_tasks_the_list_says_what_it_is_for(open_page):
    page = open_page(NoticesPage, room=Room.TIGHT)

    assert "还没有任务" in words_on(page)
    press_there(Qt.Key.Key_Space)
    assert page.trail == [("notice", None)]


def test_a_task_keeps_the_return_it_asks_for_under_a_name_of_its_own(register, desk, open_page):
    task = notices.take_in(register, a_task(subject="春节慰问数字", form="F01"))
    page = open_page(fact=task.uid)

    rewrite(page.form.note, "镇里催过")
    page.save()
    settle(desk)

    assert notices.get(register, task.uid).form == "F01"
