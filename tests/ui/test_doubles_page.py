"""查重 and 合并: found, compared, made one, told apart, parted again, all by keys."""

from dataclasses import replace

import pytest
from backing import quietly
from hands import click, press, press_there, type_in, words_on, write
from makers import a_number, a_person, a_visit
from people_window import PAGES, put
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from twins import UNNUMBERED

from station_app.domain.doubles import Side
from station_app.usecases import doubles, people, selection, visits
from ui.pages.doubles import DoublesPage
from ui.pages.merge import MergePage
from ui.theme import Room
from ui.widgets.choices import Choice
from ui.window import Route, Window

ROUTES = (
    *PAGES,
    Route(key="doubles", load=lambda: DoublesPage, under="people"),
    Route(key="merge", load=lambda: MergePage, under="people"),
)


@pytest.fixture
def twins(register):
    kept = put(register, "谢长林", 1)
    gone = people.register(register, a_person(name="谢常林", door="9号", **UNNUMBERED))
    visits.record(register, a_visit(kept.uid))
    return kept.uid, gone.uid


@pytest.fixture
def window(twins, desk, look, show):
    made = started(desk, look, show, ROUTES)
    made.open("doubles")
    settle(made)
    return made


def everybody(register):
    return {row.person.name for row in selection.everybody(register)}


def test_the_pairs_stand_in_a_list_with_the_reasons(window):
    said = words_on(window.page)
    assert "2 人里，有 1 对可能是同一人" in said
    model = window.page.model
    assert "谢长林" in model.index(0, 0).data()
    assert "谢常林" in model.index(0, 1).data()
    assert "姓名同音" in model.index(0, 2).data()
    assert model.index(0, 3).data() == "很像"


def test_the_list_is_reached_from_the_people(window, register):
    window.open("people")
    entries = window.page.head._more(Room.WIDE)
    entry = next(entry for entry in entries if entry and entry[0].startswith("查重"))
    entry[1]()
    assert window.here == "doubles"


def test_enter_sets_a_pair_side_by_side_and_ctrl_enter_makes_one_of_it(window, register, twins):
    press_there(Qt.Key.Key_Return)
    assert window.here == "merge"
    said = words_on(window.page)
    assert "留下的一份" in said
    assert "并入的一份" in said
    assert isinstance(QApplication.focusWidget(), Choice)

    press_there(Qt.Key.Key_2)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    assert window.here == "doubles"
    assert everybody(register) == {"谢常林"}
    assert "已合并为" in words_on(window)
    assert "这些都办完了" in words_on(window.page)
    assert "再查一遍" in QApplication.focusWidget().text()


def test_undo_brings_the_pair_back(window, register):
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    press(window.page, Qt.Key.Key_Z, ctrl=True)
    settle(window)

    assert everybody(register) == {"谢长林", "谢常林"}
    assert window.page.model.rowCount() == 1


def test_n_tells_two_people_apart_for_good(window, register):
    press_there(Qt.Key.Key_N)
    settle(window)

    assert "不是同一人，以后不再列出" in words_on(window)
    press(window.page, Qt.Key.Key_F5)
    settle(window)
    assert "2 人里没有发现重复" in words_on(window.page)


def test_the_sides_can_be_turned_and_choices_outlive_another_room(window, twins):
    press_there(Qt.Key.Key_Return)
    assert window.page.fact == twins
    press_there(Qt.Key.Key_T, ctrl=True)
    assert window.page.fact == tuple(reversed(twins))
    press_there(Qt.Key.Key_2)
    before = window.page._rows.choices()
    assert before["name"] is Side.GONE

    window.page.fit(Room.TIGHT)
    window.page.read()

    assert window.page._rows.choices() == before


def test_what_cannot_stand_together_is_said_in_the_bar(window, register, twins):
    for uid, dates in zip(twins, ({"enlisted": "1974"}, {"discharged": "1973"}), strict=True):
        people.correct(register, uid, replace(people.draft_of(register, uid), **dates))
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)

    assert window.here == "merge"
    assert "不能合并：" in words_on(window.page)


def test_two_that_are_not_the_same_can_be_told_apart_from_side_by_side(window, register):
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_D, ctrl=True)
    settle(window)

    assert window.here == "doubles"
    assert window.page.model.rowCount() == 0
    assert len(everybody(register)) == 2


def test_the_page_of_the_person_says_what_was_merged_and_parts_it_again(window, register, twins):
    doubles.merge(register, *twins, {})
    window.open("person", twins[1])
    assert "王芳把谢常林的一份合并到了这里" in words_on(window.page)
    assert window.page.fact == twins[0]

    click(window.page, "拆回")
    settle(window)

    assert everybody(register) == {"谢长林", "谢常林"}
    assert "合并到了这里" not in words_on(window.page)


def test_a_double_told_apart_while_typing_is_remembered_by_saving(window, register, twins):
    window.open("person_form")
    form = window.page.form
    type_in(form.who.number, a_number(sequence=225))
    write(form.who.name, "谢昌林")
    window.page.check()
    while form.who.has_double():
        click(window.page, "不是同一个人")
    press_there(Qt.Key.Key_S, ctrl=True)
    settle(window)

    found = doubles.search(register, quietly)
    assert {frozenset(pair.uids) for pair in found.likely} == {frozenset(twins)}


def test_who_is_put_right_and_is_somebody_else_is_merged(window, register, twins):
    window.open("person_form", twins[1])
    window.page.check()
    click(window.page, "是同一人，合并")

    assert window.here == "merge"
    assert window.page.fact == twins


def test_an_empty_register_has_nothing_to_look_through(register, desk, look, show):
    made = Window(desk, look, ROUTES)
    show(made)
    made.start()
    made.open("doubles")
    settle(made)
    assert "登记册里还没有人" in words_on(made.page)
