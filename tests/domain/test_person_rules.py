from dataclasses import replace
from datetime import date

import pytest
from makers import a_number, a_person

from station_app.domain import category, person_rules
from station_app.domain.category import Holding
from station_app.domain.identity import Sex
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    Paper,
    PersonDraft,
    Phone,
    Residency,
    Standing,
    Tier,
    Trouble,
)
from station_app.domain.problems import Level

TODAY = date(2026, 11, 24)
SCHEMES = category.shipped()
AREAS = frozenset({"790121"})


def found_in(draft: PersonDraft) -> list[tuple[str, Level]]:
    found = person_rules.problems(person_rules.tidied(draft), TODAY, SCHEMES, AREAS)
    return [(one.field, one.level) for one in found]


def test_a_complete_person_has_no_problem():
    assert found_in(a_person()) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"name": "谢" * 51}, ("name", Level.BLOCKS)),
        ({"head_name": "谢" * 51}, ("head_name", Level.BLOCKS)),
        ({"contact_name": "谢" * 51}, ("contact_name", Level.BLOCKS)),
        ({"name": "谢长林2"}, ("name", Level.REMINDS)),
        ({"name": "谢长林😀"}, ("name", Level.REMINDS)),
    ],
)
def test_a_name_that_nobody_has_is_noticed(changed, problem):
    assert found_in(a_person(**changed)) == [problem]


def test_the_zero_that_people_are_named_with_is_a_character_like_others():
    assert found_in(a_person(name="谢〇林")) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"id_number": ""}, "id_number"),
        ({"id_number": "79012119540309123"}, "id_number"),
        ({"paper": Paper.PASSPORT, "id_number": ""}, "id_number"),
        ({"paper": Paper.PASSPORT, "id_number": "E1", "born": "1954-13"}, "born"),
        ({"paper": Paper.PASSPORT, "id_number": "E1", "born": "2026-11-25"}, "born"),
        ({"phones": (Phone(number="15400005713"), Phone(number="154-0000-5713"))}, "phones.1"),
        ({"residency": Residency.MOVED}, "moved_out_on"),
        ({"moved_out_on": date(2026, 1, 1)}, "moved_out_on"),
        ({"residency": Residency.MOVED, "moved_out_on": date(2026, 11, 25)}, "moved_out_on"),
        ({"life": Life.DECEASED}, "died_on"),
        ({"died_on": date(2026, 1, 1)}, "died_on"),
        ({"life": Life.DECEASED, "died_on": date(1953, 1, 1)}, "died_on"),
        ({"enlisted": "那年"}, "enlisted"),
        ({"discharged": "2027"}, "discharged"),
        ({"enlisted": "1976", "discharged": "1972"}, "discharged"),
        ({"holdings": (Holding(scheme="SEED7", code="9"),)}, "holdings.0"),
        (
            {"holdings": (Holding(scheme="SEED7", code="2", basis="证明"),) * 2},
            "holdings.1",
        ),
        (
            {"holdings": (Holding(scheme="SEED7", code="2", basis="证明", since="上月"),)},
            "holdings.0",
        ),
        (
            {"holdings": (Holding(scheme="SEED7", code="2", basis="证明", since="2027"),)},
            "holdings.0",
        ),
        (
            {
                "holdings": (
                    Holding(
                        scheme="SEED7", code="2", basis="证明", since="2026-05", until="2026-04"
                    ),
                )
            },
            "holdings.0",
        ),
        ({"difficulties": (Difficulty(kind=Trouble.WORK),) * 2}, "difficulties.0"),
        ({"difficulties": (Difficulty(kind=Trouble.WORK, since="2027"),)}, "difficulties.0"),
    ],
)
def test_what_cannot_be_must_be_put_right(changed, field):
    assert (field, Level.BLOCKS) in found_in(a_person(**changed))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id_number": a_number()[:17] + "0"}, "id_number"),
        ({"id_number": "790121195402300016"}, "id_number"),
        ({"born": "1954-03-10"}, "born"),
        ({"sex": Sex.FEMALE}, "sex"),
        ({"paper": Paper.NONE, "id_number": ""}, "number_reason"),
    ],
)
def test_a_wrong_but_official_number_needs_its_reason(changed, field):
    assert (field, Level.NEEDS_REASON) in found_in(a_person(**changed))
    given = found_in(a_person(**changed, number_reason="派出所证明"))
    assert (field, Level.REMINDS) in given
    assert Level.NEEDS_REASON not in [level for _, level in given]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "谢\ue863"}, "name"),
        ({"id_number": "790122" + a_number()[6:17] + "x"}, "id_number"),
        ({"phones": (Phone(number="12345"),)}, "phones.0"),
        ({"disability": "六级"}, "disability"),
        ({"disability": "因病七级"}, "disability"),
        ({"enlisted": "1966-03"}, "enlisted"),
        ({"holdings": (Holding(scheme="SEED7", code="2"),)}, "holdings.0"),
        ({"paper": Paper.PASSPORT, "id_number": "E1", "born": ""}, "born"),
        ({"paper": Paper.PASSPORT, "id_number": "E1", "born": "1900-01-01"}, "born"),
    ],
)
def test_what_is_odd_only_reminds(changed, field):
    if field == "id_number":
        from station_app.domain import identity

        changed = {"id_number": identity.with_check(changed["id_number"][:17])}
    found = found_in(a_person(**changed))
    assert (field, Level.REMINDS) in found
    assert {level for _, level in found} == {Level.REMINDS}


@pytest.mark.parametrize(
    "changed",
    [
        {"disability": "因病六级"},
        {"disability": "因战十级"},
        {"phones": (Phone(number="0750-1234567"), Phone(number="1234567转8"))},
        {"enlisted": "1972-12", "discharged": "1976"},
        {"residency": Residency.MOVED, "moved_out_on": date(2026, 1, 1)},
        {"holdings": (Holding(scheme="SEED7", code="5", since="2026-11"),)},
        {
            "difficulties": (
                Difficulty(kind=Trouble.WORK, since="2024", until="2025"),
                Difficulty(kind=Trouble.WORK, since="2026"),
            )
        },
        {
            "holdings": (
                Holding(scheme="YF18", code="81", since="2014", until="2015", basis="认定"),
                Holding(scheme="YF18", code="81", since="2016", basis="认定"),
            )
        },
        {"born": "1954"},
    ],
)
def test_what_can_be_is_not_complained_of(changed):
    assert found_in(a_person(**changed)) == []


def test_an_unfinished_date_is_told_once():
    draft = a_person(enlisted="那年", discharged="后来")
    assert found_in(draft) == [("enlisted", Level.BLOCKS), ("discharged", Level.BLOCKS)]


def test_tidying_completes_number_birth_and_sex():
    draft = person_rules.tidied(
        PersonDraft(
            name=" 谢 长 林 ",
            id_number="790121 480612 019",
            group="第三村民小组",
            door="17",
            phones=(Phone(number="154-0000-5713", owner=" "), Phone(number=" ")),
            other_names=(
                OtherName(kind=NameKind.PET, name=" 老谢 "),
                OtherName(kind=NameKind.PET, name="老谢"),
                OtherName(kind=NameKind.FORMER, name=" "),
            ),
        )
    )
    assert draft.name == "谢长林"
    assert draft.id_number == "79012119480612019X"
    assert (draft.born, draft.sex) == ("1948-06-12", Sex.MALE)
    assert (draft.group, draft.door) == ("3组", "17号")
    assert draft.phones == (Phone(number="15400005713", owner="本人"),)
    assert draft.other_names == (OtherName(kind=NameKind.PET, name="老谢"),)


def test_tidying_reads_dates_as_people_write_them():
    draft = person_rules.tidied(
        a_person(
            born="1954年3月9日",
            enlisted="1972年冬",
            discharged="1976.3",
            holdings=(Holding(scheme="SEED7", code="2", since="2014年8月"),),
            difficulties=(Difficulty(kind=Trouble.WORK, since="2026/2", until="2026/3"),),
        )
    )
    assert (draft.born, draft.enlisted, draft.discharged) == ("1954-03-09", "1972", "1976-03")
    assert draft.holdings[0].since == "2014-08"
    assert (draft.difficulties[0].since, draft.difficulties[0].until) == ("2026-02", "2026-03")


def test_tidying_keeps_what_was_typed_against_the_number():
    draft = person_rules.tidied(a_person(born="1954-03-10", sex=Sex.FEMALE))
    assert (draft.born, draft.sex) == ("1954-03-10", Sex.FEMALE)
    passport = person_rules.tidied(a_person(paper=Paper.PASSPORT, id_number="e 123", born=""))
    assert (passport.id_number, passport.born) == ("E123", "")


ILL = Holding(scheme="SEED7", code="4", basis="诊断证明")


@pytest.mark.parametrize(
    ("changed", "tier", "word"),
    [
        ({"holdings": (ILL,)}, Tier.A, "重病重残"),
        ({"holdings": (Holding(scheme="SEED7", code="2"),)}, Tier.A, "孤老"),
        ({"flags": (Flag.CHILDLESS,)}, Tier.A, "孤老"),
        ({"flags": (Flag.DEPENDENT,)}, Tier.A, "失能"),
        ({"flags": (Flag.ALONE,), "born": "1940"}, Tier.A, "高龄独居"),
        ({"difficulties": (Difficulty(kind=Trouble.WORK),)}, Tier.B, "困难"),
        ({"holdings": (Holding(scheme="YF18", code="81"),)}, Tier.B, "优抚"),
    ],
)
def test_how_often_to_visit_is_proposed_with_its_reason(changed, tier, word):
    (proposed,) = person_rules.suggestions(a_person(**changed), 2, TODAY)
    assert proposed.tier is tier
    assert word in proposed.says


def test_nothing_is_proposed_that_already_is():
    assert person_rules.suggestions(a_person(), 2, TODAY) == []
    assert person_rules.suggestions(a_person(tier=Tier.A, holdings=(ILL,)), 2, TODAY) == []
    alone = a_person(flags=(Flag.ALONE,))
    assert person_rules.suggestions(alone, 1, TODAY) == []


def test_an_old_person_in_a_household_of_one_may_live_alone():
    (proposed,) = person_rules.suggestions(a_person(), 1, TODAY)
    assert proposed.flag is Flag.ALONE
    assert "72 岁" in proposed.says
    assert person_rules.suggestions(a_person(born="1990"), 1, TODAY) == []
    assert person_rules.suggestions(a_person(born=""), 1, TODAY) == []


def test_tags_say_categories_then_circumstances_then_standing():
    draft = a_person(
        born="1940",
        standing=Standing.BEREAVED,
        holdings=(
            replace(ILL, since="2025"),
            Holding(scheme="YF18", code="22"),
            Holding(scheme="SEED7", code="2", until="2025"),
        ),
        flags=(Flag.ALONE, Flag.DISABLED, Flag.LEFT_BEHIND),
        disability="因战六级",
    )
    assert person_rules.tags(draft, SCHEMES, TODAY) == (
        "重病重残", "因公牺牲遗属", "高龄独居", "因战六级", "留守", "遗属",
    )  # fmt: skip


def test_age_alone_is_a_tag_and_so_is_living_alone():
    assert person_rules.tags(a_person(born="1940"), SCHEMES, TODAY) == ("高龄",)
    assert person_rules.tags(a_person(flags=(Flag.ALONE,)), SCHEMES, TODAY) == ("独居",)
    assert person_rules.tags(a_person(), SCHEMES, TODAY) == ()


@pytest.mark.parametrize(("born", "pointed_at"), [("1966-11-24", False), ("1966-11-25", True)])
def test_a_category_from_sixty_on_is_pointed_at_before(born, pointed_at):
    held = Holding(scheme="YF18", code="81", basis="认定")
    draft = a_person(born=born, holdings=(held,), paper=Paper.NONE, id_number="",
                     number_reason="正在补办")  # fmt: skip
    assert (("holdings.0", Level.REMINDS) in found_in(draft)) is pointed_at
