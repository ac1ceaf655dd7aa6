"""A table that came by WeChat, from the drop on Today to the saved file, through the whole window.

Only the system's file chooser is replaced.
"""

import time

import pytest
import senders
from hands import click, press, press_there, words_on, write
from makers import WORKER_PASSWORD, a_number, a_person
from openpyxl import load_workbook
from program_window import settle, sign_in
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app.domain.person import Flag
from station_app.usecases import fill, notices, people, workers
from ui.forms.fill_intake import Step

VILLAGERS = ("赵堃", "马守田", "卢文清")
A_MINUTE, FIVE_MINUTES = 60, 300


@pytest.fixture
def door(register_path, clock):
    """A register with three old soldiers who live alone; nobody is signed in."""
    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    for n, name in enumerate(VILLAGERS, 1):
        number = a_number(sequence=2 * n + 1)
        draft = a_person(name=name, id_number=number, flags=(Flag.ALONE,), phones=())
        people.register(register, draft)
    register.close()
    return register_path


@pytest.fixture
def desktop(tmp_path, monkeypatch):
    """Where the worker saves: the desktop, under the name that is proposed."""
    folder = tmp_path / "桌面"
    folder.mkdir()

    def chosen(_parent, _title, proposed, _kinds):
        return str(folder / proposed.rsplit("/", 1)[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    return folder


def test_a_senders_table_goes_from_the_drop_to_the_saved_file(program, qtbot, tmp_path, desktop):
    window = sign_in(program, qtbot)
    came = tmp_path / "微信"
    came.mkdir()
    path = senders.table(came / senders.NAME)
    sent = path.read_bytes()

    began = time.monotonic()
    _drop_on_today(window, path)
    _type_meals(window, "不要")
    _save(window, collect=True)
    assert time.monotonic() - began < FIVE_MINUTES

    saved = desktop / senders.NAME
    sheet = load_workbook(saved)["摸底表"]
    assert {sheet.cell(row, 3).value for row in (5, 6, 7)} == set(VILLAGERS)
    assert {sheet.cell(row, 14).value for row in (5, 6, 7)} == {"不要"}
    assert path.read_bytes() == sent
    [task] = notices.waiting(window.desk.register)
    assert task.subject.startswith("补登记 3 人的资料")
    assert fill.before(window.desk.register)[0].purpose == f"报柳林镇：{senders.TITLE}"

    began = time.monotonic()
    _drop_on_today(window, senders.table(came / "二月的摸底表.xlsx"))
    _type_meals(window, "每天送")
    _save(window, collect=False)
    assert time.monotonic() - began < A_MINUTE
    assert load_workbook(desktop / "二月的摸底表.xlsx")["摸底表"]["N5"].value == "每天送"
    assert "已另存为" in words_on(window)


def _drop_on_today(window, path):
    press_there(Qt.Key.Key_1, ctrl=True)
    settle(window)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at, copy = QPoint(400, 400), Qt.DropAction.CopyAction
    QApplication.sendEvent(window.page, QDragEnterEvent(at, copy, held, left, plain))
    QApplication.sendEvent(window.page, QDropEvent(at, copy, held, left, plain))
    settle(window)
    click(window, "打开")
    settle(window)
    assert window.here == "fill"
    assert window.page.intake.step is Step.MATCH
    for _ in range(2):
        press_there(Qt.Key.Key_Return, ctrl=True)
        settle(window)
    assert window.page.intake.step is Step.RESULT


def _type_meals(window, words):
    page = window.page
    for _ in VILLAGERS:
        while "助餐需求" not in page.result.field.accessibleName():
            press(page.result.field, Qt.Key.Key_Return)
        write(page.result.field, words)
        press(page.result.field, Qt.Key.Key_Return)


def _save(window, *, collect):
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    if collect:
        click(window, "记成任务")
    click(window, "选地方，保存")
    settle(window)
    assert window.page.intake.step is Step.DONE
