"""The skeleton of a file: no layer, action, form or page entry beside those we draw ourselves."""

import io
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.generic import DictionaryObject

_SIGNING = frozenset({"/AcroForm", "/Perms", "/Annots", "/Extensions"})
"""What the signatures add; they are judged where they were added."""
_NODES_BESIDE = 64
"""So many more nodes than ours a page tree may have; one that names a node twice doubles itself."""


def strange(expected: bytes, actual: bytes) -> str:
    """Name the first entry that a file has and our own drawing has not; empty if there is none."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    ours, theirs = PdfFileReader(io.BytesIO(expected)), PdfFileReader(io.BytesIO(actual))
    if found := _beside(theirs.root, ours.root):
        return found
    our_nodes = list(_nodes(ours.root["/Pages"]))
    most = len(our_nodes) + _NODES_BESIDE
    their_nodes = list(islice(_nodes(theirs.root["/Pages"]), most + 1))
    if len(their_nodes) > most:
        return "/Kids"
    for our_page, their_page in zip(_pages(our_nodes), _pages(their_nodes), strict=False):
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


def _nodes(root: "DictionaryObject") -> "Iterator[DictionaryObject]":
    """Yield the nodes of a page tree in order, without climbing deeper than there is memory."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        kids = node.get("/Kids", ())
        waiting += [kids[number] for number in reversed(range(len(kids)))]


def _pages(nodes: "list[DictionaryObject]") -> "list[DictionaryObject]":
    return [node for node in nodes if "/Kids" not in node]
