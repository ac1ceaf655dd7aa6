import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain import numbers
from station_app.domain.numbers import Kind, Number, Read

SECRET = bytes(range(32))
READ = Read(kind=Kind.VISIT, station="790121101201", year=2027, serial=136, page=1)


@pytest.mark.parametrize(
    ("kind", "full"),
    [
        (Kind.VISIT, "青退-荷塘-2027-000123"),
        (Kind.PLAN, "青策-荷塘-2027-000123"),
        (Kind.SLIP, "青报-荷塘-2027-000123"),
    ],
)
def test_a_number_names_county_kind_station_year_and_serial(kind, full):
    number = Number(kind=kind, county="青退", station="荷塘", year=2027, serial=123)

    assert number.full == full
    assert number.short == numbers.short(full) == "2027-000123"


def test_the_county_may_be_named_without_the_word_for_visits():
    number = Number(kind=Kind.VISIT, county="青", station="荷塘", year=2027, serial=1)

    assert number.full == "青退-荷塘-2027-000001"


def test_the_code_has_34_digits_and_no_person_in_it():
    code = numbers.digits(READ, SECRET)

    assert code[:26] == "01" + "790121101201" + "2027" + "000136" + "01"
    assert (len(code), code.isdigit()) == (34, True)
    assert numbers.read_digits(code, SECRET) == READ


@given(place=st.integers(0, 33), other=st.integers(1, 9))
def test_a_code_with_one_wrong_digit_is_not_ours(place, other):
    code = numbers.digits(READ, SECRET)
    wrong = str((int(code[place]) + other) % 10)

    assert numbers.read_digits(code[:place] + wrong + code[place + 1 :], SECRET) is None


def test_a_code_under_another_secret_or_of_another_length_is_not_ours():
    code = numbers.digits(READ, SECRET)

    assert numbers.read_digits(code, bytes(32)) is None
    assert numbers.read_digits(code[:-1], SECRET) is None
    assert numbers.read_digits(code.replace("7", "７"), SECRET) is None


@pytest.mark.parametrize(
    ("typed", "year", "serial"),
    [
        ("131", None, "131"),
        ("０１３１", None, "0131"),
        ("2027-000131", 2027, "000131"),
        ("2027－131", 2027, "131"),
        ("青退-荷塘-2027-000131", 2027, "000131"),
        (" 1 3 1 ", None, "131"),
    ],
)
def test_the_end_of_a_number_is_read_however_it_is_typed(typed, year, serial):
    assert numbers.tail(typed) == (year, serial)


@pytest.mark.parametrize("typed", ["", "罗秀英", "1234567", "2027-", "13a"])
def test_what_is_no_end_of_a_number_is_said_to_be_none(typed):
    with pytest.raises(ValueError, match=r".*"):
        numbers.tail(typed)
