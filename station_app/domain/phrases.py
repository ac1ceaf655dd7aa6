"""Ready sentences for what is written down again and again."""

import tomllib
from functools import cache

from station_app.resources import resource

MOST = 9
"""A digit puts a sentence in, so a field has no more than nine."""


def of_visit(field: str) -> tuple[str, ...]:
    """Return the ready sentences for a field of the visit form; none for other fields."""
    return _visit().get(field, ())


@cache
def _visit() -> dict[str, tuple[str, ...]]:
    text = resource("phrases", "visit.toml").read_text("utf-8")
    return {field: tuple(sentences)[:MOST] for field, sentences in tomllib.loads(text).items()}
