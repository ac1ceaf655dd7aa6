"""Printed pages as pictures: what the preview shows and what the printer is given."""

from collections.abc import Iterator

from station_app.exchange import pages

PREVIEW_DPI = 110
PRINTER_DPI = 600
"""Finer than this no office printer draws; one grey A4 page is then 35 MB."""


def count(pdf: bytes) -> int:
    """Return how many pages a file of ours has."""
    return pages.count(pdf)


def preview(pdf: bytes, *, dpi: int = PREVIEW_DPI, most: int = 200) -> list[bytes]:
    """Return the first pages as pictures (PGM) for the window."""
    return list(pages.pictures(pdf, dpi, range(min(pages.count(pdf), most))))


def for_printer(pdf: bytes, dpi: int, wanted: range | None = None) -> Iterator[bytes]:
    """Yield pages one by one at the printer's resolution (dots per inch)."""
    return pages.pictures(pdf, min(dpi, PRINTER_DPI), wanted)
