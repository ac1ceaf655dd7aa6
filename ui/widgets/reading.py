"""Tab in reading order, whatever order the parts of a page were made in."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def read_in_order(root: QWidget) -> None:
    """Let Tab walk everything inside a widget as it is laid out: down, and across."""
    found = list(_stops(root))
    for before, after in pairwise(found):
        QWidget.setTabOrder(before, after)


def read_after(before: QWidget, root: QWidget) -> None:
    """Let Tab go from a widget into another one, and from there on to where it went before."""
    for stop in _stops(root):
        QWidget.setTabOrder(before, stop)
        before = stop


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QScrollArea):
        yield from _stops(widget.widget())
    layout = widget.layout()
    if layout is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        widget = item.widget() if item else None
        inner = item.layout() if item else None
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _inside(inner)
