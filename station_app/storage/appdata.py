"""The application-data folder: small memories about registers, never a person's data."""

import json
import os
from pathlib import Path

import platformdirs


def folder() -> Path:
    """Return the application-data folder, made if it is missing."""
    chosen = os.environ.get("STATION_DATA")
    place = Path(chosen) if chosen else platformdirs.user_data_path("veterans-station", False)
    place.mkdir(parents=True, exist_ok=True)
    return place


def read(name: str) -> dict[str, object]:
    """Return what is remembered under a name; nothing if it is missing or spoilt."""
    try:
        known = json.loads((folder() / name).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def write(name: str, known: dict[str, object]) -> None:
    """Remember something under a name; a folder that cannot be written is passed over."""
    try:
        part = folder() / f"{name}.part"
        part.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        part.replace(folder() / name)
    except OSError:
        return  # a memory that makes mischief visible; work goes on without it
