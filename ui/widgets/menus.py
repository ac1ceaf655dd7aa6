"""Menus: what a deed of several kinds opens, walked by arrows and closed by Esc."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.theme import Look
from ui.widgets.buttons import sign

Deed = Callable[[], object]
Entry = tuple[str, Deed] | None
"""A word and what it does; None draws a line."""


def menu(parent: QWidget, entries: Sequence[Entry]) -> QMenu:
    """Return a menu of deeds."""
    made = QMenu(parent)
    fill(made, entries)
    return made


def fill(made: QMenu, entries: Sequence[Entry]) -> None:
    """Put deeds into a menu."""
    for entry in entries:
        if entry is None:
            made.addSeparator()
            continue
        words, deed = entry
        made.addAction(words.replace("&", "&&")).triggered.connect(lambda _on, deed=deed: deed())


def more(look: Look, entries: Callable[[], Sequence[Entry]], name: str = "更多") -> QPushButton:
    """Return the ⋯ button: what is asked for seldom, read anew each time it opens."""
    made = sign(look, "dots", name)
    opens(made, entries)
    return made


def opens(made: QPushButton, entries: Callable[[], Sequence[Entry]]) -> None:
    """Let a button open a menu below itself."""

    def show() -> None:
        below = made.mapToGlobal(made.rect().bottomLeft())
        shown = menu(made, entries())
        shown.aboutToHide.connect(shown.deleteLater)
        shown.popup(below)

    made.clicked.connect(show)


def opens_nested(
    made: QPushButton, headings: Callable[[], Sequence[tuple[str, Sequence[Entry]]]]
) -> None:
    """Let a button open a menu of menus."""

    def show() -> None:
        shown = QMenu(made)
        for words, entries in headings():
            fill(shown.addMenu(words), entries)
        shown.aboutToHide.connect(shown.deleteLater)
        shown.popup(made.mapToGlobal(made.rect().bottomLeft()))

    made.clicked.connect(show)
