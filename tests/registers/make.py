"""Make the register of the newest schema step that every later program must open.

PYTHONPATH=.:tests .venv/bin/python tests/registers/make.py

Facts, times, key and recovery code are always the same; SQLCipher's own random bytes are not.
"""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from makers import (
    CHEAP,
    HEAD_PASSWORD,
    HETANG,
    WORKER_PASSWORD,
    Clock,
    a_campaign,
    a_person,
    a_plan,
    a_task,
    a_visit,
)

from station_app.domain.roles import Role
from station_app.usecases import (
    backups,
    campaigns,
    first_run,
    notices,
    people,
    plans,
    visits,
    workers,
)

HERE = Path(__file__).parent
MIGRATIONS = HERE.parents[1] / "station_app" / "storage" / "migrations"
SECRET = bytes(range(16))
REGISTER_ID = bytes(range(16, 32))


def main() -> None:
    """Write one backup, called after the newest step of the schema."""
    newest = max(path.stem for path in MIGRATIONS.glob("*.sql"))
    with tempfile.TemporaryDirectory() as place:
        os.environ["STATION_DATA"] = f"{place}/data"
        made = _register(Path(place) / "荷塘村.station")
        backed = backups.back_up(made, lambda _done, _total: None, Path(place), passwords=True)
        made.close()
        target = HERE / f"{newest}.stationbackup"
        target.write_bytes(backed.path.read_bytes())
    print(f"{target.name}: {target.stat().st_size} bytes")  # noqa: T201


def _register(path: Path):
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    begun = replace(begun, secret=SECRET, register_id=REGISTER_ID)
    head = first_run.create(path, begun, clock=Clock())
    workers.add_account(head, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP)
    worker = workers.vouched(head, "王芳", WORKER_PASSWORD)
    person = people.register(worker, a_person()).uid
    notices.take_in(worker, a_task())
    campaigns.set_up(worker, a_campaign())
    visits.record(worker, a_visit(person))
    plans.open_(worker, a_plan(person))
    return head


if __name__ == "__main__":
    main()
