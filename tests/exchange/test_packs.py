"""Templates are data: what is shipped reads, what is wrong is named."""

import pytest

from station_app.domain.problems import Level
from station_app.domain.template import Count, Shape, Source
from station_app.errors import Unreadable
from station_app.exchange import packs

SMALL = """
code = "F90"
title = "试表"
version = "1"
effective = 2026-01-01
shape = "table"
measure = "单位：人"

[page]
upright = true

[[column]]
key = "item"
heads = ["项目"]
shows = ["label"]

[[column]]
key = "persons"
heads = ["人数"]
count = "persons"

[[row]]
key = "kin"
label = "烈属"
of = "people"
any = [{ scheme = "YF18", codes = ["21"] }]

[[check]]
key = "few"
level = "提醒"
rule = "persons >= persons"
says = "{row}"
"""


def test_the_two_shipped_returns_read():
    codes = {template.code: template for template in packs.shipped()}

    assert codes["F01"].shape is Shape.TABLE
    assert not codes["F01"].personal
    assert codes["F03"].shape is Shape.ROSTER
    assert codes["F03"].personal


def test_the_first_return_has_the_columns_and_rows_the_notice_names():
    template = next(one for one in packs.shipped() if one.code == "F01")

    assert [column.heads[-1].replace("\n", "") for column in template.figure_columns] == [
        "人数", "人次", "户数", "户次", "慰问金（元）", "慰问品（份）",
    ]  # fmt: skip
    assert [row.label for row in template.rows] == [
        "应走访", "走访合计", "光荣之家", "功臣", "烈属", "困难退役军人", "重点优抚对象",
        "零就业家庭", "鳏寡孤独人员", "脱贫不稳定户", "重病重残人员", "突发严重困难户",
        "二等功以上", "边海防官兵家庭",
    ]  # fmt: skip


def test_what_has_no_meaning_or_is_not_kept_has_no_figure():
    template = next(one for one in packs.shipped() if one.code == "F01")

    figures = template.figures()

    assert figures["due.money"] is None
    assert figures["goods_worth"] is None
    assert figures["due.persons"] is not None


def test_a_small_template_reads():
    template = packs.parse(SMALL.encode())

    assert template.row("kin").source is Source.PEOPLE
    assert template.column("persons").count is Count.PERSONS
    assert template.checks[0].level is Level.REMINDS


@pytest.mark.parametrize(
    ("what", "into", "named"),
    [
        ('code = "F90"', "", "表样：code"),
        ('title = "试表"', 'title = "试表"\nnonsense = 1', "表样：nonsense"),
        ('count = "persons"', 'count = "horses"', "column 2：count"),
        ('of = "people"', 'of = "people"\nany_more = true', "row 1：any_more"),
        ('{ scheme = "YF18", codes = ["21"] }', "{ }", "any"),
        ('{ scheme = "YF18", codes = ["21"] }', '{ codes = ["21"] }', "any"),
        ("effective = 2026-01-01", 'effective = "bald"', "表样：effective"),
        ("upright = true", "upright = 3", "page：upright"),
        ('key = "kin"', 'key = "persons"', "key：persons"),
        ('shows = ["label"]', 'shows = ["name"]', "column item：shows"),
        ('rule = "persons >= persons"', 'rule = "horses >= persons"', "check few"),
        ('rule = "persons >= persons"', 'rule = "persons"', "check few：rule"),
        ('rule = "persons >= persons"', 'finds = "horses"', "check few"),
        ('level = "提醒"', 'level = "大事"', "check 1：level"),
        ('heads = ["人数"]', "heads = [1]", "column 2：heads"),
        ('heads = ["人数"]', "heads = []", "column persons"),
        ("[[row]]", "[[raw]]", "表样：raw"),
        ("upright = true", 'upright = true\nrow = "tall"', "page：row"),
        ("[[column]]", "column = 3\n[[other]]", "表样|page"),
        ('shape = "table"', 'shape = "roster"', "column"),
        (
            "[[check]]",
            '[[tail]]\n[[tail.fact]]\nkey = "x"\nword = "x"\n'
            'count = "money"\nof = "people"\n[[check]]',
            "fact：count",
        ),
    ],
)
def test_what_is_wrong_in_a_template_is_named(what, into, named):
    with pytest.raises(Unreadable, match=named):
        packs.parse(SMALL.replace(what, into, 1).encode(), "试.toml")


@pytest.mark.parametrize("data", [b"\xff\xfe", b"code =", b"#" * 200_001])
def test_what_is_no_template_at_all_is_refused(data):
    with pytest.raises(Unreadable):
        packs.parse(data, "试.toml")


def test_a_template_that_is_gone_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="读不了"):
        packs.load(tmp_path / "gone.toml")
