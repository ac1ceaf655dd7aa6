"""People as a table: any entry they have, and nothing changes when it is read in again."""

import itertools
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from makers import a_number, a_person

from station_app.domain import headings, person_details, word_lists
from station_app.domain.category import Holding
from station_app.domain.export import NOTICE_BOARD, Order
from station_app.domain.headings import Sure
from station_app.domain.identity import Mask, Sex
from station_app.domain.person import (
    Difficulty,
    Flag,
    NameKind,
    OtherName,
    Phone,
    Severity,
    Standing,
    Tier,
    Trouble,
)
from station_app.domain.roster import Status
from station_app.domain.selection import Selection
from station_app.errors import Refused
from station_app.usecases import people, people_table, roster, tables

EVERY = tuple(one.key for one in people_table.columns())
WORDS = st.text(alphabet="老屋漏雨儿子在外=+-'@12，。 A", min_size=1, max_size=12).map(str.strip)
NUMBERS = itertools.count(1)


@st.composite
def persons(draw):
    """Somebody as the form would let him be registered, each with a number of his own."""
    n = next(NUMBERS)
    born = date(1940, 1, 1).replace(year=1940 + n % 50, month=1 + n % 12)
    sequence = 101 + 2 * (n // 50 % 400)
    kinds = (("YF18", "14"), ("YF18", "51"), ("SEED7", "2"), ("SEED7", "4"), ("MERIT", "33"))
    phones = (Phone(number=f"154{n:08}"), Phone(number=f"155{n:08}"))
    contact = draw(st.booleans())
    troubles = draw(st.lists(st.sampled_from(list(Trouble)), unique=True, max_size=2))
    return a_person(
        name=draw(st.sampled_from(["罗秀英", "阿依古丽·买买提", "周㛃", "王𠅤", "李䶮"])),
        id_number=a_number(born.isoformat(), sequence),
        sex=Sex.MALE,
        born=born.isoformat(),
        group=draw(st.sampled_from(["1组", "6组", "12组"])),
        door=f"{n}号",
        address=draw(st.sampled_from(["", "老祠堂后第三排", "-老街口"])),
        phones=draw(st.sampled_from([(), phones[:1], phones, (replace(phones[0], owner="次子"),)])),
        standing=draw(st.sampled_from([Standing.VETERAN, Standing.BEREAVED])),
        tier=draw(st.sampled_from(list(Tier))),
        flags=tuple(draw(st.lists(st.sampled_from(list(Flag)[:3]), unique=True))),
        holdings=tuple(
            Holding(scheme=scheme, code=code, since="2020-01-01")
            for scheme, code in draw(st.lists(st.sampled_from(kinds), unique=True, max_size=3))
        ),
        difficulties=tuple(
            Difficulty(kind=kind, severity=Severity.MIDDLE, since="2026-01-01", note=draw(WORDS))
            for kind in troubles
        ),
        other_names=draw(st.sampled_from([(), (OtherName(kind=NameKind.FORMER, name="罗二妹"),)])),
        contact_name="罗守业" if contact else "",
        contact_relation="子" if contact else "",
        contact_phone="15400000876" if contact else "",
        enlisted=draw(st.sampled_from(["", "1965", "1965-03"])),
        discharged=draw(st.sampled_from(["", "1969", "1969-12"])),
        disability=draw(st.sampled_from(["", "七级"])),
        remark=draw(st.just("") | WORDS),
        **{
            name: draw(st.sampled_from(["", *word_lists.words(name)]))
            for name in person_details.CODED
        },
        employer=draw(st.sampled_from(["", "柳林镇中心小学"])),
        benefit_since=draw(st.sampled_from(["", "2019-03"])),
        card_on=draw(st.sampled_from(["", "2022-08-01"])),
    )


def nothing(_done, _total):
    """Say nothing of progress."""


def whole(path, register, columns=EVERY):
    """Save everybody with whole numbers, as for another PC of the station."""
    order = Order(columns=columns, purpose="本站核对", mask=Mask.FULL, whole_phones=True)
    source = people_table.source(register, Selection())
    assert tables.save(register, source, order, path, nothing) == source.count
    return path


def written(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


@settings(
    deadline=None,
    max_examples=5,
    phases=(Phase.generate,),  # the register keeps those of earlier examples, so none is smallest
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(village=st.lists(persons(), min_size=1, max_size=12))
def test_whoever_they_are_reading_our_own_table_again_changes_nothing(register, tmp_path, village):
    for draft in village:
        people.register(register, draft)

    seen = roster.preview(register, whole(tmp_path / "名单.xlsx", register))

    told = [
        (line.reasons, line.fills) for line in seen.lines if line.status is not Status.UNCHANGED
    ]
    assert told == []
    assert len(seen.lines) == people_table.source(register, Selection()).count


def test_no_heading_of_our_own_table_is_asked_about_or_taken_for_another():
    for one in people_table.columns():
        match = headings.understand(one.label)
        assert match.sure in (Sure.KNOWN, Sure.UNUSED)
        assert match.field in (one.key, "")


def test_what_the_screen_does_not_show_can_be_saved_too(register, tmp_path):
    people.register(register, a_person(remark="爱下棋", contact_name="谢守业"))

    heads, row = written(
        whole(tmp_path / "名单.xlsx", register, ("name", "contact_name", "remark"))
    )

    assert heads == ("姓名", "联系人", "备注")
    assert row == ("谢长林", "谢守业", "爱下棋")


@pytest.mark.parametrize(
    ("mask", "shown"),
    [
        (Mask.BIRTH, "790121********1231"),
        (Mask.MIDDLE, "790121******091231"),
        (Mask.LAST4, "79012119540309****"),
        (Mask.LAST6, "790121195403******"),
        (Mask.NONE, ""),
    ],
)
def test_numbers_are_masked_as_the_notice_wants_them_and_phones_too(
    register, tmp_path, mask, shown
):
    number = people.register(register, a_person()).id_number
    order = Order(columns=("name", "id_number", "phone"), purpose="上级要表", mask=mask)
    path = tmp_path / "名单.xlsx"

    tables.save(register, people_table.source(register, Selection()), order, path, nothing)

    _heads, row = written(path)
    assert row == ("谢长林", shown.replace("1231", number[-4:]), "154****5713")
    assert not order.whole_numbers


def test_a_public_notice_shows_neither_numbers_nor_health(register, tmp_path):
    people.register(register, a_person())
    source = people_table.source(register, Selection())
    posted = tuple(one.key for one in source.columns if one.public)
    path = tmp_path / "公示.xlsx"

    tables.save(register, source, Order(columns=posted, purpose=NOTICE_BOARD), path, nothing)

    assert written(path)[0] == (
        "姓名",
        "性别",
        "年龄",
        "县、区",
        "乡镇、街道",
        "村、社区",
        "组",
        "立功受奖",
    )
    for key in ("id_number", "phone", "category", "priority", "disability", "trouble", "remark"):
        order = Order(columns=(*posted, key), purpose=NOTICE_BOARD)
        with pytest.raises(Refused, match="公示不能有"):
            tables.save(register, source, order, path, nothing)


def test_only_those_under_the_conditions_are_saved_in_the_order_of_the_list(register, tmp_path):
    for n, name, group in ((101, "周㛃", "1组"), (103, "罗秀英", "2组"), (105, "丁国强", "1组")):
        people.register(register, a_person(name=name, id_number=a_number(sequence=n), group=group))
    source = people_table.source(register, Selection(groups=("1组",)))
    path = tmp_path / "名单.xlsx"

    order = Order(columns=("name",), purpose="本站核对")
    assert tables.save(register, source, order, path, nothing) == source.count == 2

    assert written(path)[1:] == [("丁国强",), ("周㛃",)]
