"""Starting: one application, its faces and texts, then sign-in, the window, the locked desk.

What the sign-in page does not show is imported where it is needed, and loaded in the job thread
once that page is painted.
"""

import gc
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QProcess, Qt, QTimer, QTranslator
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget, QWidget

from station_app.errors import StationError
from station_app.resources import resource
from station_app.usecases import door, pc
from ui.jobs import Jobs
from ui.pages.sign_in import SignInPage
from ui.settings import Settings
from ui.theme import CONTRAST, PAPER, FocusRing, Look, Tone, dress, fonts
from ui.widgets import copying
from ui.widgets.bare import BareDesk
from ui.widgets.keys import Ears, begin

if TYPE_CHECKING:
    from station_app.register import Register
    from ui.desk import Desk
    from ui.window import Window

PRODUCT = "退役军人服务站登记册"
READ_ONLY = "这次是只读打开：能看能查，不能保存。"
LEAST = (960, 540)
FIRST_SIZE = (1366, 768)
WORKING = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
ASKING = {QEvent.Type.KeyPress, QEvent.Type.ContextMenu}
MINUTE = 60_000


def application(arguments: list[str]) -> QApplication:
    """Return the application with our faces and Chinese texts of Qt's own."""
    if "fcitx" in os.environ.get("QT_IM_MODULE", ""):
        os.environ["QT_IM_MODULE"] = (
            "ibus"  # fcitx5 answers ibus; its own module is not ours to ship
        )
    QLocale.setDefault(QLocale("zh_CN"))
    app = QApplication(arguments)
    app.setApplicationDisplayName(PRODUCT)
    texts = QTranslator(app)
    if texts.load(str(resource("qt", "qtbase_zh_CN.qm"))):
        app.installTranslator(texts)
    fonts.load_plain()
    return app


class Program(QStackedWidget):
    """The one top-level window: it shows sign-in, first run, the open register or the lock."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        colours = CONTRAST if settings.high_contrast else PAPER
        self.look = Look(colours).with_big_type(settings.big_type)
        self.jobs = Jobs(self)
        self.desk: Desk | None = None
        self.window_now: Window | None = None
        self._register: Register | None = None
        self._ring: FocusRing | None = None
        self._ears: Ears | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._fell_idle)
        self.jobs.broke.connect(self.break_down)
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*LEAST)
        self.resize(*FIRST_SIZE)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        self._dress()

    def begin(self, path: Path | None) -> None:
        """Open a register's door, or start a first one where there is none."""
        path = path or self._settings.last_register
        if path is None:
            self.start_first()
        else:
            self.sign_in(path)

    def sign_in(self, path: Path) -> None:
        """Ask who sits here; a register without its key file asks for the recovery sheet."""
        try:
            page = SignInPage(self.jobs, self.look, path, door.DEMO_PASSWORDS)
        except door.KeysLost as lost:
            self.recover(path, f"{lost.what}{lost.remedy}")
            return
        except StationError as error:
            self.turn_away(error)
            return
        page.signed_in.connect(self.sit_down)
        page.elsewhere.connect(self.choose)
        page.recovering.connect(lambda: self.recover(path))
        self._show_bare(page)

    def turn_away(self, error: StationError) -> None:
        """Say why a file cannot be opened, and let the worker choose another."""
        from ui.pages.turned_away import TurnedAwayPage  # noqa: PLC0415 - not on the sign-in page

        page = TurnedAwayPage(self.look, error)
        page.elsewhere.connect(self.choose)
        page.anew.connect(self.start_first)
        self._show_bare(page)

    def recover(self, path: Path, why: str = "") -> None:
        """Ask for the recovery sheet."""
        from ui.pages.recover import RecoverPage  # noqa: PLC0415 - not on the sign-in page

        page = RecoverPage(self.jobs, self.look, path, why)
        page.signed_in.connect(self.sit_down)
        page.gave_up.connect(lambda: self.choose() if why else self.sign_in(path))
        self._show_bare(page)

    def start_first(self) -> None:
        """Lead through the making of a register."""
        from ui.pages.first_run import FirstRunPage  # noqa: PLC0415 - not on the sign-in page

        page = FirstRunPage(self.jobs, self.look, self._settings.folder("register"))
        page.made.connect(self._hold)
        page.signed_in.connect(self.sit_down)
        page.elsewhere.connect(self.choose)
        self._show_bare(page)

    def choose(self) -> None:
        """Let the worker choose a register file."""
        folder = str(self._settings.folder("register") or "")
        name, _ = QFileDialog.getOpenFileName(self, "打开登记册", folder, "登记册 (*.station)")
        if name:
            self.sign_in(Path(name))
        elif not self.count():
            self.start_first()

    def sit_down(self, register: "Register") -> None:
        """Open the window over a register that was signed in to."""
        from ui.desk import Desk  # noqa: PLC0415 - not on the sign-in page
        from ui.widgets.banner import Message  # noqa: PLC0415 - not on the sign-in page

        self._register = register
        self._settings.last_register = register.path
        self._settings.remember_folder("register", register.path.parent)
        self.desk = Desk(register, self.jobs, self)
        self.setWindowTitle(f"{PRODUCT}　{self.desk.station.village or self.desk.station.name}")
        self._show_window()
        if register.read_only and self.window_now is not None:
            self.window_now.tell(Message(words=READ_ONLY, tone=Tone.SOON))
        self._tell_remarks(register)

    def lock(self, idle: int = 0) -> None:
        """Leave nothing of the register to be seen, close it and forget its key.

        What is typed stays.
        """
        if self.desk is None or self.window_now is None or self._is_bare():
            return
        from ui.pages.locked import LockedPage  # noqa: PLC0415 - not on the sign-in page

        page = LockedPage(self.desk, self.look, self.desk.register.now(), idle)
        page.unlocked.connect(self._unlock)
        self.window_now.keep_place()
        page.left.connect(self.leave)
        self._show_bare(page, keep=True)  # first: what the pages keep when hidden is kept
        self._register = None
        self.desk.rest()

    def leave(self) -> None:
        """Close the register and ask who sits here now."""
        path = self.desk.register.path if self.desk else None
        self._close_register()
        self.begin(path)

    def change_look(self, look: Look) -> None:
        """Dress everything in another look; the page stays, with what is typed on it."""
        if look == self.look:
            return
        self.look = look
        self._settings.big_type, self._settings.high_contrast = look.big, look.stark
        self._dress()
        shown = self.currentWidget()
        if isinstance(shown, BareDesk):
            shown.wear(look)  # a locked window, whose file is closed, follows when it is unlocked
        elif self.window_now is not None:
            self._rebuild(self.window_now)

    def break_down(self, error: BaseException) -> None:
        """Show the crash page and keep a report."""
        from ui import crash  # noqa: PLC0415 - not on the sign-in page

        report = crash.report(error)
        with suppress(StationError):  # the page offers to save it elsewhere
            pc.keep_report(report)
        if self.window_now is not None and not self._is_bare():
            self.window_now.break_down(error)
            return
        screen = crash.CrashScreen(self.look, error)
        screen.reopened.connect(self.restart)
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        begin(screen)

    def restart(self) -> None:
        """Start the program anew and end this one."""
        words = sys.argv[1:] if getattr(sys, "frozen", False) else ["-m", "ui", *sys.argv[1:]]
        QProcess.startDetached(sys.executable, words)
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the last job end and close the register; an unsaved form may keep the window."""
        window = self.window_now
        if window is not None and not self._is_bare() and not window.may_close():
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        self._settings.save()
        self._close_register()
        self.jobs.close()
        super().closeEvent(event)

    def _dress(self) -> None:
        dress(self._app, self.look)
        if self._ring is not None:
            self._app.focusChanged.disconnect(self._ring.follow)
            self._ring.setWidget(None)  # type: ignore[arg-type]  # the stubs leave None out
            self._ring.deleteLater()
        self._ring = FocusRing(self.look, self._app)

    def _settle(self) -> None:
        """Once the first page is seen, do what it can do without and what takes its time."""
        if self._ears is None:
            self._ears = Ears(self._app, self, self._heard)
            fonts.load_rare()
            self.update()
            self.jobs.run(lambda _step: _load_core())
            self.jobs.run(lambda _step: _load_window())

    def _heard(self, watched: QObject, event: QEvent) -> bool:
        """Count the idle minutes from the last key, click or turn of the wheel; copy our way."""
        kind = event.type()
        if kind in WORKING and self.window_now is not None:
            self._idle.start(self._settings.idle_minutes * MINUTE)
        return kind in ASKING and copying.took(watched, event)

    def _show_bare(self, page: BareDesk, keep: bool = False) -> None:
        page.painted.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        page.look_wanted.connect(self.change_look)
        self._clear(keep=self.window_now if keep else None)
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _show_window(self) -> None:
        if self.desk is None:
            return
        window = self._window(self.desk)
        self._clear()
        self.window_now = window
        self.addWidget(window)
        self.setCurrentWidget(window)
        window.start()
        self._settle()
        self._idle.start(self._settings.idle_minutes * MINUTE)

    def _rebuild(self, before: "Window") -> None:
        key, fact, carried = before.here, before.page.fact, before.page.carry()
        window = self._window(before.desk)
        self._clear()
        self.window_now = window
        self.addWidget(window)
        self.setCurrentWidget(window)
        window.open(key, fact)
        window.page.take_over(carried)

    def _window(self, desk: "Desk") -> "Window":
        from ui.window import Window  # noqa: PLC0415 - not on the sign-in page

        window = Window(desk, self.look)
        window.locked.connect(self.lock)
        window.look_wanted.connect(self.change_look)
        window.restarted.connect(self.restart)
        return window

    def _unlock(self, register: "Register") -> None:
        if self.desk is None or self.window_now is None:
            return
        self._register = register
        self.desk.go_on(register)
        self._clear(keep=self.window_now)
        self.setCurrentWidget(self.window_now)
        if self.window_now.look != self.look:
            self._rebuild(self.window_now)
        self.window_now.take_place()
        self._tell_remarks(register)
        self._idle.start(self._settings.idle_minutes * MINUTE)

    def _tell_remarks(self, register: "Register") -> None:
        from ui.widgets.banner import Message  # noqa: PLC0415 - not on the sign-in page

        for remark in register.remarks:
            if self.window_now is not None:
                self.window_now.tell(Message(words=remark, tone=Tone.SOON))

    def _fell_idle(self) -> None:
        if self.jobs.busy:
            self._idle.start(MINUTE)
        else:
            self.lock(self._settings.idle_minutes)

    def _is_bare(self) -> bool:
        return isinstance(self.currentWidget(), BareDesk)

    def _clear(self, keep: QWidget | None = None) -> None:
        if self.window_now is not keep:
            self.window_now = None
        for n in reversed(range(self.count())):
            widget = self.widget(n)
            if widget is not keep:
                self.removeWidget(widget)
                widget.deleteLater()

    def _hold(self, register: "Register") -> None:
        self._register = register

    def _close_register(self) -> None:
        self._idle.stop()
        self._clear()
        if self.desk is not None:
            self.desk.close()
            self.desk.deleteLater()
            self.desk = None
        register, self._register = self._register, None
        if register is not None:
            self.jobs.run(lambda _step: register.close())
            self.jobs.wait()


def run(arguments: list[str]) -> int:
    """Run until the window is closed."""
    app = application(arguments[:1])
    program = Program(app, Settings.of_this_pc())
    sys.excepthook = lambda _kind, error, _trace: program.break_down(error)
    threading.excepthook = lambda hooked: _hooked(program, hooked)
    program.begin(Path(arguments[1]) if len(arguments) > 1 else None)
    program.show()
    return app.exec()


def _load_core() -> None:
    from station_app.domain import names  # noqa: PLC0415 - after the first painting

    names.load()  # in one piece, during which nothing is drawn; so at once, before anybody types
    from station_app.usecases import workers  # noqa: F401, PLC0415 - after the first painting


def _load_window() -> None:
    from ui import window  # noqa: PLC0415 - after the first painting

    window.ROUTES[0].load()
    if not gc.isenabled():  # as `__main__` left it
        gc.freeze()  # all this stays; going through it again and again would stop the window
        gc.enable()


def _hooked(program: Program, hooked: threading.ExceptHookArgs) -> None:
    if isinstance(hooked.exc_value, Exception):
        program.jobs.broke.emit(hooked.exc_value)
