"""The window and the whole program in tests: begun, waited for, and what stands over it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from hands import press, type_in, words_on
from makers import WORKER_PASSWORD
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from ui.desk import Desk
from ui.jobs import Jobs
from ui.pages.sign_in import SignInPage
from ui.program import Program
from ui.settings import Settings
from ui.theme import Look
from ui.widgets.sheets import Scrim
from ui.window import Route, Window


@contextmanager
def running(qtbot, settings: Settings, size: tuple[int, int] | None = None) -> Iterator[Program]:
    """Show the whole program, without a register, and end it afterwards."""
    program = Program(QApplication.instance(), settings)
    if size is not None:
        program.resize(*size)
    with qtbot.waitActive(program):
        program.show()
        program.activateWindow()
    yield program
    program.close()
    program.deleteLater()


def started(desk: Desk, look: Look, show, pages: Sequence[Route]) -> Window:
    """Show a window of these pages, as wide as most screens are, on the first of them."""
    window = Window(desk, look, pages)
    window.resize(1366, 768)
    show(window)
    window.start()
    return window


def sign_in(program: Program, qtbot):
    """Choose 王芳 at the door, type her password, and return the window over Today."""
    page = program.currentWidget().findChild(SignInPage) or program.currentWidget()
    _choose_account(page, "王芳")
    secret = next(one for one in page.findChildren(QLineEdit) if one.isVisibleTo(page))
    type_in(secret, WORKER_PASSWORD)
    press(secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window_now is not None, timeout=20_000)
    settle(program.window_now)
    assert "今日要办" in words_on(program.window_now)
    return program.window_now


def settle(window) -> None:
    """Let the job thread of a window end, and whatever it brings to begin end as well."""
    finish(window.desk.jobs)


def finish(jobs: Jobs) -> None:
    """Let the job thread end, and whatever it brings to begin end as well."""
    for _ in range(6):
        jobs.wait()
        QApplication.processEvents()


def on_sheet(window):
    """Return the sheet that stands over the window."""
    return next(one for one in window.findChildren(Scrim) if one.isVisibleTo(window)).sheet


def _choose_account(page: SignInPage, name: str) -> None:
    for _ in range(4):
        if page._accounts.account().name == name:
            return
        press(page._accounts, Qt.Key.Key_Down)
    raise AssertionError(name)
