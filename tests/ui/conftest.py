import os

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hands import tidied  # noqa: F401 - a fixture of every test here
from program_window import running

from ui.desk import Desk
from ui.jobs import Jobs
from ui.settings import Settings
from ui.theme import Look, fonts, style
from ui.window import Window


@pytest.fixture(scope="session")
def _faces(qapp) -> None:
    fonts.load()


@pytest.fixture
def look(qapp, _faces) -> Look:
    """The paper look, worn by the whole program."""
    look = Look()
    style.dress_wholly(qapp, look)
    return look


@pytest.fixture
def jobs(qapp):
    """The one job thread."""
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def desk(register, jobs):
    """王芳's desk over 荷塘村's register."""
    desk = Desk(register, jobs)
    yield desk
    desk.close()


@pytest.fixture
def show(qtbot):
    """Show a widget and give it back once it has the keyboard."""

    def shown(widget):
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return shown


@pytest.fixture
def window(desk, look, show):
    """王芳's window with all pages, as wide as most screens are."""
    made = Window(desk, look)
    made.resize(1366, 768)
    yield show(made)
    made.close()


@pytest.fixture
def settings(tmp_path) -> Settings:
    """What this PC remembers of the window: nothing yet."""
    return Settings(tmp_path / "window.ini")


@pytest.fixture
def program(look, qtbot, settings):
    """The whole program, without a register."""
    with running(qtbot, settings) as program:
        yield program


@pytest.fixture
def signed_in(jobs):
    """Close every register that a page opened, in the thread that opened it."""
    opened = []
    yield opened
    for register in opened:
        jobs.run(lambda _step, register=register: register.close())
    jobs.wait()
