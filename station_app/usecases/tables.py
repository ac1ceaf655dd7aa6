"""Any list as a table: the columns that were chosen, for a purpose, noted with a count."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from station_app import files
from station_app.domain import export, problems, secrecy
from station_app.domain.export import Column, Order
from station_app.domain.identity import Mask
from station_app.domain.roles import Right
from station_app.errors import Refused
from station_app.exchange import table_file
from station_app.register import Progress, Register
from station_app.storage import journal
from station_app.usecases import saving
from station_app.usecases.listing import Listing

DEED = "另存为表格"
_RECENT = 2000
"""So many deeds back it is looked what was chosen last."""
_STEP = 100

Rows = Callable[[Register, Order], Iterable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A list that can be saved: its columns, those usually wanted, and its rows when asked.

    `numbered` says that it can show identity numbers and phones, masked or whole.
    """

    title: str
    count: int
    columns: tuple[Column, ...]
    usual: tuple[str, ...]
    rows: Rows
    numbered: bool = False


def of_listing(listing: Listing) -> Source:
    """Return a list of the window as it stands there: its words, its masks, its order.

    What names persons is not for a notice board: from such a list no column may go there.
    """
    keys = tuple(str(place) for place in range(len(listing.heads)))
    columns = tuple(
        Column(key=key, label=head, public=not listing.personal)
        for key, head in zip(keys, listing.heads, strict=True)
    )

    def rows(_register: Register, order: Order) -> Iterable[tuple[str, ...]]:
        places = [int(key) for key in order.columns]
        return (tuple(cells[place] for place in places) for cells in listing.cells)

    return Source(
        title=listing.title, count=len(listing.cells), columns=columns, usual=keys, rows=rows
    )


def before(register: Register, source: Source) -> Order:
    """Return what this account chose last for such a list, never whole numbers; else the usual."""
    known = {one.key for one in source.columns}
    for entry in journal.last_deeds(register.db, DEED, register.account.uid, _RECENT):
        facts = entry.facts or {}
        chosen = facts.get("columns")
        if facts.get("list") == source.title and isinstance(chosen, list):
            kept = tuple(str(key) for key in chosen if key in known)
            return Order(columns=kept or source.usual, purpose=str(facts.get("purpose", "")))
    return Order(columns=source.usual)


def save(register: Register, source: Source, order: Order, path: Path, progress: Progress) -> int:
    """Write a list as a workbook and return how many rows it got; the journal keeps no names.

    Raises Refused without a purpose, for whole numbers without the right to them, for columns
    that may not be posted, and for words that name units of the forces; nothing is written then.
    """
    register.allow(Right.TABLES)
    if order.whole_numbers:
        register.allow(Right.WHOLE_NUMBERS)
        if register.read_only:
            raise Refused(
                "登记册以只读打开，记不下谁存了完整号码。", "请隐去一段，或等能保存时再存。"
            )
    problems.refuse_if(export.problems(order, source.columns))
    by_key = {one.key: one for one in source.columns}
    heads = [by_key[key].label for key in order.columns]
    rows = _watched(_guarded(source.rows(register, order), heads), source.count, progress)
    saving.refuse_ours(path)
    with files.beside(path) as part:
        count = table_file.write(part, [(source.title, heads, rows)])
        files.flush(part)
        table_file.check(part)
        _note(register, source, order, count)
    return count


def _watched(
    rows: Iterable[tuple[str, ...]], count: int, progress: Progress
) -> Iterator[tuple[str, ...]]:
    """Say how far it is; the progress may end the work."""
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress(done, count)
        yield row


def _guarded(rows: Iterable[tuple[str, ...]], heads: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        secrecy.refuse_row(number, heads, row)
        yield row


def _note(register: Register, source: Source, order: Order, count: int) -> None:
    """Say in the journal what left, before the file gets its name."""
    if register.read_only:
        return
    whole = [] if not order.whole_phones else ["电话"]
    if "id_number" in order.columns and order.mask is Mask.FULL:
        whole.append("身份证号")
    with register.deed(DEED, final=True) as deed:
        deed.note(
            list=source.title,
            count=count,
            columns=list(order.columns),
            purpose=order.purpose.strip(),
            notice=order.notice.strip(),
            whole=whole,
        )
