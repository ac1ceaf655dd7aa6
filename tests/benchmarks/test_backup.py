"""A proven backup beside copying the register's file, of which nobody knows whether it opens."""

import os
import shutil

import crowd
import ratios
from backing import quietly

from station_app.storage import backups as taking
from station_app.usecases import backups, restoring

PEOPLE = 6_000


def test_a_proven_backup_beside_a_copied_file(register, tmp_path):
    crowd.fill(register, tmp_path, PEOPLE)
    folder = tmp_path / "备份"
    folder.mkdir()
    made = backups.back_up(register, quietly, folder).path
    opener = restoring.by_register(register, made)
    copied, taken, restored = (tmp_path / f"{name}.station" for name in ("抄", "取", "还"))

    def copy() -> None:
        shutil.copyfile(register.path, copied)
        with copied.open("rb+") as file:
            os.fsync(file.fileno())

    def take() -> None:
        taken.unlink(missing_ok=True)
        taking.take(register.db, taken, register.key, register.register_id)

    def restore() -> None:
        restored.unlink(missing_ok=True)
        restoring.restore(made, restored, opener)

    times = ratios.medians(
        {
            "copying the file": copy,
            "copying it encrypted in one step": take,
            "proving a backup by restoring it": lambda: backups.prove(register, quietly, made),
            "backing up, proving, recording": lambda: backups.back_up(
                register, quietly, tmp_path / "备份二"
            ),
            "restoring onto another place": restore,
        },
        rounds=3,
    )
    size = register.path.stat().st_size / 2**20
    ratios.show(f"Backup of {PEOPLE} people, {size:.0f} MiB", times, "copying the file")
