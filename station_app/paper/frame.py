"""The grammar of the page: millimetres from the top-left corner, few weights, few styles."""

from dataclasses import dataclass, replace
from enum import StrEnum

from station_app.paper import fonts

POINTS = 72 / 25.4  # of a millimetre
A4 = (210.0, 297.0)
OUTER, BLOCK, CELL, GUIDE = 1.2, 0.9, 0.6, 0.4  # line weights in points; a fax loses finer ones
OPTICAL_CENTRE = 0.38  # of the em, from the baseline up to the middle of a Chinese character
TICK = 4.5
MARK = 4.0
QR_SIDE = 22.0


class Variant(StrEnum):
    """What kind of paper this is; every kind but the real one says so."""

    REAL = ""
    DEMO = "演示数据"
    DRAFT = "草稿"
    DEMO_DRAFT = "演示草稿"

    @classmethod
    def of(cls, *, demo: bool, draft: bool = False) -> "Variant":
        """Return the kind of a paper of a register, whose people may be invented."""
        if draft:
            return cls.DEMO_DRAFT if demo else cls.DRAFT
        return cls.DEMO if demo else cls.REAL


NOTICES = {
    Variant.DEMO: "演示数据　人物均为虚构　不得上报",
    Variant.DRAFT: "草稿　未经审核　不得上报",
    Variant.DEMO_DRAFT: "演示数据　草稿　不得上报",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text looks; `weight` is the stroke that thickens a face without a bold cut."""

    face: str = fonts.SONG
    size: float = 11
    weight: float = 0.0
    tracking: float = 0.0

    def at(self, size: float) -> "Style":
        """Return the same style in another size."""
        return self if size == self.size else replace(self, size=size)


TITLE = Style(face=fonts.HEI, size=18, weight=0.028, tracking=0.12)
HEADING = Style(face=fonts.HEI, size=12, weight=0.022)
LABEL = Style(face=fonts.HEI, size=12)
BODY = Style(size=11)
OPTION = Style(size=12)
SMALL = Style(size=9)
SMALL_LABEL = Style(face=fonts.HEI, size=9)
NUMBER = Style(face=fonts.HEI, size=10.5)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres; top grows downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The height half way down."""
        return self.top + self.height / 2

    def inset(self, across: float, down: float = 0.0) -> "Box":
        """Return the box drawn in on all sides."""
        return Box(
            self.left + across, self.top + down, self.width - 2 * across, self.height - 2 * down
        )

    def columns(self, *widths: float) -> list["Box"]:
        """Cut into columns; a width of 0 takes what is left."""
        rest = self.width - sum(widths)
        boxes, left = [], self.left
        for width in widths:
            boxes.append(Box(left, self.top, width or rest, self.height))
            left += width or rest
        return boxes

    def rows(self, *heights: float) -> list["Box"]:
        """Cut into rows; a height of 0 takes what is left."""
        rest = self.height - sum(heights)
        boxes, top = [], self.top
        for height in heights:
            boxes.append(Box(self.left, top, self.width, height or rest))
            top += height or rest
        return boxes


PORTRAIT = Box(27, 17, 168, 260)  # binding edge left
UPRIGHT = Box(27, 22, 168, 250)  # a return of one station, few columns
LANDSCAPE = Box(15, 27, 267, 163)  # binding edge on top, as GB/T 9704 wants of wide tables
MARKED = Box(21, 13.5, 180, 270)  # joins the centres of the four registration marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text as it was drawn, for checks and goldens."""

    page: int
    text: str
    left: float
    baseline: float
    width: float
    face: str
    size: float
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A tick box as it was drawn, for the routine that reads a scan."""

    page: int
    name: str
    box: Box
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Upright:
    """A vertical line as it was drawn; a text keeps off it."""

    page: int
    left: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPlace:
    """Where a signature block belongs: page from 1, corners in points from the bottom left."""

    role: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


def mark_boxes() -> list[Box]:
    """Return the four registration marks: top left, top right, bottom left, bottom right."""
    corners = [(x, y) for y in (MARKED.top, MARKED.bottom) for x in (MARKED.left, MARKED.right)]
    return [Box(x - MARK / 2, y - MARK / 2, MARK, MARK) for x, y in corners]


def spread(text: str, count: int) -> str:
    """Open a short label with ideographic spaces so that labels of one column end together."""
    if len(text) == 2 and count == 3:
        return f"{text[0]}　{text[1]}"
    return text
