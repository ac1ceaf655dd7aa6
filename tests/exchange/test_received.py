import os

import pytest

from station_app.exchange import received, sticks


@pytest.fixture(autouse=True)
def _no_sticks(monkeypatch):
    monkeypatch.setattr(sticks, "plugged_in", list)


def put(path, at):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    os.utime(path, (at, at))


def test_the_newest_workbooks_come_first_wherever_they_lie(tmp_path):
    put(tmp_path / "Desktop" / "一.xlsx", 1_000)
    put(tmp_path / "下载" / "二.xls", 3_000)
    put(tmp_path / "OneDrive" / "桌面" / "三.xlsx", 2_000)
    months = tmp_path / "Documents" / "WeChat Files" / "wx1" / "FileStorage" / "File"
    put(months / "2027-01" / "四.xlsx", 4_000)
    found = received.newest(tmp_path, 8)
    assert [(one.path.name, one.where) for one in found] == [
        ("四.xlsx", "微信"),
        ("二.xls", "下载"),
        ("三.xlsx", "桌面"),
        ("一.xlsx", "桌面"),
    ]
    assert len(received.newest(tmp_path, 2)) == 2


def test_other_files_and_those_that_are_just_open_are_left_out(tmp_path):
    put(tmp_path / "Desktop" / "~$一.xlsx", 1_000)
    put(tmp_path / "Desktop" / "通知.docx", 1_000)
    put(tmp_path / "xwechat_files" / "wx1" / "msg" / "file" / "2026-01" / "旧.xlsx", 1_000)
    for month in ("2027-01", "2026-12"):
        put(tmp_path / "xwechat_files" / "wx1" / "msg" / "file" / month / f"{month}.xlsx", 2_000)
    names = {one.path.name for one in received.newest(tmp_path, 8)}
    assert names == {"2027-01.xlsx", "2026-12.xlsx"}


def test_a_home_without_such_folders_has_nothing_new(tmp_path):
    assert received.newest(tmp_path / "nobody", 8) == []
