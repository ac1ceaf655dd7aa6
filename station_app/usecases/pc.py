"""What this PC keeps outside any register: the settings of the window."""

from pathlib import Path

from station_app.storage import appdata


def folder() -> Path:
    """Return the application-data folder; nothing in it names a person."""
    return appdata.folder()
