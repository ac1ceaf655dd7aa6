"""What stays on the PC outside any register: the last report of a fault."""

import pytest

from station_app.errors import Unwritable
from station_app.storage import appdata
from station_app.usecases import pc


def test_only_the_newest_report_of_a_fault_is_kept():
    pc.keep_report("ValueError\n  a.py:1\n")
    pc.keep_report("KeyError\n  b.py:2\n")

    assert pc.folder() == appdata.folder()
    assert [path.read_text("utf-8") for path in pc.folder().iterdir()] == ["KeyError\n  b.py:2\n"]


def test_a_report_is_saved_where_the_worker_wants_it_or_not_at_all(tmp_path):
    pc.save_report(tmp_path / "问题报告.txt", "KeyError\n")
    assert (tmp_path / "问题报告.txt").read_text("utf-8") == "KeyError\n"

    with pytest.raises(Unwritable, match="没有这个文件夹"):
        pc.save_report(tmp_path / "没有" / "问题报告.txt", "KeyError\n")
