"""What every printed page must hold: each check names the faults it finds."""

import io
import re
import subprocess
from itertools import combinations
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image

from station_app.paper import fonts, frame, typeset
from station_app.paper.frame import MARKED, QR_SIDE, Placed, Upright
from station_app.paper.sheet import Sheet

TOLERANCE = 0.15  # mm
ASCENT, DESCENT = 0.88, 0.12  # of the em, the body of a Chinese character
SMALLEST = 7.5
INTERNAL = re.compile(
    r"(?<![0-9A-F])F[0-9]{2}(?![0-9A-F])|会签|起始时间|专此|站内|偶遇|点“核验签名”|有情绪"
)


def outside(sheet: Sheet) -> list[str]:
    return [
        f"{text.text} 超出 {text.box}"
        for text in sheet.placed
        if text.left < text.box.left - TOLERANCE
        or text.left + text.width > text.box.right + TOLERANCE
        or not 0 < text.baseline < sheet.height
    ]


def touching(sheet: Sheet) -> list[str]:
    return [
        f"{one.text} × {other.text}"
        for one, other in combinations(sheet.placed, 2)
        if one.page == other.page and _overlap(one, other)
    ]


def missing(sheet: Sheet) -> list[str]:
    return [character for text in sheet.placed for character in fonts.missing(text.text, text.face)]


def too_small(sheet: Sheet) -> list[str]:
    return [f"{text.text} {text.size}磅" for text in sheet.placed if text.size < SMALLEST]


def clinging(sheet: Sheet) -> list[str]:
    """Values keep 1.1 mm off an upright line, labels and heads a hair."""
    return [
        f"{text.text} 贴线 {line.left:.1f}"
        for text in sheet.placed
        for line in sheet.uprights
        if line.page == text.page and line.top < text.baseline - 1 < line.bottom
        if _clings(text, line)
    ]


def internal_words(sheet: Sheet) -> list[str]:
    """No official knows our codes."""
    return [text.text for text in sheet.placed if INTERNAL.search(text.text)]


def ill_broken(sheet: Sheet) -> list[str]:
    return [
        text.text
        for text in sheet.placed
        if len(text.text) > 1
        and (text.text[0] in typeset.CANNOT_START or text.text[-1] in typeset.CANNOT_END)
    ]


OF_A_SHEET = (outside, touching, missing, too_small, clinging, internal_words, ill_broken)


def faults(sheet: Sheet) -> dict[str, list[str]]:
    found = {check.__name__: check(sheet) for check in OF_A_SHEET}
    return {name: problems for name, problems in found.items() if problems}


def geometry(sheet: Sheet) -> dict[str, Any]:
    """What a scanner needs and an eye sees, in millimetres from the top-left mark."""
    return {
        "marks": [
            [box.left + box.width / 2, box.top + box.height / 2, box.width]
            for box in frame.mark_boxes()
        ],
        "qr": [
            round(195 - QR_SIDE / 2 - MARKED.left, 2),
            round(17 + QR_SIDE / 2 - MARKED.top, 2),
            QR_SIDE,
        ],
        "ticks": {
            f"{tick.page}/{tick.name}": [
                round(tick.box.left + tick.box.width / 2 - MARKED.left, 2),
                round(tick.box.top + tick.box.height / 2 - MARKED.top, 2),
                tick.box.width,
            ]
            for tick in sheet.ticked
        },
        "texts": [
            [
                text.page,
                text.text,
                round(text.left, 2),
                round(text.baseline, 2),
                text.face,
                text.size,
            ]
            for text in sheet.placed
        ],
    }


def picture(pdf: bytes, dpi: int, page: int = 0) -> Image.Image:
    """Render a page in grey, as a scanner would see a perfect print."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def ink(pdf: bytes, dpi: int = 200) -> np.ndarray[Any, Any]:
    """Return where the first page is darker than half."""
    return np.asarray(picture(pdf, dpi)) < 128


def text_of(pdf: bytes) -> str:
    """Return what copying out of the file gives, without its white."""
    made = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(made.stdout.decode().split())


def pages_of(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return len(document)
    finally:
        document.close()


def _clings(text: Placed, line: Upright) -> bool:
    least = 1.1 if text.face == fonts.SONG and text.size >= 10 else 0.25
    half = text.size * typeset.MM_PER_POINT / 2
    left = text.left + (half if text.text[0] in typeset.CANNOT_END else 0)
    right = text.left + text.width
    right -= half if text.text[-1] in typeset.HALF_AT_LINE_END else 0
    return left - least < line.left < right + least


def _overlap(one: Placed, other: Placed) -> bool:
    left, top, right, bottom = _extent(one)
    other_left, other_top, other_right, other_bottom = _extent(other)
    across = min(right, other_right) - max(left, other_left)
    down = min(bottom, other_bottom) - max(top, other_top)
    return across > TOLERANCE and down > TOLERANCE


def _extent(text: Placed) -> tuple[float, float, float, float]:
    em = text.size * typeset.MM_PER_POINT
    top, bottom = text.baseline - ASCENT * em + 0.1, text.baseline + DESCENT * em - 0.1
    return text.left, top, text.left + text.width, bottom
