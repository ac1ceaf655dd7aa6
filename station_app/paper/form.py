"""A ruled form filled from the top down: labels in 黑体, values in 宋体, lines for the hand."""

from dataclasses import dataclass, replace

from station_app.paper import frame, grid, linefit, typeset
from station_app.paper.frame import (
    BODY,
    CELL,
    HEADING,
    LABEL,
    NUMBER,
    OUTER,
    PORTRAIT,
    QR_SIDE,
    SMALL,
    SMALL_LABEL,
    TITLE,
    Box,
    Style,
)
from station_app.paper.sheet import Sheet

LABEL_WIDTH = 24.0
LINE = 8.0  # a line the hand can write on
TOP = 44.0
FLOOR = 274.5  # nothing but the foot line stands below
FOOT = Box(PORTRAIT.left, 276, PORTRAIT.width, 4.5)
FOOT_STYLE = SMALL.at(8.5)
DATE = "　　　　年　　月　　日"
NAME = Style(size=14, weight=0.015)
NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚"
CONTINUED, CONTINUED_SHORT = "……（转续页{}）", "…{}"
PITCH_OF_REST = 6.2
MATTER_GAP = 4.0
MATTER_SMALLEST = 8.0
WHITE, CLOSEST = 0.6, 1.15  # mm around lines in a full cell; of the type size from line to line


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text that ran out of room on a page, and the mark that sends the reader on."""

    mark: str
    page: int
    title: str
    rest: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a continuation page."""

    text: str
    style: Style
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above a form; without digits, as on a draft, there is no code."""

    title: str
    station: str
    matter: str
    number: str
    digits: str


def head(sheet: Sheet, told: Head) -> None:
    """Draw marks, QR code, title, station, what it is about and the number people can read."""
    sheet.marks()
    if told.digits:
        sheet.qr(told.digits, PORTRAIT.right - QR_SIDE, PORTRAIT.top)
    sheet.put("内部资料　妥善保管", Box(PORTRAIT.left, 13.5, 60, 5), SMALL_LABEL)
    sheet.put(told.title, Box(PORTRAIT.left, 19, PORTRAIT.width, 9), TITLE, "center")
    station = Box(PORTRAIT.left, 28.5, PORTRAIT.width, 6)
    sheet.put(told.station, station.inset(QR_SIDE + MATTER_GAP), BODY, "center")
    line = Box(PORTRAIT.left, 37, PORTRAIT.width - QR_SIDE - 4.5, 6)
    # A sheet that is filled in by hand gets its number by hand.
    number = f"编号　{told.number or '＿' * 10}"
    taken = typeset.breadth(number, NUMBER.face, NUMBER.size) + MATTER_GAP
    _matter(sheet, told.matter, Box(line.left, line.top, line.width - taken, line.height))
    sheet.put(number, line, NUMBER, "right")


def _matter(sheet: Sheet, text: str, box: Box) -> None:
    """Write what the form is about, on two lines if it is long; a cut is shown as such."""
    style = BODY.at(10.5)
    if typeset.breadth(text, style.face, style.size) <= box.width:
        sheet.put(text, box, style)
        return
    # Two lines reach up into the white under the station's name.
    room = Box(box.left, box.top - 2.2, box.width, box.height + 2.2)
    sizes = linefit.sizes(style.size, MATTER_SMALLEST)
    made = typeset.fit(text, (room.width, room.height), face=style.face, sizes=sizes)
    if made.rest:
        kept = typeset.cut(text, room.width, len(made.lines), (style.face, made.size), "…")
        made = typeset.Fitted(lines=kept.lines, size=made.size, pitch=made.pitch)
    sheet.flow(made, room, style)


class Form:
    """Rows taken one after another from the top of the page."""

    signers = "被走访人签字（按手印）：　　　　　　　　　　　走访人签字："

    def __init__(self, sheet: Sheet, top: float = TOP) -> None:
        self.sheet = sheet
        self.top = top
        self.first_page = sheet.page
        self.overflows: list[Overflow] = []

    def take(self, height: float) -> Box:
        """Take the next strip of the page."""
        box = Box(PORTRAIT.left, self.top, PORTRAIT.width, height)
        self.top += height
        return box

    def row(self, height: float, label: str, hint: str = "") -> Box:
        """Start a row with its label and return the room to the right of it."""
        row = self.take(height)
        self.sheet.rule(row.left, row.top, row.right, row.top)
        self.label(label, Box(row.left, row.top, LABEL_WIDTH, height), hint)
        self.sheet.rule(row.left + LABEL_WIDTH, row.top, row.left + LABEL_WIDTH, row.bottom)
        return Box(row.left + LABEL_WIDTH, row.top, row.width - LABEL_WIDTH, height)

    def cells(
        self,
        *cells: tuple[str, str, float],
        labels: tuple[float, ...] = (LABEL_WIDTH, LABEL_WIDTH),
    ) -> None:
        """Draw a row of label and value pairs."""
        row = self.take(LINE)
        self.sheet.rule(row.left, row.top, row.right, row.top)
        left = row.left
        for (label, value, width), label_width in zip(cells, labels, strict=True):
            if left > row.left:
                self.sheet.rule(left, row.top, left, row.bottom)
            self.label(label, Box(left, row.top, label_width, LINE))
            left += label_width
            self.sheet.rule(left, row.top, left, row.bottom)
            style = NAME if label == "姓名" else BODY
            self.value(label, value, Box(left, row.top, width, LINE), style)
            left += width

    def value(self, label: str, text: str, box: Box, style: Style = BODY) -> None:
        """Write what is known; a narrow cell centres it, a full one shrinks it."""
        narrow = box.width < 20
        align = "center" if narrow else "left"
        room = box.inset(0.5 if narrow else 2, 0.3)
        self.fill(label, text, room, style, smallest=8, align=align)

    def fill(
        self,
        title: str,
        text: str,
        box: Box,
        style: Style = BODY,
        *,
        smallest: float = 9,
        align: str = "left",
    ) -> None:
        """Write a text, smaller if it must be; what does not fit goes on to a continuation page."""
        if not text:
            return
        sizes = linefit.sizes(style.size, smallest)
        room = (box.width, box.height)
        fitted = typeset.fit(text, room, face=style.face, sizes=sizes, leading=1.3)
        if fitted.rest:
            fitted = self._send_on(title, text, fitted, box.width)
        self.sheet.flow(_clear_of_rules(fitted, box.height), box, style, align)

    def continuations(self) -> list[list[Piece]]:
        """Deal what did not fit to continuation pages."""
        pieces: list[Piece] = []
        for overflow in self.overflows:
            lead = f"{overflow.mark} {overflow.title}（接第{overflow.page}页）"
            pieces.append(Piece(lead, HEADING, 10))
            lines = typeset.wrap(overflow.rest, PORTRAIT.width - 6, BODY.face, BODY.size)
            pieces += [Piece(line, BODY, PITCH_OF_REST) for line in lines]
        room = FLOOR - TOP - 20
        heights = [piece.height for piece in pieces]
        pages = grid.deal(heights, room, room, last_foot=0) if pieces else []
        return [pieces[page.start : page.stop] for page in pages]

    def write_on(self, pieces: list[Piece]) -> None:
        """Fill a continuation page and leave a line for the same people to sign."""
        sheet = self.sheet
        for piece in pieces:
            if piece.style is HEADING and self.top > TOP:
                self.top += 2
                sheet.rule(PORTRAIT.left, self.top, PORTRAIT.right, self.top, CELL)
            box = self.take(piece.height).inset(3)
            sheet.put(piece.text, Box(box.left, box.top, box.width + 2, box.height), piece.style)
        self.top += 2
        sheet.outline(Box(PORTRAIT.left, TOP, PORTRAIT.width, self.top - TOP), OUTER)
        signed = Box(PORTRAIT.left, self.top + 4, PORTRAIT.width, LINE)
        sheet.put(self.signers, signed, LABEL)

    def label(self, text: str, box: Box, hint: str = "") -> None:
        """Name a row, with a hint for the hand under the name."""
        if not hint:
            opened = frame.spread(text, 3 if box.width > 20 else 2)
            self.sheet.put(opened, box, LABEL, "center")
            return
        name = Box(box.left, box.middle - 5.2, box.width, 6)
        self.sheet.put(frame.spread(text, 3), name, LABEL, "center")
        self.sheet.put(hint, Box(box.left, box.middle + 0.8, box.width, 4.5), SMALL, "center")

    def captioned(self, caption: str, box: Box, value: str = "", title: str = "") -> None:
        """Draw a caption and a line to write on; `title` names what goes on elsewhere."""
        width = typeset.breadth(caption, BODY.face, BODY.size)
        self.sheet.put(caption, Box(box.left, box.top, width + 0.1, box.height), BODY)
        line = Box(box.left + width + 1, box.top, box.width - width - 1, box.height)
        self.fill(title or caption, value, line.inset(0, 0.5), smallest=8)
        if not value or typeset.breadth(value, BODY.face, BODY.size) <= line.width:
            self.sheet.guide(line.left, line.bottom - 1.6, line.right)

    def blank(
        self, value: str, box: Box, unit: str, *, title: str = "", align: str = "left"
    ) -> None:
        """Draw a line to write on with its unit behind it."""
        width = typeset.breadth(unit, BODY.face, BODY.size) + 0.1
        line = Box(box.left, box.top, box.width - width - 3, box.height)
        self.fill(title or unit, value, line.inset(1, 0.5), smallest=8, align=align)
        if not value or typeset.breadth(value, BODY.face, BODY.size) <= line.width - 2:
            self.sheet.guide(line.left, line.bottom - 1.6, line.right)
        self.sheet.put(unit, Box(line.right + 1, box.top, width, box.height), BODY)

    def send_on(self, title: str, rest: str) -> str:
        """Keep a text for the continuation page and return the mark that says so."""
        mark = NUMERALS[len(self.overflows)]
        page = self.sheet.page - self.first_page + 1
        self.overflows.append(Overflow(mark, page, title, rest))
        return mark

    def _send_on(
        self, title: str, text: str, fitted: typeset.Fitted, width: float
    ) -> typeset.Fitted:
        number = NUMERALS[len(self.overflows)]
        long = CONTINUED.format(number)
        roomy = typeset.breadth(long, BODY.face, fitted.size) < width / 2
        mark = long if roomy else CONTINUED_SHORT.format(number)
        style = (BODY.face, fitted.size)
        kept = typeset.cut(text, width, len(fitted.lines), style, mark)
        self.send_on(title, kept.rest)
        return typeset.Fitted(lines=kept.lines, size=fitted.size, pitch=fitted.pitch)


def _clear_of_rules(fitted: typeset.Fitted, height: float) -> typeset.Fitted:
    """Bring lines that fill their cell closer together rather than up against its rules."""
    room = (height - WHITE) / len(fitted.lines)
    closest = CLOSEST * fitted.size * typeset.MM_PER_POINT
    return replace(fitted, pitch=min(fitted.pitch, max(room, closest)))
