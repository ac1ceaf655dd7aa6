from datetime import time

import pytest

from station_app.domain.notice import hour, normal_number


@pytest.mark.parametrize(
    "typed",
    [
        "青双拥办〔2026〕12号",
        "青双拥办[2026]12号",
        "青双拥办【2026】第12号",
        "青双拥办（2026）012号",
        "青双拥办(2026年)12",
        " 青双拥办 ［２０２６］１２ 号 ",
    ],
)
def test_a_number_of_a_notice_is_written_officially_however_it_is_typed(typed):
    assert normal_number(typed) == "青双拥办〔2026〕12号"


@pytest.mark.parametrize("typed", ["", "镇里口头通知", "12号", "青双拥办『2026』12号"])
def test_what_is_no_official_number_stays_as_it_is(typed):
    assert normal_number(typed) == typed


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("17:00", time(17, 0)),
        ("17：30", time(17, 30)),
        ("9点", time(9, 0)),
        ("17点半", time(17, 30)),
        ("下午 5点20分", time(17, 20)),
        ("1730", time(17, 30)),
        ("17", time(17, 0)),
        ("中午12点", time(12, 0)),
        ("", None),
        ("25:00", None),
        ("10:75", None),
        ("下班前", None),
    ],
)
def test_an_hour_is_read_however_it_is_typed(typed, means):
    assert hour(typed) == means
