"""Drawing a measured table: heads group and repeat, totals and groups get heavier lines."""

from itertools import groupby

from station_app.paper import grid, typeset
from station_app.paper.frame import BLOCK, CELL, OUTER, Box
from station_app.paper.grid import HEAD_PAD, Table
from station_app.paper.sheet import Sheet
from station_app.paper.typeset import Fitted


def draw(sheet: Sheet, made: Table, page: range, left: float, top: float) -> float:
    """Draw the head and the rows of one page and return the foot of the last row."""
    _draw_heads(sheet, made, left, top)
    bottom = top + made.head_height
    sheet.rule(left, bottom, left + made.width, bottom, BLOCK)
    for number in page:
        _draw_row(sheet, made, number, left, bottom)
        bottom += made.heights[number]
        _draw_floor(sheet, made, page, number, Box(left, top, made.width, bottom - top))
    if made.columns[0].joins:
        _draw_groups(sheet, made, page, left, top + made.head_height)
    _draw_verticals(sheet, made, page, left, top)
    sheet.outline(Box(left, top, made.width, bottom - top), OUTER)
    return bottom


def _draw_floor(sheet: Sheet, made: Table, page: range, number: int, above: Box) -> None:
    """Draw the line under a row; it stops where the first cell goes on below."""
    row = made.rows[number]
    joined = number + 1 < page.stop and _joined(made, number)
    ends_group = made.columns[0].joins and not row.spans and not joined
    left = above.left + (made.widths[0] if joined else 0)
    weight = BLOCK if row.strong or ends_group else CELL
    sheet.rule(left, above.bottom, above.right, above.bottom, weight)


def _joined(made: Table, number: int) -> bool:
    """Say whether the first cell of a row goes on in the next row."""
    row, after = made.rows[number], made.rows[number + 1]
    apart = row.spans or after.spans or not made.columns[0].joins
    return not apart and row.cells[0] == after.cells[0]


def _draw_groups(sheet: Sheet, made: Table, page: range, left: float, top: float) -> None:
    """Write the name of each group in the middle of the rows it holds."""
    style = grid.group_style(made.columns[0], made.face)
    width, started = made.widths[0], top
    for number in page:
        top += made.heights[number]
        if made.rows[number].spans or (number + 1 < page.stop and _joined(made, number)):
            started = top if made.rows[number].spans else started
            continue
        lines = grid.head_lines(made.rows[number].cells[0], width, style)
        pitch = style.size * grid.GROUP_LEADING * typeset.MM_PER_POINT
        box = Box(left, started, width, top - started).inset(HEAD_PAD / 2)
        sheet.flow(Fitted(lines=lines, size=style.size, pitch=pitch), box, style, "center")
        started = top


def _draw_heads(sheet: Sheet, made: Table, left: float, top: float) -> None:
    deep = grid.groups_deep(made.columns)
    for level in range(deep + 1):
        place = left
        heads = groupby(range(len(made.columns)), key=lambda n: _head_key(made, n, level, deep))
        for key, members in heads:
            width = sum(made.widths[number] for number in members)
            _draw_head(sheet, made, key, level, Box(place, top, width, 0))
            place += width


def _head_key(made: Table, number: int, level: int, deep: int) -> tuple[str, int]:
    """Neighbours under one group share a key; a lowest head is alone unless its column joins."""
    heads = made.columns[number].heads
    depth = len(heads) - 1
    if number and _same_head(made, number - 1):
        number -= 1
    return (heads[min(level, depth)], -1 if level < depth else number)


def _same_head(made: Table, number: int) -> bool:
    column, after = made.columns[number], made.columns[number + 1]
    return column.joins and column.heads == after.heads


def _draw_head(sheet: Sheet, made: Table, key: tuple[str, int], level: int, at: Box) -> None:
    text, number = key
    style, group = made.face.head, made.face.group
    own = len(made.columns[number].heads) - 1 if number >= 0 else level
    if own < level:
        return
    height = group if number < 0 else made.head_height - own * group
    box = Box(at.left, at.top + own * group, at.width, height)
    pitch = style.size * 1.25 * typeset.MM_PER_POINT
    lines = grid.head_lines(text, at.width, style)
    fitted = Fitted(lines=lines, size=style.size, pitch=pitch)
    sheet.flow(fitted, box.inset(HEAD_PAD / 2), style, "center")
    if number < 0:
        sheet.rule(box.left, box.bottom, box.right, box.bottom)
    if level:
        sheet.rule(box.left, box.top, box.left, box.bottom)


def _draw_row(sheet: Sheet, made: Table, number: int, left: float, top: float) -> None:
    row, face, height = made.rows[number], made.face, made.heights[number]
    if row.spans:
        across = Box(left, top, made.widths[0] + made.widths[1], height).inset(face.pad)
        style = grid.style_of(made.columns[1], row, face)
        sheet.put(row.cells[0], across, style, "center")
    for place, (column, width) in enumerate(zip(made.columns, made.widths, strict=True)):
        text = "" if column.joins else grid.measured(row, place)
        if text:
            cell = Box(left, top, width, height).inset(face.pad)
            style = grid.style_of(column, row, face)
            lines = grid.lines_of(text, cell.width, style)
            pitch = style.size * face.leading * typeset.MM_PER_POINT
            fitted = Fitted(lines=lines, size=style.size, pitch=pitch)
            sheet.flow(fitted, cell, style, column.align)
        left += width


def _draw_verticals(sheet: Sheet, made: Table, page: range, left: float, top: float) -> None:
    under = top + made.head_height
    place = left
    for number, width in enumerate(made.widths[:-1]):
        place += width
        heads, after = made.columns[number].heads, made.columns[number + 1].heads
        new_group = heads[0] != after[0]
        weight = BLOCK if new_group and len(heads) + len(after) > 2 else CELL
        start = top if new_group else under
        for upper, lower in _uncrossed(made, page, number, start, under):
            sheet.rule(place, upper, place, lower, weight)


def _uncrossed(
    made: Table, page: range, number: int, start: float, under: float
) -> list[tuple[float, float]]:
    """Return the pieces of a vertical line that no spanning text crosses."""
    pieces, end = [], under
    for row in page:
        top, end = end, end + made.heights[row]
        if number == 0 and made.rows[row].spans:
            pieces.append((start, top))
            start = end
    return [piece for piece in [*pieces, (start, end)] if piece[0] < piece[1]]
