"""The four lists of 走访: sheets that wait or are void, visits that were typed or missed."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Shown
from station_app.usecases import visit_drafts, visits
from ui.desk import Desk
from ui.models import visits as columns
from ui.models.table import TableModel
from ui.models.visit_views import STATES, View
from ui.theme import Look, Room
from ui.widgets.table import TableView, table

A_YEAR = timedelta(days=365)
LATELY = 800
"""So many visits and attempts are listed; older ones stand in the files of the persons."""


class VisitLists:
    """The list that is shown now: its rows as they were read, and what is said of them."""

    def __init__(self, desk: Desk, view: View) -> None:
        self._desk, self._view = desk, view
        self._sheets: Sequence[Sheet] = ()
        self._visits: Sequence[Shown] = ()
        self._counts: dict[State, int] = {}
        self.struck: set[str] = set()
        """Visits voided here: they stay in sight until the page is left."""

    @property
    def rows(self) -> Sequence[Sheet] | Sequence[Shown]:
        """Return what is listed."""
        return self._sheets if self._of_sheets else self._visits

    def read(self, view: View) -> dict[State, int]:
        """Read a list anew, and return how many there are in each."""
        self._view = view
        self._counts = self._desk.ask(visits.sheet_counts)
        if self._of_sheets:
            self._sheets = self._desk.ask(visits.sheets_in, STATES[view])
        else:
            self._visits = [one for one in self._lately() if self._listed(one)]
        return self._counts

    def sheet(self, n: int) -> Sheet | None:
        """Return the sheet of a line, where sheets are listed."""
        return self._sheets[n] if self._of_sheets and 0 <= n < len(self._sheets) else None

    def visit(self, n: int) -> Shown | None:
        """Return the visit or attempt of a line, where visits are listed."""
        return self._visits[n] if not self._of_sheets and 0 <= n < len(self._visits) else None

    def table(self, look: Look, room: Room, page: QWidget) -> TableView:
        """Return a table of the list for a room."""
        model = self._sheet_model(page) if self._of_sheets else self._visit_model(room, page)
        made = table(look, model, 42)
        made.setAccessibleName(STATES[self._view].value)
        return made

    def says(self) -> str:
        """Say how many are listed, and in what order."""
        if self._view is View.WAITING:
            return f"{len(self._sheets)} 张，按编号排"
        if self._view is View.VOID:
            return f"{len(self._sheets)} 张，编号不再用"
        if self._view is View.MISSED:
            return f"{self._counts[State.MISSED]} 次，新的在前"
        today = self._today()
        persons, homes = self._desk.ask(visits.counted, today - A_YEAR, today)
        return f"{persons} 人次、{homes} 户次；近一年，新的在前"

    @property
    def _of_sheets(self) -> bool:
        return self._view in (View.WAITING, View.VOID)

    def _sheet_model(self, page: QWidget) -> TableModel[Sheet]:
        today = self._today()
        made: TableModel[Sheet] = TableModel(
            columns.sheet_columns(Room.NARROW, today, self._desk.ask(visit_drafts.persons))
            if self._view is View.WAITING
            else columns.void_sheet_columns(today),
            page,
        )
        made.fill(self._sheets)
        return made

    def _visit_model(self, room: Room, page: QWidget) -> TableModel[Shown]:
        made: TableModel[Shown] = TableModel(columns.visit_columns(room, self._today()), page)
        made.fill(self._visits)
        return made

    def _lately(self) -> list[Shown]:
        today = self._today()
        return self._desk.ask(visits.between, today - A_YEAR, today, limit=LATELY)

    def _listed(self, one: Shown) -> bool:
        stays = not one.visit.void or one.visit.uid in self.struck
        return stays and one.visit.met == (self._view is View.TYPED)

    def _today(self) -> date:
        return self._desk.register.today()
