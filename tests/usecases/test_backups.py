"""Backups: made in one step, proven at once, kept as long as the rule says."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from makers import a_person

from station_app.domain import backup
from station_app.domain.backup import Place
from station_app.errors import Refused, StationError, Stopped, Unreadable, Unwritable
from station_app.exchange import sticks
from station_app.exchange.sticks import Stick
from station_app.storage import appdata, archive, database, sidecar
from station_app.usecases import backup_folders, backups, people, upkeep, workers


def _quietly(done: int, total: int) -> None:
    assert 0 <= done <= total


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


def _work(register):
    return people.register(register, a_person())


def _left_of_scratch():
    return [path for path in (appdata.folder() / "scratch").rglob("*") if path.is_file()]


def test_a_backup_is_one_file_proven_by_restoring_it(register, folder):
    _work(register)

    made = backups.back_up(register, _quietly, folder)

    assert [path.name for path in folder.iterdir()] == [made.path.name]
    assert made.path.name == "荷塘村_2027-01-25_142000.stationbackup"
    assert made.counts["person"] == 1
    assert made.head.number == register.last_deed - 1
    assert _left_of_scratch() == []


def test_nothing_in_a_backup_can_be_read_without_a_key(register, folder):
    _work(register)
    number = people.get(register, people.find(register, "谢").hits[0].person).person.id_number

    raw = backups.back_up(register, _quietly, folder).path.read_bytes()

    assert b"SQLite format" not in raw
    for word in ("谢长林", "荷塘村1组", number):
        assert word.encode() not in raw


def test_a_backup_unpacked_by_hand_is_a_register_with_its_keys(register, folder, tmp_path):
    _work(register)
    made = backups.back_up(register, _quietly, folder)
    shutil.unpack_archive(made.path, tmp_path / "手工", format="zip")

    again = workers.sign_in(tmp_path / "手工" / archive.DATABASE, "王芳", "lu-se-chuang-78")

    assert [hit.name for hit in people.find(again, "谢").hits] == ["谢长林"]
    assert upkeep.check(again).sound
    again.close()


def test_a_backup_is_of_one_moment_whoever_writes_meanwhile(register, folder, monkeypatch):
    copy_into = database.copy_into

    def disturbed(db, path, *rest):
        with register.again() as other:
            other.db.execute("PRAGMA busy_timeout = 50")
            with pytest.raises(StationError, match="正在写"):
                _work(other)
        copy_into(db, path, *rest)

    monkeypatch.setattr(database, "copy_into", disturbed)

    assert backups.back_up(register, _quietly, folder).counts["person"] == 0


def test_the_register_and_today_know_of_the_backup(register, folder):
    _work(register)
    made = backups.back_up(register, _quietly, folder)

    (kept,) = backups.state(register).kept

    assert (kept.file, kept.size) == (made.path.name, made.path.stat().st_size)
    assert kept.made.number == made.head.number
    assert backups.state(register).unsaved == 0
    assert backups.state(register).warning == (
        "备份只在这台电脑上。",
        "请插上U盘备份一次，或选另一个磁盘上的文件夹。",
    )


def test_work_after_the_last_backup_is_counted(register, folder, clock):
    backups.back_up(register, _quietly, folder)
    _work(register)
    clock.forward(days=8)

    state = backups.state(register)

    assert state.unsaved == 1
    assert state.warning[0] == "备份已有 8 天，之后又记了 1 笔。"


def test_a_backup_on_a_stick_carries_no_passwords_unless_asked(register, stick):
    made = backups.back_up(register, _quietly, stick / "登记册备份")
    assert made.place is Place.STICK
    assert archive.keys_of(made.path).slots == ()

    asked = backups.back_up(register, _quietly, stick / "登记册备份", passwords=True)
    assert len(archive.keys_of(asked.path).slots) == 2


def test_a_backup_is_never_written_over_another_even_of_the_same_second(register, folder):
    first = backups.back_up(register, _quietly, folder)
    second = backups.back_up(register, _quietly, folder)

    assert second.path.name == "荷塘村_2027-01-25_142000_2.stationbackup"
    assert second.thinned == (first.path.name,)


def test_backups_of_too_long_ago_go_when_a_new_one_is_made(register, folder, clock):
    for _ in range(17):
        _work_lightly(register)
        made = backups.back_up(register, _quietly, folder)
        clock.forward(hours=12)

    days = [one.made.at.date() for one in backup_folders.listed(folder)]
    assert made.thinned
    assert len(days) == len(set(days)) == 9


def _work_lightly(register):
    with register.deed("新增村名") as deed:
        code = f"790121{deed.number:06d}"
        deed.insert("division", {"code": code, "name": "荷叶村"})


def test_backups_of_another_register_and_other_files_are_never_thinned_out(
    register, folder, clock, another_station
):
    backups.back_up(another_station, _quietly, folder)
    (folder / "合影.jpg").write_bytes(b"jpeg")
    (folder / "坏的.stationbackup").write_bytes(b"PK\3\4")
    for _ in range(3):
        backups.back_up(register, _quietly, folder)
        clock.forward(minutes=1)

    assert len(list(folder.iterdir())) == 4
    assert len(backup_folders.listed(folder)) == 2
    assert len(backup_folders.listed(folder, register.register_id)) == 1


def test_a_new_register_with_work_in_it_is_due_at_once(register):
    _work(register)

    (due,) = backup_folders.due(register)

    assert due.place is Place.PC
    assert due.folder == backup_folders.folder(register)


def test_a_place_is_due_once_a_day_and_at_closing(register, folder, clock):
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, _quietly, folder)
    assert backup_folders.due(register, closing=True) == []

    _work(register)
    assert backup_folders.due(register) == []
    assert [due.folder for due in backup_folders.due(register, closing=True)] == [folder]

    clock.forward(days=1)
    assert [due.folder for due in backup_folders.due(register)] == [folder]


def test_an_unchanged_register_is_never_due_again(register, folder, clock):
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, _quietly, folder)
    clock.forward(days=30)

    assert backup_folders.due(register) == []
    assert backup_folders.due(register, closing=True) == []


def test_a_stick_is_due_only_once_a_backup_was_put_on_it(register, stick, clock):
    places = {due.place for due in backup_folders.due(register, closing=True)}
    assert Place.STICK not in places

    backups.back_up(register, _quietly, stick / backup.FOLDER)
    _work(register)

    assert Place.STICK in {due.place for due in backup_folders.due(register, closing=True)}


def test_a_chosen_folder_that_is_away_leaves_backups_on_the_pc(register, folder):
    backup_folders.choose_folder(register, folder)
    folder.rmdir()
    _work(register)

    (due,) = backup_folders.due(register)

    assert due.folder != folder
    assert backups.back_up(register, _quietly, due.folder).path.exists()


def test_a_backup_of_another_history_does_not_count_as_ours(register, folder):
    path = register.path
    before = path.read_bytes()
    _work(register)
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, _quietly, folder)
    register.close()
    path.write_bytes(before)

    older = workers.sign_in(path, "王芳", "lu-se-chuang-78")

    assert backup_folders.due(older)
    older.close()


def test_an_earlier_backup_is_proven_by_the_running_register(register, folder):
    made = backups.back_up(register, _quietly, folder)
    _work(register)

    again = backups.prove(register, _quietly, made.path)

    assert (again.head, again.counts) == (made.head, made.counts)


@pytest.mark.parametrize("place", [90, 100_000, -100_000, -2_000, -30])
def test_one_changed_byte_of_a_backup_is_found(register, folder, place):
    made = backups.back_up(register, _quietly, folder)
    raw = bytearray(made.path.read_bytes())
    raw[place] ^= 1
    made.path.write_bytes(raw)

    with pytest.raises(Unreadable):
        backups.prove(register, _quietly, made.path)


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.999])
def test_a_cut_backup_is_refused_and_not_listed(register, folder, share):
    made = backups.back_up(register, _quietly, folder)
    raw = made.path.read_bytes()
    made.path.write_bytes(raw[: int(len(raw) * share)])

    assert backup_folders.listed(folder) == []
    with pytest.raises(Unreadable):
        backups.prove(register, _quietly, made.path)


def test_the_backup_of_another_station_is_not_proven_as_ours(register, another_station, folder):
    made = backups.back_up(another_station, _quietly, folder)

    with pytest.raises(Refused, match="不是本登记册的"):
        backups.prove(register, _quietly, made.path)


def test_a_damaged_register_is_not_backed_up_as_if_it_were_whole(register, folder):
    _work(register)
    register.db.execute("DROP TRIGGER journal_is_never_rewritten")
    register.db.execute("UPDATE journal SET deed = '改过' WHERE number = 1")

    with pytest.raises(Unreadable, match="损坏"):
        backups.back_up(register, _quietly, folder)

    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("at", [0.1, 0.4, 0.6, 0.9])
def test_a_cancelled_backup_leaves_nothing_and_is_no_failure(register, folder, at):
    def cancelled(done, total):
        if done >= at * total:
            raise Stopped("已经停下。", "")

    with pytest.raises(Stopped):
        backups.back_up(register, cancelled, folder)

    assert list(folder.iterdir()) == []
    assert _left_of_scratch() == []
    assert backups.state(register).failure is None


@pytest.mark.parametrize("size", [50_000, 400_000, 530_000])
def test_a_full_disk_leaves_nothing_and_is_said_on_today(register, folder, size, no_file_beyond):
    with no_file_beyond(size), pytest.raises(Unwritable):
        backups.back_up(register, _quietly, folder)

    assert list(folder.iterdir()) == []
    assert _left_of_scratch() == []
    assert "上次备份没有做成" in backups.state(register).warning[0]
    assert upkeep.check(register).sound


def test_a_backup_that_works_takes_the_failure_away(register, folder, no_file_beyond):
    with no_file_beyond(400_000), pytest.raises(Unwritable):
        backups.back_up(register, _quietly, folder)

    backups.back_up(register, _quietly, folder)

    assert backups.state(register).failure is None


def test_a_place_without_room_is_refused_before_anything_is_written(register, folder, monkeypatch):
    full = Stick(folder=folder, name="备份", free=100_000, writable=True)
    monkeypatch.setattr(sticks, "look_at", lambda _folder: full)

    with pytest.raises(Refused, match="放不下"):
        backups.back_up(register, _quietly, folder)


def test_a_read_only_place_is_refused_before_anything_is_written(register, folder, monkeypatch):
    closed = Stick(folder=folder, name="备份", free=10**9, writable=False)
    monkeypatch.setattr(sticks, "look_at", lambda _folder: closed)

    with pytest.raises(Refused, match="只能读"):
        backups.back_up(register, _quietly, folder)


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
        backups.back_up(register, _quietly, folder)

    assert backups.state(register).failure is not None


def test_no_folder_is_made_on_the_pc_in_place_of_a_stick_that_is_gone(register, tmp_path):
    with pytest.raises(Unwritable, match="找不到"):
        backups.back_up(register, _quietly, tmp_path / "没插的U盘" / backup.FOLDER)

    assert not (tmp_path / "没插的U盘").exists()


def test_what_a_killed_program_left_is_swept_away(register, folder):
    half = folder / "荷塘村_2027-01-24_090000.stationbackup.part"
    half.write_bytes(b"half")
    trial = folder / f".{'0a' * 16}.part"
    trial.touch()
    foreign = folder / "别的.part"
    foreign.write_bytes(b"theirs")

    backups.back_up(register, _quietly, folder)

    assert not half.exists()
    assert not trial.exists()
    assert foreign.exists()


def test_a_register_opened_for_reading_only_is_never_due(register_path, clock):
    reader = workers.sign_in(register_path, "王芳", "lu-se-chuang-78", clock=clock, read_only=True)

    assert backup_folders.due(reader, closing=True) == []
    reader.close()


def test_a_folder_on_another_disk_counts_as_away(register, monkeypatch):
    class Elsewhere:
        st_dev = -1

    there = Path("/别处")
    stat = Path.stat
    monkeypatch.setattr(
        Path, "stat", lambda self, **kw: Elsewhere() if self == there else stat(self, **kw)
    )

    assert backup_folders.place_of(register, there) is Place.FOLDER


def test_the_key_file_in_a_backup_is_the_registers_own(register, folder):
    made = backups.back_up(register, _quietly, folder)

    assert archive.keys_of(made.path) == sidecar.find(register.path)


def test_backups_of_the_past_week_keep_their_order_by_journal(register, folder, clock):
    first = backups.back_up(register, _quietly, folder)
    clock.at -= timedelta(days=400)
    _work(register)
    second = backups.back_up(register, _quietly, folder)

    assert [one.path for one in backup_folders.listed(folder)] == [second.path, first.path]
