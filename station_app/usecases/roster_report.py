"""The workbook that says which rows and columns of a roster were not read in, and why."""

from collections import Counter
from collections.abc import Sequence

from station_app.domain import secrecy, unseen
from station_app.domain import table as table_values
from station_app.domain.asked import LeftOut
from station_app.domain.headings import Match, Table
from station_app.domain.roster import Line, Status
from station_app.domain.table import Cell
from station_app.exchange.sheets import Page

_NONE: Page = ("有误", ("行", "原因"), [("", "没有有误或不一致的行")])


def pages(
    tables: Sequence[Table], lines: Sequence[Line], left_out: Sequence[LeftOut]
) -> list[Page]:
    """Return the sheets: rows with faults, rows that differ, columns that were left out.

    Rows stand as they were, but for the cells that name units of the forces and for hidden
    characters, which reading passes over as well.
    """
    several = len({line.sheet for line in lines}) > 1
    found: list[Page] = []
    for status in (Status.REJECTED, Status.CONFLICT):
        for table in tables:
            own = [one for one in lines if one.status is status and one.sheet == table.sheet]
            if own:
                title = f"{status.says}（{table.sheet}）" if several else status.says
                found.append((title, _heads(table), [_reported(table, one) for one in own]))
    found = found or [_NONE]
    if left_out:
        told = [(one.sheet, one.heading, one.why) for one in left_out]
        found.append(("没有读入的列", ("表", "列", "原因"), told))
    return found


def _heads(table: Table) -> tuple[str, ...]:
    columns = _reportable(table)
    counted = Counter(match.heading for match in columns)
    return (
        "行",
        *[
            match.heading.replace("\n", "")
            + (f"（{match.column + 1}）" if counted[match.heading] > 1 else "")
            for match in columns
        ],
        "原因",
    )


def _reported(table: Table, line: Line) -> tuple[Cell, ...]:
    shown = [table_values.shown(line.reading.cells[one.column]) for one in _reportable(table)]
    cells = ["" if secrecy.military(cell) else unseen.without(cell) for cell in shown]
    return (line.row, *cells, "；".join(line.reasons))


def _reportable(table: Table) -> list[Match]:
    """Return the columns that a report may repeat: all but those that are never read."""
    return [match for match in table.columns if not match.never]
