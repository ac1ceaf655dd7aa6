"""Where a register goes unless the worker says otherwise."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def folder() -> Path:
    """Return the folder of the PC user's documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
