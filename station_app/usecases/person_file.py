"""一人一档: everything the register holds about one person, for paper."""

from collections.abc import Iterator

from station_app.domain import category, dates, person_words
from station_app.domain.identity import Mask
from station_app.paper import person_file
from station_app.paper.frame import Variant
from station_app.paper.person_file import PersonFile
from station_app.register import Register
from station_app.storage import person_parts, plans, rows, visits
from station_app.usecases import handed_out, on_paper, people
from station_app.usecases.lacking import Paper, whose

OWN = "本人"


def draw(register: Register, uid: str) -> Paper:
    """Return the pages to be looked at; the identity number stays behind its mask."""
    content = content_of(register, uid)
    variant = Variant.of(demo=register.station.demo)
    made = person_file.compose(content, variant=variant)
    parts = [(field, words) for _, field, words in content.facts]
    return Paper(pdf=made.bytes(), missing=whose(made.lacking, parts, content.name))


def printed(register: Register, uid: str) -> None:
    """Note that somebody's file goes to the printer."""
    handed_out.note(register, "打印一人一档", count=1, about=uid)


def content_of(register: Register, uid: str) -> PersonFile:
    """Return what the pages say."""
    db, today = register.db, register.today()
    file = people.get(register, uid)
    kept = person_parts.of(db, file.person.uid, person_words.PARTS)
    own = kept[file.person.uid][1]
    held = [one for one in file.person.holdings if one.on(today)]
    return PersonFile(
        name=file.person.name,
        kinds="、".join(dict.fromkeys(category.shipped().short(one) for one in held)),
        station=on_paper.desk(register, Mask.NONE).heading,
        opened_on=dates.show(rows.text(own["created_at"])),
        printed_on=dates.show(today),
        facts=tuple(_facts(register, file, kept)),
        papers=tuple(_papers(register, file.person.uid)),
    )


def _facts(
    register: Register, file: people.File, kept: dict[str, tuple[str, rows.Row]]
) -> Iterator[tuple[str, str, str]]:
    villages = people.known_divisions(register).name
    _, own = kept[file.person.uid]
    for name, label in person_words.PERSON.items():
        if words := person_words.column(name, own[name], villages):
            yield OWN, label, words
    yield OWN, "现住址", file.address
    for part, (title, _) in person_words.PARTS.items():
        found = [row for table, row in kept.values() if table == part]
        for number, row in enumerate(found, start=1):
            label = f"{title} {number}" if len(found) > 1 else title
            yield title, label, person_words.part(part, row)


def _papers(register: Register, uid: str) -> Iterator[tuple[str, str]]:
    """Give the papers that the program numbered for the person, the oldest first."""
    for visit in reversed(visits.of_person(register.db, uid)):
        if not visit.void:
            yield f"走访登记表（{visit.manner.value}）", dates.show(visit.on)
    for plan in reversed(plans.of_person(register.db, uid)):
        yield f"“一人一策”帮扶方案 {plan.number}", dates.show(plan.opened_on)
