import pytest
from hands import press, press_there, words_on
from makers import a_visit
from people_window import PAGES, put
from program_window import settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from station_app.domain.category import Holding
from station_app.domain.person import Standing, Tier
from station_app.domain.selection import Selection
from station_app.usecases import history, visits
from ui.theme import Room
from ui.widgets.buttons import Chip
from ui.widgets.cells import CELL
from ui.widgets.top_bar import SearchBox
from ui.window import Window


@pytest.fixture
def village(register):
    sick = Holding(scheme="SEED7", code="4", basis="诊断证明")
    luo = put(register, "罗秀英", 1, group="3组", door="17号", holdings=(sick,), tier=Tier.A)
    put(register, "马守田", 2, group="3组", door="12号")
    put(register, "李䶮", 3, group="1组", door="22号", standing=Standing.FAMILY)
    visits.record(register, a_visit(luo.uid))
    return register


@pytest.fixture
def window(village, desk, look, show):
    return started(desk, look, show, PAGES)


def names(page):
    return [row.person.name for row in page.persons.values]


def test_everybody_stands_in_the_list_by_sound_and_the_first_is_shown_beside_it(window):
    assert names(window.page) == ["李䶮", "罗秀英", "马守田"]
    said = words_on(window.page)
    assert "人员 3" in said
    assert "家庭 3" in said
    assert "共 3 人、3 户" in said
    assert "打开档案" in said


def test_the_last_visit_says_how_long_there_is_time(window):
    model = window.page.persons
    cell = model.data(model.index(1, 4), CELL)

    assert cell.words == "1月24日"


def test_enter_opens_the_file_and_esc_comes_back_to_the_same_person(window):
    window.page.table.go_to(1)

    press(window.page.table, Qt.Key.Key_Return)
    assert window.here == "person"
    assert "罗秀英" in words_on(window.page)

    press(window.page, Qt.Key.Key_Escape)
    assert window.here == "people"
    assert window.page.table.row_now() == 1


def test_a_condition_stands_as_a_chip_and_del_takes_it_away(window):
    window.page.ask_for(Selection(groups=("3组",), tiers=(Tier.A,)))

    assert names(window.page) == ["罗秀英"]
    assert [one.text() for one in window.page.findChildren(Chip) if one.isVisible()] == [
        "3组",
        "每月",
    ]
    assert "符合条件 1 人、1 户，共 3 人" in words_on(window.page)

    press(window.page.table, Qt.Key.Key_Delete)

    assert names(window.page) == ["罗秀英", "马守田"]


def test_conditions_that_nobody_meets_can_be_cleared_on_the_spot(window):
    window.page.ask_for(Selection(standings=(Standing.OTHER,)))
    assert "没有符合条件的人" in words_on(window.page)

    press_there(Qt.Key.Key_Return)

    assert len(names(window.page)) == 3


def test_only_conditions_that_are_not_asked_yet_are_offered(window):
    window.page.ask_for(Selection(groups=("3组",)))
    offered = {
        words: [entry[0] for entry in entries] for words, entries in window.page.conditions.offers
    }

    assert offered["组"] == ["1组"]
    assert offered["类别"] == ["重点关爱对象", "重病重残"]


def test_a_selection_from_elsewhere_comes_with_its_conditions(window):
    window.open("people", Selection(standings=(Standing.FAMILY,)))

    assert names(window.page) == ["李䶮"]


def test_letters_typed_on_the_list_look_for_a_person(window):
    press(window.page.table, Qt.Key.Key_L)

    assert window.findChild(SearchBox).text() == "l"
    assert QApplication.focusWidget() is window.findChild(SearchBox)


def test_the_households_stand_in_route_order_and_open(window):
    window.page.show_view(1)
    settle(window)

    assert [row.place for row in window.page.homes.values] == ["1组 22号", "3组 12号", "3组 17号"]
    press(window.page.table, Qt.Key.Key_Return)
    assert window.here == "household"
    assert "李䶮家" in words_on(window.page)


def test_the_eye_shows_the_number_and_the_journal_knows(window, village):
    pane = window.page.pane.pane
    number = pane.number
    assert "790***********" in number.text()

    number.asked.emit()
    settle(window)

    assert len(number.text()) == 18
    assert number.text().isalnum()
    assert window.page.pane.pane is pane
    assert history.recent(village, 1)[0].deed == "查看证件号码"


def test_f8_folds_the_pane_and_a_narrow_window_keeps_it_folded(window):
    press(window.page, Qt.Key.Key_F8)
    assert window.page.pane.pane is None

    window.resize(1024, 600)
    QApplication.processEvents()
    assert window.page.room is Room.NARROW
    press(window.page.table, Qt.Key.Key_Space)
    assert window.page.pane.pane.isVisible()

    press(window.page.table, Qt.Key.Key_Escape)
    assert window.page.pane.pane is None
    assert window.here == "people"


def test_an_empty_register_says_where_to_begin(desk, look, show):
    window = Window(desk, look, PAGES)
    show(window)
    window.start()

    assert "登记册里还没有人" in words_on(window.page)
    shown = [one for one in window.page.findChildren(QAbstractButton) if one.isVisible()]
    assert [one.text().strip() for one in shown] == ["导入花名册", "新增第一个人"]
    assert [one.property("kind") for one in shown] == ["primary", ""]
    assert QApplication.focusWidget() is shown[0]


def test_who_is_chosen_stays_chosen_when_the_room_changes(window):
    window.page.table.go_to(2)

    window.resize(1024, 600)
    QApplication.processEvents()

    assert window.page.table.row_now() == 2


def test_the_pane_follows_the_arrows(window, qtbot):
    press(window.page.table, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: "罗秀英" in window.page.pane.pane.accessibleName(), timeout=2000)


def test_ctrl_enter_in_the_search_box_means_the_hit_not_the_row_of_the_list(window):
    asked, box = [], window.findChild(SearchBox)
    box.visited.connect(asked.append)
    window.page.table.go_to(0)
    press(window.page.table, Qt.Key.Key_M)
    box.searched.emit("马守田")

    press(box, Qt.Key.Key_Return, ctrl=True)

    assert asked == [
        next(r.person.uid for r in window.page.persons.values if r.person.name == "马守田")
    ]
    assert window.here == "people"
