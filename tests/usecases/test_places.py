"""Which station this is: found by typing names, typed where the shipped names end."""

import pytest

from station_app.domain.problems import RefusedFields
from station_app.usecases import places


def test_a_village_is_found_by_a_part_of_its_name():
    assert "790121101201" in [one.code for one in places.find("荷塘")]
    assert places.full_name("790121101201").endswith("青石县柳林镇荷塘村")


def test_a_known_code_brings_all_its_names():
    made = places.station("790121101201")

    assert (made.name, made.village, made.town) == ("荷塘村退役军人服务站", "荷塘村", "柳林镇")
    assert (made.county, made.city, made.province) == ("青石县", "望江市", "云泽省")
    assert (made.short, made.county_short) == ("荷塘", "青退")
    assert made.receiver == "柳林镇退役军人服务站"
    assert not made.provisional


def test_names_given_stand_before_names_known():
    made = places.station(
        "790121101201", name="荷塘退役军人服务站", short="荷", county_short="石退"
    )

    assert (made.name, made.short, made.county_short) == ("荷塘退役军人服务站", "荷", "石退")


def test_below_the_names_that_are_shipped_they_are_typed_once():
    made = places.station("790121999001", town="新田镇", village="上坪社区")

    assert (made.town, made.village, made.short) == ("新田镇", "上坪社区", "上坪")
    assert made.receiver == "新田镇退役军人服务站"


def test_a_village_that_was_renamed_since_bears_the_name_that_is_given():
    made = places.station("440705101207", village="大泽新村")

    assert (made.village, made.town, made.name) == ("大泽新村", "大泽镇", "大泽新村退役军人服务站")


def test_the_village_may_stand_in_the_name_of_the_station():
    assert places.station("790121999001", name="上坪村退役军人服务站").village == "上坪村"


def test_a_short_name_is_never_the_ending_alone():
    assert places.station("790121999001", village="新村").short == "新村"
    assert places.station("790121999001", village="田庄").short == "田庄"


@pytest.mark.parametrize(
    ("code", "field"),
    [("79012110120", "code"), ("7901211012０1", "code"), ("790121999001", "village")],
)
def test_a_station_without_a_code_or_a_village_is_refused(code, field):
    with pytest.raises(RefusedFields) as refused:
        places.station(code)

    assert [one.field for one in refused.value.problems] == [field]


@pytest.mark.parametrize(
    ("above", "code"), [("790121", "790121999999"), ("790121101", "790121101999")]
)
def test_a_village_whose_code_is_not_known_gets_one_for_the_time_being(above, code):
    made = places.provisional(above, village="上坪村", town="新田镇")

    assert (made.code, made.provisional, made.village) == (code, True, "上坪村")
    assert made.town == ("柳林镇" if above == "790121101" else "新田镇")


def test_even_for_the_time_being_a_village_has_a_name():
    with pytest.raises(RefusedFields, match="请填村名"):
        places.provisional("790121", village=" ")


def test_no_hidden_character_gets_into_the_names_of_a_station():
    with pytest.raises(RefusedFields, match="控制字符"):
        places.provisional("790121", village="上\u202e坪村")
