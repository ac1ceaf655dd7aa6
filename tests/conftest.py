"""Fixtures every test may ask for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, Clock

from station_app.domain.roles import Role
from station_app.register import Register
from station_app.usecases import first_run, workers


@pytest.fixture(autouse=True)
def _own_application_data(tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setenv("STATION_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Path:
    """A register made once; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STATION_DATA", str(folder / "data"))
        begun = first_run.begin(
            HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
        )
        register = first_run.create(folder / "荷塘村.station", begun, clock=Clock())
        workers.add_account(
            register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
        )
        register.close()
    return folder / "荷塘村.station"


@pytest.fixture
def register_path(made_once, tmp_path) -> Path:
    """A fresh copy of the register and its key file, opened by nobody."""
    path = tmp_path / made_once.name
    path.write_bytes(made_once.read_bytes())
    keys = made_once.with_name(made_once.name + ".keys")
    path.with_name(keys.name).write_bytes(keys.read_bytes())
    return path


@pytest.fixture
def register(register_path, clock) -> Iterator[Register]:
    """荷塘村's register with 王芳 (工作人员) at the desk."""
    opened = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def head_register(register) -> Register:
    """The same open register with 徐建民 (站长) at the desk."""
    return workers.vouched(register, "徐建民", HEAD_PASSWORD)


@pytest.fixture
def deed(register) -> Iterator[Callable[..., object]]:
    """One open deed, for tests of table modules; written when the test ends."""
    with register.deed("试写") as opened:
        yield opened
