"""A page with a list and a pane that tells of the chosen line, beside it or over it."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from ui.desk import Desk
from ui.page import Page
from ui.theme import Look, Room
from ui.widgets.layout import holder, row
from ui.widgets.pane_slot import PaneSlot


class PanePage(Page):
    """Opens the pane where there is place beside the list; elsewhere F8 lays it over the list."""

    BESIDE: ClassVar[tuple[Room, ...]] = (Room.WIDE,)
    """The rooms in which there is place for the pane beside the list."""

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.pane = PaneSlot(self)
        self.folded = room not in self.BESIDE

    def show_pane(self) -> None:
        """Show the pane of the chosen line, or drop it where there is none or it is folded."""
        raise NotImplementedError

    def fit(self, room: Room) -> None:
        """Lay out for a room; the pane is open only where there is place for it."""
        if room is not self.room:
            self.folded = room not in self.BESIDE
        super().fit(room)

    def fold(self) -> None:
        """Open or fold the pane."""
        self.folded = not self.folded
        self.show_pane()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a pane that lies over the list at the right edge."""
        super().resizeEvent(event)
        self.pane.place()

    def event(self, event: QEvent) -> bool:
        """Let Escape close a pane that lies over the list before it leads back."""
        if _escapes(event) and self.pane.over:
            self.fold()
            event.accept()
            return True
        return super().event(event)

    def beside(self, left: QLayout) -> QLayout:
        """Return the list and all around it, with a place for the pane."""
        self.pane.drop()
        self._side = row()
        box = row()
        box.addWidget(holder(left), 1)
        box.addLayout(self._side)
        return box

    def put(self, pane: QWidget, about: tuple[object, ...]) -> None:
        """Show a pane beside the list, or over it where there is no place."""
        self.pane.show(pane, about, self._side if self.room in self.BESIDE else None)


def _escapes(event: QEvent) -> bool:
    """Say whether this is Escape, on its way to the window that would lead back."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )
