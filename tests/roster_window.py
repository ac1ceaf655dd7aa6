"""The page of an import in a window of its own, and how a worker gets about on it."""

from hands import press_there
from messy import number
from people_window import PAGES
from program_window import settle, started
from PySide6.QtCore import Qt

from ui.forms.roster_intake import Step
from ui.pages.roster import RosterPage
from ui.window import Route

ROUTES = (*PAGES, Route(key="roster", load=lambda: RosterPage, under="people"))
HEADS = ["姓名", "身份证号", "联系电话", "家庭住址"]
LUO = number("19400101", 11)


def opened(desk, look, show):
    """Show the page of an import in a window of its own."""
    made = started(desk, look, show, ROUTES)
    made.open("roster")
    return made


def to_result(window, path):
    """Take every step of an import up to its result."""
    window.open("roster", [path])
    settle(window)
    while window.page.intake.step < Step.RESULT:
        press_there(Qt.Key.Key_Return, ctrl=True)
        settle(window)
    return window.page


def counts(page):
    """Return how many rows each switch of the strip counts."""
    return {one.text().split()[0]: one.many for one in strip(page).switches}


def asked(window):
    """Return the headings and words that are asked about."""
    return window.page.asked


def results(window):
    """Return what is said of each heading that is asked about."""
    model = asked(window).model
    return [model.data(model.index(n, 4)) for n in range(model.rowCount())]


def strip(page):
    """Return the switches above the rows."""
    return page.result.strip


def lines(page):
    """Return the rows that are shown."""
    return page.result.model.values


def choose(page, row):
    """Put the keyboard onto one row, and return the list."""
    view = page.result.view
    view.go_to([line.row for line in lines(page)].index(row))
    view.setFocus()
    return view


def status(page, row):
    """Return what has become of one row."""
    return next(line.status for line in page.intake.shown.lines if line.row == row)
