"""How the list of persons or households leaves the screen: onto paper, or as a table."""

from station_app.domain.selection import Selection
from station_app.usecases import people_table
from ui.forms import list_paper, list_table, people_paper
from ui.page import Page


def to_paper(page: Page, wanted: Selection, told: str, *, homes: bool) -> None:
    """Show the whole list as it goes on paper, under the conditions that hold."""
    home = page.desk.station.code
    list_paper.show(
        page, lambda register: people_paper.listing(register, wanted, told, home, homes=homes)
    )


def to_table(page: Page, wanted: Selection, *, homes: bool) -> None:
    """Ask how the list is saved as a table; of people also what the screen does not show."""
    home = page.desk.station.code
    if homes:
        list_table.show(
            page, lambda register: people_paper.listing(register, wanted, "", home, homes=True)
        )
    else:
        list_table.show_source(page, lambda register: people_table.source(register, wanted))
