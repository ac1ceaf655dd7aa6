"""The bare desk: no side bar, one sheet in the middle, who we are and the type size below."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from station_app import __version__
from ui.theme import Look, Room
from ui.widgets.buttons import big_switch
from ui.widgets.keys import begin
from ui.widgets.layout import column, empty_out, margins, row
from ui.widgets.scroll import scrolled
from ui.widgets.surfaces import on_desk
from ui.widgets.words import caption


class BareDesk(QWidget):
    """Holds one sheet, drawn anew when something else is to stand there."""

    look_wanted = Signal(object)
    painted = Signal()
    """Once, when it is seen for the first time."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self.room = look, look.room(self.width())
        self._seen = False
        on_desk(self)
        self._ground = column()
        self.setLayout(self._ground)
        self._lay_ground()

    def sheet(self) -> QWidget:
        """Return the sheet."""
        raise NotImplementedError

    def wear(self, look: Look) -> None:
        """Draw everything anew in another look."""
        self.look, self.room = look, look.room(self.width())
        empty_out(self._ground)
        self._lay_ground()
        self.draw()

    def fit(self, room: Room) -> None:
        """Fit the sheet to a room; the words in its fields stay."""

    def draw(self) -> None:
        """Put the sheet on the desk and give the keyboard to its first field."""
        empty_out(self._middle)
        made = self.sheet()
        self._middle.addWidget(made)
        made.show()  # at once: only what is shown can take the keyboard
        begin(made)

    def reveal(self, widget: QWidget) -> None:
        """Bring something into sight, once what came to stand above it is laid out."""
        look = self.look
        QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget, 0, look.px(8)))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the first field."""
        super().showEvent(event)
        begin(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when it is seen for the first time."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet when the room changes."""
        super().resizeEvent(event)
        room = self.look.room(self.width())
        if room is not self.room:
            self.room = room
            self.fit(room)

    def _lay_ground(self) -> None:
        look = self.look
        self._middle = column()
        big = big_switch(look)
        big.clicked.connect(lambda on: self.look_wanted.emit(self.look.with_big_type(on)))
        says = f"退役军人服务站登记册 {__version__}　不联网，资料只在这台电脑上"
        low = row(caption(look, says, "faint"), None, big, margins=margins(look, 20, 0, 12, 6))
        self._area = scrolled(column(None, row(None, self._middle, None), None))
        self._ground.addWidget(self._area, 1)
        self._ground.addLayout(low)
        self._area.show()  # at once, as the sheet that comes to stand on it
