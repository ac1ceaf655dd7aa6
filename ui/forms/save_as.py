"""The one way of asking where a document goes that leaves the register."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from station_app.usecases import saving


def place(parent: QWidget, title: str, wish: str, kinds: str) -> Path | None:
    """Return what the worker chose, with the ending of the wish; None where nothing was chosen."""
    name, _ = QFileDialog.getSaveFileName(parent, title, wish, kinds)
    return saving.chosen(name, Path(wish).suffix) if name else None
