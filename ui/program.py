"""The program around one open register: the window, the locked desk, and what ends it."""

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from station_app.errors import StationError
from ui import ahead
from ui.entrance import PRODUCT, Entrance
from ui.pauses import Pauses
from ui.settings import Settings
from ui.theme import Look, Tone, fonts
from ui.tidying import Tidying
from ui.widgets.bare import BareDesk
from ui.widgets.keys import Ears, begin

if TYPE_CHECKING:
    from station_app.register import Register
    from station_app.usecases.restoring import Opener
    from ui.desk import Desk
    from ui.keeping import Keeping
    from ui.window import Window

READ_ONLY = "这次是只读打开：能看能查，不能保存。"
WORKING = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
ASKING = {QEvent.Type.KeyPress, QEvent.Type.ContextMenu}
MINUTE = 60_000


class Program(Entrance):
    """The one top-level window: the entrance, then the open register or the lock."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app, settings)
        self.desk: Desk | None = None
        self.window_now: Window | None = None
        self._register: Register | None = None
        self._ears: Ears | None = None
        self._keeping: Keeping | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._fell_idle)
        self._pauses = Pauses(self.jobs, self)
        self._tidying = Tidying(self._pauses, self)
        self.jobs.broke.connect(self.break_down)

    def sit_down(self, register: "Register") -> None:
        """Open the window over a register that was signed in to."""
        from ui.desk import Desk
        from ui.keeping import Keeping
        from ui.widgets.banner import Message

        self._register = register
        self._settings.last_register = register.path
        self._settings.remember_folder("register", register.path.parent)
        self.desk = Desk(register, self.jobs, self)
        self._show_title()
        self.desk.renamed.connect(self._show_title)
        self.desk.going_back.connect(self.go_back)
        self._show_window(self.desk)
        self._keeping = self._keeping or Keeping(self.jobs, self._pauses, self)
        self._keeping.sit(self.desk)
        if register.read_only and self.window_now is not None:
            self.window_now.tell(Message(words=READ_ONLY, tone=Tone.SOON))
        self._tell_remarks(register)

    def hold(self, register: "Register") -> None:
        """Keep a register that was made, so that it is closed with the program."""
        self._register = register

    def lock(self, idle: int = 0) -> None:
        """Leave nothing of the register to be seen, close it and forget its key.

        What is typed stays.
        """
        if self.desk is None or self.window_now is None or self._is_bare():
            return
        from ui.pages.locked import LockedPage

        page = LockedPage(self.desk, self.look, self.desk.register.now(), idle)
        page.unlocked.connect(self._unlock)
        self.window_now.keep_place()
        page.left.connect(self.leave)
        self.show_bare(page, self.window_now)  # first: what the pages keep when hidden is kept
        self._register = None
        self.desk.rest()

    def leave(self) -> None:
        """Close the register and ask who sits here now."""
        path = self.desk.register.path if self.desk else None
        self._close_register()
        self.begin(path)

    def go_back(self, backup: Path, opener: "Opener") -> None:
        """Close the register, and restore a backup in its place."""
        window, desk = self.window_now, self.desk
        if desk is None or window is None or not window.may_close():
            return
        path = desk.register.path
        self._close_register()
        self.restore(path).go_back_to(backup, path, opener)

    def change_look(self, look: Look) -> None:
        """Dress everything in another look; the page stays, with what is typed on it."""
        changed = look != self.look
        super().change_look(look)  # a locked window follows when it is unlocked, as it is closed
        if changed and self.window_now is not None and not self._is_bare():
            self._rebuild(self.window_now)

    def break_down(self, error: BaseException) -> None:
        """Show the crash page and keep a report."""
        from station_app.usecases import faults
        from ui import crash

        report = crash.report(error)
        with suppress(StationError):  # the page offers to save it elsewhere
            faults.keep(report)
        if self.window_now is not None and not self._is_bare():
            self.window_now.break_down(error)
            return
        self.settle()
        screen = crash.CrashScreen(self.look, error)
        screen.reopened.connect(self.restart)
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        begin(screen)

    def restart(self) -> None:
        """Start the program anew and end this one."""
        from PySide6.QtCore import QProcess

        words = sys.argv[1:] if getattr(sys, "frozen", False) else ["-m", "ui", *sys.argv[1:]]
        QProcess.startDetached(sys.executable, words)
        if self._keeping is not None:
            self._keeping.let_go()  # the next one waits for this one's end
        self.close()

    def settle(self) -> None:
        """Hear what is typed, and load what comes after the sign-in page while it is looked at."""
        if self.settled:
            return
        super().settle()
        self._ears = Ears(self._app, self, self._heard)
        fonts.load_rare()
        ahead.load(self.jobs, self, self._tidying.begin)

    def clear(self, keep: QWidget | None = None) -> None:
        """Let go of everything that is shown but one page."""
        if self.window_now is not keep:
            self.window_now = None
        super().clear(keep)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the last job end, back up and close the register; an unsaved form may keep it."""
        window = self.window_now
        if window is not None and not self._is_bare() and not window.may_close():
            event.ignore()
            return
        self._back_up()
        self._settings.geometry = self.saveGeometry()
        self._settings.save()
        self._close_register()
        self.jobs.close()
        super().closeEvent(event)

    def _heard(self, watched: QObject, event: QEvent) -> bool:
        """Count the idle minutes from the last key, click or turn of the wheel; copy our way."""
        from ui.widgets import copying

        kind = event.type()
        if kind in WORKING:
            self._pauses.worked()
            if self.window_now is not None:
                self._count_idle()
        return kind in ASKING and copying.took(watched, event)

    def _show_window(self, desk: "Desk") -> None:
        self.settle()
        window = self._put_window(desk)
        window.start()
        ahead.make(window)
        self._count_idle()

    def _rebuild(self, before: "Window") -> None:
        key, fact, carried = before.here, before.page.fact, before.page.carry()
        window = self._put_window(before.desk)
        window.open(key, fact)
        window.page.take_over(carried)
        ahead.make(window)

    def _put_window(self, desk: "Desk") -> "Window":
        """Put a new window in the place of what is shown, and return it."""
        from ui.window import Window

        window = Window(desk, self.look)
        window.locked.connect(self.lock)
        window.look_wanted.connect(self.change_look)
        window.restarted.connect(self.restart)
        self.clear()
        self.window_now = window
        self.addWidget(window)
        self.setCurrentWidget(window)
        return window

    def _unlock(self, register: "Register") -> None:
        if self.desk is None or self.window_now is None:
            return
        self._register = register
        self.desk.go_on(register)
        self.clear(keep=self.window_now)
        self.setCurrentWidget(self.window_now)
        if self.window_now.look != self.look:
            self._rebuild(self.window_now)
        self.window_now.take_place()
        self._tell_remarks(register)
        self._count_idle()

    def _tell_remarks(self, register: "Register") -> None:
        from ui.widgets.banner import Message

        for remark in register.remarks:
            if self.window_now is not None:
                self.window_now.tell(Message(words=remark, tone=Tone.SOON))

    def _show_title(self) -> None:
        if self.desk is not None:
            station = self.desk.station
            self.setWindowTitle(f"{PRODUCT}　{station.village or station.name}")

    def _count_idle(self) -> None:
        self._idle.start(self._settings.idle_minutes * MINUTE)

    def _fell_idle(self) -> None:
        if self.jobs.busy:
            self._idle.start(MINUTE)
        else:
            self.lock(self._settings.idle_minutes)

    def _is_bare(self) -> bool:
        return isinstance(self.currentWidget(), BareDesk)

    def _back_up(self) -> None:
        """Back up what is due before the end, shown where that takes long."""
        if self._keeping is not None and not self._is_bare():
            show = partial(self.show_bare, keep=self.window_now)
            self._keeping.rise(self.windowHandle(), self.look, show)

    def _close_register(self) -> None:
        self._idle.stop()
        if self._keeping is not None:
            self._keeping.let_go()
        self.clear()
        if self.desk is not None:
            self.desk.close()
            self.desk.deleteLater()
            self.desk = None
        register, self._register = self._register, None
        if register is not None:
            self.jobs.run(lambda _step: register.close())
            self.jobs.wait()
