"""走访: the sheets that wait to be typed come first, then what was typed, missed and voided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QPushButton, QWidget

from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Shown
from station_app.errors import Refused
from station_app.usecases import printing, visits
from station_app.usecases.listing import Listing
from ui.desk import Desk
from ui.forms import sheet_pane, visit_deeds, visit_paper
from ui.forms.listed_page import ListedPage
from ui.forms.number_strip import NumberStrip
from ui.forms.pane_page import PanePage
from ui.forms.visit_lists import VisitLists
from ui.models.visit_views import EMPTY, KEYS, STATES, View
from ui.theme import Look, Room, Tone
from ui.widgets import menus
from ui.widgets.buttons import Segments, button, link
from ui.widgets.heads import foot, heading
from ui.widgets.layout import column, empty_out, holder, put, row
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.words import caption

if TYPE_CHECKING:
    from ui.widgets.table import TableView


class VisitsPage(PanePage, ListedPage):
    """Sheets by state, and what became of the chosen one beside the list."""

    TITLE = "走访"
    BESIDE = (Room.WIDE, Room.NARROW)

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.view = View.WAITING
        self.lists = VisitLists(desk, self.view)
        self.table: TableView | None = None
        self.key("F2", self.open_chosen)
        self.key("Ctrl+N", lambda: self.go("visit"))
        self.key("Ctrl+P", self.print_chosen)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show the sheets that wait, or another list by its state; what was voided is gone now."""
        self.lists.struck.clear()
        known = isinstance(fact, str) and fact in list(State)
        self.view = View(STATES.index(State(str(fact)))) if known else View.WAITING
        super().open(fact)

    def begin(self) -> None:
        """Give the keyboard to the number, or to the list."""
        if self.view is View.WAITING and self.table is not None:
            self.strip.take()
        elif self.table is not None:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.views.buttons[self.view].setFocus(Qt.FocusReason.TabFocusReason)

    def lay_out(self) -> QLayout:
        """Return the page: its head, the strip for a number, the list, the pane beside it."""
        look, edge = self.look, self.look.edge(self.room)
        self._strip, self._middle = column(), column()
        head = column(self._head(), look.px(12), self._views())
        head.setContentsMargins(edge, look.px(18), edge, look.px(10))
        self._strip.setContentsMargins(edge, 0, edge, 0)
        self._keys = row()
        left = column(holder(head), self._strip)
        left.addLayout(self._middle, 1)
        left.addLayout(self._keys)
        return self.beside(left)

    def refresh(self) -> None:
        """Read the list anew; who was chosen stays chosen."""
        at = self.table.row_now() if self.table is not None else 0
        counts = self.lists.read(self.view)
        for n, state in enumerate(STATES):
            self.views.name(n, f"{state} {counts[state]}")
        self.count(visits=counts[State.WAITING])
        self._show_list(max(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike out with Del, note a missed one with U."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Delete and plain:
            self.void()
        elif event.text().lower() == "u" and plain and self.view is View.WAITING:
            self.miss()
        else:
            super().keyPressEvent(event)

    # What the worker does.

    def show_view(self, view: int) -> None:
        """Show another list."""
        self.view, self.stale, self.table = View(view), True, None
        self.fact = STATES[view].value  # the way back leads to this list
        self.read()
        self.begin()

    def type_number(self, words: str) -> None:
        """Open the sheet whose number is typed in the strip."""
        try:
            found = self.desk.ask(visits.find_sheet, words)
        except Refused as refused:
            self.tell(f"{refused.what}{refused.remedy}", Tone.LATE)
            self.strip.take()
            return
        if len(found) > 1:
            self.go("visit")
        elif found[0].state is State.WAITING:
            self.go("visit", f"sheet:{found[0].uid}")
        elif found[0].visit:
            self.go("visit", f"visit:{found[0].visit}")
        else:
            self.tell(f"{found[0].short}（{found[0].name}）{found[0].state}。", Tone.NOTE)

    def open_chosen(self) -> None:
        """Type the chosen sheet, or open the chosen visit to be put right."""
        if self.view is View.WAITING and (sheet := self._sheet()):
            self.go("visit", f"sheet:{sheet.uid}")
        elif self.view is View.VOID and (sheet := self._sheet()):
            self.go("person", sheet.person)
        elif shown := self._shown():
            visit = shown.visit
            if not visit.void:
                self.go("visit", f"visit:{visit.main or visit.uid}")

    def void(self) -> None:
        """Ask why, then strike the chosen sheet or visit out."""
        sheet, shown = self._sheet(), self._shown()
        if self.view is View.WAITING and sheet is not None:
            visit_deeds.give_up_sheet(self, sheet)
        elif shown is not None and not shown.visit.void:
            visit_deeds.strike_out(self, shown, self.lists.struck.add)

    def miss(self) -> None:
        """Ask why nobody was met, and note it on the chosen sheet."""
        if sheet := self._sheet():
            visit_deeds.miss(self, sheet.name, [sheet.person], sheet.campaign)

    def print_visit(self) -> None:
        """Print the sheet of the chosen visit with its answers."""
        shown = self._shown()
        if shown is not None and not shown.visit.main:
            name = shown.visit.number
            job = self.desk.do(printing.completed, shown.visit.uid)
            job.then(lambda paper: self.print_paper(paper, name))

    def print_blank(self) -> None:
        """Print an empty sheet without a number, to be written by hand."""
        job = self.desk.do(printing.blank)
        job.then(lambda paper: self.print_paper(paper, "空白走访表"))

    def listing(self) -> Listing | None:
        """Return the sheets or visits that are listed."""
        if not (rows := self.lists.rows):
            return None
        return visit_paper.listing(self.view, rows, self.desk.register.today(), self.lists.says())

    def print_chosen(self) -> None:
        """Print the chosen sheet again, or the chosen visit with its answers."""
        if self.view is View.WAITING and (sheet := self._sheet()):
            self.go("sheets", (sheet.campaign, [sheet.person]))
        else:
            self.print_visit()

    # Inside.

    def _head(self) -> QWidget:
        look = self.look
        prints, new = (
            button(look, "打印走访表", "", "printer"),
            button(look, "登记走访", "", "plus"),
        )
        prints.clicked.connect(lambda: self.go("round"))
        more = menus.more(
            look,
            lambda: [
                ("打印这张名单", self.print_list),
                ("另存为表格　Ctrl+Shift+S", self.save_list),
                ("打印空白走访表", self.print_blank),
            ],
        )
        new.setToolTip("登记走访　Ctrl+N")
        new.clicked.connect(lambda: self.go("visit"))
        return heading(look, self.TITLE, "", more, prints, new)

    def _views(self) -> QWidget:
        look = self.look
        self.views = Segments(look, [state.value for state in STATES], self.view)
        self.views.chosen.connect(self.show_view)
        due, tasks = link(look, "应走访名单", "walk"), link(look, "来文与任务", "file-text")
        due.clicked.connect(lambda: self.go("round"))
        tasks.clicked.connect(lambda: self.go("notices"))
        return holder(row(self.views, None, due, tasks, gap=look.px(18)))

    def _show_list(self, at: int) -> None:
        look, room = self.look, self.room
        held = self.table is not None and self.table.hasFocus()
        for box in (self._middle, self._strip, self._keys):
            empty_out(box)
        self.views.choose(self.view)
        if not self.lists.rows:
            self.table = None
            self._show_nothing()
            self.show_pane()
            return
        self.table = self.lists.table(look, room, self)
        self.table.opened.connect(lambda _n: self.open_chosen())
        self.table.chosen.connect(lambda _n: self._chosen())
        if self.view is View.WAITING:
            self._show_strip()
        self._middle.addWidget(listed(look, self.table, look.edge(room)), 1)
        put(self._keys, foot(look, room, caption(look, self.lists.says()), KEYS[self.view]))
        self.table.go_to(min(at, self.table.model().rowCount() - 1))
        self.show_pane()
        if held:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_strip(self) -> None:
        self.strip = NumberStrip(self.look, self.room, len(self.lists.rows))
        self.strip.typed.connect(self.type_number)
        self.strip.begun.connect(self.open_chosen)
        put(self._strip, self.strip)
        self._strip.addSpacing(self.look.px(6))

    def _show_nothing(self) -> None:
        look, (icon, title, words) = self.look, EMPTY[self.view]
        deeds: list[QPushButton] = []
        if self.view is View.WAITING:
            deeds = [button(look, "看应走访名单", "primary")]
            deeds[0].clicked.connect(lambda: self.go("round"))
        put(self._middle, nothing(look, icon, title, words, *deeds))

    def _chosen(self) -> None:
        if self.view is View.WAITING and (sheet := self._sheet()):
            self.strip.show_sheet(sheet)
        self.show_pane()

    def show_pane(self) -> None:
        """Show the chosen line beside the list, or over it where there is no place."""
        sheet, shown = self._sheet(), self._shown()
        if self.folded or not (sheet or shown):
            self.pane.drop()
        elif sheet is not None:
            made = sheet_pane.of_sheet(self.look, self.room, sheet, self)
            self.put(made, (sheet,))
        elif shown is not None:
            made = sheet_pane.of_visit(self.look, self.room, shown, self)
            self.put(made, (shown,))

    def _sheet(self) -> Sheet | None:
        return self.lists.sheet(self._now())

    def _shown(self) -> Shown | None:
        return self.lists.visit(self._now())

    def _now(self) -> int:
        return self.table.row_now() if self.table is not None else -1
