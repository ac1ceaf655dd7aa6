"""Backups that nobody has to think of: in a pause of the day, and at closing."""

import time

import pytest
from backing import work_lightly
from hands import button, press, words_on
from makers import WORKER_PASSWORD
from program_window import finish
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from station_app.domain import backup
from station_app.usecases import backup_folders, backups, found_backups, workers
from ui import keeping, pauses
from ui.pages.closing import ClosingPage


@pytest.fixture
def sitting(program, register_path, clock):
    """The program with 王芳 signed in."""
    job = program.jobs.run(
        lambda _step: workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    )
    job.then(program.sit_down)
    settle(program)
    return program


def settle(program):
    finish(program.jobs)


def all_made():
    """Return the backups that lie on this PC."""
    return [one.backup for one in found_backups.everywhere()]


def test_a_pause_backs_up_once_and_today_says_so(sitting, register_path):
    sitting._keeping.look()
    settle(sitting)
    sitting._keeping.look()
    settle(sitting)

    assert len(all_made()) == 1
    assert "已备份到这台电脑上，已核对，能打开。" in words_on(sitting.window_now.page)


def test_the_worker_is_not_told_in_the_banner(sitting):
    sitting._keeping.look()
    settle(sitting)

    assert "备份" not in words_on(sitting.window_now._news)


def test_a_pause_is_waited_for_after_each_key(sitting):
    press(sitting.window_now.page, Qt.Key.Key_Shift)

    assert sitting._pauses._wait.isActive()
    assert sitting._pauses._wait.interval() == pauses.PAUSE


def test_a_backup_makes_way_for_a_deed_and_is_begun_anew_at_the_next_pause(
    sitting, register_path, monkeypatch
):
    began = []

    def slow(_register, step, *, closing=False):
        began.append(closing)
        for n in range(200):
            step(n, 200)
            time.sleep(0.01)

    with monkeypatch.context() as patch:
        patch.setattr(backups, "back_up_due", slow)
        start = time.monotonic()
        sitting._keeping.look()
        sitting.desk.do(work_lightly)
        settle(sitting)
    assert began == [False]
    assert time.monotonic() - start < 1.5
    assert all_made() == []

    sitting._keeping.look()
    settle(sitting)

    assert len(all_made()) == 1


def test_what_fails_at_a_pause_is_told_on_today(sitting, monkeypatch, tmp_path):
    away = tmp_path / "移动硬盘" / "备份"
    away.mkdir(parents=True)
    monkeypatch.setattr(backup_folders, "_within_reach", lambda _register: away / "没有" / "这里")

    sitting._keeping.look()
    settle(sitting)

    assert "上次备份没有做成：" in words_on(sitting.window_now.page)


def test_closing_backs_up_what_is_newer_also_to_our_stick(sitting, register_path, stick, clock):
    sitting.desk.start(backups.back_up, stick / backup.FOLDER)
    settle(sitting)
    clock.forward(minutes=5)
    sitting.desk.do(work_lightly)
    settle(sitting)

    assert sitting.close()

    (on_stick,) = backup_folders.listed(stick / backup.FOLDER)  # the earlier one of today went
    assert on_stick.at == clock.at
    assert len(all_made()) == 2


def test_closing_an_unchanged_register_makes_nothing(sitting, register_path):
    sitting._keeping.look()
    settle(sitting)

    assert sitting.close()

    assert len(all_made()) == 1


def test_closing_shows_what_takes_long_and_lets_the_worker_leave(
    qtbot, sitting, register_path, monkeypatch
):
    seen = []

    def endless(_register, step, *, closing=False):
        while closing:
            step(1, 4)
            time.sleep(0.01)

    def leave():
        page = sitting.currentWidget()
        seen.append((type(page), words_on(page)))
        QApplication.sendEvent(sitting.windowHandle(), QCloseEvent())
        assert sitting.isVisible()
        press(button(page, "不等了"), Qt.Key.Key_Space)

    monkeypatch.setattr(backups, "back_up_due", endless)
    QTimer.singleShot(keeping.QUIET + 300, leave)

    assert sitting.close()

    ((kind, said),) = seen
    assert kind is ClosingPage
    assert "正在备份…" in said
    assert "已完成 25 %" in said
    again = workers.sign_in(register_path, "王芳", WORKER_PASSWORD)
    again.close()


def test_a_locked_window_closes_without_a_backup(sitting, register_path):
    sitting.lock()

    assert sitting.close()

    assert all_made() == []


def test_a_register_open_for_reading_only_is_left_alone(program, register_path):
    job = program.jobs.run(
        lambda _step: workers.sign_in(register_path, "王芳", WORKER_PASSWORD, read_only=True)
    )
    job.then(program.sit_down)
    settle(program)

    program._keeping.look()
    settle(program)
    assert program.close()

    assert all_made() == []
