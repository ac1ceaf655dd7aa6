"""A list of a page on paper: all of its rows are seen first, then printed or saved as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from station_app.register import Progress, Register
from station_app.usecases import lacking, listing, pages
from station_app.usecases.lacking import Paper
from station_app.usecases.listing import Listing
from ui.forms import long_work, save_as
from ui.forms.pdf_sheet import pdf_sheet
from ui.models.table import Column
from ui.page import Page
from ui.widgets.cells import spoken

T = TypeVar("T")
Show = Callable[[Page, Callable[[Register], Listing]], None]
"""What shows a list of a page in another form: on paper, or as a table."""
FIRST = 12
"""So many pages are looked at before printing; those of three thousand people are eighty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The pages of a list, the first of them as pictures, and how many pages there are."""

    paper: Paper
    seen: list[bytes]
    pages: int


def words(
    columns: Sequence[Column[T]], rows: Sequence[T]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return heads and cells as the screen says them; tick boxes have no head and stay away."""
    shown = [one for one in columns if one.heading]
    cells = [tuple(spoken(one.says(row)) for one in shown) for row in rows]
    return [one.heading for one in shown], cells


def show(page: Page, read: Callable[[Register], Listing]) -> None:
    """Read and draw a list in the job thread, then show it with the ways onto paper."""

    def drawn(register: Register, step: Progress) -> tuple[Listing, Made]:
        wanted = read(register)
        return wanted, _make(register, wanted, step)

    long_work.of(page).run("正在排版名单", drawn, lambda found: _look(page, *found))


def _make(register: Register, wanted: Listing, step: Progress) -> Made:
    paper = listing.draw(register, wanted, step)
    return Made(
        paper=paper, seen=pages.preview(paper.pdf, most=FIRST), pages=pages.count(paper.pdf)
    )


def _look(page: Page, wanted: Listing, made: Made) -> None:
    title = f"{wanted.title}　{len(wanted.cells)} 行，共 {made.pages} 页"
    if made.pages > FIRST:
        title += f"，先看前 {FIRST} 页"
    page.show_sheet(
        pdf_sheet(
            page.look,
            title,
            made.seen,
            page.window().size(),
            lambda: _print(page, wanted, made),
            lambda: _save(page, wanted, made),
        )
    )


def _print(page: Page, wanted: Listing, made: Made) -> None:
    job = page.desk.do(listing.printed, wanted.title, len(wanted.cells))
    job.then(lambda _none: page.print_paper(made.paper, wanted.title))


def _save(page: Page, wanted: Listing, made: Made) -> None:
    title, lacks = wanted.title, lacking.told(made.paper.missing)
    if path := save_as.place(page, f"另存{title}", f"{title}.pdf", "PDF (*.pdf)"):
        job = page.desk.do(listing.saved, title, len(wanted.cells), made.paper.pdf, path)
        job.say(f"已另存为 {path.name}。{lacks}", undo=False)
