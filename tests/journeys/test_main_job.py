"""The main job as a worker does it: sign in, import, campaign, sheets, visit, plan, return, stick.

Only what is no part of the program is replaced: the system's file chooser and the printer.
"""

from datetime import date
from pathlib import Path

import pytest
from certified import certify
from hands import button, click, press, press_there, type_in, words_on, write
from makers import HEAD_PASSWORD, WORKER_PASSWORD
from program_window import on_sheet, settle, sign_in
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from returns_window import column, table

from station_app.domain.returns import State as Stands
from station_app.domain.sheet import State
from station_app.exchange import cells, sticks
from station_app.usecases import campaigns, demo_world, plans, returns, roster, visits, workers
from ui.forms.roster_intake import Step
from ui.widgets import printer

SHEET = (
    "1-24 → 0940 → F4 1 → → → 2 → 25 → F4 4 → 1 → → 3 → F4 1 → 送药 → 2 → F4 2 → "
    "F4 1 → → → → 500 → 12 → F4 1 → 1 → 2-8 → 1 → → 1 Ctrl+S"
)
"""What a worker types from one sheet; → is Tab."""
NAMED = {"→": Qt.Key.Key_Tab, "F4": Qt.Key.Key_F4}


@pytest.fixture(autouse=True)
def _outside(cheap_passwords, monkeypatch):
    """Stand in for the printer and the list of sticks."""
    monkeypatch.setattr(printer, "choose", lambda _parent, name: printer.ready(name))
    monkeypatch.setattr(printer, "put", lambda _paper, drawn, _told: list(drawn))
    monkeypatch.setattr(sticks, "plugged_in", list)


@pytest.fixture
def door(register_path, clock, tmp_path):
    """The register of two people whom the county has certified; nobody is signed in."""
    register = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    head = workers.vouched(register, "徐建民", HEAD_PASSWORD)
    certify((register, head), tmp_path / "county")
    register.close()
    return register_path


def test_a_roster_and_a_notice_become_a_signed_return_on_the_stick(
    program, qtbot, tmp_path, monkeypatch
):
    window = sign_in(program, qtbot)
    register = window.desk.register

    _import(window, _roster(tmp_path / "荷塘村花名册.xlsx"))
    assert roster.done(register)

    _set_up_campaign(window)
    assert campaigns.every(register)[0].code == "2027-春节"

    _print_sheets_of_three_homes(window)
    printed = visits.sheet_counts(register)[State.WAITING]
    assert printed >= 3

    _type_a_sheet(window)
    assert visits.sheet_counts(register)[State.TYPED] == 1
    assert visits.sheet_counts(register)[State.WAITING] == printed - 1

    _take_up_a_plan(window)
    [planned] = plans.board(register)
    assert planned.plan

    _sign_the_return(window)
    [version] = [one for one in returns.every(register) if one.form == "F01"]
    assert version.state is Stands.READY

    stick = _export(window, tmp_path / "青退-U-07")
    assert returns.get(register, version.uid).state is Stands.EXPORTED
    assert "荷塘村_2027春节_走访慰问情况统计表.pdf" in {one.name for one in stick.iterdir()}

    _verify(window, stick, monkeypatch)


def _roster(path: Path) -> Path:
    """Write the messy roster of an invented village."""
    today = date(2027, 1, 25)
    sheet = demo_world.roster(demo_world.villagers(48, today, 5), today)
    path.write_bytes(cells.write("花名册", sheet.rows, sheet.merged))
    return path


def _import(window, path: Path):
    press_there(Qt.Key.Key_2, ctrl=True)
    settle(window)
    click(window, "导入花名册")
    settle(window)
    assert window.here == "roster"
    window.page.take_files([path])
    settle(window)
    while window.page.intake.step < Step.RESULT:
        press_there(Qt.Key.Key_Return, ctrl=True)
        settle(window)
    click(window.page, "导入 ")
    settle(window)
    assert "已写入登记册" in words_on(window.page)


def _set_up_campaign(window):
    press_there(Qt.Key.Key_3, ctrl=True)
    settle(window)
    click(window, "应走访名单")
    settle(window)
    click(window, "建立走访活动")
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert "2027年春节走访慰问" in words_on(window)


def _print_sheets_of_three_homes(window):
    for _ in range(3):
        press_there(Qt.Key.Key_Space)
        press_there(Qt.Key.Key_Down)
    press_there(Qt.Key.Key_P, ctrl=True)
    settle(window)
    assert window.here == "sheets"
    assert "一人一张" in words_on(window)
    click(window.page, " 张")
    settle(window)


def _type_a_sheet(window):
    press_there(Qt.Key.Key_3, ctrl=True)
    settle(window)
    assert "待录入" in words_on(window.page)
    press_there(Qt.Key.Key_Return)
    settle(window)
    assert window.here == "visit"
    _keys(SHEET)
    settle(window)


def _keys(tokens):
    """Press named keys and type the rest, words as an input method commits them."""
    for token in tokens.split():
        if token in NAMED:
            press_there(NAMED[token])
        elif token == "Ctrl+S":
            press_there(Qt.Key.Key_S, ctrl=True)
        elif token.isascii():
            QTest.keyClicks(QApplication.focusWidget(), token)
        else:
            write(QApplication.focusWidget(), token)


def _take_up_a_plan(window):
    press_there(Qt.Key.Key_4, ctrl=True)
    settle(window)
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    assert "看病取药不便" in words_on(on_sheet(window))
    click(on_sheet(window), "放进方案")
    settle(window)


def _sign_the_return(window):
    press_there(Qt.Key.Key_5, ctrl=True)
    settle(window)
    press(table(window.page, "报表"), Qt.Key.Key_Return)
    settle(window)
    assert window.here == "return"
    press_there(Qt.Key.Key_Return, ctrl=True)
    settle(window)
    first, second = [
        one for one in on_sheet(window).findChildren(QLineEdit) if one.isVisibleTo(on_sheet(window))
    ]
    type_in(first, WORKER_PASSWORD)
    type_in(second, HEAD_PASSWORD)
    click(on_sheet(window), "两人签名")
    settle(window)


def _export(window, stick: Path) -> Path:
    stick.mkdir()
    click(window.page, "导出")
    settle(window)
    on_sheet(window).take_folder(stick)
    settle(window)
    click(on_sheet(window), "写入U盘")
    settle(window)
    assert "核对无误，可以拔了" in words_on(on_sheet(window))
    click(on_sheet(window), "完成")
    settle(window)
    return stick


def _verify(window, stick: Path, monkeypatch):
    monkeypatch.setattr(
        QFileDialog,
        "getOpenFileNames",
        lambda *_: ([str(one) for one in stick.glob("*统计表.pdf")], ""),
    )
    press_there(Qt.Key.Key_6, ctrl=True)
    settle(window)
    click(window.page, "选文件")
    settle(window)
    assert column(table(window.page, "核验结果"), 2) == ["核验通过"]
    assert button(window.page, "汇总成一张表")
