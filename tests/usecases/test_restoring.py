"""A register back from a backup: by password, by sheet, by itself; nothing that stood is lost."""

import os
import shutil
from datetime import timedelta

import pytest
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_number, a_person

from station_app.domain.numbers import Kind
from station_app.domain.roles import Role
from station_app.errors import Held, Newer, Refused, StationError, Stopped, Unreadable, Unwritable
from station_app.exchange import sticks
from station_app.exchange.sticks import Stick
from station_app.storage import archive, journal, serials, sidecar
from station_app.usecases import backups, first_run, people, restoring, upkeep, workers
from station_app.usecases.restoring import Standing


def _quietly(done: int, total: int) -> None:
    assert 0 <= done <= total


@pytest.fixture
def begun(clock):
    return first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )


@pytest.fixture
def ours(tmp_path, begun, clock):
    """A register with one person in it, 徐建民 at the desk."""
    made = first_run.create(tmp_path / "荷塘村.station", begun, clock=clock)
    workers.add_account(made, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP)
    people.register(made, a_person())
    yield made
    made.close()


@pytest.fixture
def made(ours, tmp_path):
    """A backup of that register."""
    (tmp_path / "备份").mkdir()
    return backups.back_up(ours, _quietly, tmp_path / "备份").path


@pytest.fixture
def new_pc(tmp_path, monkeypatch):
    """Another PC, that has never seen the register."""
    monkeypatch.setenv("STATION_DATA", str(tmp_path / "新电脑" / "数据"))
    (tmp_path / "新电脑").mkdir()
    return tmp_path / "新电脑" / "荷塘村.station"


def _sign_in(path, clock, name="徐建民", word=HEAD_PASSWORD):
    return workers.sign_in(path, name, word, clock=clock)


def _names(path, clock):
    opened = _sign_in(path, clock)
    try:
        assert upkeep.check(opened).sound, upkeep.check(opened).problems
        assert opened.remarks == ()
        return sorted(hit.name for hit in people.find(opened, "谢").hits)
    finally:
        opened.close()


def test_a_new_pc_gets_the_register_back_by_a_password(made, new_pc, clock):
    opener = restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock)

    restored = restoring.restore(made, new_pc, opener, clock=clock)

    assert (restored.path, restored.former) == (new_pc, None)
    assert restored.station == HETANG.name
    assert restored.counts["person"] == 1
    assert _names(new_pc, clock) == ["谢长林"]
    assert sorted(path.name for path in new_pc.parent.iterdir()) == [
        "数据", "荷塘村.station", "荷塘村.station.keys",
    ]  # fmt: skip


def test_the_sheet_alone_brings_back_a_backup_without_passwords(
    ours, begun, tmp_path, new_pc, clock
):
    made = backups.back_up(ours, _quietly, tmp_path / "U盘", passwords=False).path
    with pytest.raises(Refused, match="没有带密码"):
        restoring.by_password(made, "徐建民", HEAD_PASSWORD, clock=clock)

    restoring.restore(made, new_pc, restoring.by_code(made, begun.code), clock=clock)

    assert _names(new_pc, clock) == ["谢长林"]


def test_an_old_backup_opens_by_the_password_of_its_day_and_by_the_register(
    ours, made, tmp_path, clock
):
    workers.change_password(ours, HEAD_PASSWORD, "xin-mi-ma-2027", cost=CHEAP)

    by_old = restoring.by_password(made, "徐建民", HEAD_PASSWORD, clock=clock)
    by_itself = restoring.by_register(ours, made)

    assert by_old.key == by_itself.key
    with pytest.raises(workers.WrongPassword):
        restoring.by_password(made, "徐建民", "xin-mi-ma-2027", clock=clock)


def test_a_wrong_code_and_a_code_of_another_station_are_refused(made, another_station, clock):
    other = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )

    with pytest.raises(Refused, match="恢复码打不开这个备份"):
        restoring.by_code(made, other.code)
    with pytest.raises(Refused, match="不是本登记册的"):
        restoring.by_register(another_station, made)


def test_the_accounts_of_a_backup_are_offered_before_anything_is_opened(made):
    assert [one.name for one in restoring.accounts(made)] == ["徐建民", "王芳"]


def test_numbers_given_after_the_backup_are_never_given_again(ours, made, clock):
    with ours.deed("试取号") as deed:
        deed.note(why="after the backup")
        given = {serials.take(deed.db, Kind.VISIT, HETANG, 2027).serial for _ in range(1_000)}
    opener = restoring.by_register(ours, made)
    ours.close()
    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    again = _sign_in(restored.path, clock)
    with again.deed("试取号") as deed:
        deed.note(why="after the restore")
        new = serials.take(deed.db, Kind.VISIT, HETANG, 2027).serial

    assert new > max(given)
    again.close()


def test_a_restore_over_new_year_skips_numbers_of_both_years(ours, made, clock):
    opener = restoring.by_register(ours, made)
    ours.close()
    clock.forward(days=400)
    restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    again = _sign_in(ours.path, clock)
    with again.deed("试取号") as deed:
        deed.note(why="after the restore")
        taken = [serials.take(deed.db, Kind.SLIP, HETANG, year).serial for year in (2027, 2028)]

    assert taken == [2001, 2001]
    again.close()


def test_the_restore_stands_in_the_journal(ours, made, clock):
    opener = restoring.by_register(ours, made)
    ours.close()
    restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    again = _sign_in(ours.path, clock)
    (last,) = journal.latest(again.db, 1)

    assert last.deed == "从备份恢复"
    assert last.facts["number"] == archive.read(made).head.number
    again.close()


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
    assert _names(ours.path, clock) == ["谢春生", "谢长林"]


def test_both_are_kept_when_that_is_chosen_and_both_open(ours, made, clock):
    people.register(ours, a_person(name="谢春生", id_number=a_number("1954-03-09", 321)))
    opener = restoring.by_register(ours, made)
    ours.close()

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert restored.former.name == "荷塘村_恢复前_2027-01-25.station"
    assert _names(restored.path, clock) == ["谢长林"]
    former = _sign_in(restored.former, clock)
    assert sorted(hit.name for hit in people.find(former, "谢").hits) == ["谢春生", "谢长林"]
    assert "两边对不上" in former.remarks[0]
    former.close()


def test_the_former_register_keeps_its_own_newer_passwords(ours, made, clock):
    workers.change_password(ours, HEAD_PASSWORD, "xin-mi-ma-2027", cost=CHEAP)
    opener = restoring.by_register(ours, made)
    ours.close()

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    _sign_in(restored.former, clock, word="xin-mi-ma-2027").close()
    _sign_in(restored.path, clock).close()


def test_a_file_system_without_second_names_keeps_both_as_well(ours, made, clock, monkeypatch):
    def no_links(*_names):
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    opener = restoring.by_register(ours, made)
    ours.close()

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert _names(restored.path, clock) == ["谢长林"]
    _sign_in(restored.former, clock).close()


def test_a_register_that_is_damaged_is_kept_too_and_gives_way(ours, made, clock):
    opener = restoring.by_register(ours, made)
    ours.close()
    raw = bytearray(ours.path.read_bytes())
    raw[5_000:200_000] = bytes(195_000)
    ours.path.write_bytes(raw)

    with pytest.raises(Standing):
        restoring.restore(made, ours.path, opener, clock=clock)
    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert restored.former.read_bytes() == raw
    assert _names(ours.path, clock) == ["谢长林"]


def test_a_journal_left_by_a_killed_program_is_not_played_into_the_restored_register(
    ours, made, clock
):
    opener = restoring.by_register(ours, made)
    ours.close()
    left = ours.path.with_name(f"{ours.path.name}-journal")
    left.write_bytes(os.urandom(9_000))

    restored = restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)

    assert not left.exists()
    assert restored.former.with_name(f"{restored.former.name}-journal").exists()
    assert _names(ours.path, clock) == ["谢长林"]


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

    assert _names(ours.path, clock) == ["谢长林"]
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


def test_backups_of_what_a_restore_left_behind_are_not_thinned_out(ours, made, clock):
    people.register(ours, a_person(name="谢春生", id_number=a_number("1954-03-09", 321)))
    clock.forward(hours=1)
    newer = backups.back_up(ours, _quietly, made.parent.parent / "备份二").path
    shutil.copy(made, newer.parent)
    opener = restoring.by_register(ours, made)
    ours.close()
    restoring.restore(made, ours.path, opener, keep_both=True, clock=clock)
    again = _sign_in(ours.path, clock)
    clock.forward(hours=1)

    next_one = backups.back_up(again, _quietly, newer.parent)

    assert next_one.thinned == (made.name,)
    assert newer.exists()
    again.close()


def test_an_accounts_wrong_passwords_are_counted_for_backups_too(made, clock):
    for _ in range(4):
        with pytest.raises(workers.WrongPassword):
            restoring.by_password(made, "王芳", "falsch-falsch-1", clock=clock)

    with pytest.raises(Refused, match="次数多了"):
        restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock)
    clock.at += timedelta(seconds=61)
    assert restoring.by_password(made, "王芳", WORKER_PASSWORD, clock=clock).account.name == "王芳"
