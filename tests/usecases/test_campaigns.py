from dataclasses import replace
from datetime import date

import neighbours
import pytest
from makers import a_campaign, a_visit
from neighbours import holds, settle, trouble

from station_app.domain.campaign import Group, Reached
from station_app.domain.person import Standing, Trouble
from station_app.domain.problems import Level, RefusedFields
from station_app.domain.visit import Missed
from station_app.errors import Refused
from station_app.storage import ids, sheets
from station_app.usecases import campaigns, visits

CODE = "2027-春节"


def names(register, code=CODE, **on):
    return [target.name for target in campaigns.targets(register, code, **on)]


def print_for(register, person):
    with register.deed("打印走访表", final=True) as deed:
        campaign = ids.of(deed.db, "campaign", campaigns.get(register, CODE).uid)
        sheets.printed(deed, ids.of(deed.db, "person", person), campaign)


def test_a_campaign_has_a_readable_code_and_a_name_for_the_sheets(register):
    kept = campaigns.set_up(register, a_campaign())

    assert (kept.code, kept.name) == (CODE, "2027年春节走访慰问")
    assert campaigns.every(register) == [kept]


@pytest.mark.parametrize(
    ("festival", "says"),
    [
        ("", "没有写"),
        ("../春节", "里不能有"),
        ("春\u202e节", "看不见的控制字符"),
        ("春节\n", "看不见的控制字符"),
        ("慰问" * 30, "最多 50 个字"),
        ("38支队联欢", "像是部队番号"),
    ],
)
def test_a_name_that_cannot_stand_in_files_and_codes_is_refused(register, festival, says):
    with pytest.raises(RefusedFields, match=says):
        campaigns.set_up(register, a_campaign(festival=festival))

    assert campaigns.every(register) == []


def test_the_same_festival_of_a_year_is_set_up_once(register):
    campaigns.set_up(register, a_campaign())

    with pytest.raises(RefusedFields, match="已经有“2027-春节”"):
        campaigns.set_up(register, a_campaign())


def test_an_unknown_code_is_refused_with_the_list_of_known_ones(register):
    campaigns.set_up(register, a_campaign())

    with pytest.raises(Refused, match="没有“2027-八一”") as caught:
        campaigns.get(register, "2027-八一")

    assert "2027-春节" in caught.value.remedy


def test_a_campaign_does_not_end_before_it_begins(register):
    with pytest.raises(RefusedFields, match="结束日期早于开始日期"):
        campaigns.set_up(register, a_campaign(to_on=date(2027, 1, 3)))
    found = campaigns.check(register, a_campaign(from_on=date(2027, 1, 1), to_on=date(2027, 1, 9)))
    assert [problem.level for problem in found] == [Level.REMINDS]


def test_days_and_groups_of_a_campaign_change_but_its_code_stays(register):
    campaigns.set_up(register, a_campaign())

    changed = campaigns.amend(
        register, CODE, a_campaign(festival="八一", groups=(Group.MARTYR,), to_on=date(2027, 2, 8))
    )

    assert (changed.code, changed.groups) == (CODE, (Group.MARTYR,))
    assert changed.to_on == date(2027, 2, 8)


def test_the_campaign_of_today_is_the_one_that_runs_else_the_next(register, clock):
    campaigns.set_up(register, a_campaign())
    later = campaigns.set_up(
        register,
        a_campaign(festival="八一", from_on=date(2027, 7, 20), to_on=date(2027, 8, 1)),
    )

    assert campaigns.current(register).code == CODE
    clock.forward(days=30)
    assert campaigns.current(register) == later
    clock.forward(days=300)
    assert campaigns.current(register) is None


@pytest.mark.parametrize(
    ("group", "facts"),
    [
        (Group.MERIT, {"holdings": (holds("MERIT", "32"),)}),
        (Group.MERIT, {"holdings": (holds("SEED7", "6"),)}),
        (Group.MARTYR, {"holdings": (holds("YF18", "21"),)}),
        (Group.ENTITLED, {"holdings": (holds("YF18", "51"),)}),
        (Group.TROUBLED, {"difficulties": (trouble(Trouble.MEDICAL),)}),
        (Group.ALONE, {"holdings": (holds("SEED7", "2"),)}),
        (Group.SEVERELY_ILL, {"holdings": (holds("SEED7", "4"),)}),
        (Group.HIGH_MERIT, {"holdings": (holds("SEED7", "6"),)}),
        (Group.JOBLESS, {"holdings": (holds("SEED7", "1"),)}),
        (Group.BORDER, {"holdings": (holds("SEED7", "7"),)}),
    ],
)
def test_a_group_is_made_of_those_who_hold_its_category(register, group, facts):
    campaigns.set_up(register, a_campaign(groups=(group,)))
    settle(register, "罗秀英", **facts)
    settle(register, "赵堃")

    assert names(register) == ["罗秀英"]


@pytest.mark.parametrize(
    ("group", "facts"),
    [
        (Group.MERIT, {"holdings": (holds("MERIT", "33"),)}),
        (Group.ENTITLED, {"holdings": (holds("YF18", "13"),)}),
        (Group.MARTYR, {"holdings": (holds("YF18", "22"),)}),
        (Group.TROUBLED, {"standing": Standing.FAMILY, "difficulties": (trouble("医疗"),)}),
        (Group.ALONE, {"holdings": (holds("SEED7", "2", since="2027-03"),)}),
    ],
)
def test_what_only_looks_like_a_group_does_not_belong_to_it(register, group, facts):
    if "difficulties" in facts:
        facts = facts | {"difficulties": (trouble(Trouble.MEDICAL),)}
    campaigns.set_up(register, a_campaign(groups=(group,)))
    settle(register, "罗秀英", **facts)

    assert names(register) == []


def test_a_plaque_makes_all_people_of_the_house_targets_from_the_day_it_hangs(register):
    campaigns.set_up(register, a_campaign(groups=(Group.PLAQUE,)))
    person = settle(register)
    settle(register, "杨玉芬", household=neighbours.home_of(register, person), relation="妻")
    neighbours.hang_plaque(register, person, date(2027, 1, 20))

    assert names(register) == ["罗秀英", "杨玉芬"]
    assert names(register, on=date(2027, 1, 19)) == []


def test_a_category_of_the_household_holds_for_all_its_people(register):
    campaigns.set_up(register, a_campaign(groups=(Group.JOBLESS,)))
    person = settle(register, holdings=(holds("SEED7", "1"),))
    settle(register, "罗小勇", household=neighbours.home_of(register, person), relation="子")

    assert names(register) == ["罗秀英", "罗小勇"]


def test_who_is_in_several_groups_is_one_target(register):
    campaigns.set_up(register, a_campaign(groups=(Group.ALONE, Group.SEVERELY_ILL)))
    settle(register, holdings=(holds("SEED7", "2"), holds("SEED7", "4")))

    found = campaigns.targets(register, CODE)

    assert [target.groups for target in found] == [(Group.ALONE, Group.SEVERELY_ILL)]
    assert found[0].tags == ("鳏寡孤独", "重病重残")


def test_who_died_or_moved_out_leaves_the_round_that_day(register):
    campaigns.set_up(register, a_campaign())
    dead, gone = settle(register, "赵堃"), settle(register, "马守田")
    settle(register)
    neighbours.bury(register, dead, date(2027, 1, 25))
    neighbours.move_away(register, gone, date(2027, 1, 25))

    assert names(register) == ["罗秀英"]
    assert len(names(register, on=date(2027, 1, 24))) == 3


def test_the_round_goes_by_group_and_door_as_people_count_house_by_house(register):
    campaigns.set_up(register, a_campaign())
    for name, group, door in (
        ("十二组", "12组", "1号"),
        ("三组十七", "3组", "17号"),
        ("三组四", "3组", "4号"),
        ("老屋场", "老屋组", "1号"),
        ("二组", "2组", "9号"),
    ):
        person = settle(register, name, group=group, door=door)
        if name == "三组四":
            settle(
                register,
                "他的儿子",
                household=neighbours.home_of(register, person),
                group="3组",
                door="18号",
                relation="子",
            )

    assert names(register) == ["二组", "三组四", "他的儿子", "三组十七", "十二组", "老屋场"]


def test_coverage_counts_every_person_and_household_once(register):
    campaigns.set_up(register, a_campaign())
    person = settle(register)
    wife = settle(register, "杨玉芬", household=neighbours.home_of(register, person))
    settle(register, "罗小勇", household=neighbours.home_of(register, person))
    settle(register, "赵堃")
    for day in (20, 21):
        visits.record(
            register,
            a_visit(person, on=date(2027, 1, day), campaign=CODE, companions=(wife,)),
        )

    found = campaigns.coverage(register, CODE)

    assert (found.due_persons, found.due_households) == (4, 2)
    assert (found.met_persons, found.met_households) == (2, 1)
    assert found.says == "应走访 2 户 4 人，已走访 1 户 2 人；未走访 1 户：未安排 1"


def test_why_somebody_was_not_reached_is_said_and_three_attempts_are_a_reason(register):
    campaigns.set_up(register, a_campaign())
    away, three = settle(register, "马守田"), settle(register, "丁国强", door="4号")
    settle(register, "何建平", door="9号")
    visits.missed(register, away, Missed.AWAY, note="2月3日回来")
    for reason in (Missed.NOBODY, Missed.HOSPITAL, Missed.NOBODY):
        visits.missed(register, three, reason)

    found = {target.name: target for target in campaigns.not_reached(register, CODE)}

    assert (found["马守田"].reason, found["马守田"].reason_note) == ("外出务工", "2月3日回来")
    assert (found["丁国强"].reason, found["丁国强"].attempts) == ("三次未遇", 3)
    assert found["何建平"].reason == "未安排"
    assert dict(campaigns.coverage(register, CODE).reasons) == {
        "外出务工": 1,
        "三次未遇": 1,
        "未安排": 1,
    }


def test_an_attempt_is_forgotten_once_the_person_was_met(register):
    campaigns.set_up(register, a_campaign())
    person = settle(register)
    visits.missed(register, person, Missed.AWAY)
    visits.record(register, a_visit(person, on=date(2027, 1, 25), campaign=CODE))

    assert campaigns.not_reached(register, CODE) == []
    assert campaigns.coverage(register, CODE).open_says == "都走到了"


def test_a_printed_sheet_waits_to_be_typed_and_its_home_is_not_without_a_plan(register):
    campaigns.set_up(register, a_campaign())
    person = settle(register)
    print_for(register, person)

    home = campaigns.homes(register, CODE)[0]

    assert home.reached is Reached.PRINTED
    assert home.reached == "表已打印，待录入"
    assert home.targets[0].number == "青退-荷塘-2027-000001"
    assert campaigns.coverage(register, CODE).reasons == (("待录入", 1),)


def test_visits_of_another_campaign_or_voided_ones_do_not_count(register):
    campaigns.set_up(register, a_campaign())
    person = settle(register)
    visits.record(register, a_visit(person))
    voided = visits.record(register, a_visit(person, campaign=CODE))
    visits.void(register, voided.uid, "录错了人")

    assert campaigns.coverage(register, CODE).met_persons == 0


def test_a_household_is_reached_with_the_first_of_its_people(register):
    campaigns.set_up(register, a_campaign())
    person = settle(register)
    settle(register, "杨玉芬", household=neighbours.home_of(register, person))
    visits.record(register, a_visit(person, campaign=CODE))

    assert [home.reached for home in campaigns.homes(register, CODE)] == [Reached.VISITED]
    assert campaigns.coverage(register, CODE).open_says == "未走访 1 人"


def test_a_campaign_remembers_the_notice_it_answers(register):
    from makers import a_task

    from station_app.usecases import notices

    task = notices.take_in(register, a_task())
    kept = campaigns.set_up(register, replace(a_campaign(), notice=task.uid))

    assert campaigns.get(register, CODE).notice == task.uid == kept.notice


def test_a_campaign_needs_a_festival_and_a_year_that_can_be(register):
    with pytest.raises(RefusedFields, match="哪个节日"):
        campaigns.set_up(register, a_campaign(festival=" "))
    with pytest.raises(RefusedFields, match="年份不对"):
        campaigns.set_up(register, a_campaign(year=27))


def test_a_home_is_named_by_its_place_and_head(register):
    campaigns.set_up(register, a_campaign())
    settle(register)

    [home] = campaigns.homes(register, CODE)

    assert (home.place, home.head, home.why) == ("3组 17号", "罗秀英", "未安排")
    assert home.targets[0].place == "3组 17号"


def test_a_campaign_begins_as_the_next_festival_with_the_month_before_it(register):
    begun = campaigns.begin(register)
    assert begun.code == "2027-春节"
    assert (begun.from_on, begun.to_on) == (date(2027, 1, 4), date(2027, 2, 5))
    assert campaigns.set_up(register, begun).name == "2027年春节走访慰问"
