import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import HEAD_PASSWORD, WORKER_PASSWORD
from hands import button, press, type_in, words_on, write
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from sample_pages import FormPage, ListPage

from station_app.register import Register
from station_app.usecases import history, workers
from ui import crash, start
from ui.desk import Busy
from ui.pages.first_run import FirstRunPage
from ui.pages.locked import LockedPage
from ui.pages.recover import RecoverPage
from ui.pages.sign_in import SignInPage
from ui.pages.turned_away import TurnedAwayPage
from ui.settings import Settings
from ui.theme import dress, style
from ui.window import Route

ROOT = Path(__file__).resolve().parents[2]
NEXT = (
    "sqlite_utils", "station_app.domain.dictionary", "station_app.register",
    "station_app.usecases.workers", "ui.window",
)  # fmt: skip
LATE = (
    "pyhanko", "reportlab", "pypdfium2", "python_calamine", "openpyxl", "cryptography.x509",
    "station_app.domain.backup", "station_app.domain.names", "station_app.domain.problems",
    "station_app.files", "ui.crash", "ui.desk", "ui.pages.first_run", "ui.routes",
    "ui.theme.style", "ui.widgets.controls", "ui.widgets.copying", "ui.widgets.prose",
    "ui.widgets.table", *NEXT,
)  # fmt: skip
UNMADE = {
    "QAbstractItemView", "QComboBox", "QFileDialog", "QKeySequence", "QPlainTextEdit", "QProcess",
    "QStyle",
}  # fmt: skip
"""Classes of Qt's that take their time: each makes its enumerations when it is first named."""
PAGES = (
    Route(key="list", load=lambda: ListPage, words="名单", short="名单", icon="users"),
    Route(key="form", load=lambda: FormPage, under="list"),
)


@pytest.fixture
def _two_pages(monkeypatch):
    monkeypatch.setattr("ui.window.ROUTES", PAGES)
    monkeypatch.setattr("ui.window.Window.__init__.__defaults__", (PAGES,), raising=False)


@pytest.fixture
def program(_two_pages, program):
    """The whole program with two pages only."""
    return program


@pytest.fixture
def sitting(qtbot, program, register_path):
    """The program with 王芳 signed in."""
    job = program.jobs.run(lambda _step: workers.sign_in(register_path, "王芳", WORKER_PASSWORD))
    job.then(program.sit_down)
    with qtbot.waitSignal(job.done, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)  # what is loaded behind the page
    return program


def test_nothing_to_open_starts_a_first_register(program):
    program.begin(None)

    assert isinstance(program.currentWidget(), FirstRunPage)


def test_a_register_asks_who_sits_here(program, register_path):
    program.begin(register_path)

    assert isinstance(program.currentWidget(), SignInPage)


def test_a_register_without_its_key_file_asks_for_the_recovery_sheet(program, register_path):
    register_path.with_name(register_path.name + ".keys").unlink()

    program.begin(register_path)

    assert isinstance(program.currentWidget(), RecoverPage)
    assert "恢复单" in words_on(program)


def test_a_register_made_a_moment_ago_is_closed_with_the_program(
    qtbot, program, register_path, clock
):
    program.begin(None)
    job = program.jobs.run(
        lambda _step: workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    )
    job.then(program.currentWidget().made.emit)
    with qtbot.waitSignal(job.done, timeout=20_000):
        pass

    assert program.close()

    again = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    again.close()
    assert not register_path.with_name(register_path.name + "-wal").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK", "不是登记册。请选择以 .station 结尾的登记册文件。"),
        (None, "找不到登记册 名单.station。"),
    ],
)
def test_what_is_no_register_is_told_and_another_can_be_opened(
    program, tmp_path, monkeypatch, register_path, content, says
):
    path = tmp_path / "名单.station"
    if content is not None:
        path.write_bytes(content)
    program.begin(path)
    assert isinstance(program.currentWidget(), TurnedAwayPage)
    assert says in words_on(program)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(register_path), ""))

    press(button(program, "打开别的登记册"), Qt.Key.Key_Space)

    assert isinstance(program.currentWidget(), SignInPage)


def test_who_reads_only_is_told_so(qtbot, program, register_path, clock):
    job = program.jobs.run(
        lambda _step: workers.sign_in(
            register_path, "王芳", WORKER_PASSWORD, clock=clock, read_only=True
        )
    )
    job.then(program.sit_down)
    with qtbot.waitSignal(job.done, timeout=20_000):
        pass

    assert "这次是只读打开：能看能查，不能保存。" in words_on(program)


def test_the_register_last_open_is_offered_again(sitting, tmp_path, register_path):
    sitting._settings.save()

    assert Settings(tmp_path / "window.ini").last_register == register_path


def test_locking_leaves_nothing_to_see_and_keeps_what_is_typed(qtbot, sitting):
    sitting.window_now.open("form")
    write(sitting.window_now.page.field, "罗秀英")

    sitting.lock(10)
    assert isinstance(sitting.currentWidget(), LockedPage)
    assert not sitting.window_now.isVisible()

    _unlock(qtbot, sitting)
    assert sitting.window_now.page.field.text() == "罗秀英"
    assert QApplication.focusWidget() is sitting.window_now.page.field


def _unlock(qtbot, program):
    page = program.currentWidget()
    type_in(page.secret.control, WORKER_PASSWORD)
    with qtbot.waitSignal(page.unlocked, timeout=20_000):
        press(page.secret.control, Qt.Key.Key_Return)


def _locked(qtbot, program):
    """Lock, and let the work that was on its way end."""
    program.lock()
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)


def _keys_kept(path):
    gc.collect()
    found = [one for one in gc.get_objects() if isinstance(one, Register) and one.path == path]
    return [one for one in found if one.key]


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what /proc says of open files")
def test_locking_closes_the_register_and_forgets_its_key(qtbot, sitting, register_path):
    opened = {register_path.resolve()}
    assert opened <= _open_files()
    assert _keys_kept(register_path)

    _locked(qtbot, sitting)

    assert not opened & _open_files()
    assert not _keys_kept(register_path)


def _open_files():
    return {path.resolve() for path in Path("/proc/self/fd").iterdir()}


def test_what_is_half_done_when_locking_is_done_and_kept(qtbot, sitting):
    def slow(register):
        time.sleep(0.2)
        return _named(register, "荷叶村")

    done = []
    sitting.desk.do(slow).then(done.append)

    _locked(qtbot, sitting)

    assert done
    _unlock(qtbot, sitting)
    assert sitting.desk.ask(history.recent)[0].deed == "新增村名"


def _named(register, village):
    with register.deed("新增村名") as deed:
        return deed.insert("division", {"code": "790121101207", "name": village})


def test_nothing_is_read_or_done_while_locked(qtbot, sitting):
    refused = []
    _locked(qtbot, sitting)

    with pytest.raises(Busy, match="已锁定"):
        sitting.desk.ask(history.recent)
    job = sitting.desk.do(_named, "荷叶村").unless(refused.append)
    with qtbot.waitSignal(job.refused, timeout=20_000):
        pass

    assert refused[0].what == "登记册已锁定。"


def test_the_unlocked_desk_works_on_and_can_be_locked_again(qtbot, sitting):
    _locked(qtbot, sitting)
    _unlock(qtbot, sitting)

    job = sitting.desk.do(_named, "荷叶村")
    with qtbot.waitSignal(job.done, timeout=20_000):
        pass
    _locked(qtbot, sitting)

    _unlock(qtbot, sitting)
    assert sitting.desk.ask(history.recent)[0].deed == "新增村名"


def test_what_another_program_wrote_meanwhile_is_read_after_unlocking(
    qtbot, sitting, register_path
):
    _locked(qtbot, sitting)
    other = workers.sign_in(register_path, "徐建民", HEAD_PASSWORD)
    _named(other, "荷叶村")
    other.close()

    with qtbot.waitSignal(sitting.desk.changed, timeout=20_000):
        _unlock(qtbot, sitting)


def test_who_closes_the_locked_window_leaves_the_register_whole(sitting, register_path, clock):
    sitting.lock()

    assert sitting.close()

    again = workers.sign_in(register_path, "王芳", WORKER_PASSWORD, clock=clock)
    assert again.remarks == ()
    again.close()


def test_big_type_rebuilds_the_window_and_keeps_what_is_typed(sitting):
    sitting.window_now.open("form")
    write(sitting.window_now.page.field, "罗秀英")

    sitting.window_now.bigger()

    assert sitting.look.big
    assert sitting.window_now.here == "form"
    assert sitting.window_now.page.field.text() == "罗秀英"


def test_big_type_and_contrast_are_remembered(sitting, tmp_path):
    sitting.window_now.bigger()
    sitting.window_now.contrast()
    sitting._settings.save()

    kept = Settings(tmp_path / "window.ini")

    assert (kept.big_type, kept.high_contrast) == (True, True)


def test_big_type_while_locked_stays_locked_and_is_worn_after_unlocking(qtbot, sitting):
    sitting.window_now.open("form")
    write(sitting.window_now.page.field, "罗秀英")
    _locked(qtbot, sitting)

    sitting.change_look(sitting.look.with_big_type(True))

    assert isinstance(sitting.currentWidget(), LockedPage)
    assert not sitting.window_now.isVisible()
    _unlock(qtbot, sitting)
    assert sitting.window_now.look.big
    assert sitting.window_now.page.field.text() == "罗秀英"


def test_idle_minutes_lock_the_window(sitting):
    assert sitting._idle.isActive()

    sitting._idle.timeout.emit()

    assert "离开 10 分钟" in words_on(sitting)


def test_another_worker_can_sit_down(sitting, register_path):
    sitting.lock()

    sitting.currentWidget().left.emit()

    assert isinstance(sitting.currentWidget(), SignInPage)
    assert sitting.desk is None


def test_an_unsaved_form_keeps_the_program_open(sitting):
    sitting.window_now.open("form")
    sitting.window_now.page.saved = False

    assert not sitting.close()

    sitting.window_now.page.saved = True


def test_a_fault_is_reported_without_a_word_of_anybody(sitting, tmp_path):
    try:
        int("790121194503120024罗秀英")
    except ValueError as error:
        said = crash.report(error)

    assert "ValueError" in said
    assert "tests/ui/test_start.py:" in said
    assert "7901" not in said
    assert "罗秀英" not in said
    assert str(Path.home()) not in said


def test_the_sign_in_page_is_painted_before_what_it_does_not_need_is_loaded(register_path):
    loaded = """
program.grab()
print([name for name in LATE if name in sys.modules])
os._exit(0)
"""

    assert _started(register_path, loaded) == "[]"


def test_the_sign_in_page_is_painted_without_the_dear_classes_of_qt(register_path):
    made = """
program.grab()
def below(kind):
    return {kind.__qualname__.partition(".")[0]}.union(*map(below, type.__subclasses__(kind)))
made = below(enum.Enum)
print("Qt" in made, made & UNMADE)
os._exit(0)
"""

    assert _started(register_path, made) == "True set()"


def test_the_sign_in_page_is_painted_at_first_as_it_stays(qapp, look, jobs, register_path):
    qapp.setStyle(start.STYLE)
    dress(qapp, look)
    page = SignInPage(jobs, look, register_path)
    page.resize(1366, 768)
    first = page.grab().toImage()

    qapp.setStyle(style.StationStyle(look))

    assert page.grab().toImage() == first


def test_any_other_first_page_finds_the_program_wholly_dressed(program):
    program.begin(None)

    assert program.settled


def test_what_signing_in_needs_is_loaded_once_the_page_is_seen(register_path):
    loaded = """
app.processEvents()
app.processEvents()
program.jobs.wait()
app.processEvents()
print([name for name in NEXT if name not in sys.modules])
program.close()
"""

    assert _started(register_path, loaded) == "[]"


def test_cycles_are_let_go_of_in_the_thread_of_the_window_only(register_path):
    collected = """
import threading
from PySide6.QtCore import QTimer
where = set()
gc.callbacks.append(lambda *_: where.add(threading.current_thread() is threading.main_thread()))
program.jobs.run(lambda _step: len([[n] for n in range(300_000)]))
look = QTimer(interval=100)
look.timeout.connect(lambda: where and not program.jobs.busy and app.quit())
look.start()
QTimer.singleShot(60_000, app.quit)
app.exec()
print(where)
program.close()
"""

    assert _started(register_path, collected) == "{True}"


def _started(register_path, then):
    script = f"""
import enum, gc, os, sys
from pathlib import Path
from ui.__main__ import start
from ui.settings import Settings
LATE, NEXT, UNMADE = {LATE!r}, {NEXT!r}, {UNMADE!r}
app = start.application(["x"])
program = start.Program(app, Settings(Path(sys.argv[1]).with_suffix(".ini")))
program.begin(Path(sys.argv[1]))
program.show()
{then}"""
    ran = subprocess.run(
        [sys.executable, "-c", script, str(register_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.strip()
