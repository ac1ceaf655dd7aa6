"""A document being drawn: every text goes into a box, and the sheet remembers what stands where."""

import io
from typing import TYPE_CHECKING

from station_app.paper import backdrop, codes, fonts, frame, linefit, pdfa, typeset
from station_app.paper.frame import (
    BODY,
    CELL,
    GUIDE,
    OPTICAL_CENTRE,
    OPTION,
    POINTS,
    QR_SIDE,
    SMALL,
    TICK,
    Box,
    Placed,
    SignPlace,
    Style,
    Ticked,
    Upright,
    Variant,
)
from station_app.paper.typeset import Fitted

if TYPE_CHECKING:
    from reportlab.pdfgen.textobject import PDFTextObject

SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}


class Sheet:
    """A document of one page size; `remember` keeps the record that checks and goldens read.

    `lacking` gathers the characters that no face could draw, whatever the sheet.
    """

    def __init__(
        self,
        *,
        title: str,
        wide: bool = False,
        variant: Variant = Variant.REAL,
        size: tuple[float, float] = frame.A4,
        archive: pdfa.Archive | None = None,
        remember: bool = True,
    ) -> None:
        fonts.load()
        self.variant = variant
        self.remember = remember
        self.placed: list[Placed] = []
        self.ticked: list[Ticked] = []
        self.uprights: list[Upright] = []
        self.signs: list[SignPlace] = []
        self.lacking: dict[str, None] = {}
        self.page = 1
        self.width, self.height = size[::-1] if wide else size
        self._bytes = io.BytesIO()
        points = (self.width * POINTS, self.height * POINTS)
        self.canvas = pdfa.canvas(self._bytes, points, title, fonts.SONG, archive)
        self._begin_page()

    def turn(self) -> None:
        """Go on to the next page."""
        self.canvas.showPage()
        self.page += 1
        self._begin_page()

    def bytes(self) -> bytes:
        """Close the document and return it."""
        self.canvas.showPage()
        self.canvas.save()
        return self._bytes.getvalue()

    def put(self, text: str, box: Box, style: Style = BODY, align: str = "left") -> None:
        """Write one line in the optical middle of a box, smaller if it must be."""
        if not text:
            return
        line = linefit.fitted(text, box.width, style)
        style, extent = line.style, line.extent
        if line.lacking:
            self.lacking |= dict.fromkeys(line.lacking)
        left = box.left + SHARE[align] * (box.width - extent)
        baseline = box.middle + OPTICAL_CENTRE * style.size * typeset.MM_PER_POINT
        if self.remember:
            self._keep(text, (left, baseline, extent), style, box)
        for piece, offset in line.pieces:
            self._stroke(piece, left + offset, baseline, style)

    def flow(
        self,
        fitted: Fitted,
        box: Box,
        style: Style = BODY,
        align: str = "left",
        *,
        middle: bool = True,
    ) -> None:
        """Write fitted lines, centred down the box or hung from its top."""
        style = style.at(fitted.size)
        used = fitted.pitch * len(fitted.lines)
        top = box.top + (box.height - used) / 2 if middle else box.top
        for number, line in enumerate(fitted.lines):
            # A full stop may lean out of the column by half its body; the slot is so much wider.
            width = box.width + typeset.lean(line, style.size)
            slot = Box(box.left, top + number * fitted.pitch, width, fitted.pitch)
            self.put(line, slot, style, align)

    def paragraph(
        self, text: str, box: Box, style: Style = BODY, *, smallest: float = 9, middle: bool = True
    ) -> str:
        """Write a text that may shrink to `smallest`, and return what did not fit."""
        if not text:
            return ""
        sizes = linefit.sizes(style.size, smallest)
        fitted = typeset.fit(text, (box.width, box.height), face=style.face, sizes=sizes)
        self.flow(fitted, box, style, middle=middle)
        return fitted.rest

    def rule(
        self, left: float, top: float, right: float, bottom: float, weight: float = CELL
    ) -> None:
        """Draw a straight line."""
        if left == right and self.remember:
            self.uprights.append(Upright(page=self.page, left=left, top=top, bottom=bottom))
        self.canvas.setLineWidth(weight)
        self.canvas.line(left * POINTS, self._up(top), right * POINTS, self._up(bottom))

    def guide(self, left: float, top: float, right: float) -> None:
        """Draw a line to write on: dotted, so it steps back behind the handwriting."""
        self.canvas.setDash([0.4, 1.8])
        self.canvas.setLineCap(1)
        self.rule(left, top, right, top, GUIDE + 0.2)
        self.canvas.setLineCap(0)
        self.canvas.setDash()

    def cut_line(self, left: float, top: float, right: float) -> None:
        """Draw the dashes along which a strip is cut off."""
        self.canvas.setDash([3, 2.4])
        self.rule(left, top, right, top, GUIDE + 0.2)
        self.canvas.setDash()

    def outline(self, box: Box, weight: float = CELL) -> None:
        """Draw the edges of a box."""
        if self.remember:
            for left in (box.left, box.right):
                line = Upright(page=self.page, left=left, top=box.top, bottom=box.bottom)
                self.uprights.append(line)
        self.canvas.setLineWidth(weight)
        self.canvas.rect(*self._corner(box))

    def solid(self, box: Box, grey: float = 0.0) -> None:
        """Fill a box, black unless told otherwise."""
        if grey:
            self.canvas.setFillGray(grey)
        self.canvas.rect(*self._corner(box), stroke=0, fill=1)
        if grey:
            self.canvas.setFillGray(0)

    def tick(self, name: str, left: float, middle: float, *, checked: bool = False) -> Box:
        """Draw a tick box, checked or not, and remember where it stands."""
        box = Box(left, middle - TICK / 2, TICK, TICK)
        canvas = self.canvas
        canvas.setFillGray(1)
        canvas.setLineWidth(0.7)
        canvas.rect(*self._corner(box), fill=1)
        canvas.setFillGray(0)
        if checked:
            self._check(box)
        if self.remember:
            self.ticked.append(Ticked(page=self.page, name=name, box=box, checked=checked))
        return box

    def option(
        self, name: str, text: str, box: Box, *, checked: bool = False, style: Style = OPTION
    ) -> None:
        """Draw a tick box with its words at the left of a cell."""
        square = self.tick(name, box.left + 2, box.middle, checked=checked)
        words = Box(square.right + 1.4, box.top, box.right - square.right - 1.4, box.height)
        self.put(text, words, style)

    def qr(self, digits: str, left: float, top: float) -> None:
        """Draw a QR code of digits, 22 mm wide, as one path of merged bars."""
        modules = codes.modules(digits)
        side = QR_SIDE / len(modules)
        path = self.canvas.beginPath()
        for row, line in enumerate(modules):
            bottom = self._up(top + (row + 1) * side)
            for start, length in codes.bars(line):
                place = (left + start * side) * POINTS
                path.rect(place, bottom, length * side * POINTS, side * POINTS)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def marks(self) -> None:
        """Draw the four registration marks; the hollow one tells which way is up."""
        boxes = frame.mark_boxes()
        for box in boxes:
            self.solid(box)
        self.solid(boxes[-1].inset(1.2, 1.2), grey=1.0)

    def footer(self, text: str, pages: int, box: Box, style: Style = SMALL) -> None:
        """Write the foot of a page: what to know on the left, where we are on the right."""
        self.put(text, box, style)
        self.put(f"第 {self.page} 页　共 {pages} 页", box, style, "right")

    def sign_place(self, role: str, box: Box) -> None:
        """Remember where the signature of a role goes."""
        corners = (box.left * POINTS, self._up(box.bottom), box.right * POINTS, self._up(box.top))
        left, bottom, right, top = (round(corner, 3) for corner in corners)
        self.signs.append(
            SignPlace(role=role, page=self.page, left=left, bottom=bottom, right=right, top=top)
        )

    def _begin_page(self) -> None:
        if self.variant is not Variant.REAL:
            backdrop.draw(self)

    def _check(self, box: Box) -> None:
        path = self.canvas.beginPath()
        points = ((0.16, 0.50), (0.42, 0.80), (0.90, 0.12))
        for number, (across, down) in enumerate(points):
            left = (box.left + across * box.width) * POINTS
            move = path.lineTo if number else path.moveTo
            move(left, self._up(box.top + down * box.height))
        self.canvas.setLineWidth(1.7)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(path)
        self.canvas.setLineCap(0)
        self.canvas.setLineJoin(0)

    def _keep(self, text: str, at: tuple[float, float, float], style: Style, box: Box) -> None:
        left, baseline, extent = at
        self.placed.append(
            Placed(
                page=self.page,
                text=text,
                left=left,
                baseline=baseline,
                width=extent,
                face=style.face,
                size=style.size,
                box=box,
            )
        )

    def _stroke(self, text: str, left: float, baseline: float, style: Style) -> None:
        line: PDFTextObject = self.canvas.beginText(left * POINTS, self._up(baseline))
        line.setFont(style.face, style.size)
        if style.tracking:
            line.setCharSpace(style.tracking * style.size)
        if style.weight:
            self.canvas.setLineWidth(style.weight * style.size)
            line.setTextRenderMode(2)
        line.textOut(text)
        if style.weight:
            line.setTextRenderMode(0)
        if style.tracking:
            line.setCharSpace(0)
        self.canvas.drawText(line)

    def _corner(self, box: Box) -> tuple[float, float, float, float]:
        """Return the lower left corner, width and height in points, as the canvas wants them."""
        return (
            box.left * POINTS,
            self._up(box.bottom),
            box.width * POINTS,
            box.height * POINTS,
        )

    def _up(self, top: float) -> float:
        return (self.height - top) * POINTS
