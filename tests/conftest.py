"""Fixtures every test may ask for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from station_app.domain.roles import Role
from station_app.domain.station import Station
from station_app.register import Register
from station_app.storage.keys import Cost
from station_app.usecases import first_run, workers

CHEAP = Cost(mib=19, t=1, p=1)
WORKER_PASSWORD = "lu-se-chuang-78"
HEAD_PASSWORD = "shan-qian-qiao-26"
HETANG = Station(
    code="790121101201",
    name="荷塘村退役军人服务站",
    village="荷塘村",
    town="柳林镇",
    county="青石县",
    city="望江市",
    province="云泽省",
    short="荷塘",
    county_short="青退",
    chief="徐建民",
    phone="154-0000-0101",
    receiver="柳林镇退役军人服务站",
)


A_MONDAY = datetime.fromisoformat("2027-01-25T14:20:00+08:00")


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    at: datetime = A_MONDAY

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


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
