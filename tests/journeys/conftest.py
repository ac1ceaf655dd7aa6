import os

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hands import tidied  # noqa: F401 - a fixture of every test here
from program_window import running

from station_app.usecases import workers
from ui.settings import Settings
from ui.theme import Look, fonts, style


@pytest.fixture
def look(qapp) -> Look:
    """The paper look, worn by the whole program."""
    fonts.load()
    look = Look()
    style.dress_wholly(qapp, look)
    return look


@pytest.fixture
def size() -> tuple[int, int]:
    """How many pixels the window has; a journey may choose a smaller one."""
    return 1366, 768


@pytest.fixture
def program(look, qtbot, tmp_path, size, door, clock, monkeypatch):
    """The program before the register of the journey, its `door`; nobody is signed in."""
    real = workers.sign_in
    monkeypatch.setattr(
        workers, "sign_in", lambda *args, **kw: real(*args, **(kw | {"clock": clock}))
    )
    with running(qtbot, Settings(tmp_path / "window.ini"), size) as program:
        program.begin(door)
        yield program
