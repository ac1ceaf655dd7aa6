"""Which backups stay, what they are called, and when the worker hears of them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain import backup
from station_app.domain.backup import Failure, Kept, Made, Place

NOON = datetime(2027, 1, 25, 12, tzinfo=UTC)
INSTANTS = st.integers(-110_000, 110_000).map(lambda hours: NOON + timedelta(hours=hours))
BACKUPS = st.lists(st.builds(Made, at=INSTANTS, number=st.integers(1, 10**6)), max_size=120)


def _daily(count, each=1):
    """Backups of that many days in a row, up to noon; the journal grows with each."""
    start = NOON - timedelta(days=count - 1)
    return [
        Made(at=start + timedelta(days=day, hours=hour), number=day * each + hour + 1)
        for day in range(count)
        for hour in range(each)
    ]


def _kept(days=0, place=Place.STICK, number=10):
    made = Made(at=NOON - timedelta(days=days), number=number)
    return Kept(made=made, place=place, folder="", file="一", size=1)


@given(BACKUPS)
def test_never_more_stay_than_the_days_weeks_and_months_and_the_longest(made):
    kept = backup.to_keep(made)

    assert kept <= set(made)
    assert len(kept) <= backup.DAYS + backup.WEEKS + backup.MONTHS + 1


@given(BACKUPS)
def test_the_latest_and_the_longest_journal_always_stay(made):
    kept = backup.to_keep(made)

    if made:
        assert max(one.at for one in made) in {one.at for one in kept}
        assert max(one.number for one in made) in {one.number for one in kept}


@given(BACKUPS)
def test_thinning_out_twice_takes_nothing_more(made):
    kept = backup.to_keep(made)

    assert backup.to_keep(kept) == kept


@given(BACKUPS, st.randoms())
def test_the_order_in_which_a_folder_lists_them_does_not_matter(made, chance):
    shuffled = list(made)
    chance.shuffle(shuffled)

    assert backup.to_keep(shuffled) == backup.to_keep(made)


@given(st.integers(1, 60), st.integers(1, 3))
def test_the_last_of_each_of_the_newest_fortnight_stays(days, each):
    made = _daily(days, each)

    kept = {one.at for one in backup.to_keep(made)}

    assert {one.at for one in made[each - 1 :: each][-backup.DAYS :]} <= kept


def test_three_years_of_daily_backups_thinned_each_day_leave_days_weeks_and_months():
    here: set[Made] = set()
    for one in _daily(3 * 365):
        here = backup.to_keep({*here, one})

    ages = sorted((NOON - one.at).days for one in here)
    assert ages[:14] == list(range(14))
    assert len({one.at.isocalendar()[:2] for one in here}) >= 10
    assert len({(one.at.year, one.at.month) for one in here}) == 24
    assert 690 < ages[-1] < 740


def test_a_clock_set_back_never_costs_the_backup_made_last():
    last = Made(at=datetime(2015, 1, 1, tzinfo=UTC), number=9_999)

    assert last in backup.to_keep([*_daily(800), last])


def test_a_name_says_whose_and_when_and_sorts_by_time():
    early = backup.file_name("荷塘村", NOON)
    late = backup.file_name("荷塘村", NOON + timedelta(hours=1))

    assert early == "荷塘村_2027-01-25_120000.stationbackup"
    assert early < late


def test_an_empty_register_needs_no_backup_and_a_used_one_does():
    assert backup.warning([], None, 0, NOON) is None
    assert backup.warning([], None, 3, NOON)[0] == "登记册还没有备份过。"


@pytest.mark.parametrize(
    ("days", "unsaved", "warns"), [(6, 9, False), (7, 9, True), (90, 0, False)]
)
def test_a_week_of_work_without_a_backup_is_said(days, unsaved, warns):
    said = backup.warning([_kept(days)], None, unsaved, NOON)

    assert (said is not None) is warns
    if said:
        assert said[0] == f"备份已有 {days} 天，之后又记了 {unsaved} 笔。"


def test_backups_on_this_pc_alone_are_not_enough():
    assert "只在这台电脑上" in backup.warning([_kept(place=Place.PC)], None, 0, NOON)[0]


def test_a_stick_that_stayed_away_for_a_week_is_asked_for():
    here, away = _kept(place=Place.PC, number=20), _kept(8, number=10)

    assert "已有 8 天" in backup.warning([here, away], None, 0, NOON)[0]


def test_a_stick_that_holds_all_there_is_may_stay_away():
    here, away = _kept(place=Place.PC, number=10), _kept(60, number=10)

    assert backup.warning([here, away], None, 0, NOON) is None


def test_a_failure_is_said_before_anything_else():
    failure = Failure(at=NOON, what="U盘放不下。", remedy="请换一个U盘再试。")

    said = backup.warning([_kept()], failure, 0, NOON)

    assert said == ("上次备份没有做成：U盘放不下。", "请换一个U盘再试。")
