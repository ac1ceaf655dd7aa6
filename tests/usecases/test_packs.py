"""Which packs stand in the register, as 维护 shows them."""

from station_app.usecases import packs


def test_returns_lists_and_holidays_stand_there_with_their_versions(register):
    found = {one.name: one for one in packs.here(register)}

    assert found["F01 统计表"].version == "2026.1 版"
    assert found["重点关爱"].version == "7 类"
    assert found["2026 年节假日"].version == "已公布"


def test_a_year_whose_holidays_are_not_published_is_provisional(register):
    later = next(one for one in packs.here(register) if one.name == "2027 年节假日")

    assert later.provisional
    assert later.version == "暂定"
