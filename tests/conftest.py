"""Fixtures every test may ask for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import messy
import pytest
import ratios
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, Clock

from station_app.domain.roles import Role
from station_app.exchange import sticks, vault
from station_app.exchange.sticks import Stick
from station_app.register import Register
from station_app.storage import keys
from station_app.usecases import first_run, workers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long trials at full length")
    parser.addoption("--bench", action="store_true", help="run the speed comparisons")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: a trial whose length grows with --soak")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the speed comparisons out unless they are asked for."""
    asked = config.getoption("--bench")
    return True if "benchmarks" in collection_path.parts and not asked else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print everything that was measured as one table."""
    lines = ratios.table()
    if lines:
        terminalreporter.section("speed")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture
def soaking(request) -> bool:
    """Tell whether long trials run at full length."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(autouse=True)
def _own_application_data(tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setenv("STATION_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def cheap_passwords(monkeypatch) -> None:
    """Make passwords quick to try; how dear they are is tried elsewhere."""
    monkeypatch.setattr(vault, "MIB", 8)
    monkeypatch.setattr(vault, "ROUNDS", 1)
    monkeypatch.setattr(keys, "calibrated", lambda: CHEAP)


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


@pytest.fixture
def another_station(tmp_path, clock) -> Iterator[Register]:
    """石桥村's register, with its head at the desk."""
    there = replace(HETANG, code="790121101202", name="石桥村退役军人服务站", short="石桥")
    begun = first_run.begin(
        there, name="陈国栋", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    made = first_run.create(tmp_path / "石桥村.station", begun, clock=clock)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder of this PC to back up to."""
    there = tmp_path / "备份"
    there.mkdir()
    return there


@pytest.fixture
def stick(tmp_path, monkeypatch) -> Path:
    """A stick that is plugged in as long as its folder is there."""
    there = tmp_path / "U盘"
    there.mkdir()
    found = Stick(folder=there, name="U盘", free=10**9, writable=True)
    monkeypatch.setattr(sticks, "plugged_in", lambda: [found] if there.exists() else [])
    return there


@pytest.fixture
def messy_path(tmp_path) -> Path:
    """A roster as they come, with whatever may be wrong in one."""
    return messy.roster(tmp_path / "荷塘村花名册.xlsx")


@pytest.fixture
def no_file_beyond() -> Callable[[int], AbstractContextManager[None]]:
    """Let the system refuse files beyond a size, as a full disk does."""
    resource = pytest.importorskip("resource")

    @contextmanager
    def limited(size: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited
