"""Tables: columns find their widths, rows never split, pages are dealt; `ruled` draws them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from station_app.errors import Refused
from station_app.paper import fonts, typeset
from station_app.paper.frame import SMALL_LABEL, Style

PAD = 1.2  # white on either side of a cell's text; a table with room takes more
HEAD_PAD = 0.6  # heads are centred and short; they live with less
PRESSED = range(60, 9, -2)  # the widths tried for columns that are too wide together
STEP = 0.5  # widths are handed out in this grain
GROUP_LEADING = 1.4
TYPICAL = 0.9  # a column is judged by its ninth decile, so one long cell does not rule the table


class DoesNotFit(Refused):
    """A page needs more room than the paper has; the remedy says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heads from the top group down, how its cells stand, how wide it may be.

    Cells of a whole column (names, units) break only where the author says;
    figures (amounts, identity numbers) stand in Sans, digit under digit. A column
    that joins, always the first, draws equal neighbours below each other as one cell.
    """

    heads: tuple[str, ...]
    align: str = "left"
    whole: bool = False
    figures: bool = False
    joins: bool = False
    least: float = 0.0
    most: float = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: a strong row is a total, a spanning one starts across two columns."""

    cells: tuple[str, ...]
    strong: bool = False
    spans: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How a table is set."""

    body: Style
    head: Style = SMALL_LABEL
    leading: float = 1.3
    row: float = 6.5
    group: float = 6.5
    pad: float = PAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose widths and heights are known, ready to be dealt out to pages."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    face: Face
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    head_height: float

    @property
    def width(self) -> float:
        """How far the table reaches across."""
        return sum(self.widths)


def table(columns: Sequence[Column], rows: Sequence[Row], total: float, face: Face) -> Table:
    """Measure a table that is to fill `total` millimetres across."""
    least = [_least(column, number, rows, face) for number, column in enumerate(columns)]
    return _measured_out(columns, rows, total, face, least)


def fitting(
    columns: Sequence[Column], rows: Sequence[Row], total: float, faces: Iterable[Face]
) -> Iterator[Table]:
    """Yield the table in each face that lets every column keep its least width.

    Raises DoesNotFit when no face does.
    """
    none = True
    for face in faces:
        least = [_least(column, number, rows, face) for number, column in enumerate(columns)]
        if sum(least) <= total:
            none = False
            yield _measured_out(columns, rows, total, face, least)
    if none:
        raise _too_wide(columns)


def pressed(columns: Sequence[Column], rows: Sequence[Row], total: float, face: Face) -> Table:
    """Return the table with its widest columns narrowed until all fit; what was whole may break.

    Only for what nothing else lets in: a name or a unit of many words. Raises DoesNotFit when
    the heads alone are too wide.
    """
    least = [_least(column, number, rows, face) for number, column in enumerate(columns)]
    heads = [_head_need(column, face) for column in columns]
    for widest in PRESSED:
        narrowed = [min(width, max(widest, head)) for width, head in zip(least, heads, strict=True)]
        if sum(narrowed) <= total:
            return _measured_out(columns, rows, total, face, narrowed)
    raise _too_wide(columns)


def _too_wide(columns: Sequence[Column]) -> DoesNotFit:
    return DoesNotFit(f"{len(columns)} 栏一页放不下。", "请改用 A3 横排，或分成两张表。")


def deal(heights: Sequence[float], first: float, others: float, last_foot: float) -> list[range]:
    """Deal rows to pages so that none is split and the sign-off still fits on the last page."""
    pages, start, used, room = [], 0, 0.0, first
    for number, height in enumerate(heights):
        if height > others:
            raise DoesNotFit(f"第{number + 1}行的文字一页也放不下。", "请写短些，或另作附件。")
        if used + height > room + 0.01:
            pages.append(range(start, number))
            start, used, room = number, 0.0, others
        used += height
    if used + last_foot > room and len(heights) - start > 1:
        # Two rows go along, so that a sign-off never stands on a page without figures.
        keep = max(start + 1, len(heights) - 2)
        pages.append(range(start, keep))
        start, used, room = keep, sum(heights[keep:]), others
    if last_foot and used + last_foot > room + 0.01:
        raise DoesNotFit("表下的说明太长，末页放不下。", "请把说明写短些。")
    return [*pages, range(start, len(heights))]


def in_company(pages: list[range], heights: Sequence[float], room: float) -> list[range]:
    """Take a row along to the last page where one would stand alone; both must fit into `room`."""
    if len(pages) < 2 or len(pages[-1]) > 1 or len(pages[-2]) < 3:
        return pages
    cut = len(heights) - 2
    if sum(heights[cut:]) > room + 0.01:
        return pages
    return [*pages[:-2], range(pages[-2].start, cut), range(cut, len(heights))]


def style_of(column: Column, row: Row, face: Face) -> Style:
    """Return how a cell is set: the Serif's digits differ in width, so figures stand in Sans."""
    size = face.body.size - 0.5
    if row.strong:
        return Style(face=fonts.HEI, size=size, weight=0.015)
    if column.figures or column.align == "right":
        return Style(face=fonts.HEI, size=size)
    return face.body


def group_style(column: Column, face: Face) -> Style:
    """Return how a joined cell is set: a name in the Serif, where alone · is narrow."""
    return face.body if column.whole else face.head.at(face.body.size)


def measured(row: Row, number: int) -> str:
    """Return a cell's text as its column must hold it; one across two columns asks nothing."""
    return "" if row.spans and number < 2 else row.cells[number]


def head_lines(text: str, width: float, style: Style) -> tuple[str, ...]:
    """Return the lines of a head."""
    return typeset.wrap(text, width - HEAD_PAD, style.face, style.size)


def groups_deep(columns: Sequence[Column]) -> int:
    """Return how many rows of group heads stand above the lowest heads."""
    return max(len(column.heads) for column in columns) - 1


def _measured_out(
    columns: Sequence[Column], rows: Sequence[Row], total: float, face: Face, least: list[float]
) -> Table:
    widths = _solved(columns, rows, total, face, least)
    return Table(
        columns=tuple(columns),
        rows=tuple(rows),
        face=face,
        widths=tuple(widths),
        heights=_heights(columns, rows, widths, face),
        head_height=groups_deep(columns) * face.group + _lowest_head(columns, widths, face),
    )


def _solved(
    columns: Sequence[Column], rows: Sequence[Row], total: float, face: Face, least: list[float]
) -> list[float]:
    """Give every column its least width, then each spare half millimetre to the most crowded."""
    widths = list(least)
    lengths = [_typical(number, column, rows, face) for number, column in enumerate(columns)]
    for _ in range(int((total - sum(widths)) / STEP)):
        open_ones = [
            number for number, column in enumerate(columns) if widths[number] + STEP <= column.most
        ]
        if not open_ones:
            break
        crowded = max(open_ones, key=lambda n: lengths[n] / (widths[n] - 2 * face.pad))
        widths[crowded] += STEP
    widest = max(range(len(widths)), key=lambda number: lengths[number])
    widths[widest] += total - sum(widths)
    return widths


def _least(column: Column, number: int, rows: Sequence[Row], face: Face) -> float:
    """A column is never narrower than its longest unbreakable piece or the lines of its head."""
    pieces = {
        (piece, style.face, style.size)
        for row in rows
        for style in (style_of(column, row, face),)
        for piece in _pieces(measured(row, number), column)
    }
    widest = max((typeset.breadth(*piece) for piece in pieces), default=0.0)
    need = max(widest + 2 * face.pad + 0.1, _head_need(column, face))
    return min(column.most, max(column.least, need))


def _head_need(column: Column, face: Face) -> float:
    """Return the width below which a head would break where its author did not."""
    lines = column.heads[-1].split("\n")
    head = max(typeset.breadth(line, face.head.face, face.head.size) for line in lines)
    return head + 2 * HEAD_PAD + 0.1


def _pieces(text: str, column: Column) -> Sequence[str]:
    whole = column.whole or column.align != "left"
    return text.split("\n") if whole else typeset.atoms(text)


def _typical(number: int, column: Column, rows: Sequence[Row], face: Face) -> float:
    body, top = face.body, face.head
    lengths = sorted(typeset.breadth(measured(row, number), body.face, body.size) for row in rows)
    head = typeset.breadth(max(column.heads[-1].split("\n"), key=len), top.face, top.size)
    return max(lengths[ceil((len(lengths) - 1) * TYPICAL)] if lengths else 0.0, head)


def _heights(
    columns: Sequence[Column], rows: Sequence[Row], widths: Sequence[float], face: Face
) -> tuple[float, ...]:
    """Return the heights of the rows; the last of a joined group makes room for its name."""
    heights = [_height(row, columns, widths, face) for row in rows]
    if not columns[0].joins:
        return tuple(heights)
    style = group_style(columns[0], face)
    pitch = style.size * GROUP_LEADING * typeset.MM_PER_POINT
    start = 0
    for (spans, text), group in groupby(rows, key=lambda row: (row.spans, row.cells[0])):
        end = start + len(list(group))
        if not spans:
            need = len(head_lines(text, widths[0], style)) * pitch + 2 * HEAD_PAD
            heights[end - 1] += max(0.0, need - sum(heights[start:end]))
        start = end
    return tuple(heights)


def _height(row: Row, columns: Sequence[Column], widths: Sequence[float], face: Face) -> float:
    pitch = face.body.size * face.leading * typeset.MM_PER_POINT
    most = max(
        len(lines_of(measured(row, number), width - 2 * face.pad, style_of(column, row, face)))
        for number, (column, width) in enumerate(zip(columns, widths, strict=True))
        if not column.joins
    )
    return max(face.row, most * pitch + 2 * PAD)


def lines_of(text: str, width: float, style: Style) -> tuple[str, ...]:
    """Return the lines of a cell."""
    return typeset.wrap(text, width, style.face, style.size)


def _lowest_head(columns: Sequence[Column], widths: Sequence[float], face: Face) -> float:
    pitch = face.head.size * 1.25 * typeset.MM_PER_POINT
    most = max(
        len(head_lines(column.heads[-1], width, face.head))
        for column, width in zip(columns, widths, strict=True)
        if not column.joins
    )
    return most * pitch + 2.4
