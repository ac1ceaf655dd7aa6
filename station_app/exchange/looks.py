"""Whether a file has the skeleton we draw and looks as we would draw it."""

from dataclasses import dataclass

from station_app.exchange import pictures, shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An entry that our own drawing has not, or else the pages that look different."""

    strange: str = ""
    pages: tuple[int, ...] = ()


def compare(expected: bytes, actual: bytes) -> Compared:
    """Compare a file with our own drawing; what is strange is not drawn at all."""
    if found := shapes.strange(expected, actual):
        return Compared(strange=found)
    return Compared(pages=tuple(pictures.differing_pages(expected, actual)))
