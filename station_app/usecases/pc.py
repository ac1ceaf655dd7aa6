"""What this PC keeps outside any register: window settings and the last report of a fault."""

from pathlib import Path

from station_app import files
from station_app.storage import appdata

_REPORT = "last-fault.txt"


def folder() -> Path:
    """Return the application-data folder; nothing in it names a person."""
    return appdata.folder()


def keep_report(report: str) -> None:
    """Keep the newest report of a fault of ours."""
    files.write_whole(appdata.folder() / _REPORT, report.encode())


def save_report(path: Path, report: str) -> None:
    """Write a report where the worker wants it, on a stick for instance."""
    files.write_whole(path, report.encode())
