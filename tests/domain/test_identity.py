from datetime import date

import pytest

from station_app.domain import identity
from station_app.domain.identity import Mask, Sex

GOOD = [
    ("790121193511030213", date(1935, 11, 3), Sex.MALE),
    ("79012119490817333X", date(1949, 8, 17), Sex.MALE),
    ("790121195602291047", date(1956, 2, 29), Sex.FEMALE),
    ("790121197801050157", date(1978, 1, 5), Sex.MALE),
    ("790121199109302476", date(1991, 9, 30), Sex.MALE),
    ("79012119480612019X", date(1948, 6, 12), Sex.MALE),
    ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),  # the standard's own sample
    ("790121480612019", date(1948, 6, 12), Sex.MALE),
]


@pytest.mark.parametrize(("number", "born", "sex"), GOOD)
def test_a_good_number_tells_birth_and_sex(number, born, sex):
    assert identity.valid(number)
    assert identity.birth_of(number) == born
    assert identity.sex_of(number) is sex


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("", "没有填"),
        ("79012119351103021", "17 位"),
        ("7901211935110302133", "19 位"),
        ("790121193511030214", "末位不对"),
        ("790121190002290213", "出生日期"),
        ("790121177511030213", "出生日期"),
        ("79O121193511030213", "不该有"),
        ("79012119351103021x", "不该有"),
        ("79012148061201A", "不该有"),
        ("790121480632019", "出生日期"),
    ],
)
def test_a_faulty_number_says_what_is_wrong(number, word):
    assert word in identity.fault(number)
    assert not identity.valid(number)


@pytest.mark.parametrize("place", range(18))
def test_every_single_wrong_digit_is_noticed(place):
    good = "790121193511030213"
    for digit in "0123456789":
        if digit != good[place]:
            assert identity.fault(good[:place] + digit + good[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        (" 79012119490817333x ", "79012119490817333X"),
        ("７９０１２１１９４９０８１７３３３Ｘ", "79012119490817333X"),
        ("790121 19490817 333x", "79012119490817333X"),
        ("790121-19490817-333X", "79012119490817333X"),
        ("'790121193511030213", "790121193511030213"),
        ("790121193511030213\u200b", "790121193511030213"),
    ],
)
def test_numbers_are_tidied(typed, tidy):
    assert identity.tidy(typed) == tidy


def test_fifteen_digits_are_completed_and_eighteen_stay():
    assert identity.to18("790121480612019") == "79012119480612019X"
    assert identity.to18("790121193511030213") == "790121193511030213"


def test_the_sequences_of_centenarians_mean_the_century_before():
    full = identity.to18("790121980612997")
    assert full[:17] == "79012118980612997"
    assert identity.valid(full)


def test_an_unknown_area_only_reminds():
    assert identity.area_remark("790121193511030213", {"790121"}) == ""
    assert "790122" in identity.area_remark("790122193511030213", {"790121"})


@pytest.mark.parametrize(
    "cell",
    [7.90121193511030e17, 790121193511030213, "7.90121E+17", "7.9E17", "790121193511030000"],
)
def test_a_number_spoilt_by_a_spreadsheet_is_told(cell):
    assert "改坏了" in identity.damaged(cell)


@pytest.mark.parametrize(
    "cell",
    [None, True, "", "790121193511030213", 790121480612019.0, "王芳", 17, date(1935, 11, 3)],
)
def test_other_cells_are_not_called_spoilt(cell):
    assert identity.damaged(cell) == ""


def test_a_good_number_that_ends_in_zeros_is_not_called_spoilt():
    number = next(
        full
        for day in range(1, 29)
        for full in [identity.with_check(f"790121193511{day:02d}100")]
        if full.endswith("000")
    )
    assert identity.damaged(number) == ""


@pytest.mark.parametrize(
    ("mask", "shown"),
    [
        (Mask.FULL, "790121193511030213"),
        (Mask.BIRTH, "790121********0213"),
        (Mask.MIDDLE, "790121******030213"),
        (Mask.LAST4, "79012119351103****"),
        (Mask.LAST6, "790121193511******"),
        (Mask.NONE, ""),
        (Mask.SCREEN, "790***********0213"),
    ],
)
def test_masks_hide_what_they_say(mask, shown):
    assert identity.masked("790121193511030213", mask) == shown


def test_a_short_paper_is_hidden_but_for_its_beginning():
    assert identity.masked("E12345678") == "E1*******"


def test_only_cards_are_well_formed():
    assert identity.well_formed("790121193511030214")
    assert not identity.well_formed("790121480612019")


@pytest.mark.parametrize(
    ("shown", "part"),
    [
        ("7.90121E+17", "E+17"),
        ("79012119910930247S", "S"),
        ("790121193511030214", "4"),
        ("790121190002290213", "19000229"),
        ("790121193511030000", "000"),
        ("79012119351103021", "79012119351103021"),
        ("79O121193511030213", "79O121193511030213"),
        ("790121193511030213", ""),
        ("790***********0213", ""),
        ("", ""),
    ],
)
def test_the_place_where_a_number_is_wrong_can_be_shown(shown, part):
    start, stop = identity.spoilt_part(shown)

    assert shown[start:stop] == part
