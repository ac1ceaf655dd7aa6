from datetime import date, time

import neighbours
import pytest
from makers import a_campaign, a_goal, a_plan, a_step, a_task, a_visit
from neighbours import settle

from station_app.domain.care import Rank, Todo, Why
from station_app.domain.person import Tier
from station_app.domain.visit import Missed
from station_app.storage import ids, sheets
from station_app.usecases import campaigns, care, notices, plans, visits


def print_for(register, *persons):
    with register.deed("打印走访表", final=True) as deed:
        for person in persons:
            sheets.printed(deed, ids.of(deed.db, "person", person), None)


@pytest.mark.parametrize(
    ("tier", "due"),
    [(Tier.A, date(2027, 1, 9)), (Tier.B, date(2027, 3, 10)), (Tier.C, date(2027, 12, 10))],
)
def test_the_next_visit_is_due_by_how_often_a_person_is_visited(register, tier, due):
    person = settle(register, tier=tier)
    visits.record(register, a_visit(person, on=date(2026, 12, 10)))

    found = care.of_person(register, person)

    assert (found.on, found.why) == (due, Why.TIER)


def test_days_overdue_are_those_since_the_visit_less_those_of_the_tier(register):
    person = settle(register, tier=Tier.A)
    visits.record(register, a_visit(person, on=date(2026, 12, 17)))

    found = care.of_person(register, person)

    assert found.says(register.today()) == "超期 9 天"
    assert [one.person for one in care.overdue(register)] == [person]


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 12, 26), "今天"),
        (date(2026, 12, 29), "还剩 3 天"),
        (date(2027, 1, 20), "2月19日前"),
    ],
)
def test_what_is_not_due_yet_says_when(register, on, says):
    person = settle(register, tier=Tier.A)
    visits.record(register, a_visit(person, on=on))

    assert care.of_person(register, person).says(register.today()) == says


def test_who_was_never_visited_is_due_a_cycle_after_getting_known(register, clock):
    person = settle(register, tier=Tier.A)

    assert (care.of_person(register, person).on, care.of_person(register, person).why) == (
        date(2027, 2, 24),
        Why.NEVER,
    )


def test_a_printed_sheet_that_waits_is_never_overdue(register):
    person = settle(register, tier=Tier.A)
    visits.record(register, a_visit(person, on=date(2026, 12, 1)))
    print_for(register, person)

    found = care.of_person(register, person)

    assert found.says(register.today()) == "表已打印，待录入"
    assert found.late(register.today()) == 0
    assert care.overdue(register) == []


def test_a_promised_follow_up_comes_before_the_cycle(register):
    person = settle(register)
    visits.record(register, a_visit(person, on=date(2027, 1, 10), follow_up_on=date(2027, 1, 24)))

    found = care.of_person(register, person)

    assert (found.why, found.on, found.says(register.today())) == (
        Why.FOLLOW_UP,
        date(2027, 1, 24),
        "超期 1 天",
    )


def test_a_later_visit_keeps_the_promise_but_an_attempt_does_not(register):
    person = settle(register)
    visits.record(register, a_visit(person, on=date(2027, 1, 10), follow_up_on=date(2027, 1, 24)))
    visits.missed(register, person, Missed.NOBODY)
    assert care.of_person(register, person).why is Why.FOLLOW_UP

    visits.record(register, a_visit(person, on=date(2027, 1, 25)))

    assert care.of_person(register, person).why is Why.TIER


def test_a_campaign_makes_its_people_due_by_its_last_day_until_they_were_visited(register):
    campaigns.set_up(register, a_campaign())
    person = settle(register)

    found = care.of_person(register, person)
    assert (found.why, found.on, found.campaign) == (
        Why.CAMPAIGN,
        date(2027, 2, 5),
        "2027-春节",
    )

    visits.record(register, a_visit(person, campaign="2027-春节"))
    assert care.of_person(register, person).why is Why.TIER


def test_who_died_or_moved_out_is_due_no_more_from_that_day(register):
    dead, gone = settle(register, "赵堃"), settle(register, "马守田")
    neighbours.bury(register, dead, date(2027, 1, 25))
    neighbours.move_away(register, gone, date(2027, 1, 25))

    assert care.due(register) == []
    assert care.of_person(register, dead) is None


def test_the_due_list_goes_by_household_with_the_most_urgent_first(register):
    first = settle(register, tier=Tier.A)
    settle(register, "杨玉芬", household=neighbours.home_of(register, first), tier=Tier.A)
    other = settle(register, "丁国强", door="4号", tier=Tier.A)
    visits.record(register, a_visit(other, on=date(2026, 12, 1)))

    found = care.homes(register)

    assert [(home.head, len(home.dues)) for home in found] == [("丁国强", 1), ("罗秀英", 2)]
    assert found[0].on == date(2026, 12, 31)
    assert [home.head for home in care.homes(register, by=register.today())] == ["丁国强"]


def test_on_a_quiet_day_nothing_presses_and_the_next_visit_is_named(register):
    settle(register, tier=Tier.A)
    seen = care.overview(register)

    assert (seen.todos, seen.tasks, seen.overdue, seen.campaign) == ((), (), (), None)
    assert seen.next.on == date(2027, 2, 24)


def test_a_task_due_today_stands_first_with_its_hour(register):
    task = notices.take_in(
        register, a_task(due_on=date(2027, 1, 25), subject="高龄独居退役军人摸底表")
    )
    notices.take_in(register, a_task(due_on=date(2027, 1, 29)))

    found = care.overview(register).todos

    assert [(one.rank, one.about) for one in found] == [(Rank.DEADLINE, task.uid)]
    assert found[0].says == "报《高龄独居退役军人摸底表》"
    assert found[0].hurry == "今天 17:00 前报柳林镇，还剩 2 小时 40 分"
    assert (found[0].why, found[0].deed) == ("微信群", "open_task")


def test_a_task_for_a_return_leads_to_filling_it(register):
    notices.take_in(register, a_task(form="F03", due_time=time(9, 0)))

    assert care.overview(register).todos[0].deed == "fill_return"
    assert care.overview(register).todos[0].hurry == "1月27日 09:00 前报柳林镇，还剩 2 天"


def test_everything_that_presses_is_ranked_and_says_why(register):
    pile = [settle(register, f"人{n}", door=f"{n}号") for n in "一二三"]
    print_for(register, *pile)
    asked = settle(register, "石秀峰", door="30号")
    visits.record(register, a_visit(asked, on=date(2027, 1, 10), follow_up_on=date(2027, 1, 24)))
    for name, group, door in (
        ("马守田", "3组", "2号"),
        ("丁国强", "3组", "3号"),
        ("何建平", "4组", "1号"),
    ):
        late = settle(register, name, group=group, door=door, tier=Tier.A)
        visits.record(register, a_visit(late, on=date(2026, 12, 17)))
    helped = settle(register, "田家福", door="31号")
    plans.open_(
        register,
        a_plan(helped, goals=(a_goal(steps=(a_step(due_on=date(2027, 1, 21), owner="孙志勤"),)),)),
    )
    found_out = settle(register, "潘有才", door="32号")
    visits.record(register, a_visit(found_out, troubles=("就业",)))
    ending = Todo(
        rank=Rank.ENDING,
        says="换签名证书",
        why="还有 20 天到期。",
        deed="certificate",
        button="去看",
    )
    notices.take_in(register, a_task())

    found = care.overview(register, more=[ending]).todos

    assert [(one.rank, one.says) for one in found] == [
        (Rank.DEADLINE, "报《重点关爱对象台账》"),
        (Rank.SHEETS, "录入带回的 3 张走访表"),
        (Rank.FOLLOW_UPS, "回访石秀峰"),
        (Rank.OVERDUE, "走访马守田、丁国强等 3 户"),
        (Rank.STEPS, "田家福：联系镇卫生院上门配药"),
        (Rank.DECIDE, "给潘有才定办法"),
        (Rank.ENDING, "换签名证书"),
    ]
    assert found[1].why == "2027-000001 至 2027-000003，表已打印，待录入。"
    assert found[2].why == "约好的回访，最久的超期 1 天。"
    assert found[3].why == "超期未走访，最久的超期 9 天，其中 2 户同在3组。"
    assert found[4].why == "一人一策，超期 4 天，孙志勤承办。"


def test_the_overview_says_how_far_the_running_campaign_got_and_who_is_overdue(register):
    campaigns.set_up(register, a_campaign())
    met = settle(register, "石秀峰", door="30号")
    late = settle(register, "马守田", tier=Tier.A)
    visits.record(register, a_visit(late, on=date(2026, 12, 17)))
    visits.record(register, a_visit(met, campaign="2027-春节"))

    seen = care.overview(register)

    assert seen.campaign.code == "2027-春节"
    assert seen.coverage.says == "应走访 2 户 2 人，已走访 1 户 1 人；未走访 1 户：未安排 1"
    assert [home.head for home in seen.overdue] == ["马守田"]
