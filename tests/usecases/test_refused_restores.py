"""Restores that are refused, asked about or stopped: what stood there stands as before."""

import json
import shutil
import zipfile
from datetime import timedelta

import pytest
from backing import names
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_number, a_person

from station_app.domain.roles import Role
from station_app.errors import Held, Newer, Refused, StationError, Stopped, Unreadable, Unwritable
from station_app.exchange import sticks
from station_app.exchange.sticks import Stick
from station_app.storage import archive, sidecar
from station_app.usecases import first_run, people, restoring, workers
from station_app.usecases.restoring import Standing


def test_another_register_is_never_replaced(made, ours, another_station, clock):
    another_station.close()
    before = another_station.path.read_bytes()

    with pytest.raises(Refused, match="另一个登记册"):
        restoring.restore(
            made,
            another_station.path,
            restoring.by_register(ours, made),
            keep_both=True,
            clock=clock,
        )

    assert another_station.path.read_bytes() == before


def test_the_key_file_of_another_register_is_not_written_over(made, ours, another_station, clock):
    another_station.close()
    other = another_station.path
    moved = other.with_name("搬走.station")
    other.rename(moved)

    with pytest.raises(Refused, match="钥匙文件"):
        restoring.restore(made, other, restoring.by_register(ours, made), clock=clock)

    assert sidecar.find(moved) is not None


def test_a_register_that_is_open_is_not_replaced(made, ours, clock):
    with pytest.raises(Held):
        restoring.restore(
            made, ours.path, restoring.by_register(ours, made), keep_both=True, clock=clock
        )


@pytest.mark.parametrize("name", ["荷塘村.txt", "荷塘村.station.keys", "荷塘村"])
def test_a_restored_register_is_called_like_one(made, ours, tmp_path, clock, name):
    with pytest.raises(Refused, match="不是登记册的文件名"):
        restoring.restore(made, tmp_path / name, restoring.by_register(ours, made), clock=clock)


@pytest.mark.parametrize("place", [4_200, 150_000, -1_500])
def test_a_changed_backup_restores_nothing(made, ours, new_pc, clock, place):
    opener = restoring.by_register(ours, made)
    raw = bytearray(made.read_bytes())
    raw[place] ^= 1
    made.write_bytes(raw)

    with pytest.raises(Unreadable):
        restoring.restore(made, new_pc, opener, clock=clock)

    assert not list(new_pc.parent.glob("荷塘村*"))


@pytest.mark.parametrize("size", [0, 4, 40, 100_000])
def test_a_cut_backup_says_so(made, size):
    made.write_bytes(made.read_bytes()[:size])

    with pytest.raises(Unreadable, match=r"不完整|不是登记册的备份"):
        restoring.accounts(made)


def test_files_that_are_no_backups_are_named_as_such(ours, tmp_path):
    zipped = shutil.make_archive(str(tmp_path / "照片"), "zip", tmp_path, ".")

    with pytest.raises(Unreadable, match="不是登记册的备份"):
        restoring.accounts(ours.path)
    with pytest.raises(Unreadable):
        restoring.accounts(tmp_path / zipped)
    with pytest.raises(Unreadable, match="找不到"):
        restoring.accounts(tmp_path / "没有.stationbackup")


def test_a_backup_of_a_newer_program_is_left_alone(made, ours, new_pc, clock, monkeypatch):
    monkeypatch.setattr(archive, "FORMAT", 0)

    with pytest.raises(Newer, match="更新版本的程序做的"):
        restoring.by_register(ours, made)


@pytest.mark.parametrize("at", [0.0, 0.7, 1.0])
def test_a_cancelled_restore_leaves_what_stood(made, ours, clock, at):
    def cancelled(done, total):
        if done >= at * total:
            raise Stopped("已经停下。", "")

    opener = restoring.by_register(ours, made)
    ours.close()
    before = ours.path.read_bytes()

    with pytest.raises(Stopped):
        restoring.restore(made, ours.path, opener, keep_both=True, step=cancelled, clock=clock)

    assert ours.path.read_bytes() == before
    assert not list(ours.path.parent.glob("*恢复前*"))
    assert not list(ours.path.parent.glob("*.part"))


def test_a_full_disk_leaves_what_stood(made, ours, clock, no_file_beyond):
    opener = restoring.by_register(ours, made)
    ours.close()

    with no_file_beyond(300_000), pytest.raises(Unwritable):
        restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert names(ours.path, clock) == ["谢长林"]
    assert not list(ours.path.parent.glob("*.part"))


def test_a_disk_without_room_is_refused_before_anything_is_written(
    made, ours, new_pc, clock, monkeypatch
):
    full = Stick(folder=new_pc.parent, name="新电脑", free=100_000, writable=True)
    monkeypatch.setattr(sticks, "look_at", lambda _folder: full)

    with pytest.raises(Refused, match="放不下"):
        restoring.restore(made, new_pc, restoring.by_register(ours, made), clock=clock)

    assert not list(new_pc.parent.glob("荷塘村*"))


def test_a_place_that_is_not_there_is_named(made, ours, tmp_path, clock):
    with pytest.raises(StationError, match="没有“没有”这个文件夹"):
        restoring.restore(
            made, tmp_path / "没有" / "一.station", restoring.by_register(ours, made), clock=clock
        )


def test_a_wrong_code_and_a_code_of_another_station_are_refused(made, another_station, clock):
    other = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    with pytest.raises(Refused, match="恢复码打不开这个备份"):
        restoring.by_code(made, other.code)
    with pytest.raises(Refused, match="不是本登记册的"):
        restoring.by_register(another_station, made)


def test_an_older_backup_asks_before_it_takes_the_place_of_a_newer_register(ours, made, clock):
    people.register(ours, a_person(name="谢春生", id_number=a_number("1954-03-09", 321)))
    number = ours.last_deed
    opener = restoring.by_register(ours, made)
    ours.close()

    with pytest.raises(Standing) as asked:
        restoring.restore(made, ours.path, opener, clock=clock)

    assert asked.value.here.number == number
    assert asked.value.backup.number < number
    assert f"记到第 {number} 笔" in asked.value.what
    assert names(ours.path, clock) == ["谢春生", "谢长林"]


def test_an_accounts_wrong_passwords_are_counted_for_backups_too(made, clock):
    for _ in range(4):
        with pytest.raises(workers.WrongPassword):
            restoring.by_password(made, "王芳", "falsch-falsch-1", clock=clock)

    with pytest.raises(Refused, match="次数多了"):
        restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock)
    clock.at += timedelta(seconds=61)
    assert restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock).account.name == "王芳"


@pytest.mark.parametrize("number", [2**63, -1])
def test_a_backup_that_claims_an_impossible_journal_number_is_called_changed(made, number):
    with zipfile.ZipFile(made) as known:
        parts = {name: known.read(name) for name in known.namelist()}
    said = json.loads(parts[archive.MANIFEST])
    said["journal"][0] = number
    parts[archive.MANIFEST] = json.dumps(said).encode()
    with zipfile.ZipFile(made, "w") as changed:
        for name, data in parts.items():
            changed.writestr(name, data)

    with pytest.raises(Unreadable, match="被改动过"):
        restoring.accounts(made)
