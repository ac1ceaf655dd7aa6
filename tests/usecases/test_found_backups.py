"""Which backups can be seen from a PC, and what is said of a register of invented people."""

from dataclasses import replace

import pytest
from backing import quietly
from makers import CHEAP, HEAD_PASSWORD, HETANG, a_person

from station_app.domain import backup
from station_app.domain.backup import Place
from station_app.domain.roles import Role
from station_app.errors import Unreadable
from station_app.usecases import backup_folders, backups, first_run, found_backups, people


@pytest.fixture
def invented(tmp_path, clock):
    """A demo register with somebody in it."""
    begun = first_run.begin(
        replace(HETANG, demo=True),
        name="徐建民",
        role=Role.HEAD,
        password=HEAD_PASSWORD,
        cost=CHEAP,
    )
    made = first_run.create(tmp_path / "demo.station", begun, clock=clock)
    people.register(made, a_person())
    yield made
    made.close()


def test_a_new_pc_sees_what_lies_on_a_stick(ours, stick, new_pc):
    made = backups.back_up(ours, quietly, stick / backup.FOLDER).path

    (found,) = found_backups.everywhere()

    assert (found.backup.path, found.place, found.where) == (made, Place.STICK, "U盘")
    assert found.register == "荷塘村"


def test_backups_in_a_chosen_folder_and_of_the_pc_itself_are_seen_without_a_register(
    ours, folder, clock
):
    backups.back_up(ours, quietly, backup_folders.folder(ours))
    backup_folders.choose_folder(ours, folder)
    clock.forward(minutes=5)
    backups.back_up(ours, quietly, folder)

    newest, oldest = found_backups.everywhere()

    assert newest.backup.path.parent == folder
    assert (oldest.place, oldest.where) == (Place.PC, "")


def test_a_register_sees_only_its_own_backups(ours, another_station, stick):
    backups.back_up(another_station, quietly, stick)
    mine = backups.back_up(ours, quietly, stick / backup.FOLDER).path

    assert [one.backup.path for one in found_backups.of(ours)] == [mine]
    assert len(found_backups.everywhere()) == 2


def test_any_other_file_is_no_backup(tmp_path):
    path = tmp_path / "照片.stationbackup"
    path.write_bytes(b"jpeg")

    with pytest.raises(Unreadable):
        found_backups.look_at(path)


def test_a_backup_goes_to_the_name_its_register_had(made, tmp_path):
    assert found_backups.target(made, tmp_path).name == "荷塘村.station"
    second = made.with_name(f"{made.stem}_2{made.suffix}")
    assert found_backups.target(second, tmp_path).name == "荷塘村.station"


def test_nobody_is_warned_of_invented_people_and_nothing_is_due(invented, folder):
    assert backup_folders.due(invented, closing=True) == []
    assert backups.state(invented).warning is None

    assert backups.back_up(invented, quietly, folder).path.exists()
