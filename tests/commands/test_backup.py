"""`station backup` and `station restore`, as a script or a scheduled task calls them."""

import json
from pathlib import Path

import pytest
import shell
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_person

from station_app.domain.roles import Role
from station_app.exchange import sticks
from station_app.exchange.sticks import Stick
from station_app.register import pc_clock
from station_app.usecases import first_run, people, workers

MINE = ("--as", "王芳")
WORD = {"password": WORKER_PASSWORD}


@pytest.fixture
def begun():
    return first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )


@pytest.fixture
def file(tmp_path, begun):
    """A register with one person in it and 王芳 as its worker, opened by nobody."""
    register = first_run.create(tmp_path / "荷塘村.station", begun, clock=pc_clock)
    workers.add_account(
        register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
    )
    people.register(register, a_person())
    register.close()
    return tmp_path / "荷塘村.station"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "备份"


@pytest.fixture
def made(file, folder):
    """A backup that a command made."""
    shell.call("backup", file, "--to", folder, *MINE, **WORD)
    (found,) = folder.glob("*.stationbackup")
    return found


def test_a_backup_says_that_it_was_proven(file, folder):
    told, said = shell.call("backup", file, "--to", folder, *MINE, **WORD)

    assert "已恢复一遍核对" in told
    assert "人员 1 人，完好" in told
    assert said == ""
    assert len(list(folder.iterdir())) == 1


def test_a_backup_answers_with_one_json_document(file, folder):
    told, _ = shell.call("backup", file, "--to", folder, *MINE, "--json", **WORD)

    answer = json.loads(told)
    assert answer["proven"] is True
    assert answer["counts"]["person"] == 1
    assert Path(answer["file"]).stat().st_size == answer["size"]
    assert answer["journal"]["number"] == 3


def test_a_backup_is_restored_under_a_new_name_and_checks_out(made, tmp_path):
    there = tmp_path / "新电脑.station"

    told, _ = shell.call("restore", made, "--to", there, *MINE, **WORD)

    assert HETANG.name in told
    told, _ = shell.call("check", there, *MINE, **WORD)
    assert "没有发现问题" in told
    told, _ = shell.call("find", there, "谢", *MINE, **WORD)
    assert "谢长林" in told


def test_a_restore_over_a_register_asks_and_keeps_both(made, file, tmp_path):
    said = shell.refused("restore", made, "--to", file, *MINE, **WORD)
    assert "--keep-both" in said

    told, _ = shell.call("restore", made, "--to", file, "--keep-both", *MINE, "--json", **WORD)

    former = json.loads(told)["former"]
    assert "恢复前" in former
    told, _ = shell.call("find", former, "谢", *MINE, **WORD)
    assert "谢长林" in told


def test_the_recovery_code_alone_restores_a_backup_from_a_stick(file, begun, tmp_path, monkeypatch):
    there = tmp_path / "U盘"
    there.mkdir()
    stick = Stick(folder=there, name="U盘", free=10**9, writable=True)
    monkeypatch.setattr(sticks, "plugged_in", lambda: [stick])
    told, _ = shell.call("backup", file, "--to", there, *MINE, "--json", **WORD)
    answer = json.loads(told)
    assert answer["place"] == "U盘"

    told, said = shell.call(
        "restore", answer["file"], "--to", tmp_path / "二.station", "--json",
        recovery_code=begun.code,
    )  # fmt: skip

    assert json.loads(told)["counts"]["person"] == 1
    assert "没有带密码" in said


def test_a_stick_carries_passwords_where_that_is_asked_for(file, tmp_path, monkeypatch):
    there = tmp_path / "U盘"
    there.mkdir()
    stick = Stick(folder=there, name="U盘", free=10**9, writable=True)
    monkeypatch.setattr(sticks, "plugged_in", lambda: [stick])
    shell.call("backup", file, "--to", there, "--with-passwords", *MINE, **WORD)
    (made,) = there.glob("*.stationbackup")

    shell.call("restore", made, "--to", tmp_path / "二.station", *MINE, **WORD)


def test_the_code_may_be_used_where_passwords_are_forgotten(made, begun, tmp_path):
    shell.call("restore", made, "--to", tmp_path / "二.station", "--code", recovery_code=begun.code)

    assert (tmp_path / "二.station.keys").exists()


def test_a_wrong_password_and_a_wrong_code_are_refused_in_plain_words(made, tmp_path):
    there = tmp_path / "二.station"
    other = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    assert "密码不对" in shell.refused(
        "restore", made, "--to", there, *MINE, password="falsch-falsch-1"
    )
    assert "恢复码打不开" in shell.refused(
        "restore", made, "--to", there, "--code", recovery_code=other.code
    )
    assert "--as" in shell.refused("restore", made, "--to", there, **WORD)
    assert not there.exists()


def test_what_is_no_backup_is_refused_also_as_json(file, tmp_path):
    told, _ = shell.call("restore", file, "--to", tmp_path / "二.station", "--json", code=1)

    assert json.loads(told)["error"]["what"] == "这不是登记册的备份。"


def test_a_cut_backup_is_refused(made, tmp_path):
    made.write_bytes(made.read_bytes()[:-100_000])

    assert "不完整" in shell.refused("restore", made, "--to", tmp_path / "二.station")


def test_a_folder_that_cannot_be_made_is_named(file, tmp_path):
    said = shell.refused("backup", file, "--to", tmp_path / "没有" / "备份", *MINE, **WORD)
    assert "“没有”" in said

    (tmp_path / "文件").write_text("一", "utf-8")
    said = shell.refused("backup", file, "--to", tmp_path / "文件", *MINE, **WORD)
    assert "不是文件夹" in said


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_where_to_must_be_said(command, file):
    shell.call(command, file, code=2)
