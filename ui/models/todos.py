"""What stands on the first page: what presses, and which page each deed opens."""

from station_app.domain.care import Due, Rank, Todo, Why
from station_app.register import Register
from station_app.usecases import care, certificates, notices, returns
from station_app.usecases.care import Overview

SHOWN = 3
COUNTED = {1: "这一件", 2: "这两件", 3: "这三件"}
ICONS = {
    "open_task": "file-text",
    "fill_return": "table",
    "type_sheets": "pencil",
    "follow_ups": "walk",
    "print_due": "printer",
    "open_plan": "pencil",
    "decide_plans": "checklist",
    "open_upkeep": "tool",
}


def overview(register: Register) -> Overview:
    """Return what has to be done, with what ends soon."""
    return care.overview(register, more=[_ending(one) for one in certificates.reminders(register)])


def place(register: Register, todo: Todo, found: Overview) -> tuple[str, object]:
    """Return the page behind a deed and what it is to show."""
    if todo.deed == "fill_return":
        return filling(register, todo.about)
    if todo.deed == "print_due":
        return "sheets", _to_print(found)
    return {
        "open_task": ("notice", todo.about),
        "type_sheets": ("visit", f"sheet:{todo.about}"),
        "open_plan": ("plan", todo.about),
        "decide_plans": ("plans", None),
        "open_upkeep": ("upkeep", None),
        "follow_ups": ("visit", todo.about),
    }[todo.deed]


def filling(register: Register, task: str) -> tuple[str, object]:
    """Return the return a task asks for, of the time that is reported on now."""
    found = notices.get(register, task)
    periods = returns.periods(register)
    return "return", (found.form, periods[0].code)


def promised(register: Register) -> list[Due]:
    """Return who was promised another visit by today and has no sheet that waits."""
    found = care.due(register, by=register.today())
    return [one for one in found if one.why is Why.FOLLOW_UP and not one.printed]


def _to_print(found: Overview) -> object:
    """Return whose sheets are to be printed, under the campaign where all belong to it."""
    late = [due for home in found.overdue for due in home.dues if due.why is not Why.FOLLOW_UP]
    persons, codes = [due.person for due in late], {due.campaign for due in late}
    code = next(iter(codes)) if len(codes) == 1 else ""
    return (code, persons) if code else persons


def waiting_sheets(found: Overview) -> int:
    """Return how many printed sheets wait to be typed."""
    return sum(one.count for one in found.todos if one.rank is Rank.SHEETS)


def _ending(says: str) -> Todo:
    what, _, remedy = says.partition("，请")
    return Todo(
        rank=Rank.ENDING,
        says=f"{what}。",
        why=f"请{remedy}" if remedy else "",
        deed="open_upkeep",
        button="去看看",
    )
