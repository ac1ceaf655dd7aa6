from datetime import date

import pytest
from hands import button, click, press, press_there, rewrite, type_in, words_on, write
from makers import a_goal, a_plan, a_step, a_visit
from neighbours import bury, settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app.domain.person import Difficulty, Life, Residency, Severity, Trouble
from station_app.domain.plan import State
from station_app.domain.visit import Satisfaction
from station_app.usecases import plans, visits
from ui.forms import new_plan
from ui.pages.person import PersonPage
from ui.pages.plan import PlanPage
from ui.pages.plans import PlansPage
from ui.theme import Room
from ui.widgets.keys import begin
from ui.widgets.short_list import ShortList
from ui.widgets.tags import Tag


@pytest.fixture
def open_page(desk, look, show):
    def opened(kind, fact=None, room=Room.WIDE):
        made = kind(desk, look, room)
        made.trail, made.sheets, made.printed, made.waiting = [], [], [], []
        made.gone.connect(lambda place, fact: made.trail.append((place, fact)))
        made.sheet_wanted.connect(lambda sheet, _keep: made.sheets.append(sheet))
        made.counted.connect(made.waiting.append)
        made.print_out = lambda pdf, name, then=None: made.printed.append((name, pdf))
        made.resize(1180, 700)
        made.open(fact)
        show(made)
        made.begin()
        return made

    return opened


def let(desk):
    for _ in range(3):
        desk.jobs.wait()
        for _ in range(4):
            QApplication.processEvents()


def sheet_of(page, show):
    """Show the sheet that the page asked for last."""
    return show(page.sheets[-1])


def lists(page):
    return [one for one in page.findChildren(ShortList) if one.isVisibleTo(page)]


def rows_of(table):
    model = table.model()
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


# The board.


def test_the_board_lists_by_state_with_what_is_overdue_first(register, open_page):
    late = a_goal(steps=(a_step(measure="联系陪诊", due_on=date(2027, 1, 21)),))
    soon = a_goal(steps=(a_step(measure="修屋顶", due_on=date(2027, 1, 31)),))
    plans.open_(register, a_plan(settle(register, "罗秀英"), goals=(soon,)))
    plans.open_(register, a_plan(settle(register, "马守田", door="12号"), goals=(late,)))
    found = settle(register, "潘有才", door="16号")
    visits.record(register, a_visit(found, troubles=("就业",), trouble_note="没钱买化肥"))

    page = open_page(PlansPage)

    waits, moves = lists(page)
    assert rows_of(waits) == [["潘有才 3组 16号", "没钱买化肥", "定办法，1月31日前", "王芳"]]
    assert [row[2] for row in rows_of(moves)] == ["联系陪诊，超期 4 天", "修屋顶，还剩 6 天"]
    assert "2 人有方案：1 件超期，1 人要定办法。" in words_on(page)
    assert "3 人　待制定 1、进行中 2、待回访 0、已销号 0" in words_on(page)
    assert page.waiting[-1] == {"plans": 1}


def test_a_digit_shows_one_state_and_enter_opens_the_plan(register, open_page):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlansPage)

    press_there(Qt.Key.Key_5)
    assert "这个状态没有人" in words_on(page)
    press(page, Qt.Key.Key_3)
    press_there(Qt.Key.Key_Return)

    assert page.trail == [("plan", kept.uid)]


def test_arrows_walk_from_one_state_to_the_next(register, open_page):
    first = plans.open_(register, a_plan(settle(register)))
    found = settle(register, "潘有才", door="16号")
    visits.record(register, a_visit(found, troubles=("就业",)))
    page = open_page(PlansPage, room=Room.NARROW)

    press_there(Qt.Key.Key_Down)
    press_there(Qt.Key.Key_Return)

    assert page.trail == [("plan", first.uid)]


def test_what_a_visit_found_is_taken_up_into_a_plan(register, desk, open_page, show):
    person = settle(register)
    visits.record(register, a_visit(person, troubles=("医疗", "住房"), trouble_note="屋顶漏雨"))
    page = open_page(PlansPage)

    press_there(Qt.Key.Key_Return)
    sheet = sheet_of(page, show)
    sheet.ticks[0].setChecked(False)
    click(sheet, "放进方案")
    let(desk)

    [made] = plans.of_person(register, person)
    assert [goal.kind for goal in made.goals] == [Trouble.HOUSING]
    assert page.trail == [("plan", made.uid)]


def test_progress_is_written_from_the_board(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlansPage)

    press_there(Qt.Key.Key_Return, ctrl=True)
    sheet = sheet_of(page, show)
    write(sheet.says, "卫生院答应每月送药")
    press(sheet.says, Qt.Key.Key_Return, ctrl=True)
    let(desk)

    found = plans.get(register, kept.uid)
    assert [(one.by, one.says) for one in found.notes] == [("王芳", "卫生院答应每月送药")]
    assert found.steps[0].progress == "卫生院答应每月送药"


def test_progress_is_written_once_however_often_enter_is_pressed(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlansPage)
    press_there(Qt.Key.Key_Return, ctrl=True)
    sheet = sheet_of(page, show)
    write(sheet.says, "卫生院答应每月送药")

    press(sheet.says, Qt.Key.Key_Return, ctrl=True)
    press(sheet.says, Qt.Key.Key_Return, ctrl=True)
    let(desk)

    assert len(plans.get(register, kept.uid).notes) == 1


def test_the_board_is_printed_as_a_list(register, desk, open_page):
    plans.open_(register, a_plan(settle(register)))
    page = open_page(PlansPage)

    click(page, "打印台账")
    let(desk)
    click(page.sheets[-1], "打印")
    let(desk)

    [(name, pdf)] = page.printed
    assert name == "一人一策台账"
    assert pdf.startswith(b"%PDF")


def test_an_empty_board_says_what_it_is_for(open_page):
    page = open_page(PlansPage, room=Room.TIGHT)

    assert "还没有方案" in words_on(page)
    assert not button(page, "写进展").isEnabled()


def test_a_long_state_is_cut_on_the_board_and_shown_whole_by_its_link(register, open_page):
    for n in range(8):
        plans.open_(
            register, a_plan(settle(register, f"罗秀{'一二三四五六七八'[n]}", door=f"{n}号"))
        )
    page = open_page(PlansPage)
    assert [one.model().rowCount() for one in lists(page)] == [6]

    click(page, "还有 2 人")

    assert [one.model().rowCount() for one in lists(page)] == [8]


# One plan.


def test_a_plan_shows_difficulty_goal_measures_and_the_way_to_closing(register, open_page):
    goal = a_goal(severity=Severity.HEAVY, steps=(a_step(policy="慢病配药"),))
    kept = plans.open_(register, a_plan(settle(register), goals=(goal,)))
    page = open_page(PlanPage, kept.uid)

    said = words_on(page)
    for words in (
        "罗秀英　一人一策",
        "青策-荷塘-2027-000001",
        "医疗　重　2026年11月起",
        "按月有药吃",
        "1 条措施，办结 0 条",
        "1月25日建方案，徐建民包联",
        "慢病配药",
    ):
        assert words in said
    assert rows_of(lists(page)[0]) == [["联系镇卫生院上门配药", "王芳", "3月31日", "还没开始"]]


def test_a_measure_is_added_by_keyboard(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register), goals=(a_goal(steps=()),)))
    page = open_page(PlanPage, kept.uid)

    press_there(Qt.Key.Key_Return)
    sheet = sheet_of(page, show)
    write(sheet.measure, "安装床边呼叫器")
    press(sheet.measure, Qt.Key.Key_Return)
    assert "请写一个日期" in words_on(sheet)
    write(sheet.due, "3.31")
    press(sheet.due, Qt.Key.Key_Return)
    let(desk)

    [step] = plans.get(register, kept.uid).steps
    assert (step.measure, step.owner, step.due_on) == (
        "安装床边呼叫器",
        "王芳",
        date(2027, 3, 31),
    )
    assert "安装床边呼叫器" in str(rows_of(lists(page)[0]))


def test_what_is_wrong_with_a_measure_is_said_beside_its_field(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlanPage, kept.uid)
    page.add_step(kept.goals[0])
    sheet = sheet_of(page, show)

    rewrite(sheet.owner, " ")
    write(sheet.due, "3.31")
    sheet.take()
    let(desk)

    assert sheet.fields["measure"].problem == "没有写措施"
    assert sheet.fields["owner"].problem == "措施没有写承办人"
    assert len(plans.get(register, kept.uid).steps) == 1


def test_a_measure_is_marked_done_and_the_plan_waits_for_asking(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlanPage, kept.uid)
    measures = lists(page)[0]
    measures.setFocus()

    press(measures, Qt.Key.Key_Return)
    sheet = sheet_of(page, show)
    sheet.done.click()
    rewrite(sheet.done_on, "1.20")
    click(sheet, "保存")
    let(desk)

    found = plans.get(register, kept.uid)
    assert found.steps[0].done_on == date(2027, 1, 20)
    assert found.state is State.TO_FOLLOW_UP
    assert button(page, "回访，销号").isVisible()


def test_a_measure_is_taken_away(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlanPage, kept.uid)
    page.change_step(kept.goals[0], kept.steps[0])

    click(sheet_of(page, show), "取消这条措施")
    let(desk)

    assert plans.get(register, kept.uid).steps == ()
    assert "还没有措施" in words_on(page)


def test_a_difficulty_is_changed_and_another_one_joins(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlanPage, kept.uid)

    page.change_goal(kept.goals[0])
    sheet = sheet_of(page, show)
    rewrite(sheet.goal, "不断药")
    sheet.severity.choose(1)
    sheet.take()
    let(desk)
    page.add_goal()
    sheet = sheet_of(page, show)
    write(sheet.matter, "屋顶漏雨")
    sheet.kind.setCurrentText("住房")
    write(sheet.since, "2026年12月")
    sheet.take()
    let(desk)

    goals = plans.get(register, kept.uid).goals
    assert [(one.kind, one.matter, one.goal) for one in goals] == [
        (Trouble.MEDICAL, "看病取药不便", "不断药"),
        (Trouble.HOUSING, "屋顶漏雨", ""),
    ]
    assert goals[0].severity is Severity.MIDDLE
    assert goals[1].since == "2026-12"


def with_all_done(register):
    kept = plans.open_(register, a_plan(settle(register)))
    return plans.progress(register, kept.uid, "送到了", step=kept.steps[0].uid, done=True)


def test_closing_needs_the_outcome_and_the_persons_own_word(register, desk, open_page, show):
    kept = with_all_done(register)
    page = open_page(PlanPage, kept.uid)

    press_there(Qt.Key.Key_Return)
    sheet = sheet_of(page, show)
    click(sheet, "销号")
    assert sheet.fields["satisfaction"].problem == "没有选本人满不满意"
    sheet.happy.choose(0)
    click(sheet, "销号")
    let(desk)
    assert sheet.fields["outcome"].problem == "没有写办成了什么"
    assert sheet.fields["own_words"].problem == "没有写本人怎么说"
    write(sheet.outcome, "每月送药上门")
    write(sheet.words, "夜里不咳了")
    click(sheet, "销号")
    let(desk)

    found = plans.get(register, kept.uid)
    assert found.closed_on == date(2027, 1, 25)
    assert found.followed_up.own_words == "夜里不咳了"
    assert "本人说：“夜里不咳了”" in words_on(page)
    assert button(page, "重新打开").isVisible()


def test_somebody_dissatisfied_sends_the_plan_back_under_way(register, desk, open_page, show):
    kept = with_all_done(register)
    page = open_page(PlanPage, kept.uid, Room.NARROW)
    page.ask_and_close()
    sheet = sheet_of(page, show)
    sheet.happy.choose(2)

    click(sheet, "销号")
    let(desk)
    assert "本人不满意，不能销号" in sheet.fields["satisfaction"].problem
    click(sheet, "只记回访")
    let(desk)

    found = plans.get(register, kept.uid)
    assert found.state is State.UNDER_WAY
    assert found.followed_up.satisfaction is Satisfaction.DISSATISFIED


def test_a_closed_plan_only_opens_again(register, desk, open_page, show):
    kept = with_all_done(register)
    page = open_page(PlanPage, kept.uid)
    page.ask_and_close()
    sheet = sheet_of(page, show)
    sheet.happy.choose(0)
    write(sheet.outcome, "送到了")
    write(sheet.words, "谢谢")
    sheet.take()
    let(desk)
    assert [words for words in ("加措施", "修改") if words in words_on(page)] == []

    click(page, "重新打开")
    let(desk)

    assert plans.get(register, kept.uid).closed_on is None


def test_who_answers_for_the_plan_is_changed(register, desk, open_page, show):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlanPage, kept.uid)
    page.change_lead()
    sheet = sheet_of(page, show)

    rewrite(sheet.leader, "镇党委")
    sheet.take()
    let(desk)

    assert plans.get(register, kept.uid).leader == "镇党委"


def test_the_plan_sheet_is_printed_and_saved(register, desk, open_page, tmp_path, monkeypatch):
    kept = plans.open_(register, a_plan(settle(register)))
    page = open_page(PlanPage, kept.uid)
    target = tmp_path / "方案.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    page.print_sheet()
    page.save_sheet()
    let(desk)

    assert page.printed[0][0] == "罗秀英帮扶方案"
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("room", list(Room))
def test_a_plan_stands_in_every_room(register, open_page, room):
    kept = plans.open_(register, a_plan(settle(register)))

    page = open_page(PlanPage, kept.uid, room)

    assert "从发现到销号" in words_on(page)
    assert button(page, "写进展").isVisible()


# A plan that no visit proposed.


def test_the_board_opens_a_plan_for_anybody_by_keys(register, desk, open_page, show):
    person = settle(register, "罗秀英")
    page = open_page(PlansPage)

    press(page, Qt.Key.Key_N, ctrl=True)
    sheet = sheet_of(page, show)
    begin(sheet)
    assert QApplication.focusWidget() is sheet.who.field
    type_in(sheet.who.field, "lxy")
    press_there(Qt.Key.Key_Return)
    assert sheet.who.text() == "罗秀英"
    write(sheet.matter, "屋顶漏雨")
    sheet.kind.setCurrentText("住房")
    press(sheet.matter, Qt.Key.Key_Return)
    let(desk)

    [plan] = plans.of_person(register, person)
    assert [(goal.kind, goal.matter) for goal in plan.goals] == [(Trouble.HOUSING, "屋顶漏雨")]
    assert page.trail == [("plan", plan.uid)]


def test_a_new_plan_asks_for_a_person_and_a_difficulty(register, desk, open_page, show):
    person = settle(register, "罗秀英")
    page = open_page(PlansPage)
    page.open_new()
    sheet = sheet_of(page, show)

    click(sheet, "保存")
    assert sheet.fields["person"].problem == "请打名字，再选一个人"

    type_in(sheet.who.field, "lxy")
    press_there(Qt.Key.Key_Return)
    click(sheet, "保存")
    let(desk)

    assert "没有写具体情况" in sheet.fields["matter"].problem
    assert plans.of_person(register, person) == []


def test_the_dead_and_those_who_moved_away_are_not_offered_a_plan(register, desk, open_page):
    settle(register, "罗秀英", life=Life.DECEASED, died_on=date(2027, 1, 16))
    settle(
        register, "罗秀云", door="9号", residency=Residency.MOVED, moved_out_on=date(2027, 1, 16)
    )
    settle(register, "罗秀兰", door="8号")

    assert [one.words for one in new_plan.living(desk, "罗秀")] == ["罗秀兰"]


def test_a_file_opens_a_plan_beginning_with_the_difficulty_it_knows(
    register, desk, open_page, show
):
    trouble = Difficulty(kind=Trouble.MEDICAL, severity=Severity.HEAVY, note="长期服药，自付多")
    person = settle(register, "罗秀英", difficulties=(trouble,))
    page = open_page(PersonPage, person)

    click(page, "新方案")
    sheet = sheet_of(page, show)
    assert (sheet.matter.text(), sheet.kind.currentText()) == ("长期服药，自付多", "医疗")
    click(sheet, "保存")
    let(desk)

    [plan] = plans.of_person(register, person)
    assert page.trail == [("plan", plan.uid)]
    assert "新方案" not in words_on(page)


def test_the_plan_of_somebody_who_died_says_so_in_its_head(register, open_page):
    person = settle(register)
    plan = plans.open_(register, a_plan(person))
    bury(register, person, date(2027, 1, 20))

    page = open_page(PlanPage, plan.uid)

    assert "1月20日去世" in [one.accessibleName() for one in page.findChildren(Tag)]
