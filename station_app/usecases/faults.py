"""Reports of faults of ours: the last one stays on this PC, and goes where the worker wants it."""

from pathlib import Path

from station_app import files
from station_app.storage import appdata

_LAST = "last-fault.txt"


def keep(report: str) -> None:
    """Keep the newest report."""
    files.write_whole(appdata.folder() / _LAST, report.encode())


def save(path: Path, report: str) -> None:
    """Write a report where the worker wants it, on a stick for instance."""
    files.write_whole(path, report.encode())
