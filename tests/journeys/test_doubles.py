"""One person who came into the register twice: found, made one, and apart again a year later."""

import pytest
from hands import click, press_there, words_on, write
from makers import WORKER_PASSWORD, a_number, a_person, a_visit
from messy import book
from program_window import settle, sign_in
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.domain.identity import Sex
from station_app.usecases import people, roster, selection, upkeep, visits, workers
from ui.theme import Room
from ui.widgets.choices import Choice


@pytest.fixture
def size():
    """The smallest screen that the program promises to work on."""
    return 1024, 600


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


def test_two_entries_become_one_and_come_apart_a_year_later(program, qtbot, clock):
    window = sign_in(program, qtbot)
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
