"""Any return: title, unit, as-of date, a table of columns, the sign-off on the last page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from station_app.paper import closing, grid, pdfa, ruled, typeset
from station_app.paper.frame import (
    BODY,
    LANDSCAPE,
    NUMBER,
    SMALL_LABEL,
    TITLE,
    UPRIGHT,
    Box,
    SignPlace,
    Style,
    Variant,
)
from station_app.paper.grid import Column, Face, Row, Table
from station_app.paper.sheet import Sheet
from station_app.paper.typeset import Fitted

HEAD_FIRST = 20.0  # title and the line under it
HEAD_NEXT = 8.0
SUMMARY = 5.2
SUMMARY_SIZE = 10.0
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
LEGIBLE = 9.0
LOWER = (0.0, 0.3, 0.6, 0.9)  # mm by which rows may give way to stay on one page
ENCLOSURE = Style(face=SMALL_LABEL.face, size=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLayout:
    """How a return looks, the same for every station and period; a template says it."""

    title: str
    columns: tuple[Column, ...]
    upright: bool = False
    row: float = 6.5
    largest: float = 10.0
    notes: tuple[str, ...] = ()

    @property
    def area(self) -> Box:
        """The part of the page that the return may fill."""
        return UPRIGHT if self.upright else LANDSCAPE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnValues:
    """What is frozen with a version of a return: every text as it is printed.

    A return that goes by paper first has room for hands and seal instead of signature blocks;
    one without roles has neither.
    """

    unit: str
    as_of: str
    on: date  # dates the document
    rows: tuple[Row, ...]
    journal: str
    measure: str = ""
    enclosure: str = ""
    summary: str = ""
    tail: tuple[closing.Tail, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ("填表人", "审核人")
    paper_first: bool = False
    variant: Variant = Variant.REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedReturn:
    """The file of a return, its pages, and where its signature fields go."""

    pdf: bytes
    pages: int
    signs: tuple[SignPlace, ...]


def draw_return(
    layout: ReturnLayout,
    values: ReturnValues,
    attachments: tuple[pdfa.Attachment, ...] = (),
) -> bytes:
    """Return the PDF/A-3U file of a return; the same values always give the same bytes."""
    return print_return(layout, values, attachments).pdf


def print_return(
    layout: ReturnLayout,
    values: ReturnValues,
    attachments: tuple[pdfa.Attachment, ...] = (),
) -> PrintedReturn:
    """Draw a return and say how many pages it has and where the signature fields go."""
    sheet = _drawn(layout, values, attachments, remember=False)
    return PrintedReturn(pdf=sheet.bytes(), pages=sheet.page, signs=tuple(sheet.signs))


def compose(
    layout: ReturnLayout,
    values: ReturnValues,
    attachments: tuple[pdfa.Attachment, ...] = (),
) -> Sheet:
    """Draw a return on pages that remember where everything stands."""
    return _drawn(layout, values, attachments, remember=True)


def _drawn(
    layout: ReturnLayout,
    values: ReturnValues,
    attachments: tuple[pdfa.Attachment, ...],
    *,
    remember: bool,
) -> Sheet:
    archive = pdfa.Archive(
        author=values.unit,
        subject=f"{layout.title}　{values.as_of}",
        on=values.on,
        attachments=attachments,
    )
    sheet = Sheet(
        title=layout.title,
        wide=not layout.upright,
        variant=values.variant,
        archive=archive,
        remember=remember,
    )
    layout = _lowered(layout, values)
    end = _closing(layout, values)
    made, pages = _laid_out(layout, values, end)
    area = layout.area
    for number, page in enumerate(pages):
        if number:
            sheet.turn()
        top = _running_head(sheet, layout, values) if number else _head(sheet, layout, values)
        bottom = ruled.draw(sheet, made, page, area.left, top)
        if number == len(pages) - 1:
            closing.draw(sheet, end, made, bottom)
        foot = f"{layout.title}　{values.unit}　登记册流水 {values.journal}"
        sheet.footer(foot, len(pages), Box(area.left, area.bottom + 2, area.width, 5))
    return sheet


def _lowered(layout: ReturnLayout, values: ReturnValues) -> ReturnLayout:
    """Return the layout with rows a little lower where only that keeps it on one page.

    A line more about a correction must not send a form of fixed rows on to a second page.
    """
    if not layout.upright:
        return layout
    for saved in LOWER:
        lower = replace(layout, row=layout.row - saved)
        if len(_laid_out(lower, values, _closing(lower, values))[1]) == 1:
            return lower
    return layout


def _closing(layout: ReturnLayout, values: ReturnValues) -> closing.Closing:
    return closing.Closing(
        area=layout.area,
        upright=layout.upright,
        row=layout.row,
        tail=values.tail,
        notes=layout.notes,
        signers=values.signers,
        roles=values.roles,
        paper_first=values.paper_first,
    )


def _laid_out(
    layout: ReturnLayout, values: ReturnValues, end: closing.Closing
) -> tuple[Table, list[range]]:
    """Set a return on one page if a legible size allows it, else as large as its columns allow."""
    faces = [_face(layout, size) for size in SIZES if size <= layout.largest]
    tables = _tables(layout, values, faces)
    set_in = ((made, _dealt(layout, values, made, end)) for made in tables)
    largest = next(set_in)
    for made, pages in chain([largest], set_in):
        size = made.face.body.size
        if len(pages) == 1 and size >= LEGIBLE:
            return made, pages
        if size <= LEGIBLE:
            break  # smaller type is only for columns that do not fit across
    return largest


def _tables(layout: ReturnLayout, values: ReturnValues, faces: list[Face]) -> Iterator[Table]:
    """Yield the table in each face that takes it; a name too long for any is broken at last."""
    width = layout.area.width
    try:
        yield from grid.fitting(layout.columns, values.rows, width, faces)
    except grid.DoesNotFit:
        yield grid.pressed(layout.columns, values.rows, width, faces[-1])


def _dealt(
    layout: ReturnLayout, values: ReturnValues, made: Table, end: closing.Closing
) -> list[range]:
    height = layout.area.height - made.head_height
    first = height - HEAD_FIRST - len(_summary(layout, values)) * SUMMARY
    foot = closing.height(end, made.face.body.size)
    dealt = grid.deal(made.heights, first, height - HEAD_NEXT, foot)
    return grid.in_company(dealt, made.heights, height - HEAD_NEXT - foot)


def _face(layout: ReturnLayout, size: float) -> Face:
    if layout.upright:
        return Face(body=Style(size=size), head=SMALL_LABEL.at(size), row=layout.row, pad=2)
    return Face(body=Style(size=size), head=SMALL_LABEL.at(min(size, 9)), row=layout.row)


def _head(sheet: Sheet, layout: ReturnLayout, values: ReturnValues) -> float:
    area, style = layout.area, BODY.at(10.5)
    sheet.put(values.enclosure, Box(area.left, area.top - 5.5, 40, 6), ENCLOSURE)
    sheet.put(layout.title, Box(area.left, area.top, area.width, 10), TITLE, "center")
    line = Box(area.left, area.top + 13, area.width, 6)
    unit = f"填报单位（盖章）：{values.unit}"
    sheet.put(unit, line, style)
    used = typeset.breadth(unit, style.face, style.size)
    right = typeset.breadth(values.measure, style.face, style.size)
    between = Box(line.left + used, line.top, line.width - used - right, line.height)
    sheet.put(values.as_of, between if layout.upright else line, style, "center")
    sheet.put(values.measure, line, style, "right")
    lines = _summary(layout, values)
    summary = Box(area.left, line.bottom, area.width, len(lines) * SUMMARY)
    fitted = Fitted(lines=lines, size=SUMMARY_SIZE, pitch=SUMMARY)
    sheet.flow(fitted, summary, BODY, middle=False)
    return area.top + HEAD_FIRST + summary.height


def _summary(layout: ReturnLayout, values: ReturnValues) -> tuple[str, ...]:
    if not values.summary:
        return ()
    return typeset.wrap(values.summary, layout.area.width, BODY.face, SUMMARY_SIZE)


def _running_head(sheet: Sheet, layout: ReturnLayout, values: ReturnValues) -> float:
    area = layout.area
    line = Box(area.left, area.top + 1, area.width, 6)
    sheet.put(f"{layout.title}（续表）", line, NUMBER)
    sheet.put(values.measure, line, BODY.at(10.5), "right")
    return area.top + HEAD_NEXT
