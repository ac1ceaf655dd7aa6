"""What a list page shows is saved as a table: for a purpose, its columns chosen, masked."""

import openpyxl
import pytest
from hands import button, click, words_on, write
from makers import a_campaign, a_number, a_person, a_task
from program_window import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app.domain.export import NOTICE_BOARD
from station_app.storage import journal
from station_app.usecases import campaigns, notices, people
from ui.forms.list_table import TableSheet


@pytest.fixture
def village(register):
    for n, name, remark in ((101, "罗秀英", ""), (103, "石秀峰", "爱下棋"), (105, "周㛃", "")):
        people.register(
            register, a_person(name=name, id_number=a_number(sequence=n), remark=remark)
        )
    campaigns.set_up(register, a_campaign())


@pytest.fixture
def window(village, window):
    return window


@pytest.fixture
def path(tmp_path, monkeypatch):
    """The file that whoever saves a table chooses."""
    made = tmp_path / "名单.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(made), ""))
    return made


def asked(window, place):
    """Open a page and ask for its table by the keyboard."""
    window.open(place)
    settle(window)
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, shift)
    settle(window)
    return sheet(window)


def sheet(window):
    found = [one for one in window.findChildren(TableSheet) if one.isVisible()]
    return found[-1] if found else None


def save(window):
    click(sheet(window), "选地方存")
    settle(window)


def written(path):
    read = openpyxl.load_workbook(path).worksheets[0]
    return [tuple(cell or "" for cell in row) for row in read.iter_rows(values_only=True)]


def test_people_are_saved_masked_for_a_purpose_and_the_banner_says_where(window, path, register):
    made = asked(window, "people")
    assert "共 3 行" in words_on(made)

    click(made, "都不要")
    made.columns.choose(("name", "id_number", "remark"))
    write(made.purpose, "核对低保")
    save(window)

    assert sheet(window) is None
    assert written(path)[0] == ("姓名", "身份证号", "备注")
    assert [row[0] for row in written(path)[1:]] == ["罗秀英", "石秀峰", "周㛃"]
    assert all("********" in row[1] for row in written(path)[1:])
    assert "已另存为 名单.xlsx，3 行" in words_on(window)
    facts = journal.latest(register.db, 1)[0].facts
    assert (facts["purpose"], facts["count"], facts["whole"]) == ("核对低保", 3, [])


def test_without_a_purpose_nothing_is_saved_and_the_sheet_says_why(window, path):
    asked(window, "people")

    save(window)

    assert "请写明做什么用" in words_on(sheet(window))
    assert not path.exists()


def test_for_the_notice_board_only_what_may_be_posted_can_be_ticked(window, path):
    made = asked(window, "people")

    made.usual.choose(4)

    assert made.purpose.text() == NOTICE_BOARD
    assert made.columns.chosen() == ("name", "sex", "age", "village", "group")
    assert not made.numbers.isVisible()
    assert "也不写健康和困难" in words_on(made)
    click(made, "全部")
    assert "id_number" not in made.columns.chosen()
    save(window)
    assert "身份证号" not in written(path)[0]


def test_a_refused_cell_brings_the_sheet_back_as_it_was(window, path, register):
    with register.deed("试写") as deed:
        deed.db.execute("UPDATE person SET remark = '原在61234部队' WHERE name = '石秀峰'")
    made = asked(window, "people")
    made.columns.choose(("name", "remark"))
    write(made.purpose, "上级要表")

    save(window)

    assert "第 2 行（石秀峰）的“备注”里有“61234部队”" in words_on(sheet(window))
    assert sheet(window).columns.chosen() == ("name", "remark")
    assert not path.exists()
    sheet(window).columns.choose(("name",))
    save(window)
    assert written(path)[1:] == [("罗秀英",), ("石秀峰",), ("周㛃",)]


def test_columns_and_purpose_are_offered_again_next_time(window, path):
    made = asked(window, "people")
    made.columns.choose(("name", "door"))
    write(made.purpose, "核对低保")
    save(window)

    again = asked(window, "people")

    assert (again.purpose.text(), again.columns.chosen()) == ("核对低保", ("name", "door"))


def test_whole_numbers_are_written_only_when_asked_for_and_noted(window, path, register):
    made = asked(window, "people")
    made.columns.choose(("name", "id_number", "phone"))
    write(made.purpose, "上级要表")
    made.number_style.setCurrentText("全号")
    made.phones.setChecked(True)

    save(window)

    assert written(path)[1] == ("罗秀英", a_number(sequence=101), "15400005713")
    assert journal.latest(register.db, 1)[0].facts["whole"] == ["电话", "身份证号"]


@pytest.mark.parametrize(
    ("place", "head"), [("round", "户主"), ("notices", "要报什么"), ("people", "姓名")]
)
def test_every_list_has_its_way_to_a_table(window, path, register, place, head):
    notices.take_in(register, a_task())
    made = asked(window, place)

    write(made.purpose, "本站核对")
    save(window)

    assert head in " ".join(written(path)[0])
    assert len(written(path)) > 1


def test_nothing_is_asked_of_an_empty_list(window):
    assert asked(window, "plans") is None


def test_the_sheet_is_whole_and_its_button_in_sight_on_a_small_screen_too(window):
    for width, height in ((1366, 768), (1024, 600)):
        window.resize(width, height)
        made = asked(window, "people")
        assert button(made, "选地方存").isVisible()
        assert window.rect().contains(made.geometry())
        made.close_sheet()
        settle(window)
