"""The lists of sheets and visits on paper, as the screen has them where there is room for all."""

from collections.abc import Sequence
from datetime import date

from station_app.domain.sheet import Sheet
from station_app.domain.visit import Shown
from station_app.usecases.listing import Listing
from ui.forms import list_paper
from ui.models import visits as columns
from ui.models.visit_views import STATES, View
from ui.theme import Room


def listing(view: View, rows: Sequence[Sheet] | Sequence[Shown], today: date, said: str) -> Listing:
    """Return the rows of a view in their order."""
    sheets = [one for one in rows if isinstance(one, Sheet)]
    visits = [one for one in rows if isinstance(one, Shown)]
    if view is View.WAITING:
        heads, cells = list_paper.words(columns.sheet_columns(Room.WIDE, today), sheets)
    elif view is View.VOID:
        heads, cells = list_paper.words(columns.void_sheet_columns(today), sheets)
    else:
        heads, cells = list_paper.words(columns.visit_columns(Room.WIDE, today), visits)
    return Listing(title=f"走访名单（{STATES[view].value}）", heads=heads, cells=cells, told=said)
