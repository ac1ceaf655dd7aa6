"""Registers to work with: one made here, its backup and another PC for it, one to count over."""

import pytest
import village
from backing import quietly
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_person
from twins import UNNUMBERED

from station_app.domain.person import Phone
from station_app.domain.roles import Role
from station_app.usecases import backups, first_run, people, returns, workers
from station_app.usecases.returns import Order


@pytest.fixture
def begun(clock):
    return first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )


@pytest.fixture
def ours(tmp_path, begun, clock):
    """A register with one person in it, 徐建民 at the desk."""
    made = first_run.create(tmp_path / "荷塘村.station", begun, clock=clock)
    workers.add_account(made, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP)
    people.register(made, a_person())
    yield made
    made.close()


@pytest.fixture
def made(ours, tmp_path):
    """A backup of that register."""
    (tmp_path / "备份").mkdir()
    return backups.back_up(ours, quietly, tmp_path / "备份").path


@pytest.fixture
def new_pc(tmp_path, monkeypatch):
    """Another PC, that has never seen the register."""
    monkeypatch.setenv("STATION_DATA", str(tmp_path / "新电脑" / "数据"))
    (tmp_path / "新电脑").mkdir()
    return tmp_path / "新电脑" / "荷塘村.station"


@pytest.fixture
def filled_register(register):
    """荷塘村's register with everybody whom returns are counted over."""
    with register.deed("试写") as deed:
        village.people(deed)
    return register


@pytest.fixture
def version(filled_register):
    """The return of this spring, kept to be signed on paper."""
    return returns.paper_first(filled_register, Order(form="F01", period="2027-春节"))


@pytest.fixture
def twins(register):
    """谢长林 with a number, and 谢常林 without one, born on the same day."""
    kept = people.register(register, a_person(phones=(Phone(number="15400005713"),)))
    gone = people.register(
        register,
        a_person(name="谢常林", phones=(Phone(number="15400002846"),), door="9号", **UNNUMBERED),
    )
    return kept.uid, gone.uid
