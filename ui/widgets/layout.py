"""Boxes and surfaces: how parts are stacked, set side by side and put on paper."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Look

Part = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)
Kind = TypeVar("Kind", bound=QWidget)
FLUSH: Margins = (0, 0, 0, 0)


def column(*parts: Part, gap: int = 0, margins: Margins = FLUSH) -> QVBoxLayout:
    """Stack parts downwards; an int is a gap, None takes the room left over."""
    return _fill(QVBoxLayout(), parts, gap, margins)


def row(*parts: Part, gap: int = 0, margins: Margins = FLUSH) -> QHBoxLayout:
    """Set parts side by side; an int is a gap, None takes the room left over."""
    return _fill(QHBoxLayout(), parts, gap, margins)


def _fill(box: Box, parts: Sequence[Part], gap: int, margins: Margins) -> Box:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part, 1 if isinstance(part, QAbstractScrollArea) else 0)
    return box


def margins(look: Look, *sides: int) -> Margins:
    """Return margins in design pixels: one for all, two for across and down, or all four."""
    across, down = (sides * 2)[:2]
    left, top, right, bottom = sides if len(sides) == 4 else (across, down, across, down)
    return look.px(left), look.px(top), look.px(right), look.px(bottom)


def frame(name: str, layout: QLayout) -> QFrame:
    """Put a layout on a surface named in the style sheet: sheet panel card bar strip line …"""
    surface = QFrame()
    surface.setObjectName(name)
    surface.setLayout(layout)
    return surface


def holder(layout: QLayout) -> QWidget:
    """Put a layout into a bare widget."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def rule() -> QFrame:
    """Draw a hairline."""
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line


def empty_out(box: QLayout) -> None:
    """Take everything out of a layout and let it go once Qt is idle."""
    while (item := box.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_out(inner)


def put(box: QBoxLayout, widget: QWidget) -> None:
    """Add a widget to a box that is on the screen; it is there at once, not after the next turn."""
    box.addWidget(widget)
    widget.show()


def refill(box: QBoxLayout, *parts: Part) -> None:
    """Put other parts into a box in place of what it holds."""
    empty_out(box)
    _fill(box, parts, box.spacing(), _margins_of(box))


def swap(box: QBoxLayout, *widgets: QWidget) -> None:
    """Put other widgets into a box that is on the screen; they are there at once."""
    empty_out(box)
    for widget in widgets:
        put(box, widget)


def sized(look: Look, widget: Kind, width: int) -> Kind:
    """Give a widget a fixed width."""
    widget.setFixedWidth(look.px(width))
    return widget


def top(widget: QWidget) -> QVBoxLayout:
    """Keep a widget at the top of its row."""
    return column(widget, None)


def painting(widget: QWidget) -> QPainter:
    """Start painting a widget smoothly in its own font."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return painter


def _margins_of(box: QBoxLayout) -> Margins:
    now = box.contentsMargins()
    return now.left(), now.top(), now.right(), now.bottom()
