"""The one way of asking where a file goes: a document that leaves the register, or a register."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from station_app.domain import endings
from station_app.usecases import saving


def place(parent: QWidget, title: str, wish: str, kinds: str) -> Path | None:
    """Return what the worker chose, with the ending of the wish; None where nothing was chosen."""
    name, _ = QFileDialog.getSaveFileName(parent, title, wish, kinds)
    return saving.chosen(name, Path(wish).suffix) if name else None


def register(parent: QWidget, now: Path | None) -> Path | None:
    """Return where a register goes; the place may be taken, which whoever makes it tells."""
    kinds = f"登记册 (*{endings.REGISTER})"
    name, _ = QFileDialog.getSaveFileName(parent, "登记册放在哪里", str(now), kinds)
    return saving.with_ending(name, endings.REGISTER) if name else None
