from dataclasses import replace
from datetime import date

import pytest
from makers import a_number, a_person

from station_app.domain.category import Holding
from station_app.domain.identity import Sex
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    Paper,
    Phone,
    Residency,
    Severity,
    Standing,
    Tier,
    Trouble,
)
from station_app.domain.problems import Level, RefusedFields
from station_app.errors import Refused
from station_app.usecases import history, people


def test_a_registered_person_comes_back_whole(register):
    draft = a_person(
        other_names=(OtherName(kind=NameKind.PET, name="老谢"),),
        phones=(Phone(number="15400005713"), Phone(number="15400002846", owner="女儿 谢玲")),
        contact_name="谢玲",
        contact_relation="女儿",
        contact_phone="15400002846",
        holdings=(Holding(scheme="YF18", code="81", since="2014-08", basis="县局认定"),),
        difficulties=(
            Difficulty(kind=Trouble.MEDICAL, severity=Severity.HEAVY, since="2025-11", note="透析"),
        ),
        tier=Tier.A,
        flags=(Flag.ALONE,),
        disability="因战六级",
        enlisted="1972-12",
        discharged="1976-03",
    )
    saved = people.register(register, draft)
    again = people.draft_of(register, saved.uid)
    assert again.household
    kept = replace(
        again,
        household="",
        relation="",
        holdings=tuple(replace(one, uid="") for one in again.holdings),
        difficulties=tuple(replace(one, uid="") for one in again.difficulties),
    )
    assert kept == draft
    assert again.relation == "户主"


def test_registering_tidies_and_fills_in_what_the_number_says(register):
    saved = people.register(
        register, a_person(name=" 谢 长林", born="", sex=Sex.UNKNOWN, division="", group="六")
    )
    assert (saved.name, saved.born, saved.sex) == ("谢长林", "1954-03-09", Sex.MALE)
    assert (saved.division, saved.group) == ("790121101201", "6组")
    assert saved.pinyin == "xie chang lin"


def test_a_refused_person_writes_nothing_and_names_every_field(register):
    with pytest.raises(RefusedFields) as refused:
        people.register(register, a_person(name="", id_number="790121"))
    assert {problem.field for problem in refused.value.problems} == {"name", "id_number"}
    assert register.db.execute("SELECT count(*) FROM household").fetchone() == (0,)


def test_a_wrong_number_is_kept_only_with_its_reason(register):
    wrong = a_person(id_number=a_number()[:17] + "0")
    with pytest.raises(RefusedFields):
        people.register(register, wrong)
    saved = people.register(register, replace(wrong, number_reason="派出所证明，号码如此"))
    assert saved.number_reason == "派出所证明，号码如此"


def test_a_number_belongs_to_one_living_person(register):
    first = people.register(register, a_person())
    with pytest.raises(RefusedFields) as refused:
        people.register(register, a_person(name="谢长海"))
    assert "谢长林" in refused.value.what
    people.deceased(register, first.uid, date(2027, 1, 20))
    assert people.register(register, a_person(name="谢长海")).name == "谢长海"


def test_fifteen_digits_are_the_same_number(register):
    people.register(register, a_person(id_number="79012119480612019X", born="1948-06-12"))
    old = a_person(name="别人", id_number="790121480612019", born="1948-06-12")
    (double,) = people.likely_doubles(register, old)
    assert double.same_number
    assert [problem.field for problem in people.check(register, old)] == ["id_number"]


def test_a_likely_double_says_why(register):
    unnumbered = a_person(paper=Paper.NONE, id_number="", number_reason="户口簿遗失", born="")
    known = people.register(register, unnumbered)
    luo = a_person(name="罗秀英", born="1945-03-12", sex=Sex.FEMALE)
    born = people.register(register, replace(luo, id_number=a_number("1945-03-12", 176)))
    typed = a_person()
    (double,) = people.likely_doubles(register, typed)
    assert double.why.startswith("姓名相同")
    assert "有一人没填身份证号" in double.why
    twin = replace(luo, id_number=a_number("1945-03-12", 178))
    assert [double.person.uid for double in people.likely_doubles(register, twin)] == [born.uid]
    assert people.likely_doubles(register, typed, known.uid) == []
    assert people.likely_doubles(register, replace(typed, name="", id_number="")) == []


def test_two_of_one_name_born_on_different_days_are_no_doubles(register):
    people.register(register, a_person())
    other = a_person(id_number=a_number("1960-05-01"), born="1960-05-01", sex=Sex.MALE)
    assert people.likely_doubles(register, other) == []


def test_somebody_of_the_same_name_is_shown_while_the_birth_is_not_typed(register):
    people.register(register, a_person())
    (double,) = people.likely_doubles(register, a_person(id_number="", born=""))
    assert double.why.startswith("姓名相同")


def test_somebody_whose_name_sounds_alike_is_shown_while_typing(register):
    known = people.register(register, a_person())
    typed = a_person(name="谢常林", id_number="", paper=Paper.NONE, number_reason="遗失")
    (double,) = people.likely_doubles(register, typed)
    assert double.person.uid == known.uid
    assert "姓名同音" in double.why
    assert "出生日期相同" in double.why


def test_correcting_writes_only_what_differs(register):
    saved = people.register(
        register,
        a_person(
            phones=(Phone(number="15400005713"), Phone(number="15400002846", owner="女儿")),
            difficulties=(Difficulty(kind=Trouble.WORK, note="找活难"),),
            other_names=(OtherName(kind=NameKind.PET, name="老谢"),),
        ),
    )
    draft = people.draft_of(register, saved.uid)
    changed = people.correct(
        register,
        saved.uid,
        replace(
            draft,
            remark="听力差",
            phones=(Phone(number="15400005713", owner="本人（微信）"),),
            difficulties=(replace(draft.difficulties[0], until="2027-01-20"),),
            other_names=(),
        ),
    )
    assert changed.remark == "听力差"
    assert changed.phones == (Phone(number="15400005713", owner="本人（微信）"),)
    assert changed.difficulties[0].until == "2027-01-20"
    assert changed.difficulties[0].uid == draft.difficulties[0].uid
    assert changed.other_names == ()
    steps = history.of(register, saved.uid)
    assert ("remark", "", "听力差") in [(step.field, step.old, step.new) for step in steps]


def test_saving_without_a_change_is_no_deed(register):
    saved = people.register(register, a_person())
    before = register.last_deed
    people.correct(register, saved.uid, people.draft_of(register, saved.uid))
    assert register.last_deed == before


def test_a_correction_can_be_undone_with_its_search_keys(register):
    saved = people.register(register, a_person())
    draft = people.draft_of(register, saved.uid)
    pet = (OtherName(kind=NameKind.PET, name="石头"),)
    people.correct(register, saved.uid, replace(draft, name="谢常林", other_names=pet))
    assert people.find(register, "石头").hits
    history.undo(register, register.last_deed)
    assert people.draft_of(register, saved.uid) == draft
    assert not people.find(register, "石头").hits
    assert people.find(register, "谢长林").hits


def test_registering_can_be_undone_and_leaves_nothing(register):
    people.register(register, a_person(phones=(Phone(number="15400005713"),), head_name="谢老大"))
    history.undo(register, register.last_deed)
    for table in ("person", "household", "member", "phone", "search_key", "searched"):
        assert register.db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_death_is_noted_and_corrected(register):
    saved = people.register(register, a_person())
    dead = people.deceased(register, saved.uid, date(2027, 1, 20))
    assert (dead.life, dead.died_on) == (Life.DECEASED, date(2027, 1, 20))
    with pytest.raises(RefusedFields):
        people.deceased(register, saved.uid, date(2027, 1, 26))


def test_somebody_moves_away_and_returns(register):
    saved = people.register(register, a_person())
    moved = people.moved_out(register, saved.uid, date(2027, 1, 20))
    assert (moved.residency, moved.moved_out_on) == (Residency.MOVED, date(2027, 1, 20))
    back = people.returned(register, saved.uid)
    assert (back.residency, back.moved_out_on) == (Residency.HERE, None)


def test_household_categories_are_shared_by_everybody_in_the_house(register):
    sudden = Holding(scheme="SEED7", code="5", since="2026-11", basis="柳林镇认定表")
    alone = Holding(scheme="SEED7", code="2", since="2024-03", basis="村委会证明")
    first = people.register(register, a_person(holdings=(sudden, alone)))
    wife = people.register(
        register,
        a_person(
            name="周桂英",
            id_number=a_number("1956-05-01", 104),
            born="1956-05-01",
            sex=Sex.FEMALE,
            standing=Standing.FAMILY,
            household=first.household,
            relation="妻",
            holdings=(sudden,),
        ),
    )
    held = people.get(register, wife.uid).person.holdings
    assert [(one.scheme, one.code) for one in held] == [("SEED7", "5")]
    assert register.db.execute("SELECT count(*) FROM holding").fetchone() == (2,)


def test_joining_a_household_keeps_what_its_members_did_not_repeat(register):
    sudden = Holding(scheme="SEED7", code="5", since="2026-11", basis="柳林镇认定表")
    first = people.register(register, a_person(holdings=(sudden,)))
    wife = people.register(
        register,
        a_person(
            name="周桂英", id_number=a_number("1956-05-01", 104), born="1956-05-01",
            sex=Sex.FEMALE, household=first.household, relation="妻",
        ),
    )  # fmt: skip
    assert [one.code for one in people.get(register, wife.uid).person.holdings] == ["5"]


def test_a_household_has_one_head(register):
    first = people.register(register, a_person())
    second = a_person(name="谢长海", id_number=a_number(sequence=125), household=first.household)
    with pytest.raises(Refused, match="已经有户主"):
        people.register(register, replace(second, relation="户主"))
    joined = people.register(register, replace(second, relation="弟"))
    assert joined.household == first.household
    lifted = people.correct(
        register,
        joined.uid,
        replace(people.draft_of(register, joined.uid), relation="户主", remark="改"),
    )
    assert (lifted.relation, lifted.remark) == ("弟", "改")


def test_a_head_who_is_only_named_stands_in_the_new_household(register):
    saved = people.register(register, a_person(head_name="谢老大", relation="子", household_size=4))
    file = people.get(register, saved.uid)
    assert [(member.name, member.relation) for member in file.members] == [
        ("谢老大", "户主"),
        ("谢长林", "子"),
    ]
    assert file.person.household_size == 4


def test_the_address_of_a_head_is_that_of_the_household(register):
    saved = people.register(register, a_person())
    draft = people.draft_of(register, saved.uid)
    people.correct(register, saved.uid, replace(draft, group="3组", door="17号"))
    home = people.get(register, saved.uid).household
    assert (home.group, home.door) == ("3组", "17号")


def test_a_file_holds_all_that_the_page_shows(register):
    saved = people.register(
        register,
        a_person(
            id_number=a_number("1935-11-03"),
            born="1935-11-03",
            holdings=(Holding(scheme="SEED7", code="4", since="2025", basis="诊断证明"),),
        ),
    )
    file = people.get(register, saved.uid)
    assert (file.age, file.village, file.address) == (91, "荷塘村", "荷塘村6组2号")
    assert file.tags == ("重病重残", "高龄")
    assert [one.flag or one.tier for one in file.suggestions] == [Flag.ALONE, Tier.A]
    assert (file.visits, file.plans) == ((), ())


def test_what_is_proposed_follows_the_household_being_typed(register):
    saved = people.register(register, a_person())
    assert [one.flag for one in people.suggest(register, a_person())] == [Flag.ALONE]
    assert people.suggest(register, a_person(household_size=3)) == []
    joining = a_person(household=saved.household)
    assert [one.flag for one in people.suggest(register, joining)] == [Flag.ALONE]


def test_looking_at_a_whole_number_stands_in_the_journal(register):
    saved = people.register(register, a_person())
    assert people.reveal_number(register, saved.uid) == saved.id_number
    assert history.recent(register)[0].deed == "查看证件号码"
    assert saved.id_number not in str(
        register.db.execute("SELECT facts FROM journal ORDER BY number DESC LIMIT 1").fetchone()
    )


def test_a_begun_draft_belongs_to_this_village(register):
    assert people.begin(register).division == "790121101201"


def test_a_person_who_is_not_there_is_refused(register):
    with pytest.raises(Refused, match="没有这个人"):
        people.get(register, "nobody")


def test_problems_that_only_remind_do_not_stop_saving(register):
    draft = a_person(phones=(Phone(number="12345"),))
    assert [one.level for one in people.check(register, draft)] == [Level.REMINDS]
    assert people.register(register, draft).phones[0].number == "12345"


@pytest.mark.parametrize(
    "told",
    [
        {"remark": "原 12345 部队退下来的"},
        {"difficulties": (Difficulty(kind=Trouble.MEDICAL, note="当年在123团落下的病"),)},
        {"name": "王福生31655部队"},
        {"number_reason": "已核对，31655部队来函"},
        {"other_names": (OtherName(kind=NameKind.PET, name="38支队的老王"),)},
        {"phones": (Phone(number="15400000001", owner="31655部队战友"),)},
        {"address": "31655部队家属院"},
        {"group": "31655部队"},
        {"door": "38支队院内"},
        {"contact_name": "38支队王干事"},
        {"contact_relation": "123旅战友"},
        {"relation": "123旅战友"},
        {"head_name": "31655部队"},
        {"disability": "因战六级（123团）"},
        {"medical": "31655部队卫生队"},
        {"holdings": (Holding(scheme="SEED7", code="4", basis="31655部队证明"),)},
        {"holdings": (Holding(scheme="SEED7", code="4", evidence="31655部队证明"),)},
    ],
)
def test_a_unit_of_the_forces_is_never_written_into_a_persons_words(register, told):
    with pytest.raises(RefusedFields, match="像是部队番号"):
        people.register(register, a_person(**told))
    person = people.register(register, a_person())
    with pytest.raises(RefusedFields, match="像是部队番号"):
        people.correct(register, person.uid, replace(a_person(), **told))

    assert people.get(register, person.uid).person.remark == ""
