"""Sheets for paper: seen as drafts first, numbered when they are printed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from station_app.domain import dates, numbers
from station_app.domain.campaign import Reached
from station_app.domain.care import Due
from station_app.domain.identity import Mask
from station_app.domain.person import Phone
from station_app.domain.roles import Right
from station_app.domain.sheet import Sheet
from station_app.errors import Refused
from station_app.paper import plan_sheet, round_list, visit_sheet
from station_app.paper.frame import Variant
from station_app.paper.round_list import RoundList, Stop
from station_app.paper.visit import VisitSheet
from station_app.register import Progress, Register
from station_app.storage import campaigns as campaign_table
from station_app.storage import care, ids, plans, rounds, sheets, visits
from station_app.storage.care import Known
from station_app.usecases import campaigns, handed_out, on_paper
from station_app.usecases import care as care_desk
from station_app.usecases.lacking import Missing, Paper, whose


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The pages as PDF, the sheets whose numbers stand on them in that order, what is missing."""

    pdf: bytes
    sheets: tuple[Sheet, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Sheets as they will look; `owners` says of each page whose sheet it belongs to."""

    pdf: bytes
    owners: tuple[int, ...]
    missing: tuple[Missing, ...]

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self.owners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One sheet to be printed; `number` is the one it keeps, empty where it gets a new one."""

    person: str
    name: str
    household: str
    number: str


def to_print(register: Register, code: str) -> list[str]:
    """Return the persons of a campaign whom nobody visited yet, in route order."""
    return [
        target.person
        for target in campaigns.targets(register, code)
        if target.reached is not Reached.VISITED
    ]


def queue(
    register: Register, persons: Iterable[str], *, campaign: str = "", any_campaign: bool = False
) -> list[Queued]:
    """Return the sheets in the order they will be printed, with the numbers that stay.

    A sheet that waits under another campaign stays, too, where that is wanted.
    """
    row = campaign_table.row_id_of_any(register.db, campaign)
    found = []
    for known in _in_route_order(register, persons):
        waiting = _waiting(register, known, row, any_campaign)
        number = waiting.short if waiting else ""
        found.append(
            Queued(person=known.person, name=known.name, household=known.household, number=number)
        )
    return found


def preview(
    register: Register,
    persons: Iterable[str],
    *,
    campaign: str = "",
    any_campaign: bool = False,
    mask: Mask = Mask.BIRTH,
    progress: Progress | None = None,
) -> Draft:
    """Return the sheets as drafts, in route order: no number is given and nothing is written.

    Whose sheet lacks characters is known from here on, before anything is printed.
    """
    known = _in_route_order(register, persons)
    new, at = _title(register, campaign), on_paper.desk(register, mask)
    row = campaign_table.row_id_of_any(register.db, campaign)
    waiting = (_waiting(register, one, row, any_campaign) for one in known)
    drawn = (
        on_paper.prefilled(at, one, None, kept.campaign_name if kept else new)
        for one, kept in zip(known, waiting, strict=True)
    )
    batch = visit_sheet.draw(
        drawn, variant=_variant(register, draft=True), progress=_told(progress, len(known))
    )
    owners = tuple(at for at, pages in enumerate(batch.pages) for _ in range(pages))
    return Draft(pdf=batch.pdf, owners=owners, missing=_missing(known, batch))


def print_sheets(
    register: Register,
    persons: Iterable[str],
    *,
    campaign: str = "",
    any_campaign: bool = False,
    mask: Mask = Mask.BIRTH,
    progress: Progress | None = None,
) -> Printed:
    """Number the sheets and return them in route order; stopped half-way, no number is used.

    A sheet of the same person and campaign that waits to be typed keeps its number, and one of
    another campaign, too, where that is wanted.
    """
    register.allow(Right.SHEETS)
    known = _in_route_order(register, persons)
    row = campaign_table.row_id_of_any(register.db, campaign)
    at = on_paper.desk(register, mask)
    given: list[Sheet] = []
    with register.deed("打印走访表", final=True) as deed:
        for one in known:
            printed = sheets.printed(deed, one.row, row, any_campaign=any_campaign)
            given.append(sheets.of_row(deed.db, printed))
        batch = visit_sheet.draw(
            _prefilled(at, known, given),
            variant=_variant(register, draft=False),
            progress=_told(progress, len(known)),
        )
    return Printed(pdf=batch.pdf, sheets=tuple(given), missing=_missing(known, batch))


def completed(register: Register, visit: str, *, mask: Mask = Mask.BIRTH) -> Paper:
    """Return the sheet of a recorded visit with its answers, under its number, for paper."""
    made = seen(register, visit, mask=mask)
    handed_out.note(register, "打印走访记录", count=1, about=visit)
    return made


def seen(register: Register, visit: str, *, mask: Mask = Mask.BIRTH) -> Paper:
    """Return the same sheet for the screen, where it leaves no trace."""
    found = visits.get(register.db, visit)
    if found.main:
        raise Refused("这是同户一并走访的记录，没有单独的表。", "请打印主走访的表。")
    sheet = sheets.get(register.db, found.sheet)
    drawn = on_paper.completed(on_paper.desk(register, mask), found, sheet)
    return _one_sheet(register, drawn, drawn.veteran.name)


def blank(register: Register, *, campaign: str = "") -> Paper:
    """Return an empty sheet without number or code, to be written by hand."""
    at = on_paper.desk(register, Mask.NONE)
    drawn = VisitSheet(number="", station=at.heading, campaign=_title(register, campaign))
    return _one_sheet(register, drawn, visit_sheet.TITLE)


def plan(register: Register, uid: str) -> Paper:
    """Return a plan as the sheet that everybody concerned signs."""
    found = plans.get(register.db, uid)
    drawn = on_paper.plan(on_paper.desk(register, Mask.BIRTH), found)
    made = plan_sheet.compose(drawn, variant=_variant(register, draft=False))
    handed_out.note(register, "打印或另存帮扶方案", count=1, about=uid)
    return Paper(pdf=made.bytes(), missing=whose(made.lacking, (), drawn.veteran.name))


def route_list(register: Register, persons: Iterable[str], *, campaign: str = "") -> Paper:
    """Return whom to call on in the order of the way, on one page where it fits."""
    known = _in_route_order(register, persons)
    today = register.today()
    dues = {one.person: one for one in care_desk.due(register)}
    stops = tuple(_stop(one, dues[one.person], today) for one in known)
    homes = len({one.household for one in known})
    drawn = RoundList(
        station=on_paper.desk(register, Mask.NONE).heading,
        campaign=_title(register, campaign),
        printed_on=dates.show(today),
        stops=stops,
        told=f"{homes} 户 {len(stops)} 人",
    )
    made = round_list.compose(drawn, variant=_variant(register, draft=False))
    handed_out.note(register, "打印路线单", count=len(stops))
    parts = ((one.name, f"{one.place}{one.head}{one.name}{one.category}") for one in stops)
    return Paper(pdf=made.bytes(), missing=whose(made.lacking, parts, round_list.TITLE))


def _missing(known: list[Known], batch: visit_sheet.Batch) -> tuple[Missing, ...]:
    """Name those on whose sheets characters are missing."""
    return tuple(
        Missing(name=one.name, characters=characters)
        for one, characters in zip(known, batch.lacking, strict=True)
        if characters
    )


def _one_sheet(register: Register, drawn: VisitSheet, name: str) -> Paper:
    batch = visit_sheet.draw([drawn], variant=_variant(register, draft=False))
    return Paper(pdf=batch.pdf, missing=whose(batch.lacking[0], (), name))


def _stop(known: Known, due: Due, today: date) -> Stop:
    return Stop(
        place=due.place,
        head=known.head,
        name=known.name,
        phone=Phone(number=known.phone).says,
        category="、".join(due.tags),
        due=f"{dates.show(due.on, today)}前",
        number=numbers.short(known.waiting_number) if known.waiting_number else "",
    )


def _in_route_order(register: Register, persons: Iterable[str]) -> list[Known]:
    """Return who of them is still visited, as the village is walked; raises Refused for nobody."""
    wanted = set(persons)
    for person in wanted:
        ids.of(register.db, "person", person)
    known = care.in_care(register.db, register.today(), among=wanted)
    if not known:
        raise Refused("没有要打印走访表的人。", "请先选人；去世和迁出的人不再打印。")
    return rounds.in_route_order(known)


def _waiting(register: Register, known: Known, row: int | None, any_campaign: bool) -> Sheet | None:
    found = sheets.waiting_for(register.db, known.row, row, any_campaign=any_campaign)
    return sheets.of_row(register.db, found) if found else None


def _prefilled(at: on_paper.Desk, known: list[Known], given: list[Sheet]) -> Iterator[VisitSheet]:
    for one, sheet in zip(known, given, strict=True):
        yield on_paper.prefilled(at, one, sheet, sheet.campaign_name)


def _title(register: Register, campaign: str) -> str:
    return campaign_table.get(register.db, campaign).name if campaign else ""


def _variant(register: Register, *, draft: bool) -> Variant:
    return Variant.of(demo=register.station.demo, draft=draft)


def _told(progress: Progress | None, total: int) -> Callable[[int], None] | None:
    """Return a teller of one number for a teller of two."""
    if progress is None:
        return None

    def tell(done: int) -> None:
        progress(done, total)

    return tell
