from dataclasses import replace
from datetime import date

import neighbours
import pytest
from makers import a_goal, a_plan, a_step, a_visit
from neighbours import settle

from station_app.domain.person import Trouble
from station_app.domain.plan import FollowUp, State
from station_app.domain.problems import RefusedFields
from station_app.domain.visit import Manner, Satisfaction
from station_app.errors import Refused
from station_app.usecases import history, plans, visits


def an_answer(**changed):
    facts = {
        "on": date(2027, 1, 25),
        "manner": Manner.AT_HOME,
        "satisfaction": Satisfaction.SATISFIED,
        "own_words": "夜里不冷了，谢谢你们。",
        "outcome": "镇里送来电暖器。",
    }
    return FollowUp(**(facts | changed))


def with_all_done(register, person):
    kept = plans.open_(register, a_plan(person))
    return plans.progress(register, kept.uid, "送到了", step=kept.steps[0].uid, done=True)


def test_a_plan_gets_a_number_of_its_own_kind(register):
    kept = plans.open_(register, a_plan(settle(register)))

    assert kept.number == "青策-荷塘-2027-000001"
    assert kept.unit == "荷塘村退役军人服务站"
    assert plans.get(register, kept.uid) == kept


def test_a_plan_of_nothing_that_a_visit_found_is_refused(register):
    with pytest.raises(Refused, match="没有选困难"):
        plans.take_up(register, [])

    assert plans.board(register) == []


def test_a_plan_without_a_difficulty_or_a_measure_without_an_owner_is_refused(register):
    person = settle(register)

    with pytest.raises(RefusedFields, match="没有写困难"):
        plans.open_(register, a_plan(person, goals=()))
    with pytest.raises(RefusedFields, match="没有写承办人") as caught:
        plans.open_(register, a_plan(person, goals=(a_goal(steps=(a_step(owner=" "),)),)))

    assert [problem.field for problem in caught.value.problems] == ["goals.0.steps.0.owner"]


def test_a_new_difficulty_joins_the_open_plan_of_the_person(register):
    person = settle(register)
    first = plans.open_(register, a_plan(person))

    second = plans.open_(
        register, a_plan(person, goals=(a_goal(kind=Trouble.HOUSING, matter="住房漏雨"),))
    )

    assert second.number == first.number
    assert [goal.matter for goal in second.goals] == ["看病取药不便", "住房漏雨"]
    assert plans.of_person(register, person) == [second]


def test_a_ticked_difficulty_is_proposed_until_a_plan_takes_care_of_it(register):
    person = settle(register)
    kept = visits.record(
        register, a_visit(person, troubles=("医疗", "住房"), trouble_note="屋顶东角漏雨")
    )

    found = plans.proposals(register, visit=kept.uid)

    assert [(one.kind, one.matter) for one in found] == [
        (Trouble.MEDICAL, "屋顶东角漏雨"),
        (Trouble.HOUSING, "屋顶东角漏雨"),
    ]
    made = plans.take_up(register, found[1:])
    assert made.goals[0].visit == kept.uid
    assert made.goals[0].since == "2027-01"
    assert [one.kind for one in plans.proposals(register)] == [Trouble.MEDICAL]


def test_a_difficulty_ticked_as_other_is_taken_care_of_by_any_kind_beyond_the_four(register):
    person = settle(register)
    visits.record(register, a_visit(person, troubles=("其他",)))
    assert len(plans.proposals(register)) == 1

    plans.open_(register, a_plan(person, goals=(a_goal(kind=Trouble.CARE),)))

    assert plans.proposals(register) == []


def test_a_difficulty_found_again_after_closing_is_proposed_again(register, clock):
    person = settle(register)
    kept = with_all_done(register, person)
    plans.close(register, kept.uid, an_answer())
    clock.forward(days=10)

    visits.record(register, a_visit(person, on=date(2027, 2, 2), troubles=("医疗",)))

    assert [one.kind for one in plans.proposals(register)] == [Trouble.MEDICAL]


def test_nothing_is_proposed_for_the_dead(register):
    person = settle(register)
    visits.record(register, a_visit(person, troubles=("医疗",)))
    neighbours.bury(register, person, date(2027, 1, 25))

    assert plans.proposals(register) == []


def test_a_plan_goes_from_deciding_over_measures_and_asking_to_closing(register):
    kept = plans.open_(register, a_plan(settle(register), goals=(a_goal(steps=()),)))
    assert kept.state is State.TO_DECIDE

    kept = plans.add_step(register, kept.uid, kept.goals[0].uid, a_step())
    assert kept.state is State.UNDER_WAY

    kept = plans.progress(register, kept.uid, "已办好", step=kept.steps[0].uid, done=True)
    assert (kept.state, kept.steps[0].done_on) == (State.TO_FOLLOW_UP, date(2027, 1, 25))

    kept = plans.close(register, kept.uid, an_answer())
    assert (kept.state, kept.closed_on) == (State.CLOSED, date(2027, 1, 25))


def test_progress_is_noted_with_day_and_name_and_stands_at_its_measure(register):
    kept = plans.open_(register, a_plan(settle(register)))

    plans.progress(register, kept.uid, "已报名，等排期", step=kept.steps[0].uid)
    kept = plans.progress(register, kept.uid, "镇里同意修屋顶")

    assert [(note.says, note.by, note.on) for note in kept.notes] == [
        ("镇里同意修屋顶", "王芳", date(2027, 1, 25)),
        ("已报名，等排期", "王芳", date(2027, 1, 25)),
    ]
    assert kept.steps[0].progress == "已报名，等排期"
    assert kept.steps[0].done_on is None
    with pytest.raises(Refused, match="没有写进展"):
        plans.progress(register, kept.uid, " ")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"outcome": " "}, "办成了什么"),
        ({"satisfaction": Satisfaction.DISSATISFIED}, "本人不满意，不能销号"),
        ({"on": date(2027, 1, 26)}, "今天以后"),
        ({"on": date(2027, 1, 24)}, "早于方案制定日期"),
        ({"manner": Manner.MISSED}, "未遇不算回访"),
        ({"own_words": " "}, "没有写本人怎么说"),
    ],
)
def test_closing_needs_an_outcome_a_follow_up_and_the_persons_own_word(register, changed, says):
    kept = with_all_done(register, settle(register))

    with pytest.raises(RefusedFields, match=says):
        plans.close(register, kept.uid, an_answer(**changed))


def test_a_plan_with_an_open_measure_or_none_is_not_closed(register):
    open_one = plans.open_(register, a_plan(settle(register)))
    empty = plans.open_(register, a_plan(settle(register, "赵堃"), goals=(a_goal(steps=()),)))

    with pytest.raises(RefusedFields, match="还有 1 条措施没办结"):
        plans.close(register, open_one.uid, an_answer())
    with pytest.raises(RefusedFields, match="还没有措施"):
        plans.close(register, empty.uid, an_answer())


def test_a_dissatisfied_person_sends_the_plan_back_under_way(register):
    kept = with_all_done(register, settle(register))

    kept = plans.follow_up(
        register, kept.uid, an_answer(satisfaction=Satisfaction.DISSATISFIED, outcome="")
    )

    assert kept.state is State.UNDER_WAY
    assert plans.board(register)[0].next == "加措施"


def test_a_closed_plan_is_not_changed_until_it_is_opened_again(register):
    kept = plans.close(register, with_all_done(register, settle(register)).uid, an_answer())

    with pytest.raises(Refused, match="已经销号"):
        plans.progress(register, kept.uid, "还有一件")

    kept = plans.reopen(register, kept.uid)
    assert kept.state is State.TO_FOLLOW_UP
    assert plans.progress(register, kept.uid, "还有一件").notes[0].says == "还有一件"


def test_a_person_has_one_open_plan(register):
    person = settle(register)
    closed = plans.close(register, with_all_done(register, person).uid, an_answer())
    plans.open_(register, a_plan(person))

    with pytest.raises(Refused, match="另有方案 青策-荷塘-2027-000002"):
        plans.reopen(register, closed.uid)


def test_undo_of_closing_brings_the_plan_back(register):
    kept = with_all_done(register, settle(register))
    plans.close(register, kept.uid, an_answer())

    history.undo(register, register.last_deed)

    assert plans.get(register, kept.uid).state is State.TO_FOLLOW_UP


def test_undo_of_opening_takes_goals_and_measures_along(register):
    person = settle(register)
    plans.open_(register, a_plan(person))

    history.undo(register, register.last_deed)

    assert plans.of_person(register, person) == []
    assert plans.open_(register, a_plan(person)).number.endswith("000002")


def test_measures_and_difficulties_are_changed_and_taken_away(register):
    kept = plans.open_(register, a_plan(settle(register)))
    step = kept.steps[0]
    plans.progress(register, kept.uid, "问过了", step=step.uid)

    changed = plans.change_step(register, kept.uid, replace(step, owner="孙志勤"))
    assert changed.steps[0].owner == "孙志勤"
    goal = replace(changed.goals[0], goal="不断药")
    assert plans.change_goal(register, kept.uid, goal).goals[0].goal == "不断药"
    with pytest.raises(Refused, match="没有写具体情况"):
        plans.change_goal(register, kept.uid, replace(goal, matter=""))
    dropped = plans.drop_step(register, kept.uid, step.uid)
    assert (dropped.steps, dropped.notes[0].says) == ((), "问过了")
    assert plans.correct(register, kept.uid, unit="镇站", leader="徐建民").unit == "镇站"


def test_the_board_goes_by_state_with_the_overdue_first(register):
    late, soon = settle(register, "马守田"), settle(register, "罗秀英")
    plans.open_(register, a_plan(soon, goals=(a_goal(steps=(a_step(due_on=date(2027, 1, 31)),)),)))
    plans.open_(
        register,
        a_plan(late, goals=(a_goal(steps=(a_step(due_on=date(2027, 1, 21), owner="孙志勤"),)),)),
    )
    plans.close(register, with_all_done(register, settle(register, "单翀")).uid, an_answer())
    with_all_done(register, settle(register, "赵堃"))
    visits.record(
        register,
        a_visit(settle(register, "潘有才"), troubles=("就业",), trouble_note="没有活干"),
    )

    board = plans.board(register)

    assert [(row.name, row.state) for row in board] == [
        ("潘有才", State.TO_DECIDE),
        ("马守田", State.UNDER_WAY),
        ("罗秀英", State.UNDER_WAY),
        ("赵堃", State.TO_FOLLOW_UP),
        ("单翀", State.CLOSED),
    ]
    assert (board[0].matter, board[0].due_on) == ("没有活干", date(2027, 1, 31))
    assert (board[1].late, board[1].owner, board[1].next) == (4, "孙志勤", "联系镇卫生院上门配药")
    assert (board[3].next, board[3].due_on) == ("回访", date(2027, 2, 9))
    assert board[4].next == "销号，本人满意"


def test_the_plans_of_the_dead_leave_the_board(register):
    person = settle(register)
    plans.open_(register, a_plan(person))
    neighbours.bury(register, person, date(2027, 1, 25))

    assert plans.board(register) == []


def test_military_data_is_kept_out_of_plans(register):
    person = settle(register)
    kept = plans.open_(register, a_plan(person))

    with pytest.raises(RefusedFields, match="像是部队番号"):
        plans.open_(register, a_plan(person, goals=(a_goal(matter="原123旅旧伤"),)))
    with pytest.raises(RefusedFields, match="像是部队番号"):
        plans.progress(register, kept.uid, "已问123旅")
    with pytest.raises(RefusedFields, match="像是部队番号"):
        plans.change_goal(register, kept.uid, replace(kept.goals[0], goal="回123旅看看"))
