"""What tests about backups do over and over: work, look on, come in again."""

from pathlib import Path

from makers import HEAD_PASSWORD, Clock, a_person

from station_app.register import Register
from station_app.storage import appdata
from station_app.usecases import people, upkeep, workers


def quietly(done: int, total: int) -> None:
    """Hear how far a job is and let it go on."""
    assert 0 <= done <= total


def work(register: Register) -> None:
    """Do what a backup should keep: register one person."""
    people.register(register, a_person())


def work_lightly(register: Register) -> None:
    """Write one deed that weighs next to nothing: name a village."""
    with register.deed("新增村名") as deed:
        code = f"790121{deed.number:06d}"
        deed.insert("division", {"code": code, "name": "荷叶村"})


def left_of_scratch() -> list[Path]:
    """Return the files that lie in the scratch folder."""
    return [path for path in (appdata.folder() / "scratch").rglob("*") if path.is_file()]


def sign_in(path: Path, clock: Clock, word: str = HEAD_PASSWORD) -> Register:
    """Sit 徐建民 down before a register."""
    return workers.sign_in(path, "徐建民", word, clock=clock)


def names(path: Path, clock: Clock) -> list[str]:
    """Return who is found in a register, once it is known to be sound."""
    opened = sign_in(path, clock)
    try:
        assert upkeep.check(opened).sound, upkeep.check(opened).problems
        assert opened.remarks == ()
        return sorted(hit.name for hit in people.find(opened, "谢").hits)
    finally:
        opened.close()
