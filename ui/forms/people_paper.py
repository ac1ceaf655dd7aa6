"""The list of persons or households on paper: under its conditions, in its order, all of it."""

from datetime import date

from station_app.domain.selection import Selection
from station_app.register import Register
from station_app.usecases import selection
from station_app.usecases.listing import Listing
from ui.forms import list_paper
from ui.models import conditions
from ui.models import people as columns
from ui.models.conditions import Places
from ui.theme import Room


def told(wanted: Selection, places: Places, today: date, counted: str) -> str:
    """Return the conditions that hold, and how many fit."""
    held = "、".join(one.words for one in conditions.chips(wanted, places, today))
    return f"条件：{held}。{counted}" if held else counted


def listing(register: Register, wanted: Selection, said: str, home: str, *, homes: bool) -> Listing:
    """Return every row of the list, not only what was scrolled to."""
    today = register.today()
    if homes:
        rows = selection.homes(register, wanted)
        heads, cells = list_paper.words(columns.household_columns(today), rows)
        return Listing(title="家庭名单", heads=heads, cells=cells, told=said)
    everybody = selection.everybody(register, wanted)
    heads, cells = list_paper.words(columns.person_columns(Room.WIDE, today, home), everybody)
    return Listing(title="人员名单", heads=heads, cells=cells, told=said)
