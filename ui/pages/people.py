"""人员与家庭: conditions as chips that never hide, one list, a pane beside it.

There is one search: letters typed on the list go to the box at the top.
"""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLayout

from station_app.domain.selection import HouseholdRow, PersonPage, PersonRow, Selection
from station_app.usecases import people, selection
from ui.desk import Desk
from ui.forms import people_out, people_paper
from ui.forms.pane_page import PanePage
from ui.forms.people_parts import ConditionRow, Nobody, PeopleHead, counted, places
from ui.forms.person_pane import PersonPane
from ui.models import conditions
from ui.models import people as columns
from ui.models.conditions import Places
from ui.models.table import TableModel
from ui.theme import Look, Room, Type
from ui.widgets.heads import foot
from ui.widgets.keys import first
from ui.widgets.layout import column, holder, swap
from ui.widgets.reading import read_in_order
from ui.widgets.scroll import listed
from ui.widgets.table import TableView, table
from ui.widgets.top_bar import SearchBox
from ui.widgets.words import text

PERSONS, HOMES = 0, 1
PANE_AFTER = 60
"""Milliseconds a row is chosen before the pane follows, so that held arrows run freely."""

KEYS = "回车打开　空格预览　Ctrl+Enter 登记走访　Ctrl+P 打印　打字就找人"
HOME_KEYS = "回车打开　Ctrl+P 打印　打字就找人"


class PeoplePage(PanePage):
    """The list of persons or of households, with the conditions a worker chose."""

    TITLE = "人员与家庭"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.wanted, self.view = Selection(), PERSONS
        self._places = Places(kinds=(), groups=(), villages=())
        self._page: PersonPage | None = None
        self._was = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PANE_AFTER)
        self._soon.timeout.connect(self.show_pane)
        self.key("Ctrl+N", lambda: self.go("person_form"))
        self.key("Ctrl+P", self.print_list)
        self.key("Ctrl+Shift+S", self.save_list)
        self.key("Ctrl+Return", self.visit)
        self.key("Ctrl+Enter", self.visit)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show the list; a selection of somebody else's comes with its conditions."""
        if isinstance(fact, Selection):
            self.wanted = fact
        super().open(fact)

    def fit(self, room: Room) -> None:
        """Lay out for a room; who was chosen stays chosen."""
        if room is not self.room:
            self._was = self._chosen()
        super().fit(room)

    def lay_out(self) -> QLayout:
        """Return the page."""
        look, room, today = self.look, self.room, self._today()
        edge = look.edge(room)
        self.persons: TableModel[PersonRow] = TableModel(
            columns.person_columns(room, today, self.desk.station.code)
        )
        self.homes: TableModel[HouseholdRow] = TableModel(columns.household_columns(today))
        self.table = self._list(self.persons if self.view == PERSONS else self.homes)
        for model in (self.persons, self.homes):
            model.setParent(self.table)
        self._none = column()
        self.head = PeopleHead(look, room, self.TITLE, self.view)
        self.head.viewed.connect(self.show_view)
        self.head.gone.connect(self.go)
        self.head.printed.connect(self.print_list)
        self.head.saved.connect(self.save_list)
        self.conditions = ConditionRow(look)
        self.conditions.asked.connect(self.ask_for)
        self._count = text(look, "", Type.CAPTION, "soft")
        head = column(self.head, look.px(12), self.conditions)
        head.setContentsMargins(edge, look.px(20), edge, look.px(8))
        self._rows = listed(look, self.table, edge)
        keys = KEYS if self.view == PERSONS else HOME_KEYS
        self._foot = foot(look, room, self._count, keys)
        left = column(holder(head))
        left.addWidget(self._rows, 1)
        left.addLayout(self._none, 1)
        left.addWidget(self._foot)
        return self.beside(left)

    def refresh(self) -> None:
        """Read the list again; who was chosen stays chosen."""
        ask, was, today = self.desk.ask, self._chosen() or self._was, self._today()
        self._places = places(self.desk)
        self._page = ask(selection.page, self.wanted, limit=max(100, len(self.persons.values)))
        self.persons.fill(self._page.rows)
        self._count.setText(counted(self._page, asked=self.wanted != Selection()))
        self.head.show_counts(self._page)
        for around in (self.conditions, self._foot):
            around.setVisible(self._page.all_persons > 0)
        self.conditions.show_wanted(self.wanted, self._places, today)
        if self.view == HOMES:
            self._ask_homes(was)
        else:
            self._show(was)

    # What the worker does.

    def show_view(self, view: int) -> None:
        """Show persons or households."""
        self.view = view
        self.stale = True
        self.fit(self.room)
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for(self, wanted: Selection) -> None:
        """Show the list under other conditions."""
        self.wanted = wanted
        self.persons.fill(())
        self.stale = True
        self.read()
        self.begin()

    def visit(self) -> None:
        """Type the visit of the chosen person: from the waiting sheet where there is one."""
        now = self.table.row_now()
        if self.view == HOMES or now < 0:
            return
        chosen = self.persons.row(now)
        if chosen.person.counts:
            sheet = chosen.waiting_sheet
            self.go("visit", f"sheet:{sheet}" if sheet else chosen.person.uid)

    def print_list(self) -> None:
        """Show the whole list as it goes on paper, under the conditions that hold."""
        if not self._model().rowCount():
            return
        counted = self._count.text()
        told = people_paper.told(self.wanted, self._places, self._today(), counted)
        people_out.to_paper(self, self.wanted, told, homes=self.view == HOMES)

    def save_list(self) -> None:
        """Ask how the list is saved as a table; of people also what the screen does not show."""
        if self._model().rowCount():
            people_out.to_table(self, self.wanted, homes=self.view == HOMES)

    def open_row(self, n: int) -> None:
        """Open the file of a row."""
        self.go("person" if self.view == PERSONS else "household", self._uid(n))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last condition away on Del; send letters to the search box."""
        found = conditions.chips(self.wanted, self._places, self._today())
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and found:
            self.ask_for(found[-1].then)
        elif plain and event.text().strip() and event.text().isprintable():
            self._search(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing while the page is away, perhaps for good."""
        super().hideEvent(event)
        self._soon.stop()

    # Inside.

    def _ask_homes(self, was: str) -> None:
        """Read the households aside: they come all at once, in route order."""
        wanted = self.wanted

        def take(rows: list[HouseholdRow]) -> None:
            if self.view == HOMES and wanted == self.wanted:
                self.homes.fill(rows)
                self._show(was)

        self.desk.do(selection.homes, wanted).then(take)

    def _show(self, was: str) -> None:
        """Show the rows that were read; who was chosen stays chosen."""
        self._show_rows()
        uids = [self._uid(n) for n in range(self._model().rowCount())]
        self.table.go_to(uids.index(was) if was in uids else 0)
        self.show_pane()
        read_in_order(self)

    def _list(self, model: TableModel[PersonRow] | TableModel[HouseholdRow]) -> TableView:
        made = first(table(self.look, model, 42))
        made.setAccessibleName("人员" if self.view == PERSONS else "家庭")
        made.opened.connect(self.open_row)
        made.ticked.connect(lambda _n: self.fold())
        made.chosen.connect(lambda _n: self._soon.start())
        made.verticalScrollBar().valueChanged.connect(self._more)
        return made

    def _more(self, at: int) -> None:
        """Read the next piece when the end of the list comes near."""
        page, bar = self._page, self.table.verticalScrollBar()
        if self.view == HOMES or page is None or page.after is None:
            return
        if at + bar.pageStep() < bar.maximum():
            return
        self._page = self.desk.ask(selection.page, self.wanted, page.after)
        self.persons.add(self._page.rows)

    def _show_rows(self) -> None:
        """Show the list, or say why it is empty."""
        empty, anybody = self._model().rowCount() == 0, bool(self._page and self._page.all_persons)
        self._rows.setVisible(not empty)
        swap(self._none)
        if empty:
            said = Nobody(self.look, asked=anybody)
            said.asked.connect(self.ask_for)
            said.gone.connect(self.go)
            swap(self._none, said)

    def show_pane(self) -> None:
        """Show the chosen person beside the list, or over it where there is no place."""
        now = self.table.row_now()
        if self.folded or self.view == HOMES or now < 0:
            self.pane.drop()
            return
        row_ = self.persons.row(now)
        file = self.desk.ask(people.get, row_.person.uid)
        about = (file, row_.waiting_sheet)
        if self.pane.about == about:
            return
        made = PersonPane(self.look, self.room, *about, self._today())
        made.visit_wanted.connect(self.visit)
        made.file_wanted.connect(lambda: self.open_row(self.table.row_now()))
        made.number_wanted.connect(
            lambda: self.desk.do(people.reveal_number, file.person.uid).then(
                made.number.show_number
            )
        )
        self.put(made, about)
        read_in_order(self)

    def _search(self, letter: str) -> None:
        for box in self.window().findChildren(SearchBox):
            if box.isVisible():
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                box.setText(letter)
                box.searched.emit(letter)

    def _model(self) -> TableModel[PersonRow] | TableModel[HouseholdRow]:
        return self.persons if self.view == PERSONS else self.homes

    def _uid(self, n: int) -> str:
        return self.persons.row(n).person.uid if self.view == PERSONS else self.homes.row(n).uid

    def _chosen(self) -> str:
        now = self.table.row_now()
        return self._uid(now) if 0 <= now < self._model().rowCount() else ""

    def _today(self) -> date:
        return self.desk.register.today()
