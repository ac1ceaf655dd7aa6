"""Whether two entries are of one person, and what is said about it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_number, a_person

from station_app.domain import identity, likeness
from station_app.domain.identity import Sex
from station_app.domain.likeness import Facts, Grade
from station_app.domain.person import NameKind, OtherName, Phone

BORN = "1954-03-09"


def facts(**changed) -> Facts:
    return likeness.of(a_person(**({"id_number": "", "door": "", "phones": ()} | changed)))


def says(one: Facts, other: Facts) -> tuple[str, ...]:
    found = likeness.compare(one, other)
    return found.reasons if found else ()


def test_the_same_number_is_almost_certain_and_comes_first():
    found = likeness.compare(likeness.of(a_person()), likeness.of(a_person()))
    assert found is not None
    assert found.grade is Grade.CERTAIN
    assert found.same_number
    assert found.reasons[0] == "身份证号相同"


def test_fifteen_digits_are_the_eighteen_of_the_same_person():
    old = facts(id_number="790121480612019", born="1948-06-12")
    new = facts(id_number="79012119480612019X", born="1948-06-12")
    assert says(old, new)[0] == "身份证号相同"


def test_a_number_that_two_strangers_bear_is_to_be_looked_at():
    found = likeness.compare(facts(id_number="1"), facts(name="周桂兰", born="", id_number="1"))
    assert found is not None
    assert found.grade is Grade.LIKELY


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("谢长林", "谢常林", "姓名同音"),
        ("黄国富", "方国福", "姓名读音相近"),
        ("林志强", "凌子强", "姓名读音相近"),
        ("牛明", "刘明", "姓名读音相近"),
        ("陈玉清", "陈玉请", "姓名字形相近（清、请）"),
        ("王未", "王末", "姓名字形相近（未、末）"),
    ],
)
def test_names_that_sound_or_look_alike_count_with_the_same_birth(one, other, reason):
    found = likeness.compare(facts(name=one, born=BORN), facts(name=other, born=BORN))
    assert found is not None
    assert reason in found.reasons
    assert "出生日期相同" in found.reasons


def test_names_that_sound_alike_do_not_count_alone():
    assert not says(facts(name="黄国富", born=""), facts(name="方国福", born=""))


def test_a_former_name_is_a_name():
    renamed = facts(name="谢林", other_names=(OtherName(kind=NameKind.FORMER, name="谢长林"),))
    assert "曾用名或小名相同" in says(renamed, facts())


def test_one_wrong_digit_of_a_number_is_named():
    number = a_number(BORN)
    wrong = number[:9] + str((int(number[9]) + 1) % 10) + number[10:]
    assert "身份证号第 10 位不同" in says(facts(id_number=number), facts(id_number=wrong))


def test_two_digits_in_each_other_s_place_are_named():
    number = identity.with_check("79012119540309017")
    swapped = number[:14] + number[15] + number[14] + number[16:]
    assert "身份证号第 15、16 位颠倒" in says(facts(id_number=number), facts(id_number=swapped))


def test_a_slip_that_got_a_check_digit_of_its_own_is_one_slip():
    one, other = "79012119540309017", "79012119540319017"
    found = says(
        facts(id_number=identity.with_check(one)),
        facts(id_number=identity.with_check(other), born="1954-03-19"),
    )
    assert "身份证号第 13 位不同" in found
    assert "出生日期只差一处" in found


def test_two_of_one_name_with_other_numbers_and_other_births_are_two_people():
    other = a_number("1960-05-01")
    assert not says(
        facts(id_number=a_number(BORN)), facts(id_number=other, born="1960-05-01", phones=())
    )


def test_a_telephone_and_a_household_speak_for_it_and_the_sex_against():
    phone = (Phone(number="15400005713"),)
    one = facts(name="谢长林", phones=phone, household="h")
    other = facts(name="谢常林", phones=phone, household="h")
    assert {"电话相同", "同一户"} <= set(says(one, other))
    near = likeness.compare(one, other)
    far = likeness.compare(replace(one, sex=Sex.MALE), replace(other, sex=Sex.FEMALE))
    assert near is not None
    assert far is not None
    assert far.score < near.score
    assert "性别不同" in far.reasons


def test_kin_who_share_house_and_telephone_are_no_doubles():
    phone = (Phone(number="15400005713"),)
    one = facts(name="谢长林", phones=phone, household="h")
    assert not says(one, facts(name="周桂兰", phones=phone, household="h"))


_DAYS = st.sampled_from(["", "1954", "1954-03", "1954-03-09", "1954-09-03", "1960-05-01"])
_SOMEBODY = st.builds(
    lambda name, number, born, sex, phone, home: facts(
        name=name, id_number=number, born=born, sex=sex, phones=phone, household=home
    ),
    st.sampled_from(["谢长林", "谢常林", "谢林", "黄国富", "方国福", "王未", "王末", ""]),
    st.sampled_from(["", "790121480612019", "79012119480612019X", a_number(BORN), "7901211954030"]),
    _DAYS,
    st.sampled_from(list(Sex)),
    st.sampled_from([(), (Phone(number="15400005713"),)]),
    st.sampled_from(["", "a", "b"]),
)


@given(_SOMEBODY, _SOMEBODY)
def test_the_order_of_the_two_never_matters(one, other):
    here, there = likeness.compare(one, other), likeness.compare(other, one)
    assert (here is None) == (there is None)
    if here and there:
        assert here.score == there.score
        assert sorted(here.reasons) == sorted(there.reasons)


@given(_SOMEBODY)
def test_whoever_has_a_name_and_a_birth_is_like_oneself(one):
    if one.name and (len(one.born) == 10 or one.number):
        assert likeness.compare(one, one) is not None


@given(
    st.text("0123456789X", min_size=18, max_size=18),
    st.integers(0, 17),
    st.sampled_from("0123456789X"),
)
def test_one_changed_digit_is_always_one_slip(number, place, digit):
    changed = number[:place] + digit + number[place + 1 :]
    assert (likeness.slip(number, changed) == "") == (number == changed)
