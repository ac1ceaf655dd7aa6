"""Faces for paper: Serif for reading, Sans for naming, a rare-character face behind both."""

import copy
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING

from station_app.errors import StationError
from station_app.resources import resource

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

SONG = "Song"
HEI = "Hei"
RARE = "Rare"
FILES = {SONG: "NotoSerifSC-Regular.ttf", HEI: "NotoSansSC-Regular.ttf", RARE: "HanaMinB.ttf"}
REPLACEMENT = "〓"
RUN_STRIDE = 1 << 16
LINE_ENDS = "\n\r"
_loading = Lock()


class FacesMissing(StationError):
    """The faces were never made or were taken away; nothing can be printed."""


class FallbackFont:
    """A face that borrows the characters it lacks from the rare face, which is read when needed."""

    # What reportlab asks of a font; the names are its own.
    _dynamicFont = 1  # noqa: N815
    _multiByte = 1  # noqa: N815
    encName = "UTF-8"  # noqa: N815
    substitutionFonts: tuple[()] = ()  # noqa: N815
    shapable = _shapable = False

    def __init__(self, name: str, main: "TTFont") -> None:
        self.fontName = name
        self.fonts = [main]
        # registerFont drops a second font with the same face name, so the wrapper needs its own.
        self.face = copy.copy(main.face)
        self.face.name = f"Fallback-{name}".encode()
        # The words of a form come back on every page.
        self._runs = lru_cache(maxsize=8192)(self._split)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Return the width of a text in points."""
        return sum(self.fonts[which].stringWidth(run, size) for which, run in self._runs(text))

    def splitString(  # noqa: N802
        self, text: str, doc: object, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return the text as runs of codes, each with the number of its subset."""
        return [
            (which * RUN_STRIDE + subset, codes)
            for which, run in self._runs(text)
            for subset, codes in self.fonts[which].splitString(run, doc)
        ]

    def getSubsetInternalName(self, subset: int, doc: object) -> str:  # noqa: N802
        """Return the name of a subset inside the document."""
        which, inner = divmod(subset, RUN_STRIDE)
        return self.fonts[which].getSubsetInternalName(inner, doc)

    def addObjects(self, doc: object) -> None:  # noqa: N802
        """Add nothing: the inner fonts add their own objects."""

    def pick(self, character: str) -> tuple[int, str]:
        """Return which inner font draws a character, and what is drawn."""
        if ord(character) in self.fonts[0].face.charToGlyph:
            return 0, character
        if len(self.fonts) == 1 and (rare := _rare()):
            self.fonts.append(rare)
        if len(self.fonts) > 1 and ord(character) in self.fonts[1].face.charToGlyph:
            return 1, character
        return 0, REPLACEMENT

    def _split(self, text: str) -> tuple[tuple[int, str], ...]:
        """Cut a text into runs of one inner font each."""
        glyphs = self.fonts[0].face.charToGlyph
        if all(ord(character) in glyphs for character in text):
            return ((0, text),)
        picked = [self.pick(character) for character in text]
        return tuple(
            (which, "".join(drawn for _, drawn in run))
            for which, run in groupby(picked, key=itemgetter(0))
        )


def load() -> None:
    """Make the faces known to reportlab, once."""
    with _loading:
        _load()


def missing(text: str, face: str = SONG) -> list[str]:
    """Return the characters no face can draw, once each; the caller says so before printing."""
    load()
    if text.isascii() and text.isprintable():
        return []
    drawn = dict.fromkeys(character for character in text if character not in LINE_ENDS)
    return [character for character in drawn if _face(face).pick(character)[1] != character]


def has_rare() -> bool:
    """Say whether the face for rare characters is here; without it old names may lack a glyph."""
    return resource("fonts", FILES[RARE]).is_file()


def ems(text: str, face: str) -> float:
    """Return the width of a text in units of its own size."""
    load()
    return _face(face).stringWidth(text, 1000) / 1000


@cache
def _load() -> None:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics, ttfonts

    # Plain binary streams: a fifth smaller, and nobody reads them as text.
    rl_config.useA85 = 0
    rl_config.asciiReadable = 0  # type: ignore[attr-defined]  # reportlab makes it at run time
    ttfonts.makeToUnicodeCMap = _to_unicode
    for name in (SONG, HEI):
        pdfmetrics.registerFont(_face(name))


@cache
def _face(name: str) -> FallbackFont:
    return FallbackFont(name, _inner(name))


@cache
def _rare() -> "TTFont | None":
    return _inner(RARE) if has_rare() else None


@cache
def _inner(name: str) -> "TTFont":
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        font = TTFont(f"_{name}", str(resource("fonts", FILES[name])), shapable=False)
    except TTFError as error:
        raise FacesMissing(
            f"打印用的字体 {FILES[name]} 不在或已损坏。", "请重新安装程序，字体会一起装好。"
        ) from error
    pdfmetrics.registerFont(font)
    return font


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """Write the map from glyph to text; reportlab's own is wrong beyond U+FFFF."""
    pairs = [(code, chr(point)) for code, point in enumerate(subset) if point]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        "<< /Registry (Adobe)",
        "/Ordering (UCS)",
        "/Supplement 0",
        ">> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [
            f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in block
        ]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
