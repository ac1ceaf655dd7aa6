"""What the visit form is told before it is shown: whose visit it is and what is known already."""

from dataclasses import dataclass
from datetime import date

from station_app.domain import dates, numbers
from station_app.domain.household import Member
from station_app.domain.sheet import Sheet
from station_app.domain.visit import Visit, VisitDraft
from station_app.register import Register
from station_app.usecases import pages, people, printing, staff, visits
from ui.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """Whose visit is being typed, from which sheet, and what stood there at first."""

    person: str
    name: str
    who: str
    start: VisitDraft
    sheet: Sheet | None = None
    amends: str = ""
    last: Visit | None = None


def about(desk: Desk, start: VisitDraft, waiting: Sheet | None = None, amends: str = "") -> Typing:
    """Return whose visit begins with this draft."""
    file = desk.ask(people.get, start.person)
    person, age = file.person, file.age
    last = desk.ask(visits.last, person.uid, before=start.on)
    who = [person.sex.value, f"{age} 岁" if age is not None else "", person.place]
    return Typing(
        person=person.uid,
        name=person.name,
        who="　".join(part for part in who if part),
        start=start,
        sheet=waiting,
        amends=amends,
        last=None if last is None or last.uid == amends else last,
    )


def as_draft(visit: Visit) -> VisitDraft:
    """Return what was typed of a saved visit."""
    return VisitDraft(**{name: getattr(visit, name) for name in VisitDraft.__dataclass_fields__})


def beside(desk: Desk, draft: VisitDraft) -> list[Member]:
    """Return who of the household can be met beside the person, or was."""
    return [
        one
        for one in desk.ask(people.get, draft.person).members
        if one.person
        and one.person != draft.person
        and (one.person in draft.companions or one.here)
    ]


def colleagues(desk: Desk, typed: str) -> list[str]:
    """Return who else may have gone along, ready to be put behind the names typed so far."""
    names = [one.account.name for one in desk.ask(staff.members)]
    parted = "、" if typed.strip() and not typed.rstrip().endswith("、") else ""
    return [f"{parted}{name}" for name in names if name not in typed][:9]


def pages_of(register: Register, uid: str) -> list[bytes]:
    """Return the sheet of a saved visit as pictures."""
    return pages.preview(printing.seen(register, uid).pdf)


def saved(visit: Visit, name: str, today: date) -> str:
    """Return what is said once a visit is saved."""
    if not visit.met:
        return f"已记{name}未遇。"
    back = visit.follow_up_on
    said = f"回访定在{dates.show(back, today)}。" if back else ""
    return f"已保存{name}的走访（{numbers.short(visit.number)}）。{said}"
