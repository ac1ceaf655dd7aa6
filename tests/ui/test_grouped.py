from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station_app.domain import category
from station_app.domain.category import Holding, Subject
from ui.forms import kinds
from ui.theme import Look
from ui.widgets.grouped import GroupedPick


def a_pick(qtbot) -> GroupedPick:
    made = GroupedPick(Look(), kinds.CHOOSE, kinds.groups(category.shipped().kinds()))
    qtbot.addWidget(made)
    made.show()
    return made


def test_kinds_stand_under_their_schemes_and_a_heading_cannot_be_chosen(qtbot):
    made = a_pick(qtbot)
    headings = [
        made.itemText(n)
        for n in range(made.count())
        if not made.model().flags(made.model().index(n, 0)) & Qt.ItemFlag.ItemIsEnabled
    ]
    assert headings == [one.name for one in category.shipped().schemes]
    QTest.keyClick(made, Qt.Key.Key_Down)
    assert made.currentData() == ("SEED7", "1")


def test_letters_jump_to_the_words_with_these_initials_and_stay_where_none_has_them(qtbot):
    made = a_pick(qtbot)
    QTest.keyClicks(made, "cz")
    assert made.currentText() == "参战"
    QTest.keyClicks(made, "zzz")
    assert made.currentText() == "参战"


def test_what_is_kept_is_shown_again(qtbot):
    made = a_pick(qtbot)
    made.choose(("FPF3", "2"))
    assert made.currentText() == "边缘易致贫户（监测）"
    made.choose(("FPF3", "9"))
    assert made.currentText() == kinds.CHOOSE


def test_a_household_is_offered_only_what_a_household_holds():
    offered = kinds.groups(category.shipped().kinds(Subject.HOUSEHOLD))
    assert [heading for heading, _ in offered] == ["七类重点关爱对象", "防返贫监测对象"]


def test_evidence_is_shown_where_it_is_kept_and_asked_for_where_it_is_not(qtbot):
    kept = Holding(scheme="YF18", code="11", basis="县局认定", evidence="伤残证复印件 2 页")
    held = kinds.Kinds(Look(), category.shipped().kinds(), date(2027, 1, 25))
    qtbot.addWidget(held)
    held.show()
    held.show_holdings((kept, Holding(scheme="MERIT", code="33", basis="立功证")))
    first, second = held.rows
    assert (first.evidence.isVisible(), second.evidence.isVisible()) == (True, False)
    second.proof.click()
    second.evidence.setText("立功证")
    assert [one.evidence for one in held.holdings()] == ["伤残证复印件 2 页", "立功证"]
