"""Where people sign on a line: a label, and room behind it for the hand."""

from collections.abc import Sequence

from station_app.paper import typeset
from station_app.paper.frame import BODY, GUIDE, SMALL_LABEL, Box, Style
from station_app.paper.sheet import Sheet


def draw(
    sheet: Sheet, box: Box, labels: Sequence[tuple[str, str]], style: Style = SMALL_LABEL
) -> None:
    """Write a row of `label：______` at the foot of a box, all with equal shares of its width."""
    share = box.width / len(labels)
    for number, (label, value) in enumerate(labels):
        cell = Box(box.left + number * share, box.bottom - 6, share - 4, 5.2)
        head = typeset.breadth(f"{label}：", style.face, style.size)
        sheet.put(f"{label}：", Box(cell.left, cell.top, head + 0.1, cell.height), style)
        line = Box(cell.left + head + 0.5, cell.top, cell.width - head - 0.5, cell.height)
        sheet.put(value, line, BODY.at(style.size))
        sheet.rule(line.left, line.bottom, line.right, line.bottom, GUIDE)
