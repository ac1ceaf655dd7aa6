"""Two entries of one person side by side."""

from dataclasses import fields, replace

import pytest
from makers import a_person

from station_app.domain import doubles
from station_app.domain.doubles import Side
from station_app.domain.person import Life, Person, PersonDraft

LISTED = {"phones", "other_names", "holdings", "difficulties", "flags"}
OF_HOME = {"household", "head_name", "household_size"}


def entry(uid: str = "a", **changed) -> Person:
    draft = a_person(**changed)
    own = {one.name: getattr(draft, one.name) for one in fields(PersonDraft)}
    return Person(uid=uid, pinyin="", station="", revision=1, **own)


def said(kept: Person, gone: Person) -> dict[str, doubles.Compared]:
    return {one.field: one for one in doubles.compared(kept, gone, ("谢长林户", "谢常林户"))}


def test_no_field_of_a_person_is_forgotten():
    """Whatever is added to a person's file later must be chosen, listed or of the household."""
    blank = PersonDraft(name="谢长林", number_reason="-")
    own = {one.name: getattr(blank, one.name) for one in fields(PersonDraft)}
    kept = Person(uid="a", pinyin="", station="", revision=1, **own)
    for name in own.keys() - LISTED - OF_HOME - {"relation"}:
        value = getattr(kept, name)
        if not isinstance(value, str) or value:
            continue
        other = replace(kept, uid="b", **{name: "1954-03"})
        assert getattr(doubles.united(kept, other, {name: Side.GONE}), name) or any(
            getattr(doubles.united(kept, other, {first: Side.GONE}), name)
            for first in ("id_number", "division", "residency", "life", "contact_name")
        ), name


@pytest.mark.parametrize(
    ("field", "here", "there", "side"),
    [
        ("ethnicity", "", "汉族", Side.GONE),
        ("ethnicity", "汉族", "", Side.KEPT),
        ("ethnicity", "汉族", "回族", Side.KEPT),
        ("born", "1954", "1954-03-09", Side.GONE),
        ("born", "1954-03-09", "1954", Side.KEPT),
        ("remark", "耳背", "住女儿家", Side.BOTH),
        ("remark", "耳背，住女儿家", "耳背", Side.KEPT),
        ("id_number", "790121195403091230", "790121195403091231", Side.KEPT),
    ],
)
def test_what_says_more_is_proposed(field, here, there, side):
    one = said(entry(**{field: here}), entry("b", **{field: there}))[field]
    assert one.proposed is side


def test_a_death_is_never_lost_by_default():
    one = said(entry(), entry("b", life=Life.DECEASED))["life"]
    assert one.proposed is Side.GONE


def test_an_address_is_chosen_whole():
    kept, gone = entry(), entry("b", group="3组", door="8号")
    one = doubles.united(kept, gone, {"division": Side.GONE})
    assert (one.group, one.door) == ("3组", "8号")


def test_numbers_stay_hidden_where_they_agree():
    kept = entry(id_number="790121195403091230")
    gone = entry("b", id_number="790121195403091231")
    one = said(kept, gone)["id_number"]
    assert (one.kept, one.gone) == (
        "790***********1230（末位不对）",
        "790***********1231（末位不对）",
    )
    middle = replace(gone, id_number="790121195904091230")
    one = said(kept, middle)["id_number"]
    assert (one.kept[9], one.gone[9]) == ("4", "9")
    assert one.kept.count("*") == 9


def test_in_one_household_the_head_stays_head():
    kept, gone = entry(household="h", relation="配偶"), entry("b", household="h", relation="户主")
    assert doubles.united(kept, gone, {}).relation == "户主"
