"""Places to back up to."""

import pytest

from station_app.exchange import sticks
from station_app.exchange.sticks import Stick


@pytest.fixture
def folder(tmp_path):
    there = tmp_path / "备份"
    there.mkdir()
    return there


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A stick that is plugged in as long as its folder is there."""
    there = tmp_path / "U盘"
    there.mkdir()
    found = Stick(folder=there, name="U盘", free=10**9, writable=True)
    monkeypatch.setattr(sticks, "plugged_in", lambda: [found] if there.exists() else [])
    return there
