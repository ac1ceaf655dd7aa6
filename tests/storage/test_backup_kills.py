"""A backup or a restore that is killed anywhere loses nothing and leaves no half-named file."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from backing import quietly
from killing import killed
from makers import WORKER_PASSWORD

from station_app.domain import endings
from station_app.errors import StationError
from station_app.storage import archive
from station_app.usecases import backup_folders, backups, upkeep, workers

BACKING = """
import os, sys
from pathlib import Path
from station_app.usecases import backups, workers
register = workers.sign_in(Path(sys.argv[1]), "王芳", sys.argv[2])
while True:
    with register.deed("新增村名") as deed:
        deed.insert("division", {"code": f"79012{deed.number:07d}", "name": "村"})
    os.write(1, b"%d\\n" % register.last_deed)
    backups.back_up(register, lambda done, total: None, Path(sys.argv[3]))
    os.write(1, b"%d\\n" % register.last_deed)
"""

RESTORING = """
import os, sys
from pathlib import Path
from station_app.usecases import restoring
made, target = Path(sys.argv[3]), Path(sys.argv[1])
opener = restoring.by_password(made, "王芳", sys.argv[2])
os.write(1, b"0\\n")
while True:
    restored = restoring.restore(made, target, opener, keep_both=True)
    os.write(1, b"%d\\n" % restored.head.number)
"""


@pytest.fixture
def rounds(soaking):
    return 400 if soaking else 5


@contextmanager
def _opened(path, clock):
    register = workers.sign_in(path, "王芳", WORKER_PASSWORD, clock=clock)
    try:
        yield register
    finally:
        register.close()


def _halves(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if not path.name.endswith(endings.BACKUP)]


@pytest.mark.soak
def test_a_killed_backup_leaves_the_register_and_all_named_backups_whole(
    register_path, clock, rounds, folder
):
    for _ in range(rounds):
        last = killed(BACKING, register_path, WORKER_PASSWORD, folder, within=0.5)

        with _opened(register_path, clock) as register:
            report = upkeep.check(register)
            assert report.sound, report.problems
            assert report.head.number >= last
            assert len(_halves(folder)) <= 1
            named = list(folder.glob(f"*{endings.BACKUP}"))
            assert len(backup_folders.listed(folder)) == len(named)
            for path in named:
                backups.prove(register, quietly, path)
            backups.back_up(register, quietly, folder)
            assert _halves(folder) == []


@pytest.mark.soak
def test_a_killed_restore_leaves_one_whole_register_under_the_name(
    register_path, clock, rounds, folder
):
    with _opened(register_path, clock) as register:
        made = backups.back_up(register, quietly, folder).path
    number = archive.read(made).head.number
    for _ in range(rounds):
        last = killed(RESTORING, register_path, WORKER_PASSWORD, made, within=0.5)

        with _opened(register_path, clock) as register:
            report = upkeep.check(register)
            assert report.sound, report.problems
            assert report.head.number > number
            assert report.head.number >= last
        for former in register_path.parent.glob("*恢复前*.station"):
            with _opened(former, clock) as register:
                assert upkeep.check(register).sound
            for left in former.parent.glob(f"{former.name}*"):
                left.unlink()


@pytest.mark.soak
def test_a_backup_stopped_by_the_system_at_any_size_leaves_nothing(
    register_path, clock, soaking, folder, no_file_beyond
):
    sizes = range(4_096, 600_000, 4_096 if soaking else 65_536)
    with _opened(register_path, clock) as register:
        for size in sizes:
            with no_file_beyond(size):
                try:
                    backups.back_up(register, quietly, folder)
                except StationError:
                    made = 0
                else:
                    made = 1
            assert len(list(folder.iterdir())) == made
            for path in folder.iterdir():
                backups.prove(register, quietly, path)
                path.unlink()
        assert upkeep.check(register).sound


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting is for the system's keeper"
)
@pytest.mark.parametrize(("options", "says"), [("size=300k", "放不下"), ("ro,size=9m", "只能读")])
def test_a_real_small_or_read_only_disk_is_refused(register_path, clock, tmp_path, options, says):
    disk = tmp_path / "小盘"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        with _opened(register_path, clock) as register:
            with pytest.raises(StationError, match=says):
                backups.back_up(register, quietly, disk)
            assert list(disk.iterdir()) == []
            assert upkeep.check(register).sound
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_on_the_way_gives_back_what_was_written(
    register_path, clock, folder, monkeypatch
):
    full = OSError(28, "No space left on device")

    def fails(*_words):
        raise full

    with _opened(register_path, clock) as register:
        monkeypatch.setattr(archive, "_text", fails)
        with pytest.raises(StationError, match="空间已满"):
            backups.back_up(register, quietly, folder)

    assert list(folder.iterdir()) == []
