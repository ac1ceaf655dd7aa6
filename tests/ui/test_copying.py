import pytest
from hands import press
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from ui.models.table import Column, TableModel
from ui.program import Program
from ui.settings import Settings
from ui.widgets import copying
from ui.widgets.cells import Picked, Two
from ui.widgets.fields import secret
from ui.widgets.table import table

HISTORY = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'


@pytest.fixture
def program(qapp, look, qtbot, tmp_path):
    """The program with its first page seen, so that it hears every key."""
    QGuiApplication.clipboard().clear()
    made = Program(qapp, Settings(tmp_path / "window.ini"))
    made.begin(None)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made._ears is not None, timeout=20_000)
    yield made
    made.close()
    made.deleteLater()


def _in(program, field, words):
    program.addWidget(field)
    program.setCurrentWidget(field)
    field.setFocus()
    field.setText(words) if isinstance(field, QLineEdit) else field.setPlainText(words)
    field.selectAll()
    return field


def _clipboard():
    return QGuiApplication.clipboard().mimeData()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_is_copied_stays_out_of_the_clipboard_history(program, kind):
    field = _in(program, kind(), "790121195403091231")

    press(field, Qt.Key.Key_C, ctrl=True)

    assert _clipboard().text() == "790121195403091231"
    assert _clipboard().hasFormat(HISTORY)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_is_cut_leaves_the_field_and_can_be_brought_back(program, kind):
    field = _in(program, kind(), "谢长林")

    press(field, Qt.Key.Key_X, ctrl=True)

    words = field.text if kind is QLineEdit else field.toPlainText
    assert (words(), _clipboard().text()) == ("", "谢长林")
    assert _clipboard().hasFormat(HISTORY)
    field.undo()
    assert words() == "谢长林"


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_field_copies_in_the_same_way(program, monkeypatch, kind):
    field = _in(program, kind(), "谢长林")
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: shown.append(menu))
    where = field.viewport() if kind is QPlainTextEdit else field
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), QPoint(2, 2))

    QApplication.sendEvent(where, event)
    (menu,) = shown
    next(one for one in menu.actions() if one.objectName() == "edit-copy").trigger()

    assert _clipboard().text() == "谢长林"
    assert _clipboard().hasFormat(HISTORY)


def test_a_password_is_never_copied(program):
    field = _in(program, secret(), "lu-se-chuang-78")

    assert not copying.copy(field)
    press(field, Qt.Key.Key_C, ctrl=True)

    assert "lu-se" not in QGuiApplication.clipboard().text()


def test_other_keys_reach_the_field(program):
    field = _in(program, QLineEdit(), "谢长林")

    press(field, Qt.Key.Key_Home)

    assert field.cursorPosition() == 0
    assert not copying.took(field, QEvent(QEvent.Type.KeyPress))


@pytest.fixture
def people(look, show):
    columns = (
        Column("", lambda _one: Picked(on=True)),
        Column("姓名", lambda one: Two(one, "男 72")),
        Column("身份证号", lambda _one: "790***********1231"),
        Column("类别", lambda _one: ("烈属", "零就业家庭")),
        Column("备注", lambda _one: "=1+1\n第二行"),
    )
    model = TableModel(columns)
    model.fill(("罗秀英", "石秀峰", "周㛃"))
    made = table(look, model)
    model.setParent(made)
    return show(made)


def test_the_chosen_row_is_copied_as_it_stands_masked_and_a_tab_between_its_cells(people):
    people.go_to(1)

    press(people, Qt.Key.Key_C, ctrl=True)

    cells = ["石秀峰 男 72", "790***********1231", "烈属、零就业家庭", "'=1+1 第二行"]
    assert _clipboard().text() == "\t".join(cells)
    assert _clipboard().hasFormat(HISTORY)


def test_several_rows_are_chosen_with_shift_and_copied_in_their_order(people):
    people.go_to(2)

    QTest.keyClick(people, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    press(people, Qt.Key.Key_C, ctrl=True)

    lines = _clipboard().text().split("\n")
    assert [line.split(" ")[0] for line in lines] == ["石秀峰", "周㛃"]
