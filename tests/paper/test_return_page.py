"""A frozen return on its template's page: nothing lost, nothing moved, always the same bytes."""

from dataclasses import replace
from datetime import date

import page_checks
import pytest
import sealed

from station_app.domain import returned, returns
from station_app.domain.returns import FrozenReturn, Line, Way
from station_app.exchange import packs
from station_app.paper import return_form, return_page

F01 = sealed.F01
F03 = next(one for one in packs.shipped() if one.code == "F03")
DAY = date(2027, 1, 25)


def _told(number: int, **changed: str) -> Line:
    texts = {
        "order": str(number),
        "name": "阿依古丽·买买提",
        "sex": "女",
        "age": "47",
        "number_phone": "790121********6340\n154****7117",
        "kinds": "脱贫不稳定、边海防官兵家庭",
        "place": "荷塘村\n五组9号",
        "difficulty": "就业、就学",
        "detail": "厂子停产失了工，两个孩子读书，人均收入贴近监测线。",
        "measures": "推荐镇水厂巡线岗位；申请助学补助。",
        "who": "镇站\n张海燕",
        "until": "4月30日",
        "progress": "3月1日上岗，月工资2,600元；助学材料已报。",
        "last_visit": "1月14日",
        "closed": "否",
        "remark": "女儿在外省",
    }
    keys = [head.key for head in returns.heads(F03, DAY)]
    return Line(
        key=f"person.{number}", cells=tuple(returns.cell((texts | changed)[key]) for key in keys)
    )


def a_roster(people: int = 12, **changed: str) -> FrozenReturn:
    heads = returns.heads(F03, DAY)
    lines = tuple(_told(number, **changed) for number in range(1, people + 1))
    told = returns.cell(returns.summary(F03, lines, heads))
    return sealed.a_return(
        form="F03",
        template_version=F03.version,
        columns=heads,
        rows=(*lines, Line(key="summary", cells=(told,))),
    )


CASES = {
    "R-f01-signed": (F01, sealed.a_return()),
    "R-f01-paper": (F01, sealed.a_return(way=Way.PAPER)),
    "R-f01-corrected": (F01, sealed.a_return(version=2, reason="漏录三组两户，已补录")),
    "R-f03": (F03, a_roster()),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_return_stands_as_its_golden_says(name, as_golden):
    template, frozen = CASES[name]

    sheet = return_form.compose(
        return_page.layout(template, frozen), return_page.values(template, frozen)
    )

    assert page_checks.faults(sheet) == {}
    as_golden(name, sheet)


@pytest.mark.parametrize("name", list(CASES))
def test_the_same_values_give_the_same_bytes(name):
    template, frozen = CASES[name]

    assert return_page.draw(template, frozen).pdf == return_page.draw(template, frozen).pdf


@pytest.mark.parametrize("name", list(CASES))
def test_what_is_printed_follows_its_own_template(name):
    template, frozen = CASES[name]

    assert returned.disagreements(template, frozen) == []


def test_a_table_of_one_station_takes_one_page():
    assert return_page.draw(F01, sealed.a_return()).pages == 1
    assert return_page.draw(F01, sealed.a_return(way=Way.PAPER)).pages == 1


def test_a_correction_says_so_in_title_and_reason():
    text = page_checks.text_of(return_page.draw(*CASES["R-f01-corrected"]).pdf)

    assert "走访慰问情况统计表（更正1）" in text
    assert "更正（1）：漏录三组两户，已补录" in text


def test_a_correction_on_paper_stays_on_one_page_with_its_reasons():
    said = returns.cell("走访刚开始，元旦后再走。")
    corrected = sealed.a_return(version=2, reason="漏录三组两户，已补录", way=Way.PAPER)
    explained = [Line(key=f"explained.{number}", cells=(said,)) for number in range(2)]
    frozen = replace(corrected, rows=(*corrected.rows, *explained))

    sheet = return_form.compose(return_page.layout(F01, frozen), return_page.values(F01, frozen))

    assert sheet.page == 1
    assert page_checks.faults(sheet) == {}


def test_a_demo_says_so_on_every_page():
    demo = replace(a_roster(30), demo=True)

    text = page_checks.text_of(return_page.draw(F03, demo).pdf)

    assert text.count("人物均为虚构") == 2 * return_page.draw(F03, demo).pages


def test_a_roster_that_fits_drops_nothing():
    assert return_page.fitting(F03, a_roster()) == ()


def test_a_sign_off_never_stands_under_one_lonely_row():
    frozen = a_roster(16)
    sheet = return_form.compose(return_page.layout(F03, frozen), return_page.values(F03, frozen))

    last = {text for page, text, *_ in page_checks.geometry(sheet)["texts"] if page == sheet.page}
    assert {"15", "16"} <= last
    assert "14" not in last


def test_columns_give_way_in_their_order_and_the_sheet_says_so():
    wide = a_roster(
        who="青石县柳林镇退役军人服务站和村民委员会\n张海燕", place="荷塘村\n五组附9号之二十三"
    )

    dropped = return_page.fitting(F03, wide)
    text = page_checks.text_of(return_page.draw(F03, returns.without_columns(wide, dropped)).pdf)

    assert dropped == F03.page.gives_way[: len(dropped)]
    assert dropped
    assert "栏目放不下，本表不列" in text
    assert returned.disagreements(F03, returns.without_columns(wide, dropped)) == []


def test_an_overlong_name_is_broken_and_nothing_of_it_is_lost():
    long = a_roster(2, who="很长的责任单位名称" * 20)

    dropped = return_page.fitting(F03, long)
    drawn = return_page.draw(F03, returns.without_columns(long, dropped))

    assert dropped == F03.page.gives_way
    assert page_checks.text_of(drawn.pdf).count("责") >= 2 * 20


@pytest.mark.parametrize(
    "fault",
    [
        "a column less",
        "a count that lies",
        "a person twice",
        "a row more",
        "no summary",
        "a number for a text",
    ],
)
def test_a_roster_that_breaks_its_template_is_named(fault):
    good = a_roster(2)
    rows = {
        "a column less": good.rows,
        "a count that lies": (
            *good.rows[:2],
            Line(key="summary", cells=(returns.cell("其中：零就业 9 人；一人属几类的分别计数。"),)),
        ),
        "a person twice": (good.rows[0], *good.rows),
        "a row more": (*good.rows, Line(key="more", cells=(returns.cell("x"),))),
        "no summary": good.rows[:2],
        "a number for a text": (
            replace(good.rows[0], cells=(returns.cell(1), *good.rows[0].cells[1:])),
            *good.rows[1:],
        ),
    }[fault]
    columns = good.columns[1:] if fault == "a column less" else good.columns

    assert returned.disagreements(F03, replace(good, rows=rows, columns=columns))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("met", "mot"),
        ("unreached", "explained.1"),
        ("letters", "couplets"),
    ],
)
def test_a_table_whose_lines_are_others_is_named(old, new):
    good = sealed.a_return()
    rows = tuple(replace(line, key=new) if line.key == old else line for line in good.rows)

    assert returned.disagreements(F01, replace(good, rows=rows))


def test_a_figure_where_none_is_kept_is_named():
    good = sealed.a_return()
    rows = tuple(
        replace(line, cells=(line.cells[0], returns.cell(3))) if line.key == "meetings" else line
        for line in good.rows
    )

    assert returned.disagreements(F01, replace(good, rows=rows)) == [
        "“座谈会、茶话会（场次）”应是数"
    ]
