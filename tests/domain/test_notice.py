import pytest

from station_app.domain.notice import normal_number


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
