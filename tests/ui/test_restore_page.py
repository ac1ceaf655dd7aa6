"""Back from a backup through the window: on a new PC, after damage, and from an open register."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from backing import quietly
from hands import button, click, press, press_there, type_in, words_on
from makers import CHEAP, HEAD_PASSWORD, HETANG, WORKER_PASSWORD, a_number, a_person
from program_window import finish
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from station_app.domain import backup
from station_app.domain.roles import Role
from station_app.usecases import backups, first_run, people, restoring, workers
from ui.pages.first_run import FirstRunPage
from ui.pages.recover import RecoverPage
from ui.pages.restore import RestorePage
from ui.pages.sign_in import SignInPage
from ui.theme import Look

NEW = "songnuan-chunfeng-8"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A register that was backed up: where it stood, its backup, its sheet."""

    path: Path
    backup: Path
    code: str


pytestmark = pytest.mark.usefixtures("cheap_passwords")


@pytest.fixture(autouse=True)
def _documents(tmp_path, settings):
    """Where registers are made on this PC."""
    (tmp_path / "文档").mkdir()
    settings.remember_folder("register", tmp_path / "文档")


@pytest.fixture
def kept(tmp_path, stick):
    """A register with one person, backed up to a stick; 徐建民 and 王芳 have accounts."""
    begun = first_run.begin(
        HETANG, name="徐建民", role=Role.HEAD, password=HEAD_PASSWORD, cost=CHEAP
    )
    (tmp_path / "旧").mkdir()
    register = first_run.create(tmp_path / "旧" / "荷塘村.station", begun)
    workers.add_account(
        register, name="王芳", role=Role.WORKER, password=WORKER_PASSWORD, cost=CHEAP
    )
    people.register(register, a_person())
    made = backups.back_up(register, quietly, stick / backup.FOLDER, passwords=True)
    people.register(register, a_person(id_number=a_number(sequence=125)))
    register.close()
    return Kept(path=register.path, backup=made.path, code=begun.code)


@pytest.fixture
def _lost(kept, tmp_path, monkeypatch):
    """The PC is gone with everything on it; there is a new one."""
    shutil.rmtree(kept.path.parent)
    (tmp_path / "新电脑").mkdir()
    monkeypatch.setenv("STATION_DATA", str(tmp_path / "新电脑" / "数据"))


def settle(program):
    finish(program.jobs)


def take(program):
    """Press Enter on what is offered, and wait for what it begins."""
    press_there(Qt.Key.Key_Return)
    settle(program)


def taken(program, path=None):
    """Return the page of restoring with its newest backup taken."""
    page = program.restore(path)
    settle(program)
    take(program)
    return page


def type_password(page, word):
    """Choose 王芳 of the backup's accounts and type her password."""
    page.key._list.choose_uid(_uid(page, "王芳"))
    type_in(page.key.secret.control, word)


def shown(program, kind):
    page = program.currentWidget()
    assert isinstance(page, kind)
    return page


@pytest.mark.usefixtures("_lost")
def test_on_a_new_pc_the_newest_backup_on_the_stick_and_a_password_are_enough(
    program, kept, tmp_path
):
    program.begin(None)
    click(shown(program, FirstRunPage), "从备份恢复")
    settle(program)
    page = shown(program, RestorePage)
    assert page.pick.view.model().index(0, 0).data() == "荷塘村 U盘“U盘”"
    take(program)
    type_password(page, WORKER_PASSWORD)
    take(program)

    said = words_on(page)
    assert "已恢复，核对无误" in said
    assert "荷塘村退役军人服务站　1 人、1 户" in said
    take(program)
    assert program.window_now is not None
    assert program.desk.account.name == "王芳"
    assert program.desk.register.path == tmp_path / "文档" / "荷塘村.station"
    assert [hit.name for hit in program.desk.ask(people.find, "谢").hits] == ["谢长林"]


def _uid(page, name):
    return next(one.uid for one in page._accounts if one.name == name)


@pytest.mark.usefixtures("_lost")
def test_on_a_new_pc_the_recovery_sheet_alone_is_enough(program, kept):
    program.begin(None)
    click(shown(program, FirstRunPage), "从备份恢复")
    settle(program)
    take(program)
    page = shown(program, RestorePage)
    click(page, "没有密码，用恢复单")
    for group in kept.code.split("-"):
        type_in(QApplication.focusWidget(), group)
    press_there(Qt.Key.Key_Space)
    settle(program)
    click(page, "设新密码并进入")
    settle(program)
    recovering = shown(program, RecoverPage)
    for field in (recovering.new, recovering.again):
        type_in(field.control, NEW)
    take(program)

    assert program.window_now is not None
    assert [hit.name for hit in program.desk.ask(people.find, "谢").hits] == ["谢长林"]


def test_a_backup_without_passwords_asks_for_the_sheet_at_once(program, kept, stick, tmp_path):
    kept.backup.unlink()
    register = workers.sign_in(kept.path, "王芳", WORKER_PASSWORD)
    backups.back_up(register, quietly, stick / backup.FOLDER)
    register.close()
    page = taken(program)

    assert "这个备份没有带密码，请照登记册密码恢复单输入。" in words_on(page)
    assert not button(page, "恢复").isEnabled()


@pytest.mark.usefixtures("_lost")
def test_a_wrong_password_is_said_beside_the_field_and_nothing_is_made(program, kept, tmp_path):
    page = taken(program)
    type_in(page.key.secret.control, "bu-shi-zhe-ge-99")
    take(program)

    assert "密码不对" in words_on(page)
    assert list((tmp_path / "文档").iterdir()) == []


@pytest.mark.usefixtures("_lost")
@pytest.mark.parametrize("word", ["bu-shi-zhe-ge-99", WORKER_PASSWORD])
def test_whoever_goes_back_while_the_password_is_tried_hears_no_more_of_it(
    program, kept, tmp_path, word
):
    page = taken(program)
    type_password(page, word)
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(program)

    assert button(page, "下一步").isEnabled()
    assert list((tmp_path / "文档").iterdir()) == []


@pytest.mark.usefixtures("_lost")
def test_whoever_gives_up_while_a_backup_is_looked_at_hears_no_more_of_it(program, kept):
    program.begin(None)
    click(shown(program, FirstRunPage), "从备份恢复")
    settle(program)
    press_there(Qt.Key.Key_Return)
    press_there(Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(program)

    shown(program, FirstRunPage)


def test_a_stick_pulled_before_the_register_was_closed_is_said(program, kept, stick):
    register = workers.sign_in(kept.path, "王芳", WORKER_PASSWORD)
    opener = restoring.by_register(register, kept.backup)
    program.sit_down(register)
    stick.rename(stick.with_name("拔了"))
    program.go_back(kept.backup, opener)
    settle(program)

    assert "找不到备份" in words_on(shown(program, RestorePage))
    assert kept.path.exists()


@pytest.mark.usefixtures("_lost")
def test_without_any_backup_in_sight_it_is_said_what_to_do_and_searched_again(program, kept, stick):
    away = stick.with_name("拔了")
    stick.rename(away)
    page = program.restore()
    settle(program)
    assert "没有看到备份。请插好U盘，再找一次" in words_on(page)
    assert not button(page, "下一步").isEnabled()

    away.rename(stick)
    press_there(Qt.Key.Key_Space)
    settle(program)

    assert button(page, "下一步").isEnabled()


def test_what_is_no_whole_backup_is_refused_plainly(program, kept, tmp_path, monkeypatch):
    cut = tmp_path / "断了.stationbackup"
    cut.write_bytes(kept.backup.read_bytes()[:-2000])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(cut), ""))
    page = program.restore()
    settle(program)

    click(page, "选备份文件")
    settle(program)

    assert "换一个备份" in words_on(page)


def test_an_older_backup_over_a_newer_register_asks_and_keeps_both(program, kept):
    program.begin(kept.path)
    click(shown(program, SignInPage), "从备份恢复")
    settle(program)
    page = shown(program, RestorePage)
    take(program)
    type_password(page, WORKER_PASSWORD)
    take(program)
    assert "已经有一个 荷塘村.station" in words_on(page)
    assert "请选“两个都留”" in words_on(page)

    take(program)

    former = page._restored.former
    assert f"原来的那个改名为 {former.name}，还在旁边。" in words_on(page)
    newer = workers.sign_in(former, "王芳", WORKER_PASSWORD)
    assert len(people.find(newer, "谢").hits) == 2
    newer.close()
    click(page, "进入登记册")
    settle(program)
    assert len(program.desk.ask(people.find, "谢").hits) == 1


def test_another_register_of_that_name_is_never_taken_away(program, kept, register_path, tmp_path):
    other = tmp_path / "文档" / "荷塘村.station"
    for path in (register_path, register_path.with_name(f"{register_path.name}.keys")):
        shutil.copy(path, other.with_name(path.name))
    page = taken(program)
    type_password(page, WORKER_PASSWORD)
    take(program)

    assert "荷塘村.station 是另一个登记册。请换一个文件名，两个都不会丢。" in words_on(page)
    assert other.read_bytes() == register_path.read_bytes()
    assert page.key.secret.control.text() == WORKER_PASSWORD


def test_the_open_register_goes_back_to_a_backup_and_its_door_stands_again(
    program, kept, stick, qtbot
):
    job = program.jobs.run(lambda _step: workers.sign_in(kept.path, "王芳", WORKER_PASSWORD))
    job.then(program.sit_down)
    settle(program)
    program.window_now.open("upkeep")
    click(program.window_now.page, "打开")
    settle(program)
    click(program.window_now, "恢复到这个备份")
    settle(program)

    click(program.window_now, "两个都留，恢复")
    settle(program)

    page = shown(program, RestorePage)
    assert program.desk is None
    assert "已恢复，核对无误" in words_on(page)
    click(page, "进入登记册")
    assert isinstance(program.currentWidget(), SignInPage)
    again = workers.sign_in(kept.path, "王芳", WORKER_PASSWORD)
    assert len(people.find(again, "谢").hits) == 1
    again.close()


def test_big_type_keeps_what_is_typed(program, kept):
    page = taken(program, kept.path)
    type_password(page, "abc")

    program.change_look(Look().with_big_type(True))

    assert page.key.secret.control.text() == "abc"
    assert page.key.given().account == _uid(page, "王芳")


def test_escape_goes_back_step_by_step(program, kept):
    program.begin(kept.path)
    click(program.currentWidget(), "从备份恢复")
    settle(program)
    page = shown(program, RestorePage)
    take(program)
    press_there(Qt.Key.Key_Escape)
    settle(program)
    assert "一般是最上面最新的那个" in words_on(page)

    press_there(Qt.Key.Key_Escape)

    assert isinstance(program.currentWidget(), SignInPage)


def test_the_way_back_leads_to_where_one_came_from(program, kept):
    program.begin(kept.path)
    click(program.currentWidget(), "从备份恢复")
    settle(program)
    press(button(program.currentWidget(), "返回"), Qt.Key.Key_Space)

    assert isinstance(program.currentWidget(), SignInPage)


@pytest.mark.parametrize("word", ["bu-shi-zhe-ge-99", WORKER_PASSWORD])
def test_nobody_leaves_for_a_backup_while_a_password_is_tried(program, kept, word):
    ways = ("从备份恢复", "忘了密码，用恢复单", "打开别的登记册")
    program.begin(kept.path)
    page = shown(program, SignInPage)
    page._accounts.choose_uid(next(one.uid for one in page._door.accounts if one.name == "王芳"))
    type_in(page.secret.control, word)
    press_there(Qt.Key.Key_Return)
    page._choose(page._chosen)
    page.wear(page.look)
    tried = [button(page, way).isEnabled() for way in (*ways, "正在打开…")]
    settle(program)

    assert tried == [False] * 4
    if word == WORKER_PASSWORD:
        assert program.desk.account.name == "王芳"
    else:
        assert all(button(page, way).isEnabled() for way in ways)


def test_nobody_leaves_the_recovery_sheet_while_its_code_is_tried(program, kept):
    program.recover(kept.path, code="-".join([*kept.code.split("-")[:-1], "000000"]))
    page = shown(program, RecoverPage)
    tried = button(page, "返回登录").isEnabled()
    settle(program)

    assert not tried
    assert button(page, "返回登录").isEnabled()


@pytest.mark.usefixtures("_lost")
def test_a_restored_register_is_entered_once_however_often_it_is_clicked(program, kept):
    page = taken(program)
    type_password(page, WORKER_PASSWORD)
    take(program)
    enter = button(page, "进入登记册")
    enter.click()
    enter.click()
    settle(program)

    assert program.currentWidget() is program.window_now
    assert program.desk.account.name == "王芳"
