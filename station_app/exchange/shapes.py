"""The skeleton of a file: no layer, action, form or page entry beside those we draw ourselves."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject

_SIGNING = frozenset({"/AcroForm", "/Perms", "/Annots", "/Extensions"})
"""What the signatures add; they are judged where they were added."""


def strange(expected: bytes, actual: bytes) -> str:
    """Name the first entry that a file has and our own drawing has not; empty if there is none."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    ours, theirs = PdfFileReader(io.BytesIO(expected)), PdfFileReader(io.BytesIO(actual))
    if found := _beside(theirs.root, ours.root):
        return found
    pages = [_pages(ours.root["/Pages"]), _pages(theirs.root["/Pages"])]
    for our_page, their_page in zip(*pages, strict=False):
        found = _beside(their_page, our_page) or _beside(
            their_page["/Resources"], our_page["/Resources"]
        )
        if found:
            return found
        if [float(one) for one in their_page["/MediaBox"]] != [
            float(one) for one in our_page["/MediaBox"]
        ]:
            return "/MediaBox"
    return ""


def _beside(theirs: "DictionaryObject", ours: "DictionaryObject") -> str:
    more = sorted(str(key) for key in theirs if key not in ours and key not in _SIGNING)
    return more[0] if more else ""


def _pages(node: "DictionaryObject") -> "list[DictionaryObject]":
    if "/Kids" not in node:
        return [node]
    kids = node["/Kids"]
    return [page for number in range(len(kids)) for page in _pages(kids[number])]
