import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.models.table import Column, TableModel
from ui.widgets.layout import column, holder
from ui.widgets.scroll import scrolled
from ui.widgets.short_list import short_list

LONG = "住房漏雨，屋顶东角每到下雨就滴水，床已经挪到西屋去了"


@pytest.fixture
def make(look):
    """A list of so many lines, the first of them long."""

    def made(count, name="名单"):
        says = Column("什么", lambda n: LONG if n == 0 else f"第{n}行", 120)
        model = TableModel((says,))
        model.fill(tuple(range(count)))
        view = short_list(look, model, name)
        model.setParent(view)
        return view

    return made


def chosen(view):
    return [index.row() for index in view.selectionModel().selectedRows()]


def test_arrows_walk_on_to_the_next_list_and_back(make, show):
    above, below = make(2), make(2, "另一张")
    page = show(holder(column(above, below)))
    above.setFocus()
    assert chosen(above) == [0]

    QTest.keyClick(above, Qt.Key.Key_Down)
    QTest.keyClick(above, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is below
    assert (chosen(above), chosen(below)) == ([], [0])

    QTest.keyClick(below, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is above
    assert page.isVisible()
    assert chosen(above) == [1]


def test_the_page_follows_the_row(make, show):
    view = make(40)
    area = scrolled(column(view))
    area.resize(300, 200)
    show(area)
    view.setFocus()

    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Down)

    assert area.verticalScrollBar().value() > 400


def test_words_that_are_cut_are_said_whole_as_a_tip(make, show, monkeypatch):
    view, tips = show(make(2)), []
    monkeypatch.setattr(
        "ui.widgets.row_delegate.QToolTip.showText", lambda _at, words, _view: tips.append(words)
    )

    for row in (0, 1):
        at = view.visualRect(view.model().index(row, 0)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)

    assert tips == [LONG, ""]
