"""Two entries made one: what comes along, and where the entry that went leads to."""

from dataclasses import replace
from datetime import date

import pytest
from makers import a_number, a_person, a_plan, a_visit
from messy import book
from twins import UNNUMBERED, everything

from station_app.domain.category import Holding
from station_app.domain.doubles import Side
from station_app.domain.household import LightMember
from station_app.domain.person import Difficulty, Phone, Severity, Trouble
from station_app.domain.plaque import Plaque
from station_app.domain.problems import RefusedFields
from station_app.domain.roster import Status
from station_app.errors import Refused
from station_app.storage import rows
from station_app.usecases import (
    doubles,
    history,
    households,
    people,
    person_history,
    plans,
    roster,
    upkeep,
    visits,
)


def test_everything_attached_comes_along(register, twins):
    kept, gone = twins
    visit = visits.record(register, a_visit(gone))
    plan = plans.open_(register, a_plan(gone))
    doubles.merge(register, kept, gone, {})
    one = people.get(register, kept)
    assert [found.uid for found in one.visits] == [visit.uid]
    assert [found.uid for found in one.plans] == [plan.uid]
    assert {phone.number for phone in one.person.phones} == {"15400005713", "15400002846"}
    assert one.person.last_visit_on == date(2027, 1, 24)
    assert upkeep.check(register).sound


def test_the_chosen_words_stay(register, twins):
    one = doubles.merge(register, *twins, {"name": Side.GONE, "household": Side.GONE})
    assert (one.name, one.door) == ("谢常林", "9号")
    assert one.id_number == a_number()


def test_remarks_of_both_may_stay(register, twins):
    for uid, remark in zip(twins, ("耳背", "住在女儿家"), strict=True):
        people.correct(register, uid, replace(people.draft_of(register, uid), remark=remark))
    assert doubles.merge(register, *twins, {}).remark == "耳背；住在女儿家"


def test_what_both_have_is_had_once(register, twins):
    trouble = Difficulty(
        kind=Trouble.MEDICAL, severity=Severity.LIGHT, since="2026-05", note="药贵"
    )
    worse = replace(trouble, severity=Severity.HEAVY, since="2026-01", note="要住院")
    same = Phone(number="15400005713")
    for uid, had in zip(twins, (trouble, worse), strict=True):
        draft = people.draft_of(register, uid)
        holding = Holding(scheme="SEED7", code="4", since="2026-03", basis="残疾证")
        people.correct(
            register,
            uid,
            replace(draft, difficulties=(had,), phones=(same,), holdings=(holding,)),
        )
    one = doubles.merge(register, *twins, {})
    (had,) = one.difficulties
    assert (had.severity, had.since, had.note) == (Severity.HEAVY, "2026-01", "药贵；要住院")
    assert one.phones == (same,)
    assert len(one.holdings) == 1
    assert people.check(register, people.draft_of(register, one.uid), one.uid) == []


def test_what_stands_in_both_word_for_word_stands_once(register, twins):
    for uid in twins:
        with register.deed("加一条", about=uid) as deed:
            person = rows.number(deed.db, "SELECT id FROM person WHERE uid = :uid", {"uid": uid})
            deed.insert("honour", {"person": person, "name": "优秀党员", "year": 2019})
            deed.insert(
                "income", {"person": person, "kind": "务农", "fen": 1 + person, "per": "年"}
            )
    before = everything(register)
    doubles.merge(register, *twins, {})
    assert rows.number(register.db, "SELECT count(*) FROM honour") == 1
    assert rows.number(register.db, "SELECT count(*) FROM income") == 2
    doubles.split(register, twins[1])
    assert everything(register) == before


@pytest.mark.parametrize(
    ("side", "left"), [(Side.KEPT, {"21"}), (Side.GONE, {"22"}), (Side.BOTH, {"21", "22"})]
)
def test_of_the_scheme_with_one_kind_the_chosen_side_stays(register, twins, side, left):
    for uid, code in zip(twins, ("21", "22"), strict=True):
        draft = people.draft_of(register, uid)
        held = Holding(scheme="YF18", code=code, since="2020", basis="证书")
        people.correct(register, uid, replace(draft, holdings=(held,)))
    before = everything(register)
    one = doubles.merge(register, *twins, {"holdings": side})
    assert {held.code for held in one.holdings} == left
    doubles.split(register, twins[1])
    assert everything(register) == before


def test_the_last_of_a_household_brings_those_who_are_only_named(register, twins):
    kept, gone = twins
    home = households.of_person(register, gone)
    households.name_member(register, home.uid, LightMember(name="周桂兰", relation="配偶"))
    households.note_plaque(register, home.uid, Plaque.HANGS, date(2020, 1, 20))
    doubles.merge(register, kept, gone, {})
    stayed = households.of_person(register, kept)
    assert [member.name for member in stayed.light_members] == ["周桂兰"]
    assert stayed.plaque_hung_on == date(2020, 1, 20)


def test_the_household_of_the_other_can_be_chosen(register, twins):
    kept, gone = twins
    home = households.of_person(register, gone).uid
    one = doubles.merge(register, kept, gone, {"household": Side.GONE})
    assert one.household == home
    assert one.relation == "户主"


def test_nobody_is_met_beside_oneself(register, twins):
    kept, gone = twins
    home = households.of_person(register, kept).uid
    households.join(register, gone, home, "配偶")
    visits.record(register, replace(a_visit(kept), companions=(gone,)))
    doubles.merge(register, kept, gone, {})
    met = [visit for visit in people.get(register, kept).visits if not visit.void]
    assert len(met) == 1


def test_a_choice_that_contradicts_itself_is_refused(register, twins):
    kept, gone = twins
    for uid, dates in ((kept, {"enlisted": "1974"}), (gone, {"discharged": "1973"})):
        people.correct(register, uid, replace(people.draft_of(register, uid), **dates))
    with pytest.raises(RefusedFields):
        doubles.merge(register, kept, gone, {})
    assert people.get(register, gone).person.uid == gone


def test_one_entry_is_not_merged_with_itself(register, twins):
    doubles.merge(register, *twins, {})
    with pytest.raises(Refused):
        doubles.merge(register, *twins, {})
    with pytest.raises(Refused):
        doubles.compare(register, *twins)


def test_the_old_name_number_and_uid_lead_to_the_one_that_stayed(register):
    one = people.register(register, a_person(name="罗秀英", **UNNUMBERED)).uid
    number = a_number(sequence=225)
    other = people.register(register, a_person(name="骆绣英", id_number=number)).uid
    doubles.merge(register, one, other, {"id_number": Side.KEPT, "name": Side.KEPT})
    for asked in (number, number[-4:], "骆绣英", "luoxiuying"):
        (hit,) = people.find(register, asked).hits
        assert hit.person == one
    (hit,) = people.find(register, "骆绣英").hits
    assert hit.why == "已合并的一份，原来的姓名"
    (hit,) = people.find(register, number).hits
    assert hit.why == "已合并的一份，原来的身份证号"
    assert people.get(register, other).person.uid == one
    (known,) = doubles.former(register, one)
    assert (known.gone, known.name, known.by) == (other, "骆绣英", "王芳")


def test_who_is_typed_under_the_number_of_a_merged_entry_is_pointed_out(register):
    facts = {"born": "1978-01-05", "phones": (), "door": ""}
    kept = people.register(
        register, a_person(name="刘喆", id_number=a_number("1978-01-05", 15), **facts)
    )
    number = a_number("1978-01-05", 37)
    gone = people.register(register, a_person(name="刘哲", id_number=number, **facts))
    doubles.merge(register, kept.uid, gone.uid, {})

    (double,) = people.likely_doubles(register, a_person(name="牛文", id_number=number, **facts))

    assert (double.person.uid, double.why) == (kept.uid, people.FORMERLY)
    assert people.check(register, a_person(name="牛文", id_number=number, **facts)) == []


def test_a_visit_half_typed_for_the_entry_that_went_is_saved_for_the_one_that_stayed(
    register, twins
):
    kept, gone = twins
    draft = a_visit(gone)
    doubles.merge(register, kept, gone, {})
    visits.check(register, draft)
    assert visits.record(register, draft).person == kept


def test_a_roster_knows_people_by_the_numbers_of_merged_entries(register, tmp_path):
    number = a_number("1978-01-05", 35)
    facts = {"born": "1978-01-05", "phones": ()}
    kept = people.register(
        register, a_person(name="刘喆", id_number=a_number("1978-01-05", 15), **facts)
    )
    gone = people.register(register, a_person(name="刘哲", id_number=number, **facts))
    doubles.merge(register, kept.uid, gone.uid, {})
    sheet = book(tmp_path / "册.xlsx", ["姓名", "身份证号"], ["刘哲", number], ["刘喆", number])

    other, same = roster.preview(register, sheet).lines

    assert (other.status, other.person) == (Status.CONFLICT, kept.uid)
    assert (same.status, same.person) == (Status.UNCHANGED, kept.uid)


def test_what_was_done_to_it_is_told_of_the_one_that_stayed(register, twins):
    kept, gone = twins
    draft = people.draft_of(register, gone)
    both = (*draft.phones, Phone(number="15400005713"))
    people.correct(register, gone, replace(draft, ethnicity="回族", phones=both))
    doubles.merge(register, kept, gone, {})
    told = [(step.done.deed, step.new) for step in history.of(register, kept)]
    assert ("修改人员", "回族") in told
    (merge, *_) = person_history.of(register, kept)
    assert merge.done.deed == "合并重复人员"
    assert {(line.field, line.old, line.new) for line in merge.lines} == {
        ("合并来的一份", "", "谢常林"),
        ("电话", "", "154-0000-2846，本人"),
    }
