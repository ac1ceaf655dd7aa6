"""What tells a draft or a page of the demo from a real one: behind the text and in the margins."""

from typing import TYPE_CHECKING

from station_app.paper import fonts, frame
from station_app.paper.frame import BLOCK, OPTICAL_CENTRE, POINTS, Box, Style

if TYPE_CHECKING:
    from station_app.paper.sheet import Sheet

BANNER = 96.0


def draw(sheet: "Sheet") -> None:
    """Mark the page that was just begun; nothing else stands on it yet."""
    _shadow(sheet)
    _banner(sheet)


def _shadow(sheet: "Sheet") -> None:
    """Draw large pale letters under everything: clear on screen, gone on a fax."""
    canvas = sheet.canvas
    text = " ".join(sheet.variant)
    size = 58 if len(sheet.variant) > 2 else 96
    canvas.saveState()
    canvas.translate(sheet.width / 2 * POINTS, sheet.height / 2 * POINTS)
    canvas.rotate(35)
    canvas.setFillGray(0.93)
    for row in (-1, 1):
        line = canvas.beginText()
        line.setFont(fonts.HEI, size)
        across = -fonts.ems(text, fonts.HEI) * size / 2
        line.setTextOrigin(across, row * 62 * POINTS - size * OPTICAL_CENTRE)
        line.textOut(text)
        canvas.drawText(line)
    canvas.restoreState()


def _banner(sheet: "Sheet") -> None:
    """Say in black, in the margins, what this paper is; margins hold no data."""
    notice = frame.NOTICES[sheet.variant]
    for top in (4.5, sheet.height - 10.0):
        box = Box((sheet.width - BANNER) / 2, top, BANNER, 5.5)
        sheet.outline(box, BLOCK)
        sheet.put(notice, box, Style(face=fonts.HEI, size=10, weight=0.02), "center")
