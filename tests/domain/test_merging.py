from station_app.domain import merging
from station_app.domain.category import Holding
from station_app.domain.person import (
    Difficulty,
    Flag,
    PersonDraft,
    Phone,
    Residency,
    Sex,
    Trouble,
)

OLD = PersonDraft(
    name="王福生", sex=Sex.MALE, born="1951", group="2组", remark="听力不好",
    phones=(Phone(number="15400000001"),), holdings=(Holding(scheme="YF18", code="42"),),
    difficulties=(Difficulty(kind=Trouble.MEDICAL),),
)  # fmt: skip


def merge(**values):
    return merging.merge(OLD, PersonDraft(**values), frozenset(values))


def test_a_blank_is_filled_and_said():
    merged = merge(ethnicity="汉族", door="17号")

    assert (merged.draft.ethnicity, merged.draft.door) == ("汉族", "17号")
    assert merged.says == ("补上民族：汉族", "补上门牌：17号")
    assert merged.differences == ()


def test_what_a_sheet_does_not_say_takes_nothing_away():
    merged = merge(group="", sex=Sex.UNKNOWN)

    assert (merged.filled, merged.differences) == ((), ())


def test_a_finer_date_fills_and_a_coarser_one_is_the_same():
    assert merge(born="1951-03").draft.born == "1951-03"
    assert (
        merging.merge(PersonDraft(born="1951-03-02"), PersonDraft(born="1951"), {"born"}).filled
        == ()
    )
    assert merge(born="1952").differences[0].register == "1951"


def test_a_longer_note_fills_and_a_part_of_it_is_the_same():
    assert merge(remark="听力不好，独居").draft.remark == "听力不好，独居"
    assert merge(remark="听力").filled == ()
    assert merge(remark="眼睛不好").differences[0].label == "备注"


def test_a_second_phone_is_an_addition_however_the_first_is_written():
    merged = merge(phones=(Phone(number="154-0000-0001"), Phone(number="15400000002")))

    assert [one.number for one in merged.draft.phones] == ["15400000001", "15400000002"]
    assert merged.says == ("多登一个电话",)


def test_another_kind_of_the_one_scheme_differs_and_other_schemes_add():
    rival = merge(holdings=(Holding(scheme="YF18", code="51"),))
    assert (rival.filled, rival.differences[0].register) == ((), "带病回乡退伍军人")
    assert rival.differences[0].label == "对象类别"

    added = merge(holdings=(Holding(scheme="MERIT", code="33"), Holding(scheme="YF18", code="42")))
    assert [one.code for one in added.draft.holdings] == ["42", "33"]
    assert added.says == ("补上类别：三等功",)


def test_difficulties_flags_and_residency():
    merged = merge(
        difficulties=(Difficulty(kind=Trouble.MEDICAL), Difficulty(kind=Trouble.HOUSING)),
        flags=(Flag.ALONE,),
        residency=Residency.AWAY,
    )

    assert [one.kind for one in merged.draft.difficulties] == [Trouble.MEDICAL, Trouble.HOUSING]
    assert merged.draft.flags == (Flag.ALONE,)
    assert merged.differences[0].sheet == "外出"


def test_where_the_sheet_is_right_its_value_is_taken():
    new = PersonDraft(group="4组", holdings=(Holding(scheme="YF18", code="51"),))

    taken = merging.apply(OLD, new, ("group", "holdings"))

    assert (taken.group, [one.code for one in taken.holdings]) == ("4组", ["51"])
    assert merging.apply(OLD, new, ()) is OLD
