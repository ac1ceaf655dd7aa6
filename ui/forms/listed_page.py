"""A page whose list goes onto paper and into a table, in the words of the screen."""

from station_app.usecases.listing import Listing
from ui.desk import Desk
from ui.forms import list_paper, list_table
from ui.page import Page
from ui.theme import Look, Room


class ListedPage(Page):
    """Shows what is listed in both forms; Ctrl+Shift+S saves it as a table."""

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.key("Ctrl+Shift+S", self.save_list)

    def listing(self) -> Listing | None:
        """Return what is listed now; None where there is nothing."""
        raise NotImplementedError

    def print_list(self) -> None:
        """Show what is listed as it goes on paper."""
        self._show_as(list_paper.show)

    def save_list(self) -> None:
        """Ask how what is listed is saved as a table."""
        self._show_as(list_table.show)

    def _show_as(self, show: list_paper.Show) -> None:
        if wanted := self.listing():
            show(self, lambda _register: wanted)
