"""Entries of one person: found over the register, told apart, made one, parted again."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from makers import a_number, a_person, a_plan, a_visit
from messy import book

from station_app.domain.category import Holding
from station_app.domain.doubles import Side
from station_app.domain.household import LightMember
from station_app.domain.likeness import Grade
from station_app.domain.person import Difficulty, Paper, Phone, Severity, Trouble
from station_app.domain.plaque import Plaque
from station_app.domain.problems import RefusedFields
from station_app.domain.roster import Status
from station_app.errors import Refused, Stopped
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

UNNUMBERED = {"paper": Paper.NONE, "id_number": "", "number_reason": "遗失，正在补办"}


def quietly(_done: int, _total: int) -> None:
    """Tell nobody."""


@pytest.fixture
def twins(register):
    """谢长林 with a number, and 谢常林 without one, born on the same day."""
    kept = people.register(register, a_person(phones=(Phone(number="15400005713"),)))
    gone = people.register(
        register,
        a_person(name="谢常林", phones=(Phone(number="15400002846"),), door="9号", **UNNUMBERED),
    )
    return kept.uid, gone.uid


def everything(register) -> dict[str, list[tuple[object, ...]]]:
    """Return all that is written of people, without who wrote it when."""
    content = {}
    for table in (
        "person", "phone", "person_name", "difficulty", "holding", "visit", "plan", "sheet",
        "household", "member", "honour", "income",
    ):  # fmt: skip
        left_out = {"updated_by", "updated_at", "revision"}
        found = rows.fetch(register.db, f"SELECT * FROM {table} ORDER BY uid")
        content[table] = [
            tuple((name, value) for name, value in row.items() if name not in left_out)
            for row in found
        ]
    return content


def keys(register) -> list[tuple[object, ...]]:
    return sorted(register.db.execute("SELECT key, owner, kind FROM search_key").fetchall())


# Finding.


def test_the_register_is_looked_through_and_says_why(register, twins):
    found = doubles.search(register, quietly)
    (pair,) = found.likely
    assert set(pair.uids) == set(twins)
    assert pair.likeness.grade is Grade.LIKELY
    assert {"姓名同音", "出生日期相同"} <= set(pair.likeness.reasons)
    assert (found.pairs, found.people, found.cut) == (1, 2, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "谢长材", "other_names": ()},  # look-alike is not in the table: nothing
        {"name": "周桂兰", "phones": ()},
        {"born": "1960-05-01", "id_number": a_number("1960-05-01")},
    ],
)
def test_strangers_are_no_pair(register, changed):
    people.register(register, a_person())
    people.register(register, a_person(**({"id_number": a_number(sequence=125)} | changed)))
    assert not doubles.search(register, quietly).likely


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"name": "谢常林"},
        {"born": "1954-03-19"},
        {"born": "1945-03-09"},
        {"born": "1954"},
        {"born": ""},
    ],
)
def test_one_slip_hides_nobody(register, changed):
    people.register(register, a_person())
    people.register(register, a_person(**(UNNUMBERED | changed)))
    assert len(doubles.search(register, quietly).likely) == 1


def test_a_name_shared_by_too_many_of_a_group_is_left_to_other_keys(register):
    for n in range(doubles.pairs.LARGEST + 1):
        born = f"{1930 + n}-0{1 + n % 9}-1{n % 7}"
        people.register(register, a_person(born=born, id_number=a_number(born), phones=()))
    people.register(register, a_person(phones=(), born="1930-01-10", **UNNUMBERED))
    found = doubles.search(register, quietly)
    assert found.cut  # by sound and by sight
    assert len(found.likely) == 1


def test_looking_can_be_stopped(register, twins):
    def stop(_done: int, _total: int) -> None:
        raise Stopped("已停止。")

    with pytest.raises(Stopped):
        doubles.search(register, stop)


def test_who_was_told_apart_is_not_shown_again(register, twins):
    doubles.tell_apart(register, *twins)
    doubles.tell_apart(register, *reversed(twins))
    assert not doubles.search(register, quietly).likely
    known = people.draft_of(register, twins[0])
    assert people.likely_doubles(register, known, twins[0]) == []
    history.undo(register, register.last_deed)
    assert len(doubles.search(register, quietly).likely) == 1


def test_who_was_told_apart_stays_so_after_a_merge(register, twins):
    third = people.register(register, a_person(name="谢昌林", **UNNUMBERED)).uid
    doubles.tell_apart(register, twins[1], third)
    doubles.merge(register, *twins, {})
    assert not doubles.search(register, quietly).likely


def test_pairs_that_are_settled_leave_the_list(register, twins):
    found = doubles.search(register, quietly).likely
    assert doubles.open_ones(register, found) == list(found)
    doubles.merge(register, *twins, {})
    assert doubles.open_ones(register, found) == []
    doubles.split(register, twins[1])
    assert doubles.open_ones(register, found) == list(found)


# Comparing.


def test_two_entries_stand_side_by_side(register, twins):
    seen = doubles.compare(register, *twins)
    said = {one.field: one for one in seen.fields}
    assert (said["name"].kept, said["name"].gone) == ("谢长林", "谢常林")
    assert said["name"].differs
    assert said["id_number"].gone == ""
    assert said["id_number"].proposed is Side.KEPT
    assert not said["born"].differs
    assert said["household"].proposed is Side.KEPT
    assert (said["household"].kept, said["household"].gone) == (
        "6组 2号，谢长林户 1 人",
        "6组 9号，谢常林户 1 人",
    )
    assert "division" not in said


def test_what_only_one_says_is_proposed(register, twins):
    seen = doubles.compare(register, *reversed(twins))
    said = {one.field: one for one in seen.fields}
    assert said["id_number"].proposed is Side.GONE


def test_of_two_numbers_the_places_that_differ_are_shown(register):
    one = people.register(register, a_person(number_reason=""))
    wrong = a_number()[:12] + "90" + a_number()[14:]
    other = people.register(
        register, a_person(id_number=wrong, born="1954-03-09", number_reason="派出所证明")
    )
    seen = doubles.compare(register, one.uid, other.uid)
    number = next(row for row in seen.fields if row.field == "id_number")
    assert (number.kept[12:14], number.gone[12:14]) == (a_number()[12:14], "90")
    assert "****" in number.kept


# Merging.


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


# The entry that went.


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


# Parting again.


def test_a_merge_is_taken_back_a_year_later_and_keeps_what_came_since(register, twins, clock):
    kept, gone = twins
    old = visits.record(register, a_visit(gone))
    before = everything(register)
    doubles.merge(register, kept, gone, {"name": Side.GONE})
    clock.forward(days=365)
    new = visits.record(register, a_visit(kept, on=clock.at.date()))
    draft = people.draft_of(register, kept)
    people.correct(register, kept, replace(draft, ethnicity="回族", tier=draft.tier))
    doubles.split(register, gone)
    one, other = people.get(register, kept), people.get(register, gone)
    assert (one.person.name, other.person.name) == ("谢长林", "谢常林")
    assert one.person.ethnicity == "回族"
    assert [visit.uid for visit in one.visits] == [new.uid]
    assert [visit.uid for visit in other.visits] == [old.uid]
    assert other.person.last_visit_on == old.on
    assert doubles.former(register, kept) == []
    assert {row[0] for row in map(tuple, before["phone"])} == {
        row[0] for row in map(tuple, everything(register)["phone"])
    }
    assert upkeep.check(register).sound


def test_a_field_changed_since_stays_as_it_was_changed(register, twins):
    kept, gone = twins
    doubles.merge(register, kept, gone, {"name": Side.GONE})
    draft = people.draft_of(register, kept)
    people.correct(register, kept, replace(draft, name="谢昌林"))
    doubles.split(register, gone)
    assert people.get(register, kept).person.name == "谢昌林"


def _four(register) -> list[str]:
    made = []
    for n, name in enumerate(("谢长林", "谢常林", "谢昌林", "谢畅林")):
        draft = a_person(
            name=name,
            door=f"{n + 1}号",
            id_number=a_number(sequence=2 * n + 101),
            phones=(Phone(number="15400005713"), Phone(number=f"1540000{n}846")),
            difficulties=(Difficulty(kind=Trouble.MEDICAL, note=f"病{n}", since=f"202{n}"),),
            remark=f"第{n}份",
        )
        made.append(people.register(register, draft).uid)
        visits.record(register, a_visit(made[-1], on=date(2027, 1, 20 + n)))
        plans.open_(register, a_plan(made[-1]))
    return made


@pytest.mark.parametrize(
    "order",
    [
        [(0, 1), (1, 2), (3, 2)],
        [(0, 1), (2, 1), (1, 3)],
        [(0, 3), (1, 2), (2, 3)],
        [(0, 1), (1, 2), (2, 3)],
        [(0, 2), (1, 2), (2, 3)],
    ],
)
def test_merges_on_merges_are_taken_back_in_any_order(register, order):
    made = _four(register)
    before, searched = everything(register), keys(register)
    for parted in permutations(gone for gone, _ in order):
        for gone, kept in order:
            doubles.merge(
                register, made[kept], made[gone], {"name": Side.GONE, "id_number": Side.GONE}
            )
        for gone in parted:
            doubles.split(register, made[gone])
        assert everything(register) == before, parted
        assert keys(register) == searched


def test_parting_is_undone_like_any_deed(register, twins):
    doubles.merge(register, *twins, {})
    merged = everything(register)
    doubles.split(register, twins[1])
    history.undo(register, register.last_deed)
    assert everything(register) == merged
    assert len(doubles.former(register, twins[0])) == 1


def test_a_merge_is_undone_at_once_like_any_deed(register, twins):
    before = everything(register)
    doubles.merge(register, *twins, {})
    history.undo(register, register.last_deed)
    assert everything(register) == before


def test_it_comes_back_though_its_place_was_taken(register, twins):
    kept, gone = twins
    visits.record(register, a_visit(gone))
    doubles.merge(register, kept, gone, {})
    stranger = people.register(
        register, a_person(name="周桂兰", id_number=a_number("1960-05-01"), born="1960-05-01")
    )
    doubles.split(register, gone)
    assert people.get(register, gone).person.name == "谢常林"
    assert len(people.get(register, gone).visits) == 1
    assert people.get(register, stranger.uid).visits == ()


def test_it_does_not_come_back_while_somebody_else_bears_its_number(register, twins):
    kept, gone = twins
    doubles.merge(register, gone, kept, {})
    one = replace(people.draft_of(register, gone), **UNNUMBERED)
    people.correct(register, gone, one)
    people.register(register, a_person(name="周桂兰"))
    with pytest.raises(Refused, match="登记在别人名下"):
        doubles.split(register, kept)
    assert people.get(register, kept).person.uid == gone


def test_it_is_parted_once(register, twins):
    doubles.merge(register, *twins, {})
    doubles.split(register, twins[1])
    with pytest.raises(Refused):
        doubles.split(register, twins[1])


def test_it_is_not_parted_while_somebody_else_bears_the_number_of_the_one_kept(register):
    own, taken = a_number(sequence=225), a_number(sequence=227)
    kept = people.register(register, a_person(id_number=own)).uid
    gone = people.register(register, a_person(name="谢常林", id_number=taken, door="9号")).uid
    doubles.merge(register, kept, gone, {"id_number": Side.GONE})
    people.register(register, a_person(name="周桂兰", id_number=own))
    with pytest.raises(Refused, match="登记在别人名下"):
        doubles.split(register, gone)
    assert people.get(register, kept).person.id_number == taken


def test_it_is_not_parted_while_another_household_has_the_number_of_its_own(register, twins):
    kept, gone = twins
    stranger = people.register(
        register, a_person(name="周桂兰", door="19号", id_number=a_number(sequence=229))
    )
    left, home, other = (
        people.get(register, uid).person.household for uid in (gone, kept, stranger.uid)
    )
    _number(register, left, "荷-5")
    doubles.merge(register, kept, gone, {})
    _number(register, home, "")
    _number(register, other, "荷-5")
    with pytest.raises(Refused, match="户编号"):
        doubles.split(register, gone)


def _number(register, home, number):
    now = households.draft_of(register, home)
    households.correct(register, home, replace(now, number=number))
