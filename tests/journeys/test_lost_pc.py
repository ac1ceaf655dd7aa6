"""The PC is lost: what was on the stick comes back on a new one, with the recovery sheet alone."""

import shutil
from contextlib import ExitStack

import pytest
from hands import button, press_there, type_in, words_on
from makers import CHEAP, HEAD_PASSWORD, HETANG, a_number, a_person
from program_window import finish, running
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.domain.roles import Role
from station_app.usecases import first_run, people
from ui.settings import Settings
from ui.widgets.sheets import Scrim

NEW = "songnuan-chunfeng-8"
NAMED = {
    "→": Qt.Key.Key_Tab,
    "⏎": Qt.Key.Key_Return,
    "␣": Qt.Key.Key_Space,
}


@pytest.fixture
def pc(look, qtbot, tmp_path, monkeypatch, cheap_passwords):
    """Switch a PC on: its own data, its own documents, the program begun anew."""
    with ExitStack() as on:

        def switch_on(name, register=None):
            own = tmp_path / name
            (own / "文档").mkdir(parents=True, exist_ok=True)
            monkeypatch.setenv("STATION_DATA", str(own / "数据"))
            settings = Settings(own / "window.ini")
            settings.remember_folder("register", own / "文档")
            program = on.enter_context(running(qtbot, settings, (1366, 768)))
            program.begin(register)
            return program

        yield switch_on


@pytest.fixture
def begun():
    """The register as it was begun, with its recovery code."""
    return first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )


@pytest.fixture
def path(tmp_path, begun):
    """Where it stands on the old PC."""
    folder = tmp_path / "旧电脑" / "文档"
    folder.mkdir(parents=True)
    first_run.create(folder / "荷塘村.station", begun).close()
    return folder / "荷塘村.station"


@pytest.mark.usefixtures("stick")
def test_what_was_backed_up_to_the_stick_is_there_again_on_a_new_pc(pc, tmp_path, path, begun):
    program = pc("旧电脑", path)
    type_in(program.currentWidget().secret.control, HEAD_PASSWORD)
    _press(program, "⏎")

    program.desk.do(people.register, a_person())
    finish(program.jobs)
    button(program.window_now.page, "备份到U盘").setFocus()
    _press(program, "␣")
    assert _sheet(program) is not None
    _press(program, "⏎")
    assert "已核对，能打开：1 人、1 户" in words_on(program)
    program.desk.do(people.register, a_person(id_number=a_number(sequence=125)))
    finish(program.jobs)
    assert program.close()

    shutil.rmtree(tmp_path / "旧电脑")
    program = pc("新电脑")
    button(program.currentWidget(), "从备份恢复").setFocus()
    _press(program, "␣", "⏎")
    for group in begun.code.split("-"):
        type_in(QApplication.focusWidget(), group)
    _press(program, "␣")
    assert "荷塘村退役军人服务站　2 人" in words_on(program)
    _press(program, "␣")
    type_in(QApplication.focusWidget(), NEW)
    _press(program, "→")
    type_in(QApplication.focusWidget(), NEW)
    _press(program, "⏎")

    assert program.desk.account.name == "徐建民"
    assert program.desk.register.path == tmp_path / "新电脑" / "文档" / "荷塘村.station"
    assert [one.name for one in program.desk.ask(people.find, "谢").hits] == ["谢长林"] * 2


def _press(program, *names):
    for name in names:
        press_there(NAMED[name])
        finish(program.jobs)


def _sheet(program):
    shown = [one for one in program.window_now.findChildren(Scrim) if one.isVisible()]
    return shown[0].sheet if shown else None
