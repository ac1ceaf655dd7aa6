"""The one top-level window before a register is open: signing in, a first register, recovery.

The sign-in page is what everybody waits for at the start. What it does not show is imported where
it is needed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from station_app.errors import StationError
from station_app.usecases import door
from ui.jobs import Jobs
from ui.pages.sign_in import SignInPage
from ui.settings import Settings
from ui.theme import CONTRAST, PAPER, Look, dress
from ui.widgets.bare import BareDesk

if TYPE_CHECKING:
    from station_app.register import Register
    from ui.pages.restore import RestorePage
    from ui.theme.style import FocusRing

PRODUCT = "退役军人服务站登记册"
LEAST = (960, 540)
FIRST_SIZE = (1366, 768)


class Entrance(QStackedWidget):
    """Shows one page on the bare desk; who has signed in sits down."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self._app, self._settings = app, settings
        colours = CONTRAST if settings.high_contrast else PAPER
        self.look = Look(colours).with_big_type(settings.big_type)
        self.jobs = Jobs(self)
        self._ring: FocusRing | None = None
        self.settled = False
        self.setWindowTitle(PRODUCT)
        self.setMinimumSize(*LEAST)
        self.resize(*FIRST_SIZE)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)
        dress(app, self.look)

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
        page.restoring.connect(lambda: self.restore(path))
        self.show_bare(page)

    def turn_away(self, error: StationError) -> None:
        """Say why a file cannot be opened, and let the worker choose another."""
        from ui.pages.turned_away import TurnedAwayPage

        self.settle()
        page = TurnedAwayPage(self.look, error)
        page.elsewhere.connect(self.choose)
        page.anew.connect(self.start_first)
        page.restoring.connect(self.restore)
        self.show_bare(page)

    def recover(self, path: Path, why: str = "", code: str = "") -> None:
        """Ask for the recovery sheet, unless its code was typed already."""
        from ui.pages.recover import RecoverPage

        self.settle()
        page = RecoverPage(self.jobs, self.look, path, why, code)
        page.signed_in.connect(self.sit_down)
        page.gave_up.connect(lambda: self.choose() if why else self.sign_in(path))
        self.show_bare(page)

    def start_first(self) -> None:
        """Lead through the making of a register."""
        from ui.pages.first_run import FirstRunPage

        self.settle()
        page = FirstRunPage(self.jobs, self.look, self._settings.folder("register"))
        page.made.connect(self.hold)
        page.signed_in.connect(self.sit_down)
        page.elsewhere.connect(self.choose)
        page.restoring.connect(self.restore)
        self.show_bare(page)

    def restore(self, path: Path | None = None) -> "RestorePage":
        """Lead from a backup to a register, in the place of one that is known or beside it."""
        from ui.forms import documents
        from ui.pages.restore import RestorePage

        self.settle()
        folder = path.parent if path else self._settings.folder("register")
        page = RestorePage(self.jobs, self.look, folder or documents.folder())
        page.signed_in.connect(self.sit_down)
        page.recovering.connect(lambda where, code: self.recover(where, code=code))
        page.over.connect(self.sign_in)
        page.gave_up.connect(lambda: self.begin(path))
        self.show_bare(page)
        return page

    def choose(self) -> None:
        """Let the worker choose a register file."""
        from PySide6.QtWidgets import QFileDialog

        folder = str(self._settings.folder("register") or "")
        name, _ = QFileDialog.getOpenFileName(self, "打开登记册", folder, "登记册 (*.station)")
        if name:
            self.sign_in(Path(name))
        elif not self.count():
            self.start_first()

    def sit_down(self, register: "Register") -> None:
        """Work with a register that was signed in to."""
        raise NotImplementedError

    def hold(self, register: "Register") -> None:
        """Keep a register that was made, so that it is closed with the program."""
        raise NotImplementedError

    def change_look(self, look: Look) -> None:
        """Dress everything in another look; the page stays, with what is typed on it."""
        if look == self.look:
            return
        from ui.theme import style

        self.look = look
        self._settings.big_type, self._settings.high_contrast = look.big, look.stark
        style.dress_wholly(self._app, look)
        self._renew_ring()
        shown = self.currentWidget()
        if isinstance(shown, BareDesk):
            shown.wear(look)

    def settle(self) -> None:
        """Once the sign-in page is seen, or before any other, do what that page does without."""
        if self.settled:
            return
        from ui.theme import style

        self.settled = True
        self._app.setStyle(style.StationStyle(self.look))
        self._renew_ring()

    def show_bare(self, page: BareDesk, keep: QWidget | None = None) -> None:
        """Show a page on the bare desk in place of what is there, or over what is to be kept."""
        page.painted.connect(self.settle, Qt.ConnectionType.QueuedConnection)
        page.look_wanted.connect(self.change_look)
        self.clear(keep)
        self.addWidget(page)
        self.setCurrentWidget(page)

    def clear(self, keep: QWidget | None = None) -> None:
        """Let go of everything that is shown but one page."""
        for n in reversed(range(self.count())):
            widget = self.widget(n)
            if widget is not keep:
                self.removeWidget(widget)
                widget.deleteLater()

    def _renew_ring(self) -> None:
        from ui.theme import style

        if self._ring is not None:
            self._app.focusChanged.disconnect(self._ring.follow)
            self._ring.setWidget(None)  # type: ignore[arg-type]  # the stubs leave None out
            self._ring.deleteLater()
        self._ring = style.FocusRing(self.look, self._app)
