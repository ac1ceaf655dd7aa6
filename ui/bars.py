"""The two bars around every page: places at the side; search, backups, type and lock above."""

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from station_app.errors import StationError
from station_app.usecases import backups, people
from ui.desk import Busy, Desk
from ui.models import backups as kept
from ui.models import hits
from ui.routes import Route
from ui.theme import Look, Room
from ui.widgets.layout import column, empty_out
from ui.widgets.side_bar import Place, SideBar
from ui.widgets.top_bar import TopBar

HELP = Place(key="help", words="帮助　F1", short="帮助", icon="help-circle", keys="F1")


class Bars(QObject):
    """What stands around the pages; made anew for each room, saying then what it said before."""

    chosen = Signal(str)
    opened = Signal(str, str)
    visited = Signal(str)
    big_wanted = Signal(bool)
    lock_wanted = Signal()

    def __init__(
        self, desk: Desk, look: Look, routes: Mapping[str, Route], window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._look, self._routes = desk, look, routes
        self._counts: dict[str, int] = {}
        self._room = Room.WIDE
        self.side, self.above = column(), column()
        desk.changed.connect(self._show_kept)
        desk.renamed.connect(self._show_name)

    def make(self, room: Room) -> None:
        """Make both bars for a room."""
        look, account = self._look, self._desk.account
        self._room = room
        for box in (self.side, self.above):
            empty_out(box)
        low = [HELP] if HELP.key in self._routes else []
        self._places = SideBar(look, room, self.places(), low, self._desk.station.name)
        self._places.chosen.connect(self.chosen)
        self._places.show_counts(self._counts)
        who = (account.name, account.role.value)
        self._top = TopBar(look, room, who, self._desk.station.demo)
        self._top.search.searched.connect(self._search)
        self._top.search.opened.connect(self.opened)
        self._top.search.visited.connect(self.visited)
        self._top.big.clicked.connect(self.big_wanted)
        self._top.lock.clicked.connect(self.lock_wanted)
        self._show_kept()
        self.side.addWidget(self._places)
        self.above.addWidget(self._top)

    def places(self) -> list[Place]:
        """Return the places of the side bar, in order."""
        named = [route for route in self._routes.values() if route.words]
        return [
            Place(
                key=one.key, words=one.words, short=one.short, icon=one.icon, keys=f"Ctrl+{number}"
            )
            for number, one in enumerate(named, start=1)
        ]

    @property
    def last(self) -> QWidget:
        """Return what Tab comes to last."""
        return self._top.lock

    def stand_at(self, key: str) -> None:
        """Mark the place that a page belongs to."""
        self._places.stand_at(self._routes[key].under or key)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait at the places."""
        self._counts.update(counts)
        self._places.show_counts(self._counts)

    def show_top(self, on: bool) -> None:
        """Show the upper bar, or leave its room to a page that is typed in."""
        self._top.setVisible(on)

    def search(self) -> None:
        """Go to the search box."""
        self.show_top(True)
        self._top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._top.search.selectAll()

    def _show_name(self) -> None:
        self._places.show_name(self._desk.station.name)

    def _show_kept(self) -> None:
        """Say how it stands with backups, where there is room for it."""
        if self._room is Room.TIGHT:
            return
        today = self._desk.register.today()
        with suppress(StationError):  # busy or locked: what is said there stays
            state = self._desk.ask(backups.state)
            self._top.show_kept(*kept.chip(state, today, wide=self._room is Room.WIDE))

    def _search(self, words: str) -> None:
        try:
            found = self._desk.ask(people.find, words)
        except Busy:
            return
        self._top.search.show_hits(hits.shown(found.hits, self._desk.register.today()))
