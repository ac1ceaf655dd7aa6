"""A return says the same on paper, in its JSON and in its CSV."""

import json
from dataclasses import replace
from datetime import date

import pytest

from station_app.domain import returned, returns
from station_app.domain.returns import FrozenReturn, Head, Line, Way, cell
from station_app.domain.template import Format


def a_return(**changed: object) -> FrozenReturn:
    made = FrozenReturn(
        form="F01",
        template_version="2026.1",
        way=Way.SIGNED,
        station_code="790121101201",
        station_name="荷塘村退役军人服务站",
        period="2027-春节",
        period_name="2027年春节",
        as_of=date(2027, 1, 25),
        filled_on=date(2027, 1, 25),
        chief="徐建民",
        phone="154-0000-0620",
        version=1,
        reason="",
        demo=False,
        previous="",
        journal_number=1234,
        journal_seal="9f3c27a10b5de648",
        columns=(Head(key="item", head="项目"), Head(key="persons", head="人数")),
        rows=(Line(key="met", cells=(cell("走访合计"), cell(1041, Format.COUNT))),),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "name", "begins", "ends"),
    [
        ("2027", "2027年", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027-Q1", "2027年第一季度", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-Q2", "2027年第二季度", date(2027, 4, 1), date(2027, 6, 30)),
        ("2028-Q4", "2028年第四季度", date(2028, 10, 1), date(2028, 12, 31)),
    ],
)
def test_a_year_and_a_quarter_have_their_days(code, name, begins, ends):
    made = returns.period(code)

    assert made is not None
    assert (made.name, made.begins, made.ends) == (name, begins, ends)


@pytest.mark.parametrize("code", ["2027-春节", "27", "2027-Q5", "1999", "2027-Q1x", ""])
def test_other_codes_are_no_year_and_no_quarter(code):
    assert returns.period(code) is None


def test_the_as_of_date_of_a_past_period_is_its_last_day():
    quarter = returns.period("2026-Q3")

    assert quarter is not None
    assert returns.as_of_default(quarter, date(2026, 11, 24)) == date(2026, 9, 30)
    assert returns.as_of_default(quarter, date(2026, 8, 2)) == date(2026, 8, 2)


@pytest.mark.parametrize(
    ("value", "how", "text"),
    [
        (0, Format.COUNT, "0"),
        (None, Format.COUNT, "—"),
        (1041, Format.COUNT, "1,041"),
        (1350000, Format.MONEY, "13,500.00"),
        (5, Format.MONEY, "0.05"),
        (0, Format.MONEY, "0.00"),
        (None, Format.MONEY, "—"),
        ("李䶮", Format.TEXT, "李䶮"),
    ],
)
def test_zero_prints_zero_and_what_is_not_kept_prints_a_dash(value, how, text):
    assert returns.shown(value, how) == text


def test_files_are_named_by_village_period_and_title():
    assert returns.file_name(a_return(), "走访慰问情况统计表") == (
        "荷塘村_2027春节_走访慰问情况统计表.pdf"
    )
    assert returns.file_name(a_return(version=2, period_name="2027春节"), "走访慰问情况统计表") == (
        "荷塘村_2027春节_走访慰问情况统计表_更正1.pdf"
    )
    assert returns.file_name(a_return(period_name="2027年第一季度"), "重点关爱对象台账") == (
        "荷塘村_2027年第一季度_重点关爱对象台账.pdf"
    )
    assert returns.slip_name("荷塘村退役军人服务站", "2027年春节") == "荷塘村_2027春节_报送单.pdf"


def test_a_name_of_a_period_cannot_leave_the_folder():
    assert "/" not in returns.file_name(a_return(period_name="../../2027"), "a/b\\c")


def test_json_comes_back_as_the_same_return():
    assert returned.read(returns.to_json(a_return())) == a_return()


def test_the_journal_head_is_printed_with_sixteen_figures():
    assert a_return().journal == "1234 · 9f3c27a10b5de648"


def _spoiled() -> dict[str, bytes]:
    good = returns.to_json(a_return())
    text = good.decode()
    return {
        "a space": good.replace(b'"demo":false', b'"demo": false'),
        "a key twice": text.replace('"demo":false', '"demo":false,"demo":false').encode(),
        "a key more": text.replace('"demo":false', '"demo":false,"extra":1').encode(),
        "a key less": text.replace('"demo":false,', "").encode(),
        "a fraction": text.replace('"version":1', '"version":1.0').encode(),
        "not a number": text.replace('"version":1', '"version":NaN').encode(),
        "a truth for a number": text.replace('"version":1', '"version":true').encode(),
        "a negative number": text.replace('"value":1041', '"value":-1041').encode(),
        "no such day": text.replace('"as_of":"2027-01-25"', '"as_of":"2027-02-30"').encode(),
        "another way": text.replace('"way":"signed"', '"way":"oral"').encode(),
        "a reason without a correction": text.replace('"reason":""', '"reason":"x"').encode(),
        "a correction without a reason": text.replace('"version":1', '"version":2').encode(),
        "another schema": text.replace('"schema":1', '"schema":2').encode(),
        "escaped characters": json.dumps(json.loads(text), sort_keys=True).encode(),
        "a list": b"[]",
        "nothing": b"",
        "not utf-8": good[:-1] + b"\xff",
        "deep": b"[" * 100_000,
        "too big": b" " * (returned.MOST_BYTES + 1),
    }


@pytest.mark.parametrize("fault", list(_spoiled()))
def test_data_that_are_not_their_own_encoding_are_malformed(fault):
    with pytest.raises(returned.Malformed):
        returned.read(_spoiled()[fault])


def test_csv_holds_the_printed_texts_and_runs_nothing():
    told = a_return(rows=(Line(key="met", cells=(cell("=1+1"), cell(2, Format.COUNT))),))

    assert returns.to_csv(told).decode("utf-8-sig").splitlines() == ["项目,人数", "'=1+1,2"]
