"""Any list of the program on paper: a head, a table, as many pages as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from station_app.paper import grid, ruled, typeset
from station_app.paper.frame import (
    BODY,
    LANDSCAPE,
    NUMBER,
    PORTRAIT,
    SMALL,
    SMALL_LABEL,
    TITLE,
    Box,
    Style,
    Variant,
)
from station_app.paper.grid import Column, DoesNotFit, Face, Row, Table
from station_app.paper.sheet import Sheet

UPRIGHT = Box(PORTRAIT.left, PORTRAIT.top, PORTRAIT.width, 257)
HEAD, HEAD_NEXT = 18.0, 8.0
TOLD = 4.8  # the pitch of the lines that say what the list holds
TOLD_SIZE = 10.0
PERSONAL = "含个人信息，用后收回，不得张贴、外传。"
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """A list as it goes on paper; `told` says in words what it holds, filters and counts."""

    title: str
    station: str
    printed_on: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    told: str = ""
    foot: str = PERSONAL
    row: float = 7.0
    largest: float = 10.0


Mark = Callable[[Sheet, Table, int, Box], None]
Progress = Callable[[int, int], object]


def draw(content: ListSheet, *, variant: Variant = Variant.REAL) -> bytes:
    """Return a list as PDF: upright where its columns allow, else across the page."""
    return compose(content, variant=variant).bytes()


def compose(
    content: ListSheet,
    *,
    variant: Variant = Variant.REAL,
    mark: Mark | None = None,
    progress: Progress | None = None,
) -> Sheet:
    """Draw a list on pages that remember where everything stands.

    `mark` adds what a row has beside its texts; `progress` hears of each page how many rows are
    drawn, of how many, and ends the drawing by raising.
    """
    area, made = _set(content)
    sheet = Sheet(title=content.title, wide=area is LANDSCAPE, variant=variant)
    room = area.height - made.head_height
    first = room - HEAD - len(_told(content, area)) * TOLD
    dealt = grid.deal(made.heights, first, room - HEAD_NEXT, last_foot=0)
    pages = grid.in_company(dealt, made.heights, room - HEAD_NEXT)
    for number, page in enumerate(pages):
        if progress:
            progress(page.start, len(content.rows))
        if number:
            sheet.turn()
        top = _running_head(sheet, content, area) if number else _head(sheet, content, area)
        ruled.draw(sheet, made, page, area.left, top)
        if mark:
            _mark(sheet, made, page, Box(area.left, top + made.head_height, 0, 0), mark)
        foot = Box(area.left, area.bottom + 2, area.width, 5)
        sheet.footer(content.foot, len(pages), foot)
    return sheet


def _mark(sheet: Sheet, made: Table, page: range, start: Box, mark: Mark) -> None:
    top = start.top
    for number in page:
        mark(sheet, made, number, Box(start.left, top, made.width, made.heights[number]))
        top += made.heights[number]


def _set(content: ListSheet) -> tuple[Box, Table]:
    """Return the page and the table as large as the columns allow."""
    sizes = [size for size in SIZES if size <= content.largest]
    faces = [Face(body=Style(size=size), row=content.row) for size in sizes]
    for area in (UPRIGHT, LANDSCAPE):
        try:
            return area, next(grid.fitting(content.columns, content.rows, area.width, faces))
        except DoesNotFit:
            continue
    made = grid.pressed(content.columns, content.rows, LANDSCAPE.width, faces[-1])
    return LANDSCAPE, made


def _told(content: ListSheet, area: Box) -> Sequence[str]:
    if not content.told:
        return ()
    return typeset.wrap(content.told, area.width, BODY.face, TOLD_SIZE)


def _head(sheet: Sheet, content: ListSheet, area: Box) -> float:
    sheet.put("内部资料　妥善保管", Box(area.left, area.top - 5, 60, 5), SMALL_LABEL)
    sheet.put(content.title, Box(area.left, area.top, area.width, 9), TITLE, "center")
    line = Box(area.left, area.top + 11, area.width, 6)
    printed = f"打印日期　{content.printed_on}"
    taken = typeset.breadth(printed, BODY.face, SMALL.size) + 4
    sheet.put(content.station, Box(line.left, line.top, line.width - taken, 6), BODY.at(10.5))
    sheet.put(printed, line, SMALL, "right")
    lines = _told(content, area)
    room = Box(area.left, line.bottom + 0.2, area.width, len(lines) * TOLD)
    fitted = typeset.Fitted(lines=tuple(lines), size=TOLD_SIZE, pitch=TOLD)
    sheet.flow(fitted, room, BODY, middle=False)
    return area.top + HEAD + room.height


def _running_head(sheet: Sheet, content: ListSheet, area: Box) -> float:
    line = Box(area.left, area.top + 1, area.width, 6)
    sheet.put(f"{content.title}（续）", line, NUMBER)
    return area.top + HEAD_NEXT
