"""What lists of visits do with one line: strike it out, or note that nobody was met."""

from collections.abc import Callable, Sequence

from station_app.domain.sheet import Sheet
from station_app.domain.visit import Missed, Shown, Visit
from station_app.register import Register
from station_app.usecases import visits
from ui.forms import settling
from ui.forms.visit_sheets import missed_sheet, void_sheet
from ui.page import Page
from ui.theme import Tone
from ui.widgets.asking import Asking


def give_up_sheet(page: Page, sheet: Sheet) -> None:
    """Ask why a printed sheet will not be typed, and void it."""

    def void(asked: Asking, why: str) -> None:
        job = page.desk.do(visits.void_sheet, sheet.uid, why)
        settling.follow(asked, job.say(f"{sheet.short} 已作废，留有记录。"))

    title = f"作废{sheet.name}的表 {sheet.short}"
    says = "这张表不再录入，编号不再用，原因留着。"
    page.show_sheet(void_sheet(page.look, title, says, void))


def strike_out(page: Page, shown: Shown, struck: Callable[[str], object]) -> None:
    """Ask why a visit is void; `struck` hears its uid before the lists are read again."""
    if shown.visit.main:
        page.tell("这是同户一并走访的记录。请打开主走访修改。", Tone.SOON)
        return

    def void(asked: Asking, why: str) -> None:
        struck(shown.visit.uid)
        job = page.desk.do(visits.void, shown.visit.uid, why)
        settling.follow(asked, job.say("这次走访已作废，留有记录。"))

    title, says = f"作废{shown.name}的这次走访", "作废后不再统计，记录和原因都留着。"
    page.show_sheet(void_sheet(page.look, title, says, void))


def miss(page: Page, name: str, persons: Sequence[str], campaign: str) -> None:
    """Ask why nobody was met today, and note it for one person or a whole household."""

    def note_it(asked: Asking, why: Missed, note: str) -> None:
        job = page.desk.do(_miss_all, persons, campaign, why, note)
        settling.follow(asked, job.say(f"已记{name}未遇。", undo=len(persons) == 1))

    page.show_sheet(missed_sheet(page.look, name, note_it))


def _miss_all(
    register: Register, persons: Sequence[str], campaign: str, why: Missed, note: str
) -> list[Visit]:
    return [visits.missed(register, one, why, note=note, campaign=campaign) for one in persons]
