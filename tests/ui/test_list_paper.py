"""What a list page shows goes onto paper as it is filtered, masked and ordered there."""

import pypdfium2
import pytest
from hands import click, press_there, words_on
from makers import a_campaign, a_number, a_person, a_task
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame

from station_app.domain.selection import Selection
from station_app.usecases import campaigns, notices, people, printing
from ui.widgets import printer


@pytest.fixture
def village(register):
    found = [
        people.register(register, a_person(name=name, id_number=a_number(sequence=n), door=door))
        for n, name, door in ((101, "罗秀英", "1号"), (103, "石秀峰", "2号"), (105, "周㛃", "3号"))
    ]
    campaigns.set_up(register, a_campaign())
    return found


@pytest.fixture
def window(village, window):
    return window


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """The file that whoever saves a list chooses."""
    path = tmp_path / "名单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def save(window, path):
    """Save what is looked at, and return its words."""
    settle(window)
    click(window, "存成 PDF")
    settle(window)
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_the_people_are_saved_under_their_conditions_in_their_order(window, saved, village):
    window.open("people")
    settle(window)
    press_there(Qt.Key.Key_P, ctrl=True)
    said = save(window, saved)

    shown = [row.person.name for row in window.page.persons.values]
    assert sorted(shown, key=said.index) == shown
    assert len(shown) == 3
    assert "人员名单" in said
    assert "3 人" in said
    assert village[0].id_number not in said
    assert "已另存为 名单.pdf" in words_on(window)


def test_the_conditions_that_hold_stand_at_the_head(window, saved):
    window.open("people", Selection(not_visited_since=window.desk.register.today()))
    settle(window)
    press_there(Qt.Key.Key_P, ctrl=True)

    assert "起没走访" in save(window, saved)


def test_the_households_are_printed_when_they_are_shown(window, monkeypatch):
    names = []
    monkeypatch.setattr(printer, "choose", lambda _parent, name: names.append(name))
    window.open("people")
    settle(window)
    window.page.show_view(1)
    settle(window)
    press_there(Qt.Key.Key_P, ctrl=True)
    settle(window)
    click(window, "打印")
    settle(window)

    assert names == ["家庭名单"]


def test_the_sheets_that_wait_are_a_list_with_their_numbers(window, register, saved, village):
    [sheet] = printing.print_sheets(register, [village[0].uid]).sheets
    window.open("visits")
    settle(window)
    window.page.print_list()
    said = save(window, saved)

    assert "待录入" in said
    assert sheet.short in said


def test_the_households_of_a_campaign_are_a_list_too(window, saved):
    window.open("round")
    settle(window)
    window.page.print_list()
    said = save(window, saved)

    assert "未走访，共 3 户" in said
    assert "石秀峰" in said


def test_the_tasks_are_a_list_without_persons(window, register, saved):
    notices.take_in(register, a_task())
    window.open("notices")
    settle(window)
    press_there(Qt.Key.Key_P, ctrl=True)
    said = save(window, saved)

    assert "重点关爱对象台账" in said
    assert "个人信息" not in said


def test_a_list_of_nothing_is_not_offered_on_paper(window):
    for place, fact in (("visits", None), ("people", Selection(plaque=True)), ("notices", None)):
        window.open(place, fact)
        settle(window)
        window.page.print_list()
        settle(window)

        assert not [one for one in window.findChildren(QFrame) if "存成 PDF" in words_on(one)]
