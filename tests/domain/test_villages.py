"""The towns and villages of the country, read a county at a time."""

import pytest

from station_app.domain import divisions, villages
from station_app.domain.divisions import code_fault


def test_every_town_and_village_of_the_country_stands_in_the_tree_under_its_parents():
    known = divisions.shipped()
    towns = below = 0
    for county in known.counties():
        read = villages.of_county(county)
        for code, name in read.items():
            assert code.isascii()
            assert code.isdecimal()
            assert code.startswith(county)
            assert name.split() == [name]
            if len(code) == 9:
                towns += 1
            else:
                below += 1
                assert not code_fault(code)
                assert code[:9] in read
    assert (towns, below) == (41_351, 620_566)


def test_nearly_every_county_of_the_country_has_its_villages():
    known = divisions.shipped()
    without = {known.name(one) for one in known.counties() if not villages.of_county(one)}
    assert without == {"青石县", "云溪县", "金门县"}


def test_the_towns_of_a_county_are_known_and_their_villages():
    known = divisions.shipped()
    towns = {one.name for one in known.below("440705")}
    assert {"会城街道", "大泽镇", "双水镇", "古井镇"} <= towns
    assert "大泽村" in {one.name for one in known.below("440705101")}
    assert known.full_name("440705101207") == "广东省江门市新会区大泽镇大泽村"


@pytest.mark.parametrize("text", ["大泽村", "dazecun", "dzc"])
def test_a_village_is_found_under_its_county_by_name_sound_and_first_letters(text):
    found = divisions.shipped().find(text, length=12, under="440705")
    assert "440705101207" in [one.code for one in found]


def test_under_a_town_its_own_villages_alone_are_found():
    found = divisions.shipped().find("村", limit=100, length=12, under="440705101")
    assert len(found) > 5
    assert {one.parent for one in found} == {"440705101"}


def test_no_village_bears_the_long_name_of_its_committee():
    known = divisions.shipped()
    names = {name for one in ("440705", "110105", "150221") for name in _villages(known, one)}
    assert not [name for name in names if name.endswith(("村民委员会", "村委会", "居民委员会"))]


def _villages(known, county):
    return [village.name for town in known.below(county) for village in known.below(town.code)]


@pytest.mark.parametrize("code", ["", "44", "4407", "790121", "999999"])
def test_where_no_villages_are_shipped_there_are_none(code):
    assert villages.of_county(code) == {}


def test_a_county_that_is_named_in_a_text_is_known_with_and_without_its_ending():
    known = divisions.shipped()
    assert known.named_in("新会区大泽镇") == ["440705"]
    assert known.named_in("新会 大泽") == ["440705"]
    assert known.named_in("大泽镇") == []
