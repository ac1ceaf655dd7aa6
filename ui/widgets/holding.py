"""Keeping a sheet over the window while something it asked for is on its way."""

from PySide6.QtWidgets import QWidget

from ui.widgets.sheets import Scrim


def hold(inside: QWidget, on: bool) -> None:
    """Say whether Escape must leave the sheet that a widget stands on where it is."""
    above: QWidget | None = inside
    while above is not None:
        if isinstance(above, Scrim):
            above.keep(on)
            return
        above = above.parentWidget()
