"""A register that is only read: forms that could not be saved are not begun."""

import pytest
from makers import a_number, a_person, a_visit
from PySide6.QtWidgets import QApplication

from station_app.usecases import people, visits
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.window import ONLY_READ, Window


@pytest.fixture
def luo(register):
    return people.register(register, a_person(name="罗秀英", id_number=a_number(sequence=101)))


@pytest.fixture
def window(luo, register, jobs, look, show):
    reading = register.another(read_only=True)
    desk = Desk(reading, jobs)
    made = Window(desk, look)
    made.resize(1366, 768)
    show(made)
    made.open("people")
    yield made
    made.close()
    desk.close()
    reading.close()


def said(window):
    QApplication.processEvents()
    return [one.message.words for one in window.findChildren(Banner) if one.isVisible()]


@pytest.mark.parametrize("key", ["visit", "person_form", "notice", "roster"])
def test_a_form_is_not_begun_where_nothing_can_be_saved(window, key):
    window.open(key)

    assert window.here == "people"
    assert said(window) == [ONLY_READ]


def test_a_visit_that_is_saved_can_still_be_looked_at(window, register, luo):
    kept = visits.record(register, a_visit(luo.uid))

    window.open("visit", luo.uid)
    assert window.here == "people"
    window.open("visit", f"visit:{kept.uid}")

    assert window.here == "visit"
