"""Taking a roster in: look at it, decide, write it as one deed, take it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from station_app.domain import asked, category, roster, unseen
from station_app.domain.asked import LeftOut, Word
from station_app.domain.batch import Batch, Undone
from station_app.domain.person import Life
from station_app.domain.reading import Reading
from station_app.domain.roles import Right
from station_app.domain.roster import Choices, Known, Line, Status
from station_app.domain.row import Help
from station_app.errors import Refused
from station_app.exchange import sheets
from station_app.register import Progress, Register, unheard
from station_app.storage import journal, merged, remembered
from station_app.storage import roster as batches
from station_app.usecases import (
    handed_out,
    roster_doubles,
    roster_report,
    roster_seen,
    roster_writing,
    saving,
    steady,
)
from station_app.usecases import people as register_people
from station_app.usecases.roster_seen import Roster as Roster
from station_app.usecases.roster_seen import Skipped

_AT_ONCE = 1000
_EMPTY_CHOICES = Choices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What taking a roster in would do, row by row; nothing is written."""

    roster: Roster
    lines: tuple[Line, ...]
    words: tuple[Word, ...]
    left_out: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]
    head: int
    counts: Mapping[Status, int] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Return the workbook's name."""
        return self.roster.book.name

    @property
    def choices(self) -> Choices:
        """Return what was decided so far."""
        return self.roster.choices

    @property
    def writes(self) -> int:
        """Return how many rows would be written."""
        return roster_writing.writes(self.lines)

    @property
    def several_sheets(self) -> bool:
        """Tell whether row numbers need the sheet's name beside them."""
        return len({line.sheet for line in self.lines}) > 1


@steady.without_collecting()
def look(register: Register, path: Path, progress: Progress = unheard) -> Roster:
    """Read a workbook and find its headings, with what was chosen for such sheets before."""
    register.allow(Right.IMPORT)
    book = sheets.read(path, lambda: progress(0, 0))
    words = remembered.chosen_words(register.db)
    return roster_seen.found(register, book, Choices(words=words))


def choose(register: Register, seen: Roster, choices: Choices) -> Roster:
    """Return the roster with other choices; a heading chosen differently is understood anew."""
    return roster_seen.found(register, seen.book, choices)


@steady.without_collecting()
def judge(register: Register, seen: Roster, progress: Progress = unheard) -> Preview:
    """Say what becomes of every row; raises Unreadable where no sheet has name and number."""
    if fault := seen.fault:
        raise fault
    help_ = _help(register, seen.choices)
    usable = [table for table in seen.tables if not roster_seen.lacks(table)]
    read = [
        one for table in usable for one in roster.readings(table, seen.choices, help_, table.rows)
    ]
    judge_ = roster.Judge(_known(register, read), seen.choices)
    lines = []
    for count, one in enumerate(read):
        if count % _AT_ONCE == 0:
            progress(count, len(read))
        lines.append(judge_.line(one))
    unusable = [
        Skipped(sheet=table.sheet, why=fault.what) for table, fault in roster_seen.unusable(seen)
    ]
    return Preview(
        roster=seen,
        lines=roster_doubles.remarked(register, lines),
        words=asked.words(usable, read, help_),
        left_out=asked.left_out(usable),
        skipped=(*seen.skipped, *unusable),
        head=journal.head(register.db).number,
        counts=roster.counts(lines),
    )


def preview(
    register: Register,
    path: Path,
    choices: Choices = _EMPTY_CHOICES,
    progress: Progress = unheard,
) -> Preview:
    """Read a workbook and say what taking it in would do."""
    seen = look(register, path, progress)
    if choices != _EMPTY_CHOICES:
        words = {**seen.choices.words, **choices.words}
        seen = choose(register, seen, replace(choices, words=words))
    return judge(register, seen, progress)


def again(
    register: Register, shown: Preview, choices: Choices, progress: Progress = unheard
) -> Preview:
    """Judge the same roster with other choices."""
    return judge(register, choose(register, shown.roster, choices), progress)


@steady.without_collecting()
def take_in(register: Register, shown: Preview, progress: Progress = unheard) -> Batch | None:
    """Write the new and the changed rows as one deed; None where there is nothing to write."""
    register.allow(Right.IMPORT)
    if journal.changed_since(register.db, shown.head):
        raise Refused("看结果以后登记册又有改动，没有导入。", "请再看一遍结果，然后导入。")
    if not shown.writes:
        return None
    with register.deed("导入花名册", source="导入", bulk=True) as deed:
        written = [
            *roster_writing.new(deed, shown.lines, progress),
            *roster_writing.changed(deed, shown.lines, progress),
        ]
        counts = {status.value: count for status, count in shown.counts.items()}
        batch = batches.keep(deed, shown.file, counts, written)
        remembered.remember(deed.db, _columns(shown), shown.choices.words)
        progress(shown.writes, shown.writes)
    return batch


def undo(register: Register, batch: str, progress: Progress = unheard) -> Undone:
    """Take a whole import back; people touched or visited since stay, and are listed."""
    register.allow(Right.UNDO_IMPORT)
    if batches.get(register.db, batch).undone_by:
        raise Refused("这次导入已经撤销过。", "不用再撤销。")
    with register.deed("撤销导入", source="导入", bulk=True) as deed:
        undone = batches.undo(deed, batch, progress)
        deed.note(undoes_batch=batch, removed=undone.removed, restored=undone.restored)
        deed.note(kept=list(undone.kept))
    return undone


def done(register: Register) -> list[Batch]:
    """Return the imports so far, the newest first."""
    return batches.batches(register.db)


def kept_names(register: Register, undone: Undone) -> list[str]:
    """Return the names of those whom an undo left as they are."""
    return batches.names_of(register.db, undone.kept)


def report(shown: Preview) -> bytes:
    """Return a workbook of the rows that are not written, as they were, each with its reason.

    What names units of the forces is left out; a sheet of its own says which columns were not read.
    """
    found = roster_report.pages(shown.roster.tables, shown.lines, shown.left_out)
    return sheets.write_pages(found)


def save_report(register: Register, shown: Preview, path: Path) -> None:
    """Write that workbook where the worker wants it."""
    saving.save(path, report(shown))
    left = shown.counts[Status.REJECTED] + shown.counts[Status.CONFLICT]
    handed_out.note(register, "另存没有写入的行", count=left)


def as_json(shown: Preview) -> dict[str, object]:
    """Return the import's answer as the command line prints it."""
    counts = {status.value: count for status, count in shown.counts.items()}
    return {
        "rows": len(shown.lines),
        **counts,
        "rows_detail": [
            {
                **({"sheet": line.sheet} if shown.several_sheets else {}),
                "row": line.row,
                "status": line.status.value,
                "name": unseen.visible(line.name),
                "reasons": [unseen.visible(reason) for reason in line.reasons],
            }
            for line in shown.lines
        ],
        "left_out": [
            {"heading": unseen.visible(one.heading), "why": one.why} for one in shown.left_out
        ],
        "skipped": [{"sheet": one.sheet, "why": one.why} for one in shown.skipped],
    }


def _help(register: Register, choices: Choices) -> Help:
    return Help(
        today=register.today(),
        schemes=category.shipped(),
        words=choices.words,
        division=register.station.code,
        areas=register_people.known_divisions(register).counties(),
    )


def _known(register: Register, read: Iterable[Reading]) -> list[Known]:
    read = list(read)
    numbers = {one.number for one in read if one.number}
    names = {one.name for one in read if one.name}
    found = batches.known(register.db, numbers, names)
    found.sort(key=lambda person: person.life is Life.ALIVE)  # of two with one number the living
    former = merged.numbers(register.db)
    return [
        Known(draft=person, uid=person.uid, former=former.get(person.uid, ())) for person in found
    ]


def _columns(shown: Preview) -> dict[tuple[str, str], str]:
    """Return what was chosen for the headings of each table."""
    chosen = shown.choices.columns
    return {
        (table.key, match.heading): chosen[match.heading]
        for table in shown.roster.tables
        for match in table.columns
        if match.heading in chosen
    }
