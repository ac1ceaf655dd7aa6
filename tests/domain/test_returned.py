"""Embedded data that contradict their own form are told by name, whoever signed them."""

from dataclasses import replace
from datetime import date

import pytest
import sealed
from sealed import F01, a_return

from station_app.domain import returned, returns
from station_app.domain.returns import FrozenReturn, Line


def _with(frozen: FrozenReturn, key: str, change: object) -> FrozenReturn:
    """Return it with one line put in the place of another."""
    rows = tuple(change(line) if line.key == key else line for line in frozen.rows)
    return replace(frozen, rows=rows)


def _shorter(line: Line) -> Line:
    return replace(line, cells=line.cells[:-1])


def _said_otherwise(line: Line) -> Line:
    return replace(line, cells=(returns.cell("慰问金合计"), *line.cells[1:]))


def _unprinted(line: Line) -> Line:
    return replace(line, cells=(*line.cells[:-1], replace(line.cells[-1], text="99")))


FACT = next(iter(F01.facts))
ALTERED = {
    "another period": (replace(a_return(), period_name="2028年春节"), "期间的名称和代码不一致"),
    "a later day": (replace(a_return(), as_of=date(2027, 1, 26)), "时点晚于填报日期"),
    "a column less": (replace(a_return(), columns=a_return().columns[:-1]), "栏目与表样不同"),
    "a row less": (replace(a_return(), rows=a_return().rows[1:]), "项目与表样不同"),
    "a figure less in a row": (_with(a_return(), "met", _shorter), "“met”一行的栏数不对"),
    "another row's name": (_with(a_return(), "met", _said_otherwise), "“met”一行的名称不对"),
    "a printed figure": (_with(a_return(), "met", _unprinted), "的数和印的不同"),
    "another fact's name": (_with(a_return(), FACT, _said_otherwise), "一项不对"),
    "a sentence in two": (
        _with(a_return(), "unreached", lambda line: replace(line, cells=line.cells * 2)),
        "说明的写法不对",
    ),
}


def test_a_return_that_follows_its_form_has_no_faults():
    assert returned.disagreements(F01, a_return()) == []


@pytest.mark.parametrize("which", list(ALTERED))
def test_what_does_not_follow_the_form_is_named(which):
    frozen, says = ALTERED[which]

    assert says in "；".join(returned.disagreements(F01, frozen))


@pytest.mark.parametrize("rows", [b'{"key":"met"}', b'"met"', b"7"])
def test_rows_that_are_no_list_are_malformed(rows):
    good = returns.to_json(a_return(rows=()))
    assert b'"rows":[]' in good

    with pytest.raises(returned.Malformed, match="格式不对"):
        returned.read(good.replace(b'"rows":[]', b'"rows":' + rows))


def test_more_rows_than_any_station_has_are_malformed():
    line = sealed.figures()[0]
    good = returns.to_json(a_return(rows=(line,) * (returned.MOST_ROWS + 1)))

    with pytest.raises(returned.Malformed, match="格式不对"):
        returned.read(good)
