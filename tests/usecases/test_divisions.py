from dataclasses import replace

import pytest

from station_app.domain.problems import RefusedFields
from station_app.usecases import divisions, people


def test_a_village_typed_once_is_known_from_then_on(register):
    divisions.remember(register, "440705999201", "上坪村", "双水镇")
    known = people.known_divisions(register)
    assert known.full_name("440705999201") == "广东省江门市新会区双水镇上坪村"
    assert [one.code for one in divisions.find(register, "新会上坪")] == ["440705999201"]


def test_a_village_can_be_renamed_and_its_town_is_kept(register):
    divisions.remember(register, "440705999201", "上坪村", "双水镇")
    divisions.remember(register, "440705999201", "上坪社区", "别的镇")
    known = people.known_divisions(register)
    assert known.full_name("440705999201") == "广东省江门市新会区双水镇上坪社区"


def test_a_village_of_the_country_is_found_when_the_text_names_its_county(register):
    assert "440705101207" in [one.code for one in divisions.find(register, "新会大泽村")]
    assert "440705101207" in [one.code for one in divisions.find(register, "新会区dzc", 40)]
    assert "440705101207" not in [one.code for one in divisions.find(register, "大泽村", 40)]


def test_villages_of_the_own_county_are_found_without_naming_it(register, monkeypatch):
    own = replace(register.station, code="440705101001")
    monkeypatch.setattr(type(register), "station", property(lambda _: own))
    assert divisions.find(register, "大泽村")[0].code == "440705101207"
    assert "440705101207" in [one.code for one in divisions.find(register, "dzc")]


def test_a_shipped_village_can_be_given_its_new_name(register):
    divisions.remember(register, "440705101207", "大泽新村")
    assert people.known_divisions(register).name("440705101207") == "大泽新村"
    assert "440705101207" in [one.code for one in divisions.find(register, "新会大泽新村")]


@pytest.mark.parametrize(
    ("code", "name", "field"),
    [
        ("44070510120", "上坪村", "code"),
        ("440705101000", "上坪村", "code"),
        ("990705101201", "上坪村", "code"),
        ("440705999201", " ", "name"),
    ],
)
def test_what_is_no_village_is_refused(register, code, name, field):
    with pytest.raises(RefusedFields) as refused:
        divisions.remember(register, code, name)
    assert [problem.field for problem in refused.value.problems] == [field]
