"""照来表填: a sender's table filled from the register and given back as the sender's own file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from station_app.domain import fill, fill_rows, headings, problems, secrecy, unseen
from station_app.domain.fill import Choice, Column, State
from station_app.domain.fill_rows import Decided, Fate, Line, Outline, Zone
from station_app.domain.fill_words import SERIAL, Facts
from station_app.domain.headings import Table
from station_app.domain.notice import DueFrom, Task, TaskDraft
from station_app.domain.selection import Selection
from station_app.domain.table import Row, Sheet
from station_app.errors import Refused, Unreadable
from station_app.exchange import senders
from station_app.exchange.senders import Sent
from station_app.register import Progress, Register
from station_app.storage import fill as kept
from station_app.storage.fill import Before as Before
from station_app.usecases import fill_people, notices, saving, steady
from station_app.usecases.fill_people import Candidate

_TELLING = (Fate.DIFFERS, Fate.LACKS, Fate.EMPTY, Fate.HAND)
_NOTHING_DECIDED = Decided(typed={}, taken=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A sender's table as it was read and understood; nothing is filled yet."""

    sent: Sent
    title: str
    """What the table calls itself above its headings, else its file's name."""
    sheet: Sheet
    table: Table
    columns: tuple[Column, ...]
    before: Before | None
    zone: Zone
    """Where people stand in the sheet."""
    wanted: Selection
    """The conditions that the table's title speaks of."""
    task: Task | None
    """The task that asked for the table, where one that waits is called like it."""
    others: tuple[str, ...] = ()
    """Further sheets with headings of their own, which stay as they are."""

    @property
    def outline(self) -> Outline:
        """Return what the cells of the sheet do not say."""
        return self.sent.outlines.get(self.sheet.name, Outline())


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """The table as it would be saved, row by row: what differs first, then what lacks something."""

    seen: Seen
    lines: tuple[Line, ...]
    counts: Mapping[Fate, int]
    fresh: int
    """How many of the rows held nobody before."""
    telling: frozenset[int] = frozenset()
    """The columns in which something differs, lacks or is typed."""

    @property
    def heads(self) -> dict[int, str]:
        """Return the headings, each in one line, by column."""
        return {one.column: one.heading.replace("\n", "") for one in self.seen.columns}

    @property
    def lacking(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return who lacks what in the register, by name."""
        heads = self.heads
        return [
            (line.name, tuple(heads[one.column] for one in line.cells if one.fate is Fate.LACKS))
            for line in self.lines
            if line.has(Fate.LACKS)
        ]

    def typed(self, place: int, column: int, words: str) -> "Filling":
        """Return the table with words typed into a cell of a row; none empty it again."""
        line = self.lines[place]
        entry = next(one for one in self.seen.columns if one.column == column)
        return self._with(place, fill_rows.typed(line, entry, words))

    def taking(self, place: int, *, takes: bool) -> "Filling":
        """Return the table with the register's words, or the sender's, where a row differs."""
        return self._with(place, fill_rows.taking(self.lines[place], takes=takes))

    def taking_all(self, *, takes: bool) -> "Filling":
        """Return the table with the register's words, or the sender's, wherever rows differ."""
        lines = (fill_rows.taking(line, takes=takes) for line in self.lines)
        return replace(self, lines=tuple(lines))

    def _with(self, place: int, line: Line) -> "Filling":
        counts = Counter(self.counts)
        counts.subtract(one.fate for one in self.lines[place].cells)
        counts.update(one.fate for one in line.cells)
        lines = (*self.lines[:place], line, *self.lines[place + 1 :])
        return replace(self, lines=lines, counts=counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was written where."""

    path: Path
    people: int
    cells: int


def before(register: Register) -> list[Before]:
    """Return the tables that were filled so far, the last first."""
    return kept.before(register.db)


@steady.without_collecting()
def look(register: Register, path: Path, progress: Progress, sheet: str = "") -> Seen:
    """Read a sender's workbook and match its columns, as they were matched before where known."""
    sent = senders.read(path, lambda: progress(0, 0))
    found = [
        (one, table)
        for one in sent.book.sheets
        if not one.hidden and (table := headings.find(one)) is not None
    ]
    if not found:
        raise Unreadable(
            f"{sent.book.name} 里没有找到要填的表：各表都没有“姓名”“身份证号”这样的表头。",
            "请看看是不是选错了文件，或在 WPS 里给表加上一行表头。",
        )
    chosen = next((pair for pair in found if pair[0].name == sheet), found[0])
    names = tuple(one.name for one, _ in found if one.name != chosen[0].name)
    known = next((one for one in before(register) if one.headings == chosen[1].key), None)
    outline = sent.outlines.get(chosen[0].name, Outline())
    choices = known.columns if known else {}
    columns = fill.columns(chosen[1], outline.lists, outline.counting, choices, register.today())
    title = _title(sent, *chosen)
    return Seen(
        sent=sent,
        title=title,
        wanted=fill_people.suggested(register, title),
        task=_task(register, title, path.stem),
        sheet=chosen[0],
        table=chosen[1],
        columns=columns,
        before=known,
        zone=fill_rows.zone(*chosen, columns, outline),
        others=names,
    )


def settled(seen: Seen) -> Seen:
    """Return the table with its rows understood anew, as its columns are chosen now."""
    zone = fill_rows.zone(seen.sheet, seen.table, seen.columns, seen.outline)
    return replace(seen, zone=zone)


@steady.without_collecting()
def fill_in(
    register: Register,
    seen: Seen,
    chosen: Sequence[Candidate],
    decided: Decided = _NOTHING_DECIDED,
) -> Filling:
    """Say what stands in every cell once these people are filled in; nothing is written."""
    zone, filler = seen.zone, _Filler(seen, decided)
    facts = fill_people.facts(register, [one.person for one in chosen if one.person])
    lines = [filler.held(one.row, facts[one.person]) for one in chosen if one.person and one.row]
    fresh = [facts[one.person] for one in chosen if one.person and not one.row]
    lines += [
        filler.fresh(number, one)
        for number, one in zip(zone.places(len(fresh)), fresh, strict=True)
    ]
    lines.sort(key=lambda line: (not line.has(Fate.DIFFERS), not line.has(Fate.LACKS), line.row))
    counts = Counter(one.fate for line in lines for one in line.cells)
    telling = frozenset(one.column for line in lines for one in line.cells if one.fate in _TELLING)
    return Filling(seen=seen, lines=tuple(lines), counts=counts, fresh=len(fresh), telling=telling)


@steady.without_collecting()
def save(
    register: Register, filling: Filling, path: Path, purpose: str, progress: Progress
) -> Saved:
    """Write the sender's file with the cells filled; the file that came stays as it is.

    Raises Refused without a purpose, for words that name units of the forces, and where the file
    that came would be written over.
    """
    seen, zone, purpose = filling.seen, filling.seen.zone, purpose.strip()
    saving.apart(path, seen.sent.path)
    if not purpose:
        raise Refused("没有写用途。", "请写一句这张表交给谁、做什么用。")
    _guard(filling, purpose)
    cells = [
        (line.row, one.column, one.written)
        for line in filling.lines
        for one in line.cells
        if one.written is not None
    ]
    layout = (zone.like, zone.below, zone.lacks(filling.fresh))
    made = senders.filled(seen.sent, seen.sheet.name, cells, layout, lambda: progress(0, 0))
    with register.deed("照来表填", final=True) as deed:
        deed.note(count=len(filling.lines), cells=len(cells), purpose=purpose)
        kept.keep(deed, _remembered(filling, purpose, deed.today))
        saving.save(path, made)
    return Saved(path=path, people=len(filling.lines), cells=len(cells))


def collect(register: Register, filling: Filling, due_on: date) -> Task:
    """Keep what the register lacks for this table as a task to collect it."""
    lacking = filling.lacking
    named = "；".join(f"{name}：{'、'.join(what)}" for name, what in lacking)
    draft = TaskDraft(
        subject=f"补登记 {len(lacking)} 人的资料（{filling.seen.title}）",
        report_to=register.station.name,
        due_on=due_on,
        due_from=DueFrom.OWN,
        note=named,
    )
    return notices.take_in(register, draft)


class _Filler:
    """Fills row after row of one table."""

    def __init__(self, seen: Seen, decided: Decided) -> None:
        self._seen, self._decided, self._zone = seen, decided, seen.zone
        self._held = dict(self._zone.held)
        self._serial = _last_serial(seen.columns, self._zone)

    def held(self, row: int, facts: Facts) -> Line:
        """Complete a row in which somebody stands already."""
        return self._line((row, self._held[row]), facts, self._seen.outline)

    def fresh(self, row: int, facts: Facts) -> Line:
        """Fill a row that is free, or will be new."""
        self._serial += 1
        rows = self._seen.sheet.rows
        there = row in self._zone.open
        cells = rows[row - 1] if there and row <= len(rows) else ()
        return self._line((row, cells), facts, self._seen.outline if there else Outline())

    def _line(self, place: tuple[int, Row], facts: Facts, outline: Outline) -> Line:
        columns = self._seen.columns
        return fill_rows.line(place, facts, columns, outline, self._decided, serial=self._serial)


def _title(sent: Sent, sheet: Sheet, table: Table) -> str:
    above = sheet.rows[: table.heads[0] - 1]
    said = (str(cell).strip() for row in above for cell in row)
    found = next((words for words in said if len(words) > 3), "")
    return unseen.visible(found or sent.path.stem)


def _task(register: Register, *titles: str) -> Task | None:
    """Return the waiting task that is called like the table, the earliest of several."""
    names = ["".join(title.split()) for title in titles]
    for task in notices.waiting(register):
        subject = "".join(task.subject.split())
        if any(subject in name or name in subject for name in names):
            return task
    return None


def _last_serial(columns: Sequence[Column], zone: Zone) -> int:
    """Return the running number of the last row that is held."""
    place = next((one.column for one in columns if one.field == SERIAL), None)
    if place is None or not zone.held:
        return len(zone.held)
    words = (str(cells[place]).strip() for _, cells in zone.held if place < len(cells))
    return max((int(one) for one in words if one.isdecimal()), default=len(zone.held))


def _guard(filling: Filling, purpose: str) -> None:
    """Refuse words typed here that name units of the forces."""
    heads = filling.heads
    typed = [
        (heads[one.column], str(one.value))
        for line in filling.lines
        for one in line.cells
        if one.fate is Fate.HAND
    ]
    problems.refuse_if(secrecy.problems([("purpose", purpose), *typed]))


def _remembered(filling: Filling, purpose: str, today: date) -> Before:
    seen = filling.seen
    return Before(
        uid="",
        headings=seen.table.key,
        file=unseen.visible(seen.sent.name),
        purpose=purpose,
        columns={
            one.heading: Choice(field=one.field, way="" if one.field == "age" else one.way)
            for one in seen.columns
            if one.entry or one.field == SERIAL or one.state is State.KNOWN
        },
        people=len(filling.lines),
        filled_on=today,
    )
