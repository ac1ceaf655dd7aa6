"""One line of a page: the size that fits a width, and where its pieces stand."""

from dataclasses import dataclass
from functools import lru_cache

from station_app.paper import fonts, typeset
from station_app.paper.frame import Style

SMALLEST = 6.0  # what a line of our own words may shrink to


def sizes(largest: float, smallest: float) -> tuple[float, ...]:
    """Return the sizes a text may take, half a point apart, the largest first."""
    return tuple(size / 2 for size in range(int(largest * 2), int(smallest * 2) - 1, -1))


@dataclass(frozen=True, slots=True)
class Line:
    """A text as it is drawn: its style, the width taken, its pieces with their offsets.

    `lacking` are its characters that no face can draw.
    """

    style: Style
    extent: float
    pieces: tuple[tuple[str, float], ...]
    lacking: tuple[str, ...]


@lru_cache(maxsize=8192)
def fitted(text: str, width: float, style: Style) -> Line:
    """Return a line in the largest size that fits a width."""
    extent = _extent(text, style)
    if extent > width + 0.05:
        narrowed = int(style.size * width / extent * 4) / 4
        style = style.at(max(SMALLEST, narrowed))
        extent = _extent(text, style)
    pieces, left = [], 0.0
    for piece in typeset.tight(text):
        pieces.append((piece, left))
        left += typeset.breadth(piece, style.face, style.size) + _tracked(piece + " ", style)
        left -= typeset.SQUEEZE * style.size * typeset.MM_PER_POINT
    return Line(style, extent, tuple(pieces), tuple(fonts.missing(text, style.face)))


def _extent(text: str, style: Style) -> float:
    return typeset.breadth(text, style.face, style.size) + _tracked(text, style)


def _tracked(text: str, style: Style) -> float:
    return style.tracking * style.size * typeset.MM_PER_POINT * (len(text) - 1)
