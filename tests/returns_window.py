"""The pages about returns in a window of their own, over a village whose two people may sign."""

import village
from program_window import settle

from ui.pages.handover import HandoverPage
from ui.pages.person import PersonPage
from ui.pages.return_form import ReturnFormPage
from ui.pages.returns import ReturnsPage
from ui.pages.review import ReviewPage
from ui.widgets.table import TableView
from ui.window import Route

PAGES = (
    Route(key="returns", load=lambda: ReturnsPage, words="报表", short="报表", icon="table"),
    Route(
        key="handover",
        load=lambda: HandoverPage,
        words="报送",
        short="报送",
        icon="usb",
    ),
    Route(key="return", load=lambda: ReturnFormPage, under="returns"),
    Route(key="review", load=lambda: ReviewPage, under="returns"),
    Route(key="person", load=lambda: PersonPage, under="returns"),
)
SPRING = ("F01", "2027-春节")


def go(window, key: str, fact=None) -> None:
    """Open a page and let it be laid out and read."""
    window.open(key, fact)
    settle(window)


def table(inside, name: str) -> TableView:
    """Return the visible table of that name."""
    return next(
        one
        for one in inside.findChildren(TableView)
        if name in one.accessibleName() and one.isVisibleTo(inside)
    )


def column(view: TableView, n: int) -> list[str]:
    """Return what one column says, line by line."""
    model = view.model()
    return [str(model.index(line, n).data()) for line in range(model.rowCount())]


def settle_in(register) -> None:
    """Let the village be visited as the campaign of this spring."""
    with register.deed("试写") as deed:
        village.people(deed)
