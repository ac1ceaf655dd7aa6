"""The help pages that are there: one for each screen, in the order of the side bar."""

import re
from dataclasses import dataclass
from pathlib import Path

from station_app.resources import resource

START = "start"
ORDER = (
    START,
    "today",
    "notices",
    "notice",
    "people",
    "person",
    "person_form",
    "household",
    "roster",
    "doubles",
    "merge",
    "visits",
    "visit",
    "round",
    "sheets",
    "plans",
    "plan",
    "returns",
    "return",
    "fill",
    "review",
    "handover",
    "upkeep",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One help page: the key of its screen, its title, its text as HTML."""

    key: str
    title: str
    text: str


def topics() -> tuple[Topic, ...]:
    """Return all help pages."""
    files = {path.stem: path for path in resource("help").glob("*.html")}
    keys = [key for key in ORDER if key in files]
    keys += sorted(key for key in files if key not in ORDER)
    return tuple(_topic(key, files[key]) for key in keys)


def _topic(key: str, path: Path) -> Topic:
    text = path.read_text(encoding="utf-8")
    found = re.search(r"<h1>(.*?)</h1>", text)
    return Topic(key=key, title=found[1] if found else key, text=text)
