"""A page that is opened on what the register no longer holds says so and leads back."""

import pytest
from hands import press_there, words_on
from makers import a_number, a_person, a_plan
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.usecases import people, plans

NOBODY = "c0ffee00-0000-4000-8000-000000000000"


@pytest.fixture
def luo(register):
    return people.register(register, a_person(name="罗秀英", id_number=a_number(sequence=101)))


@pytest.fixture
def window(luo, window):
    return window


@pytest.mark.parametrize(
    ("key", "fact", "says"),
    [
        ("person", NOBODY, "登记册里没有这个人。"),
        ("person_form", NOBODY, "登记册里没有这个人。"),
        ("household", NOBODY, "登记册里没有这一户。"),
        ("visit", NOBODY, "登记册里没有这个人。"),
        ("visit", f"sheet:{NOBODY}", "登记册里没有这张走访表。"),
        ("visit", f"visit:{NOBODY}", "登记册里没有这次走访。"),
        ("sheets", [NOBODY], "登记册里没有这个人。"),
        ("sheets", ("2031-八一", [NOBODY]), "没有“2031-八一”这项活动。"),
        ("notice", NOBODY, "登记册里没有这项任务。"),
        ("plan", NOBODY, "登记册里没有这份方案。"),
        ("return", NOBODY, "登记册里没有这份报表。"),
        ("review", NOBODY, "登记册里没有这份报表。"),
    ],
)
def test_a_page_opened_on_what_is_gone_says_so_and_leads_back(window, key, fact, says):
    window.open("people")

    window.open(key, fact)
    settle(window)
    assert says in words_on(window.page)
    assert QApplication.focusWidget().text() == "返回"
    press_there(Qt.Key.Key_Return)

    assert window.here == "people"


def test_the_keys_of_a_page_do_nothing_while_it_has_nothing_to_show(window, register):
    [luo] = people.find(register, "罗秀英").hits
    window.open("visit", luo.person)
    typing = window.page.form.draft()
    window.open("visit", NOBODY)

    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    assert "登记册里没有这个人。" in words_on(window.page)
    assert people.get(register, typing.person).visits == ()


def test_a_page_is_there_again_with_its_keyboard_once_what_it_shows_is_back(window, register):
    [luo] = people.find(register, "罗秀英").hits
    plan = plans.open_(register, a_plan(luo.person))
    opened = register.last_deed
    window.open("plan", plan.uid)

    window.desk.undo(opened)
    settle(window)
    assert "登记册里没有这份方案。" in words_on(window.page)
    window.desk.undo(register.last_deed)
    settle(window)

    assert "登记册里没有这份方案。" not in words_on(window.page)
    assert window.page.isAncestorOf(QApplication.focusWidget())
