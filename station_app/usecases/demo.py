"""The whole main job on invented people: from a messy roster to a verified return on a stick."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

from station_app import files
from station_app.domain import festivals
from station_app.domain.campaign import CampaignDraft
from station_app.domain.notice import CameBy, TaskDraft, Tier
from station_app.domain.plaque import Plaque
from station_app.domain.problems import Level
from station_app.domain.roles import Role
from station_app.domain.selection import Selection
from station_app.errors import Refused
from station_app.exchange import cells
from station_app.register import Register
from station_app.usecases import (
    campaigns,
    certificates,
    county,
    demo_work,
    demo_world,
    first_run,
    handover,
    households,
    notices,
    places,
    printing,
    returns,
    roster,
    saving,
    selection,
    signing,
    upkeep,
    verification,
    workers,
)
from station_app.usecases.demo_world import CODE, HEAD, PASSWORDS, WORKER
from station_app.usecases.handover import Export
from station_app.usecases.returns import Order

ROWS, REPEATED, SPOILT = 76, 4, 2
FEWEST_ROWS = 40
SHEETS, UNTYPED = 30, 6
BEGUN = timedelta(days=36)
"""So long ago the village began, so that some monthly visits are overdue by now."""
COUNTY_PASSWORD = "county-lantern-58"
FORMS = ("F01", "F03")
TASKS = (
    ("高龄独居退役军人摸底表", 0, hour(17, 0), CameBy.CHAT, "", 0),
    ("走访慰问情况统计表", 2, hour(17, 0), CameBy.PAPER, "F01", 10),
    ("重点关爱对象台账", 4, None, CameBy.CHAT, "F03", 0),
    ("光荣牌悬挂情况", 18, None, CameBy.PAPER, "", 28),
)
"""What the town asks for: what, in how many days, the hour, how it came, the return it fills, and
in how many days the city's own time is, from which the days are counted back (0: not said)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One return as it lies on the stick."""

    form: str
    file: str
    pages: int


@dataclass(slots=True, kw_only=True)
class Made:
    """What the demo made, and how long each step took (seconds)."""

    imported: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    returns: list[Written] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return the summary that other programs read."""
        return {
            **self.counts,
            "import": self.imported,
            "returns": [asdict(one) for one in self.returns],
            "seconds": self.seconds,
        }


@dataclass(slots=True, kw_only=True)
class Clock:
    """A clock that can be put back to when the village did things; it ends at the PC's time."""

    at: datetime

    def __call__(self) -> datetime:
        """Return the instant it is in the village."""
        return self.at

    def set(self, at: datetime) -> None:
        """Go to another instant, never back."""
        self.at = max(self.at, at)


@dataclass(slots=True, kw_only=True)
class Village:
    """The demo on its way: where it stands, what it made and how long each step took."""

    out: Path
    clock: Clock
    today: date
    seed: int
    made: Made = field(default_factory=Made)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        begun = time.perf_counter()
        yield
        self.made.seconds[name] = round(time.perf_counter() - begun, 2)


def make(out: Path, *, now: datetime, rows: int = ROWS, seed: int = 1) -> Made:
    """Do the whole main job in an empty folder and return its summary, also kept as summary.json.

    Raises Refused when the folder holds something.
    """
    saving.folder(out)
    if any(out.iterdir()):
        raise Refused(f"{out.name} 不是空的。", "请换一个空文件夹。")
    clock = Clock(at=now - BEGUN)
    village = Village(out=out, clock=clock, today=now.date(), seed=seed)
    head = _register(village)
    try:
        worker = workers.vouched(head, WORKER, PASSWORDS[WORKER])
        _import(village, worker, rows)
        code = _campaign(village, worker)
        _visits(village, worker, code)
        clock.set(now - timedelta(days=1))
        _certify(village, (worker, head))
        clock.set(now)
        _returns(village, worker, head, code)
        with village.step("check"):
            counts = upkeep.check(head).counts
    finally:
        head.close()
    village.made.counts |= {"persons": counts["person"], "households": counts["household"]}
    text = json.dumps(village.made.as_json(), ensure_ascii=False, indent=2)
    files.write_whole(out / "summary.json", f"{text}\n".encode())
    return village.made


def _register(village: Village) -> Register:
    with village.step("init"):
        station = replace(places.station(CODE), demo=True)
        begun = first_run.begin(station, name=HEAD, role=Role.HEAD, password=PASSWORDS[HEAD])
        head = first_run.create(village.out / "demo.station", begun, clock=village.clock)
        workers.add_account(head, name=WORKER, role=Role.WORKER, password=PASSWORDS[WORKER])
        upkeep.change_station(head, chief=HEAD, phone="154-0000-0620")
    return head


def _import(village: Village, worker: Register, rows: int) -> None:
    people = demo_world.villagers(rows - REPEATED - SPOILT, village.today, village.seed)
    sheet = demo_world.roster(people, village.today)
    path = village.out / "roster.xlsx"
    files.write_whole(path, cells.write("花名册", sheet.rows, sheet.merged))
    with village.step("import"):
        shown = roster.preview(worker, path)
        roster.take_in(worker, shown)
        files.write_whole(village.out / "import-report.xlsx", roster.report(shown))
        _hang_plaques(worker)
    told = {status.value: count for status, count in shown.counts.items()}
    village.made.imported = {"rows": len(shown.lines), **told}


def _hang_plaques(worker: Register) -> None:
    """Hang plaques at four houses of five, as villages did in the summers from 2019 on."""
    for at, home in enumerate(selection.homes(worker, Selection())):
        if at % 5:
            hung = date(2019 + at % 4, 7, 10 + at % 18)
            households.note_plaque(worker, home.uid, Plaque.HANGS, hung, hung=("大门", ""))


def _campaign(village: Village, worker: Register) -> str:
    festival = festivals.near(village.today, past_days=21)
    with village.step("campaign"):
        made = campaigns.set_up(
            worker,
            CampaignDraft(
                festival=festival.name,
                year=festival.on.year,
                from_on=village.today - timedelta(days=23),
                to_on=max(festival.on, village.today + timedelta(days=7)),
            ),
        )
        for subject, days, at, came_by, form, city in TASKS:
            notices.take_in(
                worker,
                TaskDraft(
                    subject=subject,
                    report_to=worker.station.town,
                    due_on=village.today + timedelta(days=days),
                    due_time=at,
                    came_by=came_by,
                    form=form,
                    tier=Tier.CITY if city else Tier.UNSAID,
                    tier_due_on=village.today + timedelta(days=city) if city else None,
                ),
            )
    return made.code


def _visits(village: Village, worker: Register, code: str) -> None:
    with village.step("sheets"):
        persons = _first_to_see(worker, code)
        printed = printing.print_sheets(worker, persons, campaign=code)
        files.write_whole(village.out / "sheets.pdf", printed.pdf)
    with village.step("visits"):
        typed = printed.sheets[: max(len(printed.sheets) - UNTYPED, 0)]
        done = demo_work.visit_people(worker, typed, village.today, village.seed, village.clock.set)
    with village.step("plans"):
        plans = demo_work.plan_people(worker, village.today, village.clock.set)
    village.made.counts |= {
        "sheets": len(printed.sheets),
        "visits": sum(visit.counts for visit in done),
        "plans": plans,
    }


def _first_to_see(worker: Register, code: str) -> list[str]:
    """Return those whom the village visits first: who belongs to the most groups."""
    found = sorted(campaigns.targets(worker, code), key=lambda one: -len(one.groups))
    return [target.person for target in found[:SHEETS]]


def _certify(village: Village, registers: tuple[Register, ...]) -> None:
    """Let the county certify both people, as it would face to face."""
    office, at = village.out / "county", village.clock()
    with village.step("certificates"):
        county.init(
            office, name="青石县退役军人事务局", code=CODE[:6], password=COUNTY_PASSWORD, at=at
        )
        requests = []
        for number, register in enumerate(registers, start=1):
            asked = certificates.request(register, PASSWORDS[register.account.name])
            person = county.person(
                code=CODE,
                number=f"{number:04d}",
                name=register.account.name,
                role=asked.subject.role,
            )
            county.person_add(office, COUNTY_PASSWORD, person)
            requests.append((register, asked))
        issued = [
            (register, county.issue(office, COUNTY_PASSWORD, asked.pem, asked.fingerprint, at))
            for register, asked in requests
        ]
        crl = county.crl(office, COUNTY_PASSWORD, at)
        own = (office / county.TRUST / "county-ca.pem").read_bytes()
        for register, answer in issued:
            certificates.install(
                register, answer, county=own, typed=county.fingerprint(office), crl=crl
            )
        shutil.copytree(office / county.TRUST, village.out / "trust")


def _returns(village: Village, worker: Register, head: Register, code: str) -> None:
    with village.step("returns"):
        versions = []
        for form in FORMS:
            made = signing.prepare(worker, _order(worker, form, code), PASSWORDS[WORKER])
            versions.append(signing.approve(head, made.uid, PASSWORDS[HEAD]))
    with village.step("export"):
        stick = village.out / "stick"
        stick.mkdir()
        wanted = Export(versions=tuple(one.uid for one in versions), folder=stick)
        handover.export(worker, wanted)
        for task in notices.waiting(worker):
            if task.form in FORMS:
                notices.done(worker, task.uid)
    with village.step("verify"):
        trust = verification.trust_from([village.out / "trust"])
        found = verification.files_in([stick])
        for one in verification.verify(found, trust, village.clock()):
            if one.reasons:
                raise Refused(f"{one.file}：{one.says}。", "；".join(one.reasons))
    village.made.returns = [
        Written(form=one.form, file=f"stick/{returns.file_name(worker, one)}", pages=one.pages)
        for one in versions
    ]


def _order(register: Register, form: str, code: str) -> Order:
    """Explain in the village's words what asks for a sentence."""
    order = Order(form=form, period=code)
    asking = [
        problem.field
        for problem in returns.fill(register, order).problems
        if problem.level is Level.NEEDS_REASON
    ]
    return replace(order, explained=dict.fromkeys(asking, "节前走访还没有结束。"))
