from datetime import date

import pytest

from station_app.domain import completeness
from station_app.domain.category import Holding
from station_app.domain.person import Paper, PersonDraft, Phone, Standing

TODAY = date(2026, 11, 24)


def a_full_draft(**changed) -> PersonDraft:
    facts = {
        "name": "谢长林", "id_number": "790121195403091237", "born": "1954-03-09", "door": "2号",
        "phones": (Phone(number="15400005713"),), "contact_name": "谢玲", "medical": "居民医保",
        "pension": "无", "marriage": "丧偶", "health": "有慢性病", "enlisted": "1974-12",
        "discharged": "1977-11", "card": "已领取",
    }  # fmt: skip
    return PersonDraft(**{**facts, **changed})


def lacking(**changed):
    return [one.word for one in completeness.of(a_full_draft(**changed), TODAY).lacks]


def test_a_file_that_lacks_nothing_is_whole():
    found = completeness.of(a_full_draft(), TODAY)
    assert (found.percent, found.lacks, found.says) == (100, (), "")


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"id_number": ""}, "证件号码"),
        ({"born": ""}, "出生日期"),
        ({"door": ""}, "住址"),
        ({"phones": ()}, "电话"),
        ({"contact_name": ""}, "联系人"),
        ({"pension": ""}, "养老保障"),
        ({"enlisted": ""}, "入伍时间"),
        ({"card": ""}, "优待证"),
        ({"disability": "因战六级"}, "残疾证号"),
        ({"born": "1980-05"}, "从业状况"),
        ({"holdings": (Holding(scheme="YF18", code="51"),)}, "类别依据"),
    ],
)
def test_what_is_not_known_is_named(changed, word):
    assert lacking(**changed) == [word]


def test_only_what_concerns_somebody_is_asked_for():
    family = {"standing": Standing.FAMILY, "enlisted": "", "discharged": "", "card": ""}
    assert lacking(**family) == []
    assert lacking(paper=Paper.NONE, id_number="") == []
    assert lacking(standing=Standing.BEREAVED, enlisted="", discharged="", card="") == ["优待证"]


def test_what_to_collect_next_says_how():
    found = completeness.of(a_full_draft(contact_name="", pension=""), TODAY)
    assert found.says == "联系人（问一位常联系的亲属和电话）；养老保障（问每月领哪一种养老金）。"
    assert found.percent == 100 * 11 // 13
