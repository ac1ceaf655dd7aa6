"""Any list that the window shows, for paper: in its words, its order, and as far masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from station_app.domain import dates, secrecy
from station_app.domain.identity import Mask
from station_app.paper import list_sheet
from station_app.paper.frame import Variant
from station_app.paper.grid import Column, Row
from station_app.paper.list_sheet import ListSheet
from station_app.register import Progress, Register
from station_app.usecases import handed_out, on_paper, saving
from station_app.usecases.lacking import Paper, whose

WHOLE = 14
"""Cells of so many characters are not broken: states, kinds, days, numbers of sheets."""
OPEN = "内部资料，用后收回。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list in words; `told` says what it holds, and `personal` whether it names persons."""

    title: str
    heads: Sequence[str]
    cells: Sequence[tuple[str, ...]]
    told: str = ""
    personal: bool = True


def draw(register: Register, listing: Listing, progress: Progress | None = None) -> Paper:
    """Return the pages to be looked at; nothing has left the register by this.

    Raises Refused for words that name units of the forces: on paper they would leave.
    """
    for number, row in enumerate(listing.cells, start=1):
        secrecy.refuse_row(number, listing.heads, row)
    drawn = ListSheet(
        title=listing.title,
        station=on_paper.desk(register, Mask.NONE).heading,
        printed_on=dates.show(register.today()),
        columns=_columns(listing),
        rows=tuple(
            Row(cells=(str(number), *row)) for number, row in enumerate(listing.cells, start=1)
        ),
        told=listing.told,
        foot=list_sheet.PERSONAL if listing.personal else OPEN,
    )
    variant = Variant.of(demo=register.station.demo)
    made = list_sheet.compose(drawn, variant=variant, progress=progress)
    parts = ((row[0], "".join(row)) for row in listing.cells)
    return Paper(pdf=made.bytes(), missing=whose(made.lacking, parts, listing.title))


def printed(register: Register, title: str, count: int) -> None:
    """Note that a list goes to the printer: which one and how many rows, no names."""
    handed_out.note(register, "打印名单", count=count, list_name=title)


def saved(register: Register, title: str, count: int, pdf: bytes, path: Path) -> None:
    """Save the pages of a list as a file, noted as when they are printed."""
    saving.save(path, pdf)
    handed_out.note(register, "另存名单", count=count, list_name=title)


def _columns(listing: Listing) -> tuple[Column, ...]:
    """Return the columns after a running number; short cells stay in one line."""
    longest = [max(map(len, cells), default=0) for cells in zip(*listing.cells, strict=True)]
    longest += [0] * (len(listing.heads) - len(longest))
    return (
        Column(heads=("序号",), align="center", figures=True),
        *(
            Column(heads=(head,), whole=length <= WHOLE)
            for head, length in zip(listing.heads, longest, strict=True)
        ),
    )
