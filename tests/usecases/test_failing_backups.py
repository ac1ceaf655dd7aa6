"""Backups that fail or are stopped: nothing half-named, nothing lost, and it is said."""

import shutil

import pytest
from backing import left_of_scratch, quietly, work

from station_app.domain import backup
from station_app.domain.backup import Place
from station_app.errors import Refused, StationError, Stopped, Unreadable, Unwritable
from station_app.exchange import sticks
from station_app.exchange.sticks import Stick
from station_app.usecases import backup_folders, backups, upkeep


def test_a_damaged_register_is_not_backed_up_as_if_it_were_whole(register, folder):
    work(register)
    register.db.execute("DROP TRIGGER journal_is_never_rewritten")
    register.db.execute("UPDATE journal SET deed = '改过' WHERE number = 1")

    with pytest.raises(Unreadable, match="损坏"):
        backups.back_up(register, quietly, folder)

    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("at", [0.1, 0.4, 0.6, 0.9])
def test_a_cancelled_backup_leaves_nothing_and_is_no_failure(register, folder, at):
    def cancelled(done, total):
        if done >= at * total:
            raise Stopped("已经停下。", "")

    with pytest.raises(Stopped):
        backups.back_up(register, cancelled, folder)

    assert list(folder.iterdir()) == []
    assert left_of_scratch() == []
    assert backups.state(register).failure is None


@pytest.mark.parametrize("size", [50_000, 400_000, 530_000])
def test_a_full_disk_leaves_nothing_and_is_said_on_today(register, folder, size, no_file_beyond):
    with no_file_beyond(size), pytest.raises(Unwritable):
        backups.back_up(register, quietly, folder)

    assert list(folder.iterdir()) == []
    assert left_of_scratch() == []
    assert "上次备份没有做成" in backups.state(register).warning[0]
    assert upkeep.check(register).sound


def test_a_backup_that_works_takes_the_failure_away(register, folder, no_file_beyond):
    with no_file_beyond(400_000), pytest.raises(Unwritable):
        backups.back_up(register, quietly, folder)

    backups.back_up(register, quietly, folder)

    assert backups.state(register).failure is None


def test_what_is_due_is_made_everywhere_and_a_place_that_fails_stays_said(
    register, folder, stick, monkeypatch
):
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, quietly, stick / backup.FOLDER)
    work(register)
    look, full = sticks.look_at, Stick(folder=folder, name="备份", free=0, writable=True)
    monkeypatch.setattr(sticks, "look_at", lambda at: full if at == folder else look(at))

    made = backups.back_up_due(register, quietly, closing=True)

    assert [one.place for one in made] == [Place.STICK]
    assert "放不下" in backups.state(register).warning[0]
    assert [due.folder for due in backup_folders.due(register, closing=True)] == [folder]


def test_a_cancelled_round_of_backups_stops_altogether(register):
    def cancelled(_done, _total):
        raise Stopped("已经停下。", "")

    work(register)
    with pytest.raises(Stopped):
        backups.back_up_due(register, cancelled)


def test_a_place_without_room_is_refused_before_anything_is_written(register, folder, monkeypatch):
    full = Stick(folder=folder, name="备份", free=100_000, writable=True)
    monkeypatch.setattr(sticks, "look_at", lambda _folder: full)

    with pytest.raises(Refused, match="放不下"):
        backups.back_up(register, quietly, folder)


def test_a_read_only_place_is_refused_before_anything_is_written(register, folder, monkeypatch):
    closed = Stick(folder=folder, name="备份", free=10**9, writable=False)
    monkeypatch.setattr(sticks, "look_at", lambda _folder: closed)

    with pytest.raises(Refused, match="只能读"):
        backups.back_up(register, quietly, folder)


@pytest.mark.parametrize("at", [0.3, 0.5, 0.9])
def test_a_stick_that_is_pulled_leaves_the_register_as_it_was(register, stick, at):
    def pulled(done, total):
        if done >= at * total:
            shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(StationError):
        backups.back_up(register, pulled, stick / backup.FOLDER)

    assert not stick.exists()
    assert backups.state(register).failure is not None
    assert backups.state(register).kept == ()
    assert upkeep.check(register).sound


def test_a_medium_that_fails_while_it_is_looked_at_is_a_failure_in_plain_words(
    register, folder, monkeypatch
):
    def torn(*_words):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup_folders, "remove_halves", torn)

    with pytest.raises(Unwritable, match="读写不了"):
        backups.back_up(register, quietly, folder)

    assert backups.state(register).failure is not None


def test_no_folder_is_made_on_the_pc_in_place_of_a_stick_that_is_gone(register, tmp_path):
    with pytest.raises(Unwritable, match="找不到"):
        backups.back_up(register, quietly, tmp_path / "没插的U盘" / backup.FOLDER)

    assert not (tmp_path / "没插的U盘").exists()


def test_what_a_killed_program_left_is_swept_away(register, folder):
    half = folder / "荷塘村_2027-01-24_090000.stationbackup.part"
    half.write_bytes(b"half")
    trial = folder / f".{'0a' * 16}.part"
    trial.touch()
    foreign = folder / "别的.part"
    foreign.write_bytes(b"theirs")

    backups.back_up(register, quietly, folder)

    assert not half.exists()
    assert not trial.exists()
    assert foreign.exists()
