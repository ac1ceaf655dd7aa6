"""What must agree in a return is said with both sums."""

from datetime import date

import pytest

from station_app.domain import ties
from station_app.domain.problems import Level, Problem
from station_app.domain.template import (
    Check,
    Column,
    Count,
    Fact,
    Figure,
    Row,
    Shape,
    TailLine,
    Template,
)

TEMPLATE = Template(
    code="F99",
    title="试表",
    version="1",
    effective=date(2026, 1, 1),
    shape=Shape.TABLE,
    personal=False,
    measure="单位：人",
    columns=(
        Column(key="item", heads=("项目",), shows=("label",)),
        Column(key="persons", heads=("人数",), count=Count.PERSONS),
        Column(key="contacts", heads=("人次",), count=Count.CONTACTS),
    ),
    rows=(Row(key="met", label="合计"), Row(key="kin", label="烈属")),
    tail=(TailLine(facts=(Fact(key="solved", word="已解决", figure=Figure(count=Count.SOLVED)),)),),
)


def a_check(**words: object) -> Check:
    return Check(key="tie", level=Level.BLOCKS, says="{row} {left} 对 {right}", **words)  # type: ignore[arg-type]


def test_a_rule_over_columns_is_tried_in_every_row():
    figures = {"met.persons": 3, "met.contacts": 2, "kin.persons": 1, "kin.contacts": 1}

    found = ties.broken(TEMPLATE, a_check(rule="contacts >= persons"), figures)

    assert [(one.field, one.says) for one in found] == [("tie:met.contacts", "合计 2 对 3")]


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ("kin.persons <= met.persons", True),
        ("kin.persons + solved == met.persons", True),
        ("kin.persons + solved >= met.persons", True),
        ("solved >= met.persons", False),
        ("solved == kin.persons", False),
    ],
)
def test_a_rule_over_named_figures_is_tried_once(rule, holds):
    figures = {"met.persons": 3, "kin.persons": 1, "solved": 2}

    assert (ties.broken(TEMPLATE, a_check(rule=rule), figures) == []) is holds


def test_a_figure_that_is_not_kept_breaks_no_rule():
    figures = {"met.persons": None, "solved": 2}

    assert ties.broken(TEMPLATE, a_check(rule="solved <= met.persons"), figures) == []


@pytest.mark.parametrize(
    "words", ["persons", "persons > contacts", "1 >= 2", "a == b == c", "a >= "]
)
def test_what_is_no_comparison_is_refused(words):
    with pytest.raises(ValueError, match="not a"):
        ties.rule(words)


def test_terms_a_template_does_not_have_are_named():
    assert ties.unknown(TEMPLATE, ties.rule("persons <= met.money + solved")) == ("met.money",)


@pytest.mark.parametrize(
    ("now", "before", "asks"),
    [
        (36, 30, False),
        (37, 30, True),
        (24, 30, False),
        (23, 30, True),
        (5, 0, False),
        (30, 30, False),
    ],
)
def test_more_than_a_fifth_of_change_asks_for_a_sentence(now, before, asks):
    check = a_check(change="met.persons", percent=20)
    check = Check(
        key="moved", level=Level.NEEDS_REASON, change=check.change, percent=20,
        says="{now} 比 {before} {more} {percent}%",
    )  # fmt: skip

    assert bool(ties.changed(check, ties.Change(now=now, before=before))) is asks


def test_the_share_of_a_change_is_rounded_half_up():
    assert ties.Change(now=41, before=30).percent == 37
    assert ties.Change(now=9, before=8).percent == 13
    assert ties.Change(now=7, before=8).words == "少"
    assert ties.Change(now=0, before=0).percent == 0


def test_a_sentence_opens_what_needs_one_but_never_what_must_be_changed():
    must = Problem(field="a", says="甲", level=Level.BLOCKS)
    asks = Problem(field="b", says="乙", level=Level.NEEDS_REASON)
    reminds = Problem(field="c", says="丙", level=Level.REMINDS)
    every = [must, asks, reminds]

    assert ties.open_ones(every, {}) == [must, asks]
    assert ties.open_ones(every, {"a": "没事", "b": " "}) == [must, asks]
    assert ties.open_ones(every, {"a": "没事", "b": "新认定 9 人"}) == [must]
