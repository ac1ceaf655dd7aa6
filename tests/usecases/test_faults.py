"""What stays on the PC outside any register: the last report of a fault."""

import pytest

from station_app.errors import Unwritable
from station_app.storage import appdata
from station_app.usecases import faults


def test_only_the_newest_report_of_a_fault_is_kept():
    faults.keep("ValueError\n  a.py:1\n")
    faults.keep("KeyError\n  b.py:2\n")

    assert [path.read_text("utf-8") for path in appdata.folder().iterdir()] == [
        "KeyError\n  b.py:2\n"
    ]


def test_a_report_is_saved_where_the_worker_wants_it_or_not_at_all(tmp_path):
    faults.save(tmp_path / "问题报告.txt", "KeyError\n")
    assert (tmp_path / "问题报告.txt").read_text("utf-8") == "KeyError\n"

    with pytest.raises(Unwritable, match="没有这个文件夹"):
        faults.save(tmp_path / "没有" / "问题报告.txt", "KeyError\n")
