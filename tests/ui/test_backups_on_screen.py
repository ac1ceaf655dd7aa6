"""Backups as the worker meets them: on Today and in 维护."""

import shutil
from pathlib import Path

import pytest
from backing import quietly
from hands import button, click, press, press_there, words_on
from makers import WORKER_PASSWORD, a_number, a_person
from program_window import on_sheet, settle, started
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from station_app.domain import backup
from station_app.usecases import backup_folders, backups, people, workers
from ui.desk import Desk
from ui.forms.backup_list import BackupList
from ui.pages.today import TodayPage
from ui.pages.upkeep import UpkeepPage
from ui.widgets.sheets import Scrim
from ui.window import Route, Window

PAGES = (
    Route(key="today", load=lambda: TodayPage, words="今日要办", short="今日", icon="sun"),
    Route(key="upkeep", load=lambda: UpkeepPage, words="维护", short="维护", icon="tool"),
)


@pytest.fixture
def window(register, look, jobs, show):
    """The window over a register with one person in it, 王芳 at the desk."""
    people.register(register, a_person())
    desk = Desk(register, jobs)
    made = started(desk, look, show, PAGES)
    yield made
    desk.close()


@pytest.fixture
def upkeep(window):
    window.open("upkeep")
    return window


def no_sheet(window):
    return not [one for one in window.findChildren(Scrim) if one.isVisibleTo(window)]


def test_today_says_that_nothing_was_backed_up_yet_and_what_to_do(window):
    said = words_on(window.page)

    assert "登记册还没有备份过。请选一个备份的地方，备份一次。" in said


def test_a_backup_by_hand_is_proven_and_told_with_how_many_people_are_in_it(upkeep, register):
    click(upkeep.page, "立即备份")
    settle(upkeep)

    assert "已核对，能打开：1 人、1 户" in words_on(upkeep)
    (made,) = backup_folders.listed(backup_folders.folder(register))
    assert made.path.exists()
    assert "今天 14:20 已备份，已核对，能打开\n在这台电脑上" in words_on(upkeep.page)
    assert "备份只在这台电脑上。请插上U盘备份一次，或选另一个磁盘上的文件夹。" in words_on(
        upkeep.page
    )


def test_today_backs_up_to_a_stick_by_keyboard_and_is_content(window, stick):
    button(window.page, "备份到U盘").setFocus()
    press_there(Qt.Key.Key_Space)
    assert "U盘丢了也不怕" in words_on(on_sheet(window))
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert len(backup_folders.listed(stick / backup.FOLDER)) == 1
    assert no_sheet(window)
    assert "今天 14:20 已备份到U盘，已核对，能打开。" in words_on(window.page)


def test_the_top_bar_says_when_the_last_backup_was_made_or_that_there_is_something_to_see(
    window, stick
):
    assert "请看备份" in words_on(window)

    click(window.page, "备份到U盘")
    press_there(Qt.Key.Key_Return)
    settle(window)

    assert "已备份　今天 14:20" in words_on(window)
    window.resize(1093, 543)
    assert "已备份 14:20" in words_on(window)


def test_a_register_open_for_reading_only_offers_no_backup_but_shows_those_there_are(
    register_path, clock, look, jobs, show
):
    reader = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock, read_only=True)
    desk = Desk(reader, jobs)
    made = Window(desk, look, PAGES)
    show(made)
    made.start()
    assert not button(made.page, "备份到U盘").isEnabled()

    made.open("upkeep")
    assert not button(made.page, "立即备份").isEnabled()
    click(made.page, "打开")
    settle(made)

    assert "还没有看到备份。" in words_on(on_sheet(made))
    desk.close()
    reader.close()


def test_without_a_stick_it_is_said_what_to_do(upkeep, stick):
    stick.rmdir()

    click(upkeep.page, "备份到U盘")

    assert "没有看到U盘。请插好U盘，再点一次“备份到U盘”。" in words_on(upkeep)


def test_the_second_place_is_chosen_once_and_gets_its_first_backup(
    upkeep, register, folder, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    click(upkeep.page, "换地方")
    settle(upkeep)

    assert backup_folders.folder(register) == folder
    assert len(backup_folders.listed(folder)) == 1
    assert str(folder) in words_on(upkeep.page)


def test_a_place_that_is_away_is_told_and_the_program_stays_usable(upkeep, register, tmp_path):
    away = tmp_path / "移动硬盘" / "备份"
    away.mkdir(parents=True)
    backup_folders.choose_folder(register, away)
    shutil.rmtree(away.parent)

    click(upkeep.page, "立即备份")
    settle(upkeep)

    assert "找不到“移动硬盘”。请插好U盘，或另选文件夹。" in words_on(upkeep)
    assert no_sheet(upkeep)
    upkeep.open("today")
    assert "上次备份没有做成：找不到“移动硬盘”。请插好U盘，或另选文件夹。" in words_on(upkeep.page)
    assert not away.parent.exists()


@pytest.mark.parametrize("why", ["full", "read-only"])
def test_a_stick_that_takes_nothing_is_told(window, stick, monkeypatch, why):
    free, writable = (0, True) if why == "full" else (10**9, False)
    real = backup_folders.sticks.look_at

    def looked(folder):
        found = real(folder)
        if not Path(folder).is_relative_to(stick):
            return found
        return type(found)(folder=found.folder, name=found.name, free=free, writable=writable)

    monkeypatch.setattr(backup_folders.sticks, "look_at", looked)
    click(window.page, "备份到U盘")
    press_there(Qt.Key.Key_Return)
    settle(window)

    said = words_on(window)
    assert ("放不下" if why == "full" else "只能读，写不进去") in said
    assert "上次备份没有做成：" in words_on(window.page)
    assert backup_folders.listed(stick / backup.FOLDER) == []


def test_all_backups_are_listed_and_enter_proves_one_again(upkeep, register, stick, clock):
    backups.back_up(register, quietly, stick / backup.FOLDER)
    clock.forward(hours=1)
    backups.back_up(register, quietly, backup_folders.folder(register))

    click(upkeep.page, "打开")
    settle(upkeep)
    shown = on_sheet(upkeep)
    assert isinstance(shown, BackupList)
    model = shown.view.model()
    assert [model.index(n, 1).data() for n in range(2)] == ["这台电脑上", "U盘“U盘”"]
    press_there(Qt.Key.Key_Down)
    press_there(Qt.Key.Key_Return)
    settle(upkeep)

    assert "今天 14:20的备份已核对，能打开：1 人、1 户" in words_on(upkeep)


def test_a_backup_that_was_cut_is_said_to_be_of_no_use(upkeep, register):
    made = backups.back_up(register, quietly, backup_folders.folder(register)).path
    click(upkeep.page, "打开")
    settle(upkeep)
    made.write_bytes(made.read_bytes()[:-100])

    click(on_sheet(upkeep), "核对")
    settle(upkeep)

    assert "备份" in words_on(upkeep)
    assert "换一个备份" in words_on(upkeep)


def test_going_back_says_what_is_not_in_the_backup_and_asks_first(upkeep, register):
    made = backups.back_up(register, quietly, backup_folders.folder(register)).path
    people.register(register, a_person(id_number=a_number(sequence=125)))
    wanted = []
    upkeep.desk.going_back.connect(lambda path, _opener: wanted.append(path))

    click(upkeep.page, "打开")
    settle(upkeep)
    click(on_sheet(upkeep), "恢复到这个备份")
    settle(upkeep)
    said = words_on(on_sheet(upkeep))
    assert "之后做的 1 笔不在里面。现在的登记册会改名留在旁边，两个都不会丢。" in said
    assert wanted == []
    press(button(on_sheet(upkeep), "两个都留，恢复"), Qt.Key.Key_Space)

    assert wanted == [made]
