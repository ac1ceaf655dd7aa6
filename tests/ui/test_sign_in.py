"""The door: who sits here, by password, by recovery sheet, before a locked window."""

import pytest
from conftest import CHEAP, HEAD_PASSWORD, WORKER_PASSWORD
from hands import button, click, fill_in, press, type_in, words_on
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from station_app.domain import recovery
from station_app.domain.roles import Role
from station_app.usecases import first_run, places, workers
from ui.pages.locked import LockedPage
from ui.pages.recover import RecoverPage
from ui.pages.sign_in import SignInPage
from ui.theme import style

NEW = "songnuan-chunfeng-8"


@pytest.fixture
def page(jobs, look, show, register_path, signed_in):
    made = SignInPage(jobs, look, register_path)
    made.signed_in.connect(signed_in.append)
    made.resize(1366, 768)
    return show(made)


def test_the_password_has_the_keyboard_and_the_accounts_are_named(page):
    assert QApplication.focusWidget() is page.secret.control
    assert "徐建民" in words_on(page)
    assert "荷塘村.station" in words_on(page)


def test_the_right_password_opens_the_register(qtbot, page, signed_in):
    page._accounts.choose(1)
    type_in(page.secret.control, WORKER_PASSWORD)

    with qtbot.waitSignal(page.signed_in, timeout=20_000):
        press(page.secret.control, Qt.Key.Key_Return)

    assert signed_in[0].account.name == "王芳"


def test_a_wrong_password_is_said_beside_the_field_and_chosen_for_typing_anew(qtbot, page):
    type_in(page.secret.control, "wrong-password-1")
    click(page, "进入登记册")

    qtbot.waitUntil(lambda: page.secret.complaint.text() != "", timeout=20_000)

    assert page.secret.complaint.text().startswith("密码不对。")
    assert page.secret.control.selectedText()
    assert button(page, "进入登记册").isEnabled()


def try_password(page, password):
    page.secret.control.clear()
    type_in(page.secret.control, password)
    click(page, "进入登记册")
    page._jobs.wait()
    QApplication.processEvents()
    page._jobs.wait()
    QApplication.processEvents()


def test_after_four_wrong_passwords_the_button_counts_the_wait_down(page):
    for n in range(3):
        try_password(page, f"wrong-password-{n}")
        assert button(page, "进入登记册").isEnabled()

    try_password(page, "wrong-password-4")

    assert page.secret.complaint.text() == "密码不对。请等 5 秒再试。"
    assert button(page, "请等 5 秒") is page._enter
    assert not page._enter.isEnabled()
    page._tick()
    assert "请等 4 秒" in words_on(page)
    page._accounts.choose(1)
    assert button(page, "进入登记册").isEnabled()


def test_the_wait_that_is_left_is_told_to_who_comes_back(jobs, look, show, page, register_path):
    for n in range(4):
        try_password(page, f"wrong-password-{n}")
    again = show(SignInPage(jobs, look, register_path))

    try_password(again, HEAD_PASSWORD)

    assert "密码错的次数多了。请等" in again.secret.complaint.text()
    assert not again._enter.isEnabled()


def test_a_register_of_a_newer_program_is_told_above_the_button(page, register_path, clock):
    opened = workers.sign_in(register_path, "徐建民", HEAD_PASSWORD, clock=clock)
    opened.db["_sqlite_migrations"].insert(
        {"id": 99, "migration_set": "register", "name": "9999_later", "applied_at": "2030-01-01"}
    )
    opened.close()

    try_password(page, HEAD_PASSWORD)

    assert "荷塘村.station 是更新版本的程序做的。请先升级本程序再打开。" in words_on(page)
    assert page.secret.problem == ""


def test_a_damaged_register_is_told_above_the_button(page, register_path):
    whole = bytearray(register_path.read_bytes())
    whole[200:400] = bytes(200)
    register_path.write_bytes(bytes(whole))

    try_password(page, HEAD_PASSWORD)

    assert "文件不完整，或与钥匙不符" in words_on(page)
    assert page.secret.problem == ""


def test_in_a_low_window_the_way_on_comes_into_sight(qtbot, page, register):
    page.resize(1093, 380)
    try_password(page, HEAD_PASSWORD)
    assert "登记册正由电脑用户" in words_on(page)

    def seen():
        return page._area.rect().contains(
            page._enter.mapTo(page._area, page._enter.rect().bottomLeft())
        )

    qtbot.waitUntil(seen)


def test_the_eight_boxes_of_the_recovery_sheet_stand_whole_on_their_sheet(jobs, look, show, fresh):
    page = show(RecoverPage(jobs, look, fresh[0]))
    page.resize(1093, 543)
    QApplication.processEvents()

    last = page.boxes.boxes[3]

    assert page.boxes.rect().contains(last.mapTo(page.boxes, last.rect().topRight()))


def test_a_wrong_password_for_reading_leaves_the_button_for_reading(page, register):
    try_password(page, HEAD_PASSWORD)
    assert "登记册正由电脑用户" in words_on(page)

    page.secret.control.clear()
    type_in(page.secret.control, "wrong-password-1")
    click(page, "只读打开")
    page._jobs.wait()
    QApplication.processEvents()

    assert "密码不对。" in page.secret.complaint.text()
    assert "登记册正由电脑用户" not in words_on(page)
    assert button(page, "只读打开").isEnabled()


def test_capitals_are_noticed_while_typing(page):
    type_in(page.secret.control, "a")
    assert page.secret.complaint.text() == ""

    page.secret.control.capitals.emit(True)

    assert page.secret.complaint.text() == "大写锁定开着"


def test_a_register_that_is_open_elsewhere_can_be_read(
    qtbot, page, register, register_path, signed_in
):
    page._accounts.choose(1)
    type_in(page.secret.control, WORKER_PASSWORD)
    click(page, "进入登记册")
    qtbot.waitUntil(lambda: "只读打开" in page._enter.text(), timeout=20_000)

    with qtbot.waitSignal(page.signed_in, timeout=20_000):
        click(page, "只读打开")

    assert signed_in[0].read_only


def test_a_one_time_password_asks_for_a_new_one(qtbot, page, register_path, clock, signed_in):
    head = workers.sign_in(register_path, "徐建民", HEAD_PASSWORD, clock=clock)
    once = workers.reset_password(head, "王芳", cost=CHEAP)
    head.close()
    page._accounts.choose(1)
    type_in(page.secret.control, once)
    click(page, "进入登记册")
    qtbot.waitUntil(lambda: page.changing, timeout=20_000)

    type_in(page.new.control, NEW)
    type_in(page.again.control, NEW + "x")
    click(page, "进入登记册")
    assert page.again.problem == "两遍不一样，请再输一遍"

    press(page.again.control, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(page.signed_in, timeout=20_000):
        click(page, "进入登记册")

    assert signed_in[0].account.name == "王芳"


@pytest.fixture
def fresh(tmp_path, clock):
    """A register of which the recovery code is known."""
    begun = first_run.begin(
        places.station("790121101201"),
        name="徐建民",
        role=Role.HEAD,
        password=HEAD_PASSWORD,
        cost=CHEAP,
    )
    path = tmp_path / "荷塘村.station"
    first_run.create(path, begun, clock=clock).close()
    return path, begun.code


def test_the_recovery_sheet_gives_a_new_password(qtbot, jobs, look, show, fresh, signed_in):
    path, code = fresh
    page = show(RecoverPage(jobs, look, path))
    page.signed_in.connect(signed_in.append)
    fill_in(page.boxes, code)
    click(page, "下一步")
    qtbot.waitUntil(lambda: "设新密码并进入" in words_on(page), timeout=20_000)

    type_in(page.new.control, NEW)
    type_in(page.again.control, NEW)
    with qtbot.waitSignal(page.signed_in, timeout=30_000):
        click(page, "设新密码并进入")

    assert signed_in[0].account.name == "徐建民"


def test_a_wrong_group_is_named_while_typing(jobs, look, show, fresh):
    path, code = fresh
    page = show(RecoverPage(jobs, look, path))
    first, second = recovery.groups_of(code)[:2]

    type_in(page.boxes.boxes[0], first)
    type_in(page.boxes.boxes[1], str((int(second) + 1) % 1_000_000).zfill(6))

    assert page._field.problem == "第 2 组不对，请照恢复单再看一遍。"
    assert not button(page, "下一步").isEnabled()


def test_the_locked_window_opens_with_the_own_password_only(
    qtbot, desk, look, show, clock, register, signed_in
):
    register.close()
    page = show(LockedPage(desk, look, clock(), idle=10))
    assert "离开 10 分钟，已自动锁定。" in words_on(page)

    type_in(page.secret.control, "wrong-password-1")
    click(page, "解锁")
    qtbot.waitUntil(lambda: page.secret.problem != "", timeout=20_000)

    page.secret.control.clear()
    type_in(page.secret.control, WORKER_PASSWORD)
    page.unlocked.connect(signed_in.append)
    with qtbot.waitSignal(page.unlocked, timeout=20_000):
        press(page.secret.control, Qt.Key.Key_Return)
    assert signed_in[0].account.name == "王芳"


def test_a_register_that_somebody_else_opened_meanwhile_stays_locked(
    qtbot, desk, look, show, clock
):
    page = show(LockedPage(desk, look, clock()))

    type_in(page.secret.control, WORKER_PASSWORD)
    click(page, "解锁")

    qtbot.waitUntil(lambda: "打开" in page.secret.problem, timeout=20_000)
    assert button(page, "解锁").isEnabled()


def test_everything_to_sign_in_with_is_in_sight_on_a_small_screen_in_big_type(
    jobs, qapp, look, show, register_path
):
    big = look.with_big_type(True)
    style.dress_wholly(qapp, big)
    page = SignInPage(jobs, big, register_path)
    page.resize(1024, 600)
    show(page)
    QApplication.processEvents()

    assert page._area.verticalScrollBar().maximum() == 0
