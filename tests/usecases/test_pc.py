"""What stays on the PC outside any register."""

from station_app.storage import appdata
from station_app.usecases import pc


def test_the_window_is_remembered_where_everything_of_this_pc_is():
    assert pc.folder() == appdata.folder()
