"""The middle of a return's page: the sheet or the roster, and the pane beside it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain.problems import Problem
from station_app.domain.returns import Line
from station_app.domain.template import Shape
from station_app.register import Register
from station_app.usecases import returns
from station_app.usecases.reported import Behind, View
from ui.desk import Desk
from ui.forms import return_sheets
from ui.forms.return_side import ReturnSide
from ui.models import returns as columns
from ui.models.table import TableModel
from ui.theme import Look, Room
from ui.widgets import tips
from ui.widgets.keys import first
from ui.widgets.layout import column, refill, row
from ui.widgets.return_paper import ReturnPaper
from ui.widgets.scroll import listed, scrolled
from ui.widgets.states import Ghosts
from ui.widgets.table import TableView, table
from ui.widgets.words import caption

LEAST = 560
Found = tuple[str, list[Behind]]


class ReturnBody(QWidget):
    """Shows a return; `followed` and `opened` tell what the worker wants to go to."""

    followed = Signal(object)
    opened = Signal(str)

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__()
        self._desk, self._look, self._room = desk, look, room
        self._view: View | None = None
        self.paper: ReturnPaper | None = None
        self.people: TableView | None = None
        self.here = ""
        """The address of the chosen figure, or the number of the chosen row."""
        self._listed, self._going = "", False
        self.side = ReturnSide(look, room)
        self.side.followed.connect(self.followed)
        self.side.opened.connect(self.opened)
        self._canvas = column()
        middle = row()
        middle.addLayout(self._canvas, 1)
        self._over = room is Room.TIGHT
        if self._over:
            self.side.setParent(self)  # hidden until F8, then over the sheet
            self.side.hide()
        else:
            middle.addWidget(self.side)
        self.setLayout(middle)

    def show_view(self, view: View) -> None:
        """Show a return; the chosen figure or row stays chosen."""
        before, self._view = self._view, view
        same = before is not None and before.template == view.template
        if not self.here:
            self.side.show_nobody()
        if view.template.shape is Shape.ROSTER:
            self.paper = None
            self._show_roster(view)
        elif same and self.paper is not None:
            self.paper.show_printed(return_sheets.printed(view))
        else:
            self._show_paper(view)
        self._show_ties(view)
        if self.paper is not None and self.here:
            if self.paper.here == self.here:
                self._drill(self.here)
            else:
                self.paper.go_to(self.here)

    def fold(self) -> None:
        """Open or fold the pane."""
        self.side.setVisible(not self.side.isVisible())
        self._place()

    def event(self, event: QEvent) -> bool:
        """Let Escape close a pane that lies over the sheet before it leads back."""
        escape = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        )
        if escape and self._over and self.side.isVisible():
            self.fold()
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a pane that lies over the sheet at the right edge."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._over:
            wide = self.side.width()
            self.side.setGeometry(self.width() - wide, 0, wide, self.height())
            self.side.raise_()

    def look_at(self, problem: Problem) -> None:
        """Bring the figure a problem speaks of into sight."""
        if self.paper is not None:
            self.paper.go_to(problem.field.partition(":")[2])
            self.paper.setFocus()

    # The counting return.

    def _show_paper(self, view: View) -> None:
        look, room = self._look, self._room
        self.paper = first(ReturnPaper(look, return_sheets.printed(view)))
        self.paper.walked.connect(self._drill)
        self.paper.opened.connect(lambda _address: self._to_people())
        right = look.px(24 if room is Room.WIDE else 14)
        edges = (look.edge(room), look.px(16), right, look.px(16))
        refill(self._canvas)
        area = scrolled(column(self.paper, None, margins=edges))
        self._canvas.addWidget(area, 1)
        area.show()

    def _drill(self, address: str) -> None:
        view = self._view
        if view is None:
            return
        self.here, self._listed = address, ""
        job = self._desk.start(lambda register, _step: self._behind(register, view, address))
        job.then(self._list)  # the method itself: it is let go with this widget

    def _behind(self, register: Register, view: View, address: str) -> Found | None:
        if address != self.here:
            return None  # the worker walked on; nobody waits for these people any more
        return address, returns.drill(register, view.order, address)

    def _list(self, read: Found | None) -> None:
        paper, today = self.paper, self._desk.register.today()
        if read is None or paper is None or read[0] != self.here:
            return
        address, found = read
        visits = bool(found) and all(one.on for one in found)
        made = columns.behind_columns(today, money=address.endswith(".money"), visits=visits)
        model: TableModel[Behind] = TableModel(made, self)
        persons = len({one.person for one in found})
        count = f"{persons} 人" if persons == len(found) else f"{persons} 人 {len(found)} 次"
        self._listed = address
        self.people = self.side.show_people(paper.label(address), count, found, model)
        if self._going:
            self._to_people()

    def _to_people(self) -> None:
        if not self.side.isVisible():
            self.fold()
        self._going = self._listed != self.here  # they are on their way
        if self.people is not None and not self._going:
            self.people.setFocus()
            self.people.go_to(0)

    @property
    def empty(self) -> bool:
        """Say whether nothing stands on the page."""
        return self._canvas.count() == 0

    def show_waiting(self) -> None:
        """Show that the return is being counted."""
        ghosts = Ghosts(self._look)
        self._canvas.addWidget(ghosts, 1)
        ghosts.show()

    # The roster.

    def _show_roster(self, view: View) -> None:
        look, edge = self._look, self._look.edge(self._room)
        lines = [one for one in view.rows if one.key.startswith("person.")]
        beside = 0 if self._over else self.side.width()
        free = round((self.width() - beside - edge) / look.scale)
        made = columns.roster_columns(view.template, view.columns, max(free, LEAST))
        model: TableModel[Line] = TableModel(made, self)
        model.fill(lines)
        told = view.line("summary")
        said = caption(look, told.cells[0].text if told else "")
        tips.tip(said, said.text())
        rows = first(table(look, model, 42))
        rows.setAccessibleName(view.template.title)
        rows.chosen.connect(lambda n: self._show_row(view, lines, n))
        rows.opened.connect(lambda n: self._open(view, n))
        refill(self._canvas, row(said, None, margins=(edge, look.px(12), edge, look.px(4))))
        held = listed(look, rows, edge)
        self._canvas.addWidget(held, 1)
        held.show()
        if lines:
            rows.go_to(min(int(self.here) if self.here.isdigit() else 0, len(lines) - 1))

    def _show_row(self, view: View, lines: list[Line], n: int) -> None:
        if not 0 <= n < len(lines):
            return
        self.here = str(n)
        pairs = columns.pairs_of(view.columns, lines[n])
        name = next((words for label, words in pairs if label == "姓名"), f"第 {n + 1} 行")
        told = [pair for pair in pairs if pair[1] not in ("", name)]
        self.side.show_row(name, told, view.persons[n] if n < len(view.persons) else "")

    def _open(self, view: View, n: int) -> None:
        if n < len(view.persons):
            self.opened.emit(view.persons[n])

    def _show_ties(self, view: View) -> None:
        filled = view.filled
        if filled is not None:
            self.side.show_ties(filled.problems, filled.explained, filled.agreeing)
        else:
            self.side.show_done("签名时已核对一致")
