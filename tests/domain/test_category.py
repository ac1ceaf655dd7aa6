from datetime import date

import pytest

from station_app.domain import category
from station_app.domain.category import Holding, Subject


def test_the_seven_kinds_attach_to_persons_or_to_households_as_the_notice_means_them():
    schemes = category.shipped()
    household = {kind.code for kind in schemes.kinds(Subject.HOUSEHOLD) if kind.scheme == "SEED7"}
    person = {kind.code for kind in schemes.kinds(Subject.PERSON) if kind.scheme == "SEED7"}
    assert (household, person) == ({"1", "3", "5", "7"}, {"2", "4", "6"})


def test_the_eighteen_kinds_and_the_five_merits_are_there():
    kinds = category.shipped().kinds()
    assert len([kind for kind in kinds if kind.scheme == "YF18"]) == 18
    merits = [kind.name for kind in kinds if kind.scheme == "MERIT"]
    assert merits == ["勋章", "荣誉称号", "一等功", "二等功", "三等功"]


def test_screens_say_the_short_names():
    schemes = category.shipped()
    shorts = [kind.short for kind in schemes.kinds() if kind.scheme == "SEED7"]
    assert shorts == [
        "零就业家庭",
        "鳏寡孤独",
        "脱贫不稳定",
        "重病重残",
        "突发严重困难",
        "二等功以上",
        "边海防官兵家庭",
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("鳏寡孤独人员", ("SEED7", "2")),
        (" 孤老 ", ("SEED7", "2")),
        ("突发困难户", ("SEED7", "5")),
        ("60周岁以上农村籍退役士兵", ("YF18", "81")),
        ("60岁以上农村籍退役士兵", ("YF18", "81")),
        ("烈属", ("YF18", "21")),
        ("部分烈士(平反)子女", ("YF18", "B1")),
        ("yf1842", ("YF18", "42")),
        ("荣立三等功", ("MERIT", "33")),
    ],
)
def test_words_of_rosters_are_read(text, key):
    kind = category.shipped().read(text)
    assert (kind.scheme, kind.code) == key


@pytest.mark.parametrize("text", ["", "退役军人", "不详", "优抚"])
def test_words_that_are_not_certain_are_not_read(text):
    assert category.shipped().read(text) is None


def test_a_word_of_two_kinds_means_neither():
    pack = """
        code = "X"
        name = "x"
        short = "x"
        source = "x"
        [[kind]]
        code = "1"
        name = "甲"
        synonyms = ["丙"]
        [[kind]]
        code = "2"
        name = "乙"
        synonyms = ["丙"]
        [[kind]]
        code = "3"
        name = "丁"
        synonyms = ["丙"]
    """
    schemes = category.Schemes((category.parse(pack),))
    assert schemes.read("丙") is None
    assert schemes.read("乙").code == "2"


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("", "", True),
        ("2026-11-24", "", True),
        ("2026-11-25", "", False),
        ("2026-11", "", True),
        ("2026", "2026-11-25", True),
        ("2026", "2026-11-24", False),
        ("2026", "2026-11", False),
    ],
)
def test_a_category_is_held_from_its_first_day_to_the_day_before_its_end(since, until, held):
    holding = Holding(scheme="SEED7", code="2", since=since, until=until)
    assert holding.on(date(2026, 11, 24)) is held


def test_an_unknown_code_stands_for_itself():
    schemes = category.shipped()
    unknown = Holding(scheme="SEED7", code="9")
    assert schemes.short(unknown) == "SEED7 9"
    assert schemes.name(unknown) == "SEED7 9"
    assert schemes.name(Holding(scheme="SEED7", code="2")) == "鳏寡孤独人员"


@pytest.mark.parametrize(
    ("text", "scheme", "code"),
    [
        ("复员军人", "COLLECT12", "06"),
        ("现役军人家属", "COLLECT12", "12"),
        ("现役军人家属", "LAW5", "4"),
        ("三属", "LAW5", "3"),
        ("突然下岗", "AID5", "2"),
        ("边缘易致贫户", "FPF3", "2"),
    ],
)
def test_a_column_that_asks_for_one_scheme_is_read_by_its_words_alone(text, scheme, code):
    kind = category.shipped().read(text, scheme)
    assert (kind.scheme, kind.code) == (scheme, code)


def test_words_of_a_marked_scheme_mean_what_they_always_meant_in_other_columns():
    schemes = category.shipped()
    assert schemes.read("残疾军人").scheme == "YF18"
    assert schemes.read("脱贫不稳定户").scheme == "SEED7"
    assert schemes.read("军队转业干部") is None


def test_every_kind_is_told_from_those_of_other_schemes():
    schemes = category.shipped()
    counts = {"SEED7": 7, "YF18": 18, "MERIT": 5, "LAW5": 5, "COLLECT12": 12, "AID5": 5, "FPF3": 3}
    assert {one.code: len(one.kinds) for one in schemes.schemes} == counts
    kinds = [kind for scheme in schemes.schemes for kind in scheme.kinds]
    for words in ([kind.short for kind in kinds], [kind.said for kind in kinds]):
        assert len(words) == len(set(words))


def test_those_who_serve_cannot_be_chosen():
    assert ("LAW5", "1") not in {(one.scheme, one.code) for one in category.shipped().kinds()}


@pytest.mark.parametrize(
    ("held", "standing", "main"),
    [
        (("51", "11"), "退役军人", "伤残"),
        (("81", "42"), "退役军人", "带病回乡"),
        (("B1", "22"), "遗属", "三属"),
        (("31",), "退役军人", "在乡复员"),
        ((), "退役军人", "其他退役军人"),
        ((), "军属", "军属"),
        ((), "遗属", ""),
    ],
)
def test_a_person_of_several_kinds_is_counted_once_by_the_fixed_order(held, standing, main):
    holdings = [Holding(scheme="YF18", code=code) for code in held]
    assert category.shipped().main(holdings, standing, date(2026, 11, 24)) == main


def test_what_is_held_no_more_does_not_decide_the_main_kind():
    past = Holding(scheme="YF18", code="11", until="2020")
    now = Holding(scheme="COLLECT12", code="09")
    assert category.shipped().main([past, now], "遗属", date(2026, 11, 24)) == "三属"
    assert category.shipped().main([past], "退役军人", date(2026, 11, 24)) == "其他退役军人"
