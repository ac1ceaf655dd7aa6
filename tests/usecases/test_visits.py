from dataclasses import replace
from datetime import date

import neighbours
import pytest
from makers import HEAD_PASSWORD, WORKER_PASSWORD, a_campaign, a_visit

from station_app.domain.problems import Level, RefusedFields
from station_app.domain.sheet import State
from station_app.domain.visit import Deputy, Manner, Missed, Mood, Satisfaction, Signed, ToDo
from station_app.errors import Refused
from station_app.usecases import campaigns, history, printing, visit_drafts, visits, workers


def test_a_visit_without_a_sheet_gets_the_next_number_of_the_year(register):
    first = visits.record(register, a_visit(neighbours.settle(register)))
    second = visits.record(register, a_visit(neighbours.settle(register, "赵堃")))

    assert first.number == "青退-荷塘-2027-000001"
    assert second.number == "青退-荷塘-2027-000002"


def test_everything_on_the_sheet_comes_back_as_it_was_typed(register):
    draft = a_visit(
        neighbours.settle(register),
        others_met="杨玉芬（妻）",
        living=("住房", "用药"),
        living_note="降压药只剩一周。",
        family_note="独居，侄子每周来看一次。",
        troubles=("医疗", "住房"),
        trouble_note="屋顶东角漏雨。",
        request="“药能送到家里，我就放心了。”",
        policies=("医疗",),
        solved="联系村医送药上门。",
        to_do=(ToDo(matter="屋顶修漏", owner="吕文斌", due=date(2027, 1, 31)),),
        money=50000,
        goods="大米 10 公斤",
        letter=True,
        couplets=True,
        follow_up_on=date(2027, 2, 8),
        signed=Signed.DEPUTY,
        deputy=Deputy(name="罗小勇", relation="侄子", reason="手抖，写不了字"),
        photographed=True,
        mood=Mood.ASKING,
    )

    kept = visits.get(register, visits.record(register, draft).uid)

    for name in draft.__dataclass_fields__:
        if name != "sheet":
            assert getattr(kept, name) == getattr(draft, name), name


def test_money_needs_two_visitors(register):
    draft = a_visit(neighbours.settle(register), visitors=("王芳",), money=50000)

    with pytest.raises(RefusedFields, match="两名走访人") as caught:
        visits.record(register, draft)

    assert [problem.field for problem in caught.value.problems] == ["visitors"]


def test_the_same_visitor_twice_is_one(register):
    draft = a_visit(neighbours.settle(register), visitors=("王芳", "王芳 "), money=50000)

    with pytest.raises(RefusedFields, match="两名走访人"):
        visits.record(register, draft)


def test_a_visit_is_not_in_the_future(register):
    with pytest.raises(RefusedFields, match="今天以后"):
        visits.record(register, a_visit(neighbours.settle(register), on=date(2027, 1, 26)))


def test_a_visit_typed_eight_days_later_is_marked_and_seven_days_later_not(register):
    person = neighbours.settle(register)

    late = visits.record(register, a_visit(person, on=date(2027, 1, 17)))
    in_time = visits.record(register, a_visit(person, on=date(2027, 1, 18)))

    assert (late.typed_late, in_time.typed_late) == (True, False)


def test_nobody_is_visited_after_death_but_the_last_day_counts(register):
    person = neighbours.settle(register)
    neighbours.bury(register, person, date(2027, 1, 16))

    with pytest.raises(RefusedFields, match="1月16日去世，却有 1月18日的走访"):
        visits.record(register, a_visit(person, on=date(2027, 1, 18)))

    assert visits.record(register, a_visit(person, on=date(2027, 1, 16)))


def test_an_attempt_needs_a_reason_and_keeps_nothing_else(register):
    person = neighbours.settle(register)

    with pytest.raises(RefusedFields, match="未遇原因"):
        visits.record(register, a_visit(person, manner=Manner.MISSED))
    kept = visits.record(
        register, a_visit(person, manner=Manner.MISSED, missed=Missed.NOBODY, money=50000)
    )

    assert kept.missed is Missed.NOBODY
    assert (kept.money, kept.health, kept.mood, kept.counts) == (0, (), None, False)


def test_an_attempt_takes_the_number_of_the_sheet(register):
    person = neighbours.settle(register)
    campaigns.set_up(register, a_campaign())

    kept = visits.missed(register, person, Missed.AWAY, note="2月3日回来")

    sheet = visits.sheets_of(register, person)[0]
    assert (sheet.state, sheet.number, sheet.visit) == (State.MISSED, kept.number, kept.uid)
    assert kept.campaign == "2027-春节"


def test_an_attempt_does_not_move_the_day_of_the_last_visit(register):
    person = neighbours.settle(register)
    visits.record(register, a_visit(person, on=date(2027, 1, 20)))

    visits.missed(register, person, Missed.AWAY)

    assert last_visit(register, person) == "2027-01-20"


def test_those_met_under_the_same_roof_get_a_visit_without_answers(register):
    person = neighbours.settle(register)
    wife = neighbours.settle(
        register, "杨玉芬", household=neighbours.home_of(register, person), relation="妻"
    )

    kept = visits.record(register, a_visit(person, money=50000, companions=(wife,)))

    beside = visits.of_person(register, wife)[0]
    assert beside.main == kept.uid
    assert (beside.on, beside.visitors) == (kept.on, kept.visitors)
    assert (beside.money, beside.health, beside.mood) == (0, (), None)
    assert last_visit(register, wife) == "2027-01-24"


def test_who_died_was_not_met_beside(register):
    person, other = neighbours.settle(register), neighbours.settle(register, "杨玉芬")
    neighbours.bury(register, other, date(2027, 1, 2))

    with pytest.raises(RefusedFields, match="杨玉芬已去世"):
        visits.record(register, a_visit(person, companions=(other,)))


def test_amending_keeps_person_and_number_and_the_old_values_in_the_journal(register):
    kept = visits.record(register, a_visit(neighbours.settle(register), request="想修屋顶"))
    other = neighbours.settle(register, "赵堃")

    changed = visits.amend(register, kept.uid, replace(kept_draft(kept), person=other, money=20000))

    assert (changed.person, changed.number, changed.money) == (kept.person, kept.number, 20000)
    assert changed.revision == kept.revision + 1
    steps = history.of(register, kept.uid)
    assert any(step.field == "money" and step.old == 0 and step.new == 20000 for step in steps)


def test_amending_moves_those_met_beside_along(register):
    person = neighbours.settle(register)
    wife, son = neighbours.settle(register, "杨玉芬"), neighbours.settle(register, "罗小勇")
    kept = visits.record(register, a_visit(person, companions=(wife,)))

    draft = a_visit(person, on=date(2027, 1, 23), companions=(wife, son))
    visits.amend(register, kept.uid, draft)
    visits.amend(register, kept.uid, replace(draft, companions=(son,)))

    assert visits.of_person(register, wife) == []
    assert visits.of_person(register, son)[0].on == date(2027, 1, 23)


def test_a_visit_is_voided_with_a_reason_and_stays_to_be_read(register):
    person, wife = neighbours.settle(register), neighbours.settle(register, "杨玉芬")
    kept = visits.record(register, a_visit(person, companions=(wife,)))

    with pytest.raises(Refused, match="作废要写原因"):
        visits.void(register, kept.uid, " ")
    voided = visits.void(register, kept.uid, "录错了人")

    assert (voided.void, voided.void_reason) == (True, "录错了人")
    assert visits.of_person(register, wife)[0].void
    assert last_visit(register, person) == ""
    assert visits.sheets_of(register, person)[0].state is State.VOID


def test_only_the_head_voids_what_another_typed(register, clock):
    workers_visit = visits.record(register, a_visit(neighbours.settle(register)))
    head = workers.vouched(register, "徐建民", HEAD_PASSWORD)
    heads_visit = visits.record(head, a_visit(neighbours.settle(register, "赵堃")))

    with pytest.raises(Refused, match="作废别人登记的走访"):
        visits.void(register, heads_visit.uid, "不对")

    assert visits.void(head, workers_visit.uid, "不对").void


def test_a_voided_visit_is_not_amended(register):
    kept = visits.record(register, a_visit(neighbours.settle(register)))
    visits.void(register, kept.uid, "录错了人")

    with pytest.raises(Refused, match="已经作废"):
        visits.amend(register, kept.uid, kept_draft(kept))


def test_undo_takes_a_visit_back_but_its_number_is_never_given_again(register):
    person = neighbours.settle(register)
    visits.record(register, a_visit(person))

    history.undo(register, register.last_deed)

    assert visits.of_person(register, person) == []
    assert last_visit(register, person) == ""
    assert visits.record(register, a_visit(person)).number.endswith("000002")


def test_undo_of_voiding_brings_visit_and_last_day_back(register):
    person = neighbours.settle(register)
    kept = visits.record(register, a_visit(person))
    visits.void(register, kept.uid, "录错了人")

    history.undo(register, register.last_deed)

    assert not visits.get(register, kept.uid).void
    assert last_visit(register, person) == "2027-01-24"


def test_the_last_visit_brings_findings_but_never_mood_request_satisfaction_or_signature(register):
    person = neighbours.settle(register)
    visits.record(
        register,
        a_visit(
            person,
            health=("慢性病",),
            living_note="三餐正常",
            request="想修屋顶",
            mood=Mood.ASKING,
            satisfaction=Satisfaction.FAIR,
            money=50000,
        ),
    )

    draft = visits.copy_last(register, visits.begin(register, person))

    assert (draft.health, draft.living_note) == (("慢性病",), "三餐正常")
    assert (draft.request, draft.mood, draft.satisfaction, draft.signed) == ("", None, None, None)
    assert draft.money == 0
    assert draft.on == date(2027, 1, 25)


def test_without_an_earlier_visit_there_is_nothing_to_bring(register):
    with pytest.raises(Refused, match="还没有走访记录"):
        visits.copy_last(register, visits.begin(register, neighbours.settle(register)))


def test_a_half_typed_visit_outlives_the_program_and_goes_when_it_is_saved(register):
    person = neighbours.settle(register)
    draft = a_visit(
        person,
        to_do=(ToDo(matter="修漏", due=date(2027, 2, 1)), ToDo(matter="送药")),
        deputy=Deputy(name="罗小勇"),
        signed=Signed.DEPUTY,
        missed=Missed.HOSPITAL,
        follow_up_on=date(2027, 2, 8),
    )
    visit_drafts.keep(register, draft)
    path = register.path
    register.close()

    again = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=register.clock)

    assert visit_drafts.persons(again) == [person]
    assert visit_drafts.of(again, person) == draft
    visits.record(again, a_visit(person))
    assert visit_drafts.of(again, person) is None
    again.close()


def test_ticks_that_contradict_are_refused(register):
    person = neighbours.settle(register)

    with pytest.raises(RefusedFields, match="困难勾了“无”"):
        visits.record(register, a_visit(person, troubles=("无", "医疗")))
    with pytest.raises(RefusedFields, match="无变化"):
        visits.record(register, a_visit(person, family=("无变化", "变故")))
    with pytest.raises(RefusedFields, match="没有“头痛”这一项"):
        visits.record(register, a_visit(person, health=("头痛",)))


def test_a_signature_by_another_says_who_and_why(register):
    draft = a_visit(neighbours.settle(register), signed=Signed.DEPUTY, deputy=Deputy(name="罗小勇"))

    with pytest.raises(RefusedFields, match="代签还要写与本人关系、原因"):
        visits.record(register, draft)


def test_a_ticked_difficulty_without_a_follow_up_is_only_reminded_of(register):
    draft = a_visit(neighbours.settle(register), troubles=("医疗",))

    found = visits.check(register, draft)

    assert [(problem.field, problem.level) for problem in found] == [
        ("follow_up_on", Level.REMINDS)
    ]
    assert visits.record(register, draft)


def kept_draft(kept):
    names = a_visit().__dataclass_fields__
    return type(a_visit())(**{name: getattr(kept, name) for name in names})


def last_visit(register, person):
    found = register.db.execute("SELECT last_visit_on FROM person WHERE uid = ?", [person])
    return found.fetchone()[0]


def test_a_visit_begins_with_today_the_worker_and_the_campaign_that_runs(register):
    campaigns.set_up(register, a_campaign())
    person = neighbours.settle(register)

    draft = visits.begin(register, person)

    assert (draft.on, draft.visitors, draft.campaign) == (
        date(2027, 1, 25),
        ("王芳",),
        "2027-春节",
    )


def test_a_visit_begun_from_a_sheet_belongs_to_the_sheet(register):
    campaigns.set_up(register, a_campaign())
    person = neighbours.settle(register)
    sheet = printing.print_sheets(register, [person]).sheets[0]

    draft = visits.begin(register, person, sheet=sheet.uid)

    assert (draft.sheet, draft.campaign) == (sheet.uid, "")


def test_who_was_met_beside_is_amended_and_voided_with_the_main_visit_only(register):
    person, wife = neighbours.settle(register), neighbours.settle(register, "杨玉芬")
    visits.record(register, a_visit(person, companions=(wife,)))
    beside = visits.of_person(register, wife)[0]

    with pytest.raises(Refused, match="同户一并走访"):
        visits.amend(register, beside.uid, a_visit(wife))
    with pytest.raises(Refused, match="同户一并走访"):
        visits.void(register, beside.uid, "不对")


def test_an_attempt_that_was_a_visit_after_all_is_amended_into_one(register):
    person = neighbours.settle(register)
    kept = visits.missed(register, person, Missed.NOBODY)

    changed = visits.amend(register, kept.uid, a_visit(person))

    assert changed.counts
    assert visits.sheets_of(register, person)[0].state is State.TYPED
    assert last_visit(register, person) == "2027-01-24"


def test_visits_of_a_time_are_listed_the_newest_first(register):
    campaigns.set_up(register, a_campaign())
    person = neighbours.settle(register)
    for day, campaign in ((20, "2027-春节"), (22, ""), (10, "")):
        visits.record(register, a_visit(person, on=date(2027, 1, day), campaign=campaign))

    def days(**which):
        found = visits.between(register, date(2027, 1, 15), date(2027, 1, 31), **which)
        return [one.visit.on.day for one in found]

    assert days() == [22, 20]
    assert days(campaign="2027-春节") == [20]
    assert days(limit=1) == [22]


def test_a_visit_to_somebody_unknown_is_refused(register):
    with pytest.raises(Refused, match="登记册里没有这个人"):
        visits.record(register, a_visit("nobody"))


def test_a_saved_change_leaves_the_half_typed_new_visit_of_the_same_person(register):
    person = neighbours.settle(register)
    saved = visits.record(register, a_visit(person))
    visit_drafts.keep(register, a_visit(person, request="新的一次"))
    visit_drafts.keep_change(register, saved.uid, a_visit(person, request="改一句"))

    visits.amend(register, saved.uid, a_visit(person, request="改好了"))

    assert visit_drafts.of(register, person) == a_visit(person, request="新的一次")
    assert visit_drafts.of_change(register, saved.uid) is None


def test_a_half_typed_change_comes_back_until_the_visit_is_changed_by_another(
    register, head_register
):
    person = neighbours.settle(register)
    saved = visits.record(register, a_visit(person))
    visit_drafts.keep_change(register, saved.uid, a_visit(person, request="改一句"))
    assert visit_drafts.of_change(register, saved.uid) == a_visit(person, request="改一句")

    visits.amend(head_register, saved.uid, a_visit(person, request="站长改的"))

    assert visit_drafts.of_change(register, saved.uid) is None


def test_a_thrown_away_draft_is_gone(register):
    person = neighbours.settle(register)
    visit_drafts.keep(register, a_visit(person))

    visit_drafts.drop(register, person)

    assert visit_drafts.of(register, person) is None


def test_the_last_number_of_a_year_is_followed_by_a_refusal(register):
    person = neighbours.settle(register)
    visits.record(register, a_visit(person))
    register.db.execute("UPDATE serial SET last = 999999")

    with pytest.raises(Refused, match="编号已经用完"):
        visits.record(register, a_visit(person))


def test_a_list_of_visits_shows_who_what_was_found_and_one_mark(register):
    person = neighbours.settle(register)
    wife = neighbours.settle(register, "杨玉芬")
    kept = visits.record(
        register,
        a_visit(
            person,
            on=date(2027, 1, 10),
            troubles=("住房",),
            trouble_note="屋顶漏雨",
            companions=(wife,),
        ),
    )
    quiet = visits.record(register, a_visit(person, on=date(2027, 1, 11), living_note="都好"))
    missed = visits.missed(register, person, Missed.AWAY, note="2月3日回来")

    def line(visit):
        shown = visits.shown(register, visit.uid)
        return shown.name, shown.place, shown.says, shown.mark, shown.typed_by

    assert line(kept) == ("罗秀英", "3组 17号", "屋顶漏雨", "有困难", "王芳")
    assert line(visits.of_person(register, wife)[0])[2:4] == ("同户一并走访", "补录")
    assert line(quiet)[2:4] == ("都好", "补录")
    assert line(missed)[2:4] == ("外出务工，2月3日回来", "")
    visits.void(register, quiet.uid, "录错了人")
    assert line(quiet)[3] == "作废"


def test_military_data_is_not_saved_whatever_the_reason(register):
    person = neighbours.settle(register)

    with pytest.raises(RefusedFields, match="像是部队番号") as caught:
        visits.record(register, a_visit(person, request="孙子在123旅"))
    with pytest.raises(RefusedFields, match="像是部队番号"):
        visits.missed(register, person, Missed.AWAY, note="去了12345部队")

    assert [problem.field for problem in caught.value.problems] == ["request"]
    assert visits.of_person(register, person) == []


def test_whoever_has_a_sheet_of_their_own_that_day_is_counted_once(register):
    person = neighbours.settle(register)
    wife = neighbours.settle(
        register, "杨玉芬", household=neighbours.home_of(register, person), relation="妻"
    )
    visits.record(register, a_visit(person, companions=(wife,)))

    own = visits.record(register, a_visit(wife, companions=(person,)))

    assert [one.uid for one in visits.of_person(register, wife)] == [own.uid]
    assert len(visits.of_person(register, person)) == 1
    history.undo(register, register.last_deed)
    assert [bool(one.main) for one in visits.of_person(register, wife)] == [True]


def test_on_another_day_somebody_met_beside_counts_again(register):
    person, wife = neighbours.settle(register), neighbours.settle(register, "杨玉芬")
    visits.record(register, a_visit(person, companions=(wife,)))

    visits.record(register, a_visit(wife, on=date(2027, 1, 25)))

    assert len(visits.of_person(register, wife)) == 2


def test_a_visit_moved_to_a_day_of_another_own_visit_is_not_counted_twice(register):
    person, wife = neighbours.settle(register), neighbours.settle(register, "杨玉芬")
    kept = visits.record(register, a_visit(person, on=date(2027, 1, 23), companions=(wife,)))
    own = visits.record(register, a_visit(wife))

    visits.amend(register, kept.uid, a_visit(person, companions=(wife,)))

    assert [one.uid for one in visits.of_person(register, wife)] == [own.uid]


def test_contacts_and_household_visits_of_a_time_are_counted(register):
    person = neighbours.settle(register)
    wife = neighbours.settle(
        register, "杨玉芬", household=neighbours.home_of(register, person), relation="妻"
    )
    visits.record(register, a_visit(person, companions=(wife,)))
    visits.record(register, a_visit(person, on=date(2027, 1, 25)))
    visits.missed(register, wife, Missed.HOSPITAL)

    assert visits.counted(register, date(2027, 1, 1), date(2027, 1, 31)) == (3, 2)
    assert visits.counted(register, date(2027, 1, 25), date(2027, 1, 31)) == (1, 1)
