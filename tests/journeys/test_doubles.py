"""One person who came into the register twice: found, made one, and apart again a year later."""

import pytest
from hands import click, press, press_there, type_in, words_on, write
from makers import WORKER_PASSWORD, a_number, a_person, a_visit
from messy import book
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from returns_window import settle

from station_app.domain.identity import Sex
from station_app.usecases import people, roster, selection, upkeep, visits, workers
from ui import start
from ui.pages.sign_in import SignInPage
from ui.settings import Settings
from ui.theme import Room
from ui.widgets.choices import Choice


@pytest.fixture
def door(register_path, clock, tmp_path):
    """刘喆, whom the station visits, and 刘哲 of another table; nobody is signed in."""
    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    number = a_number("1978-01-05", 15)
    liu = a_person(name="刘喆", id_number=number, born="1978-01-05", sex=Sex.MALE, phones=())
    visits.record(register, a_visit(people.register(register, liu).uid))
    other = a_number("1978-01-05", 35)
    sheet = book(
        tmp_path / "册.xlsx", ["姓名", "身份证号", "联系电话"], ["刘哲", other, "15400009876"]
    )
    seen = roster.preview(register, sheet)
    assert "像登记册里的刘喆" in seen.lines[0].reasons[-1]
    roster.take_in(register, seen)
    register.close()
    return register_path


@pytest.fixture
def program(qapp, look, qtbot, tmp_path, door, clock, monkeypatch):
    real = workers.sign_in
    monkeypatch.setattr(
        workers, "sign_in", lambda *args, **kw: real(*args, **(kw | {"clock": clock}))
    )
    made = start.Program(qapp, Settings(tmp_path / "window.ini"))
    made.resize(1024, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.begin(door)
    yield made
    made.close()
    made.deleteLater()


def test_two_entries_become_one_and_come_apart_a_year_later(program, qtbot, clock):
    window = _sign_in(program, qtbot)
    _look_for_doubles(window)
    assert "有 1 对可能是同一人" in words_on(window.page)

    press_there(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), Choice)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert "已合并为刘喆一人" in words_on(window)
    (one,) = _everybody(window)
    assert [phone.number for phone in one.phones] == ["15400009876"]

    clock.forward(days=365)
    window.open("people")
    _find(window, "刘哲")
    assert window.here == "person"
    assert "把刘哲" in words_on(window.page)
    assert "的一份合并到了这里" in words_on(window.page)
    click(window.page, "拆回")
    settle(window)

    assert {person.name for person in _everybody(window)} == {"刘喆", "刘哲"}
    assert upkeep.check(window.desk.register).sound


def _everybody(window):
    return [row.person for row in selection.everybody(window.desk.register)]


def _look_for_doubles(window):
    window.open("people")
    entries = window.page.head._more(Room.NARROW)
    next(entry[1] for entry in entries if entry and entry[0].startswith("查重"))()
    settle(window)


def _find(window, words):
    press_there(Qt.Key.Key_K, ctrl=True)
    write(QApplication.focusWidget(), words)
    settle(window)
    press_there(Qt.Key.Key_Return)
    settle(window)


def _sign_in(program, qtbot):
    page = program.currentWidget().findChild(SignInPage) or program.currentWidget()
    while page._accounts.account().name != "王芳":
        press(page._accounts, Qt.Key.Key_Down)
    secret = next(one for one in page.findChildren(QLineEdit) if one.isVisibleTo(page))
    type_in(secret, WORKER_PASSWORD)
    press(secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window_now is not None, timeout=20_000)
    settle(program.window_now)
    return program.window_now
