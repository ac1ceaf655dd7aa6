"""The end of a return: lines of facts, who signs, notes, and the blocks or the box for the seal."""

from dataclasses import dataclass

from station_app.paper import fonts, sign_block, sign_line, typeset
from station_app.paper.frame import BLOCK, BODY, CELL, NUMBER, OUTER, SMALL, Box, Style
from station_app.paper.grid import Table
from station_app.paper.sheet import Sheet
from station_app.paper.typeset import Fitted

SIGN_LINE = 10.0
SIGN_LINE_BY_HAND = 13.0
ACROSS = 3  # signers side by side on an upright page
NOTE_PITCH = 4.4
BLOCK_GAP = 4.0
FACT_PAD = 2.0
ON_PAPER = "未电子签名，以签字盖章的纸质件为准"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """One line of facts under a table: its name, if any, and pairs of word and figure."""

    label: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What stands under the table on the last page, and where."""

    area: Box
    upright: bool
    row: float
    tail: tuple[Tail, ...]
    notes: tuple[str, ...]
    signers: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    paper_first: bool


def height(end: Closing, size: float) -> float:
    """Return the room the closing needs under a table of that type size."""
    blocks = sign_block.HEIGHT if end.roles or end.paper_first else 0.0
    notes = len(_notes(end)) * NOTE_PITCH + 1
    beside = notes + blocks if end.upright else max(notes, blocks)
    tail = sum(_tail_height(end, line, size) for line in end.tail)
    return tail + 2 + len(_sign_lines(end)) * _line_height(end) + beside


def draw(page: Sheet, end: Closing, made: Table, bottom: float) -> None:
    """Draw the closing under the foot of the table."""
    area, pitch = end.area, _line_height(end)
    top = _draw_tail(page, end, made, bottom) + 2
    for signers in _sign_lines(end):
        share = (area.width + 4) / (ACROSS if end.upright else len(signers))
        line = Box(area.left, top, share * len(signers), pitch - 2)
        sign_line.draw(page, line, signers, NUMBER)
        top += pitch
    notes = _notes(end)
    room = Box(area.left, top + 1, _notes_width(end), sign_block.HEIGHT)
    fitted = Fitted(lines=notes, size=SMALL.size, pitch=NOTE_PITCH)
    page.flow(fitted, room, SMALL, middle=False)
    if end.upright:
        top += len(notes) * NOTE_PITCH + 2
    _draw_blocks(page, end, top + 1)


def _draw_blocks(page: Sheet, end: Closing, top: float) -> None:
    area = end.area
    left = area.left if end.upright else area.right - _blocks_width(end)
    if end.paper_first:
        _on_paper(page, Box(left, top, area.right - left, sign_block.HEIGHT))
        return
    step = (area.right - left - sign_block.WIDTH) / max(1, len(end.roles) - 1)
    for number, role in enumerate(end.roles):
        box = Box(left + number * step, top, sign_block.WIDTH, sign_block.HEIGHT)
        sign_block.place(page, role, box)


def _draw_tail(page: Sheet, end: Closing, made: Table, bottom: float) -> float:
    """Draw the lines under the table, their names in the table's first column."""
    size, start = made.face.body.size, bottom
    for line in end.tail:
        row = Box(end.area.left, bottom, end.area.width, _tail_height(end, line, size))
        room = row
        if line.label:
            label, room = row.columns(made.widths[0], 0)
            page.put(line.label, label.inset(0.5), made.face.head.at(size), "center")
            page.rule(label.right, row.top, label.right, row.bottom)
        if _is_sentence(line):
            _draw_sentence(page, line.facts[0][0], room, size)
        else:
            _draw_facts(page, line.facts, room, size)
        page.rule(row.left, row.bottom, row.right, row.bottom)
        bottom = row.bottom
    if end.tail:
        page.outline(Box(end.area.left, start, end.area.width, bottom - start), OUTER)
    return bottom


def _is_sentence(line: Tail) -> bool:
    return not line.label and len(line.facts) == 1 and not line.facts[0][1]


def _sentence(text: str, width: float, size: float) -> tuple[str, ...]:
    return typeset.wrap(text, width - 2 * FACT_PAD, BODY.face, size)


def _tail_height(end: Closing, line: Tail, size: float) -> float:
    """Return the height of a line of the tail; only a whole sentence may take several."""
    if not _is_sentence(line):
        return end.row
    more = len(_sentence(line.facts[0][0], end.area.width, size)) - 1
    return end.row + more * size * 1.35 * typeset.MM_PER_POINT


def _draw_sentence(page: Sheet, text: str, room: Box, size: float) -> None:
    lines = _sentence(text, room.width, size)
    fitted = Fitted(lines=lines, size=size, pitch=size * 1.35 * typeset.MM_PER_POINT)
    page.flow(fitted, room.inset(FACT_PAD), BODY)


def _draw_facts(page: Sheet, facts: tuple[tuple[str, str], ...], room: Box, size: float) -> None:
    """Share a line among its facts, each as wide as its words ask and part of what is left."""
    word, figure = BODY.at(size), Style(face=fonts.HEI, size=size - 0.5)
    needs = [
        typeset.breadth(name, word.face, size) + typeset.breadth(value, figure.face, size)
        for name, value in facts
    ]
    spare = (room.width - sum(needs)) / len(facts)
    cells = room.columns(*[need + spare for need in needs])
    for number, (cell, (name, value)) in enumerate(zip(cells, facts, strict=True)):
        if number:
            page.rule(cell.left, cell.top, cell.left, cell.bottom, CELL)
        inner = cell.inset(FACT_PAD)
        page.put(name, inner, word)
        page.put(value, inner, figure, "right")


def _sign_lines(end: Closing) -> list[tuple[tuple[str, str], ...]]:
    across = ACROSS if end.upright else max(1, len(end.signers))
    starts = range(0, len(end.signers), across)
    return [end.signers[start : start + across] for start in starts]


def _line_height(end: Closing) -> float:
    return SIGN_LINE_BY_HAND if end.paper_first and end.upright else SIGN_LINE


def _blocks_width(end: Closing) -> float:
    count = 2 if end.paper_first else len(end.roles)
    return count * (sign_block.WIDTH + BLOCK_GAP) - BLOCK_GAP if count else 0.0


def _notes_width(end: Closing) -> float:
    blocks = _blocks_width(end)
    return end.area.width - (0.0 if end.upright or not blocks else blocks + 5)


def _notes(end: Closing) -> tuple[str, ...]:
    """Return the lines of the notes, hung behind 注：."""
    width = _notes_width(end) - 2 * SMALL.size * typeset.MM_PER_POINT
    lines = []
    for number, note in enumerate(end.notes):
        for place, line in enumerate(typeset.wrap(note, width, SMALL.face, SMALL.size)):
            lines.append(("注：" if number == place == 0 else "　　") + line)
    return tuple(lines)


def _on_paper(page: Sheet, box: Box) -> None:
    """Say that the paper counts, where signature blocks would stand; leave room for the seal."""
    page.outline(box, BLOCK)
    banner, seal = box.rows(9, 0)
    page.rule(box.left, banner.bottom, box.right, banner.bottom, CELL)
    page.put(ON_PAPER, banner, Style(face=fonts.HEI, size=12, weight=0.02), "center")
    upper, lower = seal.inset(4).rows(8, 0)
    page.put("（单位盖章）", upper, BODY.at(10.5), "right")
    page.put("年　　月　　日", lower, BODY.at(10.5), "right")
