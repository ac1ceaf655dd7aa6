"""Pages compared as they look: what a reader sees must be what we would draw."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

DPI = 100
_FAINT = 24  # of 255; less is the rounding of another drawing library, more is ink


def differing_pages(expected: bytes, actual: bytes) -> list[int]:
    """Return the numbers, from 1, of pages that do not look as expected; missing ones count."""
    import pypdfium2

    ours, theirs = pypdfium2.PdfDocument(expected), pypdfium2.PdfDocument(actual)
    try:
        for document in (ours, theirs):
            document.init_forms()  # else signature blocks would not be drawn
        common = min(len(ours), len(theirs))
        differing = [number for number in range(common) if not _alike(ours, theirs, number)]
        differing += range(common, max(len(ours), len(theirs)))
    finally:
        ours.close()
        theirs.close()
    return [number + 1 for number in differing]


def _alike(ours: "PdfDocument", theirs: "PdfDocument", number: int) -> bool:
    from PIL import ImageChops

    if ours.get_page_size(number) != theirs.get_page_size(number):
        return False  # also keeps a page of absurd size from being drawn at all
    difference = ImageChops.difference(_picture(ours, number), _picture(theirs, number))
    bands = difference.getextrema()
    return all(isinstance(band, tuple) and band[1] <= _FAINT for band in bands)


def _picture(document: "PdfDocument", number: int) -> "Image":
    picture: Image = document[number].render(scale=DPI / 72).to_pil().convert("RGB")
    return picture
