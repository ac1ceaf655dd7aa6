"""Backups: made in one step, proven at once, told on Today."""

import random
import shutil

import pytest
from backing import left_of_scratch, quietly, work
from makers import WORKER_PASSWORD

from station_app.domain.backup import Place
from station_app.errors import Refused, StationError, Unreadable
from station_app.storage import archive, database, sidecar
from station_app.usecases import backup_folders, backups, people, upkeep, workers


def test_a_backup_is_one_file_proven_by_restoring_it(register, folder):
    work(register)

    made = backups.back_up(register, quietly, folder)

    assert [path.name for path in folder.iterdir()] == [made.path.name]
    assert made.path.name == "荷塘村_2027-01-25_142000.stationbackup"
    assert made.counts["person"] == 1
    assert made.head.number == register.last_deed - 1
    assert left_of_scratch() == []


def test_nothing_in_a_backup_can_be_read_without_a_key(register, folder):
    work(register)
    number = people.get(register, people.find(register, "谢").hits[0].person).person.id_number

    raw = backups.back_up(register, quietly, folder).path.read_bytes()

    assert b"SQLite format" not in raw
    for word in ("谢长林", "荷塘村1组", number):
        assert word.encode() not in raw


def test_nothing_on_the_way_to_a_backup_can_be_read_either(register, folder):
    work(register)
    seen = set()

    def looked_at(_done, _total):
        for path in [*left_of_scratch(), *folder.iterdir()]:
            raw = path.read_bytes()
            assert b"SQLite format" not in raw
            assert "谢长林".encode() not in raw
            seen.add(path.suffix)

    backups.back_up(register, looked_at, folder)

    assert seen == {".station", ".part"}


def test_a_backup_unpacked_by_hand_is_a_register_with_its_keys(register, folder, tmp_path):
    work(register)
    made = backups.back_up(register, quietly, folder)
    shutil.unpack_archive(made.path, tmp_path / "手工", format="zip")

    again = workers.sign_in(tmp_path / "手工" / archive.DATABASE, "王芳", WORKER_PASSWORD)

    assert [hit.name for hit in people.find(again, "谢").hits] == ["谢长林"]
    assert upkeep.check(again).sound
    again.close()


def test_a_backup_is_of_one_moment_whoever_writes_meanwhile(register, folder, monkeypatch):
    copy_into = database.copy_into

    def disturbed(db, path, *rest):
        with register.again() as other:
            other.db.execute("PRAGMA busy_timeout = 50")
            with pytest.raises(StationError, match="正在写"):
                work(other)
        copy_into(db, path, *rest)

    monkeypatch.setattr(database, "copy_into", disturbed)

    assert backups.back_up(register, quietly, folder).counts["person"] == 0


def test_the_register_and_today_know_of_the_backup(register, folder):
    work(register)
    made = backups.back_up(register, quietly, folder)

    (kept,) = backups.state(register).kept

    assert (kept.file, kept.size) == (made.path.name, made.path.stat().st_size)
    assert kept.made.number == made.head.number
    assert backups.state(register).unsaved == 0
    assert backups.state(register).warning == (
        "备份只在这台电脑上。",
        "请插上U盘备份一次，或选另一个磁盘上的文件夹。",
    )


def test_work_after_the_last_backup_is_counted(register, folder, clock):
    backups.back_up(register, quietly, folder)
    work(register)
    clock.forward(days=8)

    state = backups.state(register)

    assert state.unsaved == 1
    assert state.warning[0] == "备份已有 8 天，之后又记了 1 笔。"


def test_a_backup_on_a_stick_carries_no_passwords_unless_asked(register, stick):
    made = backups.back_up(register, quietly, stick / "登记册备份")
    assert made.place is Place.STICK
    assert archive.keys_of(made.path).slots == ()

    asked = backups.back_up(register, quietly, stick / "登记册备份", passwords=True)
    assert len(archive.keys_of(asked.path).slots) == 2


def test_a_backup_is_never_written_over_another_even_of_the_same_second(register, folder):
    first = backups.back_up(register, quietly, folder)
    second = backups.back_up(register, quietly, folder)

    assert second.path.name == "荷塘村_2027-01-25_142000_2.stationbackup"
    assert second.thinned == (first.path.name,)


def test_an_earlier_backup_is_proven_by_the_running_register(register, folder):
    made = backups.back_up(register, quietly, folder)
    work(register)

    again = backups.prove(register, quietly, made.path)

    assert (again.head, again.counts) == (made.head, made.counts)


@pytest.mark.parametrize("place", [90, 100_000, -100_000, -2_000, -30])
def test_one_changed_byte_of_a_backup_is_found(register, folder, place):
    made = backups.back_up(register, quietly, folder)
    raw = bytearray(made.path.read_bytes())
    raw[place] ^= 1
    made.path.write_bytes(raw)

    with pytest.raises(Unreadable):
        backups.prove(register, quietly, made.path)


@pytest.mark.soak
def test_whatever_byte_is_changed_a_backup_is_refused_or_proves_as_it_was(
    register, folder, soaking
):
    made = backups.back_up(register, quietly, folder)
    raw, chance = made.path.read_bytes(), random.Random(7)
    tail = range(len(raw) - 1_500, len(raw))  # manifest and the zip's own list
    count = 700 if soaking else 30
    for place in [*chance.sample(range(len(raw)), count), *chance.sample(tail, count)]:
        changed = bytearray(raw)
        changed[place] ^= 1 << chance.randrange(8)
        made.path.write_bytes(changed)
        try:
            again = backups.prove(register, quietly, made.path)
        except (Unreadable, Refused):
            continue
        assert (again.head, again.counts) == (made.head, made.counts)


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.999])
def test_a_cut_backup_is_refused_and_not_listed(register, folder, share):
    made = backups.back_up(register, quietly, folder)
    raw = made.path.read_bytes()
    made.path.write_bytes(raw[: int(len(raw) * share)])

    assert backup_folders.listed(folder) == []
    with pytest.raises(Unreadable):
        backups.prove(register, quietly, made.path)


def test_the_backup_of_another_station_is_not_proven_as_ours(register, another_station, folder):
    made = backups.back_up(another_station, quietly, folder)

    with pytest.raises(Refused, match="不是本登记册的"):
        backups.prove(register, quietly, made.path)


def test_the_key_file_in_a_backup_is_the_registers_own(register, folder):
    made = backups.back_up(register, quietly, folder)

    assert archive.keys_of(made.path) == sidecar.find(register.path)
