"""What is asked before a person's life or home changes: the consequence, the day, the deed."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from station_app.domain import dates
from station_app.domain.person import Life, Person, Residency
from station_app.usecases import people
from ui.forms import settling
from ui.forms.day_sheet import day_sheet
from ui.page import Page
from ui.widgets.asking import Asking
from ui.widgets.sheets import question

CHANGED_DEATH, CHANGED_MOVE = "改去世日期", "改迁出日期"
KEPT = "原来登记的日期留在流水里。"
STOPS = "走访名单、走访表和提醒从这天起不再有{name}；以前的记录都保留。"


def death(page: Page, person: Person) -> QWidget:
    """Ask for the day of a death, then note it; a day noted already can be put right."""
    known = person.died_on if person.life is Life.DECEASED else None
    said = f"已把{person.name}的去世日期改为" if known else f"已登记{person.name}去世"

    def note(asked: Asking, on: date) -> None:
        job = page.desk.do(people.deceased, person.uid, on)
        job.say(f"{said}{dates.show(on, today)}。" if known else f"{said}。")
        settling.follow(asked, job)

    says, today = STOPS.format(name=person.name), page.desk.register.today()
    if known:
        return day_sheet(page.look, CHANGED_DEATH, KEPT, "保存", (today, known), note)
    return day_sheet(page.look, f"{person.name}去世", says, "登记去世", (today, today), note)


def moving(page: Page, person: Person) -> QWidget:
    """Ask for the day somebody moved away, then note it; a day noted already can be put right."""
    known = person.moved_out_on if person.residency is Residency.MOVED else None

    def note(asked: Asking, on: date) -> None:
        job = page.desk.do(people.moved_out, person.uid, on)
        day = dates.show(on, today)
        job.say(f"已把迁出日期改为{day}。" if known else f"已登记{person.name}迁出。")
        settling.follow(asked, job)

    says = STOPS.format(name=person.name) + "搬回来时可以登记迁回。"
    today = page.desk.register.today()
    if known:
        return day_sheet(page.look, CHANGED_MOVE, KEPT, "保存", (today, known), note)
    return day_sheet(page.look, f"{person.name}迁出", says, "登记迁出", (today, today), note)


def coming_back(page: Page, person: Person) -> QWidget:
    """Ask whether somebody lives here again."""
    says = f"{person.name}从今天起又算进走访名单和提醒。"

    def note() -> None:
        page.desk.do(people.returned, person.uid).say(f"已登记{person.name}迁回。")

    return question(page.look, f"{person.name}迁回", says, "登记迁回", note)


def alive(page: Page, person: Person) -> QWidget:
    """Ask whether a death was noted by mistake."""
    says = f"去世登记会改掉，{person.name}又算进走访名单和提醒；原来的登记留在流水里。"

    def note() -> None:
        draft = page.desk.ask(people.draft_of, person.uid)
        changed = replace(draft, life=Life.ALIVE, died_on=None)
        page.desk.do(people.correct, person.uid, changed).say(f"已把{person.name}改回健在。")

    return question(page.look, "去世登记错了", says, "改回健在", note)
