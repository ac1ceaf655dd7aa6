"""Registers of every earlier schema open for ever, with their key file, their sheet, as backups.

`tests/registers/make.py` makes one after each step of the schema that goes out; none is ever
made again.
"""

import shutil
from pathlib import Path

import pytest
from makers import HEAD_PASSWORD, HETANG, WORKER_PASSWORD

from station_app.domain import recovery
from station_app.storage import archive
from station_app.usecases import (
    campaigns,
    care,
    notices,
    people,
    plans,
    restoring,
    upkeep,
    visits,
    workers,
)

KEPT = sorted((Path(__file__).parents[1] / "registers").glob("*.stationbackup"))
CODE = recovery.code_of(bytes(range(16)))


@pytest.fixture(params=KEPT, ids=lambda path: path.stem)
def made(request) -> Path:
    return request.param


@pytest.fixture
def pair(made, tmp_path) -> Path:
    """The register and its key file as they stood beside each other then."""
    shutil.unpack_archive(made, tmp_path, format="zip")
    return tmp_path / archive.DATABASE


def _is_all_there(register) -> None:
    report = upkeep.check(register)
    assert report.sound, report.problems
    (hit,) = people.find(register, "谢长林").hits
    assert people.get(register, hit.person).person.born == "1954-03-09"
    (visit,) = visits.of_person(register, hit.person)
    assert visit.visitors == ("王芳", "徐建民")
    (plan,) = plans.of_person(register, hit.person)
    assert plan.goals[0].matter == "看病取药不便"
    assert [task.subject for task in notices.waiting(register)] == ["重点关爱对象台账"]
    assert [one.code for one in campaigns.every(register)] == ["2027-春节"]
    assert register.station == HETANG


def test_there_is_at_least_one():
    assert KEPT


@pytest.mark.parametrize(("name", "word"), [("徐建民", HEAD_PASSWORD), ("王芳", WORKER_PASSWORD)])
def test_it_opens_with_its_key_file_and_goes_on(pair, clock, name, word):
    register = workers.sign_in(pair, name, word, clock=clock)

    _is_all_there(register)
    with register.deed("新增村名") as deed:
        deed.insert("division", {"code": "790121101207", "name": "荷叶村"})
    assert upkeep.check(register).sound
    assert care.due(register) is not None
    register.close()


def test_it_opens_with_its_sheet_alone(pair, clock):
    pair.with_name(archive.KEYS).unlink()

    register = workers.recover(pair, CODE, "王芳", "xin-mi-ma-2027", clock=clock)

    _is_all_there(register)
    register.close()


def test_it_is_restored_from_the_backup_of_its_day(made, tmp_path, clock):
    target = tmp_path / "荷塘村.station"
    restoring.restore(made, target, restoring.by_code(made, CODE), clock=clock)

    register = workers.sign_in(target, "王芳", WORKER_PASSWORD, clock=clock)

    _is_all_there(register)
    register.close()
