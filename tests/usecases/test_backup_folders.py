"""Where backups lie: which places are due, and what is thinned out."""

from pathlib import Path

from backing import quietly, work, work_lightly
from makers import WORKER_PASSWORD

from station_app.domain import backup
from station_app.domain.backup import Place
from station_app.usecases import backup_folders, backups, workers


def test_backups_of_too_long_ago_go_when_a_new_one_is_made(register, folder, clock):
    for _ in range(17):
        work_lightly(register)
        made = backups.back_up(register, quietly, folder)
        clock.forward(hours=12)

    days = [one.made.at.date() for one in backup_folders.listed(folder)]
    assert made.thinned
    assert len(days) == len(set(days)) == 9


def test_backups_of_another_register_and_other_files_are_never_thinned_out(
    register, folder, clock, another_station
):
    backups.back_up(another_station, quietly, folder)
    (folder / "合影.jpg").write_bytes(b"jpeg")
    (folder / "坏的.stationbackup").write_bytes(b"PK\3\4")
    for _ in range(3):
        backups.back_up(register, quietly, folder)
        clock.forward(minutes=1)

    assert len(list(folder.iterdir())) == 4
    assert len(backup_folders.listed(folder)) == 2
    assert len(backup_folders.listed(folder, register.register_id)) == 1


def test_a_new_register_with_work_in_it_is_due_at_once(register):
    work(register)

    (due,) = backup_folders.due(register)

    assert due.place is Place.PC
    assert due.folder == backup_folders.folder(register)


def test_a_place_is_due_once_a_day_and_at_closing(register, folder, clock):
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, quietly, folder)
    assert backup_folders.due(register, closing=True) == []

    work(register)
    assert backup_folders.due(register) == []
    assert [due.folder for due in backup_folders.due(register, closing=True)] == [folder]

    clock.forward(days=1)
    assert [due.folder for due in backup_folders.due(register)] == [folder]


def test_an_unchanged_register_is_never_due_again(register, folder, clock):
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, quietly, folder)
    clock.forward(days=30)

    assert backup_folders.due(register) == []
    assert backup_folders.due(register, closing=True) == []


def test_a_stick_is_due_only_once_a_backup_was_put_on_it(register, stick, clock):
    places = {due.place for due in backup_folders.due(register, closing=True)}
    assert Place.STICK not in places

    backups.back_up(register, quietly, stick / backup.FOLDER)
    work(register)

    assert Place.STICK in {due.place for due in backup_folders.due(register, closing=True)}


def test_a_chosen_folder_that_is_away_leaves_backups_on_the_pc(register, folder):
    backup_folders.choose_folder(register, folder)
    folder.rmdir()
    work(register)

    (due,) = backup_folders.due(register)

    assert due.folder != folder
    assert backups.back_up(register, quietly, due.folder).path.exists()


def test_a_backup_of_another_history_does_not_count_as_ours(register, folder):
    path = register.path
    before = path.read_bytes()
    work(register)
    backup_folders.choose_folder(register, folder)
    backups.back_up(register, quietly, folder)
    register.close()
    path.write_bytes(before)

    older = workers.sign_in(path, "王芳", WORKER_PASSWORD)

    assert backup_folders.due(older)
    older.close()


def test_a_register_opened_for_reading_only_is_never_due(register_path, clock):
    reader = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock, read_only=True)

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


def test_the_newest_is_the_one_with_the_longest_journal_whatever_its_clock_said(
    register, folder, clock
):
    first = backups.back_up(register, quietly, folder)
    clock.forward(days=-400)
    work(register)
    second = backups.back_up(register, quietly, folder)

    assert [one.path for one in backup_folders.listed(folder)] == [second.path, first.path]
