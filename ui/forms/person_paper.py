"""A person's file on paper: all of its pages are seen first, then printed."""

from station_app.register import Progress, Register
from station_app.usecases import pages, person_file
from station_app.usecases.lacking import Paper
from ui.forms import long_work
from ui.forms.pdf_sheet import pdf_sheet
from ui.page import Page

TITLE = "一人一档"


def show(page: Page, uid: str) -> None:
    """Draw the file in the job thread, then show it with the way onto paper."""

    def drawn(register: Register, _step: Progress) -> tuple[Paper, list[bytes]]:
        paper = person_file.draw(register, uid)
        return paper, pages.preview(paper.pdf)

    long_work.of(page).run("正在排版档案", drawn, lambda made: _look(page, uid, *made))


def _look(page: Page, uid: str, paper: Paper, seen: list[bytes]) -> None:
    def go() -> None:
        job = page.desk.do(person_file.printed, uid)
        job.then(lambda _none: page.print_paper(paper, TITLE))

    title = f"{TITLE}　共 {len(seen)} 页"
    page.show_sheet(pdf_sheet(page.look, title, seen, page.window().size(), go))
