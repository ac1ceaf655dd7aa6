import pytest

from station_app.domain import divisions
from station_app.domain.divisions import Division


def test_the_fictional_station_and_the_counties_of_the_country_are_known():
    known = divisions.shipped()
    assert known.full_name("790121101201") == "云泽省望江市青石县柳林镇荷塘村"
    assert known.full_name("440705") == "广东省江门市新会区"
    assert {"790121", "440705"} <= known.counties()
    assert len(known.counties()) > 2800


def test_municipal_districts_are_named_without_the_idle_level():
    assert divisions.shipped().full_name("110105") == "北京市朝阳区"


def test_every_division_has_a_parent_that_is_known():
    known = divisions.shipped()
    for province in known.below(""):
        for city in known.below(province.code):
            assert city.parent == province.code
            assert known.below(city.code) or len(city.code) == 6


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("荷塘村", "790121101201"),
        ("青石 柳林 荷塘村", "790121101201"),
        ("江门新会", "440705"),
        ("石桥", "790121101202"),
        ("qingshi", "790121"),
        ("QingShiXian", "790121"),
        ("青石县llz", "790121101"),
        ("青石县柳林镇hetang", "790121101201"),
        ("青石htc", "790121101201"),
        ("shanxian", "371722"),
    ],
)
def test_a_place_is_found_by_typing_its_names(text, first):
    found = divisions.shipped().find(text)
    assert first in [division.code for division in found]


def test_a_name_in_one_piece_comes_before_scattered_characters():
    found = divisions.shipped().find("台山")
    assert divisions.shipped().full_name("440781") == "广东省江门市台山市"
    assert "440781" in [division.code for division in found[:2]]


def test_letters_find_the_name_they_spell_out_before_names_they_only_begin():
    found = [one.name for one in divisions.shipped().find("xh", length=6)]
    whole = [name for name in found if len(name) == 3]
    assert "新会区" in found
    assert found[: len(whole)] == whole


def test_places_are_found_on_one_level_alone():
    assert {len(one.code) for one in divisions.shipped().find("h", length=12)} == {12}


def test_nothing_typed_finds_nothing_and_lists_stay_short():
    assert divisions.shipped().find("  ") == []
    assert len(divisions.shipped().find("区", limit=5)) == 5


def test_what_a_station_has_learnt_wins_over_what_is_shipped():
    known = divisions.shipped().with_these([Division(code="790121101201", name="新荷塘村")])
    assert known.name("790121101201") == "新荷塘村"
    assert known.name("999999999999") == ""
    assert [one.name for one in known.above("790121101201")][-1] == "新荷塘村"


@pytest.mark.parametrize("code", ["79012110120", "79012110120x", "７９0121101201", "790121101000"])
def test_a_code_that_names_no_village_is_told(code):
    assert divisions.code_fault(code)
    assert divisions.code_fault("790121101201") == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("第三村民小组", "3组"), ("第十组", "10组"), ("十二组", "12组"), ("三", "3组"),
        ("3", "3组"), ("03组", "3组"), ("3.0", "3组"), (" 3 组 ", "3组"), ("5队", "5组"),
        ("老屋组", "老屋组"), ("塘一", "塘一"), ("百组", "百组"), ("", ""),
    ],
)  # fmt: skip
def test_groups_are_kept_in_one_way(typed, kept):
    assert divisions.tidy_group(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("17", "17号"), ("17号", "17号"), ("17.0", "17号"), ("十七号", "17号"), ("17-2", "17-2号"),
        ("附5号", "附5号"), ("一〇二", "102号"), ("", ""),
    ],
)  # fmt: skip
def test_doors_are_kept_in_one_way(typed, kept):
    assert divisions.tidy_door(typed) == kept


def test_homes_stand_in_the_order_in_which_they_are_walked_past():
    homes = [("10组", "2号"), ("2组", "11号"), ("老屋组", "1号"), ("2组", "3号"), ("2组", "3-1号")]
    ordered = sorted(homes, key=lambda home: divisions.route_key(*home))
    assert ordered == [
        ("2组", "3号"),
        ("2组", "3-1号"),
        ("2组", "11号"),
        ("10组", "2号"),
        ("老屋组", "1号"),
    ]


def test_an_address_is_one_word():
    assert divisions.address_of("荷塘村", "3组", "17号") == "荷塘村3组17号"
