"""Chinese lines: where they may break, how they fit, what is left over."""

import re
from dataclasses import dataclass
from functools import lru_cache

from station_app.paper import fonts

MM_PER_POINT = 25.4 / 72
CANNOT_START = "、。，．：；？！）〕］｝〉》」』】〗’”…—～·％‰℃%),.:;?!]}"
CANNOT_END = "（〔［｛〈《「『【〖‘“([{￥¥$"
# These glyphs fill only their left half, so the last one of a line may lean into the margin.
HALF_AT_LINE_END = frozenset("、。，．：；）〕］｝〉》」』】〗’”")
UNITS = "年月日时分人户元件次岁个项场份页号级封副组底万"

_MARKS = CANNOT_START + CANNOT_END
SQUEEZE = 0.5  # em saved where two of these marks meet and leave a hole
_CLOSING = "、。，．：；！？）〕］｝〉》」』】〗’”"
_TIGHT = re.compile(f"(?<=[{_CLOSING}])(?=[{_CLOSING}（〔［｛〈《「『【〖‘“])")
_ATOM = re.compile(
    rf"[{re.escape(CANNOT_END)}]*"
    r"(?:[0-9]{1,2}月[0-9]{1,2}日|"
    r"[一-鿿]{1,4}(?=\.[A-Za-z])|"  # the name of a file
    rf"＿+[{UNITS}]?|"  # a blank to be filled in by hand
    rf"[A-Za-z0-9][A-Za-z0-9.,:/_+*@#-]*[{UNITS}]{{0,2}}|——|……|\s|.)"
    rf"[{re.escape(CANNOT_START)}]*(?:(?<=\.)[A-Za-z0-9]+)?"
)
_BLANKS = str.maketrans({"\t": " ", "\r": None, "\xa0": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Lines that fit a space, at the size found, and the text that did not."""

    lines: tuple[str, ...]
    size: float
    pitch: float
    rest: str = ""


def plain(text: str) -> str:
    """Return a text as it can be set: tabs and hard spaces as blanks, no empty lines at the end."""
    return text.translate(_BLANKS).rstrip(" \n")


@lru_cache(maxsize=8192)
def atoms(text: str) -> tuple[str, ...]:
    """Cut a text into pieces a line may not break: 12人次, （甲）, ——, 人。"""
    return tuple(_ATOM.findall(text))


@lru_cache(maxsize=8192)
def tight(text: str) -> tuple[str, ...]:
    """Cut a text where two marks of punctuation meet; the later piece moves left by half an em."""
    return tuple(_TIGHT.split(text))


def breadth(text: str, face: str, size: float) -> float:
    """Return the width of a text in millimetres, squeezed where punctuation meets."""
    return _ems(text, face) * size * MM_PER_POINT


def lean(text: str, size: float) -> float:
    """Return how far the last mark of a line may lean out of its column, in millimetres."""
    return size * MM_PER_POINT / 2 if text[-1:] in HALF_AT_LINE_END else 0.0


@lru_cache(maxsize=8192)
def wrap(text: str, width: float, face: str, size: float) -> tuple[str, ...]:
    """Break a text into lines no wider than `width`, none of them a lonely character."""
    lines: list[str] = []
    for paragraph in plain(text).split("\n"):
        lines += _without_orphan(_broken(atoms(paragraph), width, face, size))
    return tuple(lines)


def fit(
    text: str,
    room: tuple[float, float],
    *,
    face: str,
    sizes: tuple[float, ...],
    leading: float = 1.35,
) -> Fitted:
    """Set a text at the largest size that fits `room`, width and height in millimetres.

    At the smallest size the text is cut and the rest returned.
    """
    width, height = room
    for size in sizes:
        pitch = size * leading * MM_PER_POINT
        lines = wrap(text, width, face, size)
        most = _lines_in(height, size, pitch)
        if len(lines) <= most:
            return Fitted(lines=lines, size=size, pitch=pitch)
    kept = lines[:most]
    return Fitted(lines=kept, size=size, pitch=pitch, rest=_remainder(plain(text), kept))


def cut(text: str, width: float, rows: int, style: tuple[str, float], mark: str) -> Fitted:
    """Keep at most `rows` lines in a face and size, the last ending in `mark`, and the rest."""
    face, size = style
    lines = wrap(text, width, face, size)
    if len(lines) <= rows:
        return Fitted(lines=lines, size=size, pitch=0)
    kept = list(lines[:rows])
    room = width - breadth(mark, face, size)
    kept[-1] = _broken(atoms(kept[-1]), room, face, size)[0]
    rest = _remainder(plain(text), kept)
    kept[-1] += mark
    return Fitted(lines=tuple(kept), size=size, pitch=0, rest=rest)


@lru_cache(maxsize=65536)
def _ems(text: str, face: str) -> float:
    return fonts.ems(text, face) - SQUEEZE * (len(tight(text)) - 1)


def _lines_in(height: float, size: float, pitch: float) -> int:
    return max(1, int((height - size * MM_PER_POINT) / pitch + 1.001))


def _broken(pieces: tuple[str, ...], width: float, face: str, size: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for whole in pieces:
        piece, extent = whole, breadth(whole, face, size)
        if line and used + extent - lean(piece, size) > width:
            lines.append(line)
            line, used = "", 0.0
            piece = piece.lstrip()
            extent = breadth(piece, face, size)
        while extent > width and len(piece) > 1:
            head = _longest_head(piece, width, face, size)
            lines.append(head)
            piece = piece[len(head) :]
            extent = breadth(piece, face, size)
        line += piece
        used += extent
    return [*lines, line]


def _longest_head(piece: str, width: float, face: str, size: float) -> str:
    count = 1
    while count < len(piece) - 1 and breadth(piece[: count + 1], face, size) <= width:
        count += 1
    return piece[:count]


def _without_orphan(lines: list[str]) -> list[str]:
    if len(lines) < 2 or len(lines[-1].strip(_MARKS)) > 1:
        return lines
    before = atoms(lines[-2])
    if len(before) < 3:
        return lines
    return [*lines[:-2], "".join(before[:-1]), before[-1] + lines[-1]]


def _remainder(text: str, kept: tuple[str, ...] | list[str]) -> str:
    position = 0
    for line in kept:
        position = text.index(line, position) + len(line)
    return text[position:].lstrip()
