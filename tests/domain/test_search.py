import pytest

from station_app.domain import search
from station_app.domain.search import Facts, Found


def meets(typed: str, facts: Facts) -> list[str]:
    """Return the kinds of the keys that a typed word meets."""
    return [
        kind
        for form in search.forms_of(typed)
        for key, kind in sorted(search.keys_of(facts))
        if form.start <= key < form.end and (form.kinds is None or Found(kind) in form.kinds)
    ]


LUO = Facts(
    name="罗秀英",
    pets=("老细",),
    formers=("罗细妹",),
    number="790121194503121769",
    phones=("154-0000-7288",),
)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("罗", Found.NAME),
        ("罗秀英", Found.NAME),
        ("秀", Found.NAME_INSIDE),
        ("luox", Found.SOUND),
        ("LuoXiu", Found.SOUND),
        ("xiuying", Found.SOUND_INSIDE),
        ("lxy", Found.INITIALS),
        ("xy", Found.INITIALS_INSIDE),
        ("luoxiuyin", Found.SOUND),
        ("nuo", Found.SOUND),
        ("老细", Found.PET),
        ("laoxi", Found.PET_SOUND),
        ("细妹", Found.FORMER),
        ("luoxim", Found.FORMER_SOUND),
        ("1769", Found.NUMBER_TAIL),
        ("7288", Found.PHONE_TAIL),
        ("790121194503121769", Found.NUMBER),
        ("154-0000", Found.PHONE),
        ("１７６９", Found.NUMBER_TAIL),
        ("ＬＸＹ", Found.INITIALS),
    ],
)
def test_a_person_is_met_by_every_way_of_typing(typed, kind):
    assert kind.value in meets(typed, LUO)


@pytest.mark.parametrize("typed", ["", " ", "69", "王", "wang", "1768", "'", "…"])
def test_other_words_do_not_meet(typed):
    assert meets(typed, LUO) == []


@pytest.mark.parametrize("name", ["李䶮", "周㛃", "陈𬭎", "王𠅤"])
def test_rare_characters_are_met_alone_and_by_sound(name):
    assert meets(name[1], Facts(name=name)) == [Found.NAME_INSIDE.value]
    assert meets(name, Facts(name=name)) == [Found.NAME.value]


def test_a_card_that_ends_in_x_is_met_by_its_tail():
    assert meets("19x", Facts(name="王芳", number="79012119480612019X")) == [
        Found.NUMBER_TAIL.value
    ]


def test_a_passport_is_met_by_its_number():
    assert meets("e1234", Facts(name="王芳", number="E12345678")) == [Found.NUMBER.value]


def test_long_numbers_are_looked_up_from_their_beginning_first():
    assert [form.start for form in search.forms_of("1234567")] == ["1234567", "7654321"]
    assert [form.start for form in search.forms_of("123456")] == ["654321", "123456"]


def test_who_is_only_named_has_keys_of_an_own_kind():
    kinds = {kind for _, kind in search.member_keys_of("李晓")}
    assert kinds == {Found.MEMBER.value, Found.MEMBER_SOUND.value}


def test_words_are_parted_by_spaces_and_commas():
    assert search.words_of(" 王芳，3组, 荷塘 ") == ["王芳", "3组", "荷塘"]
