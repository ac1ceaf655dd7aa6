"""The visible part of a digital signature: rectangular, quiet, and it says how to check."""

from dataclasses import dataclass

from station_app.paper import fonts
from station_app.paper.frame import BLOCK, CELL, POINTS, Box, Style
from station_app.paper.sheet import Sheet

WIDTH, HEIGHT = 74.0, 25.0
STRIP = 11.0
ROLE_PITCH = 4.6
EDGE = 0.3  # half a line, so that the outline stays inside the signature field
HOW = "核验：把电子件拖进“报送—核验”。打印件以手写签名为准。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, as what, when by the signing computer, and with which certificate."""

    role: str
    name: str
    station: str
    at: str
    fingerprint: str


def stamp(signature: Signature) -> bytes:
    """Return the block alone, on a page of its own size, for the signing library to place.

    It is white inside, so that it covers the empty block that the return was printed with.
    """
    return compose(signature).bytes()


def compose(signature: Signature) -> Sheet:
    """Draw the block on a page that remembers where everything stands."""
    sheet = Sheet(title="签名栏", size=(WIDTH, HEIGHT))
    sheet.solid(Box(0, 0, WIDTH, HEIGHT), grey=1.0)
    box = Box(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE)
    _frame(sheet, signature.role, box)
    room = Box(box.left + STRIP + 2.2, box.top + 1, box.width - STRIP - 3.2, box.height - 2)
    name, where, when, how = room.rows(6.4, 4.4, 4.4, 0)
    small = Style(size=8.5)
    told, marked = name.columns(name.width - 15, 0)
    sheet.put(signature.name, told, Style(size=13, weight=0.012))
    sheet.put("电子签名", marked, small, "right")
    sheet.put(signature.station, where, small)
    sheet.put(f"{signature.at}　证书 {signature.fingerprint}", when, small)
    sheet.paragraph(HOW, how, Style(size=8), smallest=7)
    return sheet


def place(sheet: Sheet, role: str, box: Box) -> None:
    """Draw the block that waits for a signature and remember where its field goes.

    Fields are kept in whole points, so the block is moved there: the stamp then covers it exactly.
    """
    bottom = round((sheet.height - box.bottom) * POINTS)
    left, height = round(box.left * POINTS), round(HEIGHT * POINTS)
    top = sheet.height - (bottom + height) / POINTS
    whole = Box(left / POINTS, top, round(WIDTH * POINTS) / POINTS, height / POINTS)
    _frame(sheet, role, whole.inset(EDGE, EDGE))
    sheet.sign_place(role, whole)


def _frame(sheet: Sheet, role: str, box: Box) -> None:
    sheet.outline(box, BLOCK)
    strip = Box(box.left, box.top, STRIP, box.height)
    sheet.rule(strip.right, box.top, strip.right, box.bottom, CELL)
    top = strip.middle - ROLE_PITCH * len(role) / 2
    for number, character in enumerate(role):
        cell = Box(strip.left, top + number * ROLE_PITCH, STRIP, ROLE_PITCH)
        sheet.put(character, cell, Style(face=fonts.HEI, size=10.5), "center")
