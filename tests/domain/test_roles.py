"""Who may do what."""

import pytest

from station_app.domain.roles import Right, Role, may, who_may


@pytest.mark.parametrize("right", list(Right))
def test_for_every_right_somebody_may_use_it(right):
    assert may(who_may(right), right)


def test_a_worker_prepares_and_a_head_reviews():
    assert may(Role.WORKER, Right.PREPARE)
    assert not may(Role.HEAD, Right.PREPARE)
    assert may(Role.HEAD, Right.REVIEW)
    assert not may(Role.WORKER, Right.REVIEW)


@pytest.mark.parametrize(
    "right",
    [Right.ACCOUNTS, Right.VOID_OTHERS, Right.UNDO_IMPORT, Right.STATION],
)
def test_only_a_head_may(right):
    assert not may(Role.WORKER, right)
    assert who_may(right) is Role.HEAD


@pytest.mark.parametrize(
    "right", [Right.PEOPLE, Right.VISITS, Right.PLANS, Right.IMPORT, Right.EXPORT, Right.OWN]
)
def test_both_may(right):
    assert may(Role.WORKER, right)
    assert may(Role.HEAD, right)
