"""What the register knows, in the words that sheets of paper print."""

from dataclasses import dataclass
from datetime import date

from station_app.domain import category, dates, divisions, identity, numbers, person_rules
from station_app.domain.divisions import Divisions
from station_app.domain.household import HEAD
from station_app.domain.identity import Mask
from station_app.domain.numbers import Kind, Read
from station_app.domain.person import Person, Phone, Sex
from station_app.domain.plan import Plan, Step
from station_app.domain.sheet import Sheet
from station_app.domain.station import Station
from station_app.domain.visit import Visit
from station_app.paper import visit as paper_visit
from station_app.paper.plan_sheet import PlanSheet
from station_app.paper.visit import ToDo, Veteran, VisitSheet
from station_app.register import Register
from station_app.storage import care, people, plans, visits, workers
from station_app.storage.care import Known
from station_app.usecases.people import known_divisions

DRAFT_NUMBER = "草稿"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every sheet of one batch shares."""

    register: Register
    station: Station
    secret: bytes
    places: Divisions
    today: date
    mask: Mask

    @property
    def heading(self) -> str:
        """Return the station as it stands under a title."""
        return f"{self.station.county}{self.station.town}{self.station.name}"


def desk(register: Register, mask: Mask) -> Desk:
    """Return what every sheet of a batch shares."""
    return Desk(
        register=register,
        station=register.station,
        secret=workers.qr_secret(register.db),
        places=known_divisions(register),
        today=register.today(),
        mask=mask,
    )


def prefilled(at: Desk, known: Known, sheet: Sheet | None, campaign: str) -> VisitSheet:
    """Return a sheet to be filled in at the door; without a number it is a draft."""
    person = people.get(at.register.db, known.person)
    veteran = _veteran(at, person, known, _last_visit(at, known.person, None))
    if sheet is None:
        return VisitSheet(
            number=DRAFT_NUMBER, station=at.heading, campaign=campaign, veteran=veteran
        )
    return VisitSheet(
        number=sheet.number,
        station=at.heading,
        campaign=campaign,
        digits=_Digits(Kind.VISIT, at, sheet.year, sheet.serial),
        veteran=veteran,
    )


def completed(at: Desk, visit: Visit, sheet: Sheet) -> VisitSheet:
    """Return the sheet of a visit with its answers."""
    db = at.register.db
    person = people.get(db, visit.person)
    known = care.one(db, visit.person)
    last = _last_visit(at, visit.person, visit)
    met = visits.met_together(db, visit) if visit.met else []
    return VisitSheet(
        number=sheet.number,
        station=at.heading,
        campaign=sheet.campaign_name,
        digits=_Digits(Kind.VISIT, at, sheet.year, sheet.serial),
        veteran=_veteran(at, person, known, last),
        visit=_answers(visit, "、".join([*met, visit.others_met] if visit.others_met else met)),
    )


def plan(at: Desk, found: Plan) -> PlanSheet:
    """Return a plan as it goes on paper."""
    db = at.register.db
    person, known = people.get(db, found.person), care.one(db, found.person)
    asked = found.followed_up
    ticks = {f"本人评价.{asked.satisfaction}"} if asked else set()
    if found.closed_on:
        ticks.add("办理意见.销号")
    year, serial = (int(part) for part in numbers.short(found.number).split("-"))
    return PlanSheet(
        number=found.number,
        station=at.heading,
        opened=f"建立日期　{dates.show(found.opened_on)}",
        veteran=_veteran(at, person, known, ""),
        leader=found.leader,
        difficulties=tuple(
            (goal.kind.value, goal.matter, goal.need or goal.goal, dates.show(goal.since))
            for goal in found.goals
        ),
        measures=tuple(_measure(at, step, found.unit) for step in found.steps),
        digits=_Digits(Kind.PLAN, at, year, serial),
        outcome=asked.outcome if asked else "",
        ticks=frozenset(ticks),
        follow_up=dates.show(asked.on) if asked else "",
        closed=dates.show(found.closed_on),
    )


@dataclass(frozen=True, slots=True)
class _Digits:
    """The digits of the QR code of each page of one sheet."""

    kind: Kind
    at: Desk
    year: int
    serial: int

    def __call__(self, page: int) -> str:
        read = Read(
            kind=self.kind,
            station=self.at.station.code,
            year=self.year,
            serial=self.serial,
            page=page,
        )
        return numbers.digits(read, self.at.secret)


def _veteran(at: Desk, person: Person, known: Known, last_visit: str) -> Veteran:
    age = dates.age(person.born, person.died_on or at.today)
    village = at.places.name(person.division)
    contact = person.contact_name
    if contact and person.contact_relation:
        contact += f"（{person.contact_relation}）"
    return Veteran(
        name=person.name,
        sex="" if person.sex is Sex.UNKNOWN else person.sex.value,
        age="" if age is None else str(age),
        phone=person.phones[0].says if person.phones else "",
        category="、".join(person_rules.tags(person, category.shipped(), at.today)),
        id_number=identity.masked(person.id_number, at.mask) if person.id_number else "",
        household=_household(known),
        address=person.address or divisions.address_of(village, person.group, person.door),
        contact=f"{contact}{Phone(number=person.contact_phone).says}",
        last_visit=last_visit,
    )


def _household(known: Known) -> str:
    if known.relation == HEAD or known.head == known.name:
        return f"{known.head}（户主本人）"
    return f"{known.head}（{known.relation}）" if known.relation else known.head


def _last_visit(at: Desk, person: str, this: Visit | None) -> str:
    """Return the last visit in one sentence and what is not settled yet."""
    db = at.register.db
    last = visits.last_before(db, person, this) if this else visits.last_with_answers(db, person)
    waiting = [step.measure for one in _open(plans.of_person(db, person)) for step in one]
    said = ""
    if last:
        told = last.trouble_note or last.request or last.living_note or last.family_note
        day = dates.show(last.on)
        said = f"{day}{last.manner}：{told or '无困难'}".rstrip("。") + "。"
        waiting = [one.matter for one in last.to_do] + waiting
    waiting = [one.rstrip("。") for one in dict.fromkeys(waiting)][: len(_CIRCLED)]
    marked = "；".join(f"{mark}{one}" for mark, one in zip(_CIRCLED, waiting, strict=False))
    return f"{said}未办结：{marked}。" if marked else said


def _open(found: list[Plan]) -> list[tuple[Step, ...]]:
    return [one.open_steps for one in found if not one.closed_on]


def _answers(visit: Visit, also: str) -> paper_visit.Visit:
    reason = "，".join(part for part in (visit.missed, visit.missed_note) if part)
    return paper_visit.Visit(
        at=dates.show(visit.on) + _hour(visit.at),
        visitors="、".join(visit.visitors),
        ticks=frozenset(_ticks(visit)),
        reason=reason,
        also=also,
        living=visit.living_note,
        family=visit.family_note,
        difficulty=visit.trouble_note,
        request=visit.request,
        solved=visit.solved,
        to_do=tuple(
            ToDo(
                matter=one.matter,
                owner=one.owner,
                due=dates.show(one.due, visit.on) + "前" if one.due else "",
            )
            for one in visit.to_do
        ),
        money=f"{visit.money / 100:.2f}" if visit.money else "",
        goods=visit.goods,
        follow_up=dates.show(visit.follow_up_on),
    )


def _hour(at: str) -> str:
    if not at:
        return ""
    hour, minute = at.split(":")
    return f"　{int(hour)}时{minute}分"


def _ticks(visit: Visit) -> list[str]:
    groups = (
        ("方式", (visit.manner,)),
        ("身体", visit.health),
        ("生活", visit.living),
        ("家庭", visit.family),
        ("困难", visit.troubles),
        ("宣讲", visit.policies),
        ("满意度", (visit.satisfaction,) if visit.satisfaction else ()),
        ("思想", (visit.mood,) if visit.mood else ()),
    )
    gifts = (
        ("慰问.慰问金", bool(visit.money)),
        ("慰问.慰问信", visit.letter),
        ("慰问.春联", visit.couplets),
        ("慰问.慰问品", bool(visit.goods)),
        ("离户.已拍照", visit.photographed),
    )
    found = [f"{group}.{word}" for group, words in groups for word in words]
    return found + [name for name, given in gifts if given]


def _measure(at: Desk, step: Step, unit: str) -> tuple[str, str, str, str, str]:
    who = "\n".join(part for part in (step.unit or unit, step.owner) if part)
    progress = step.progress
    if step.done_on:
        done = f"{dates.show(step.done_on, at.today)}办结"
        progress = f"{progress.rstrip('。')}，{done}" if progress else done
    due = dates.show(step.due_on, at.today)
    return step.measure, step.policy or "—", who, due, progress
