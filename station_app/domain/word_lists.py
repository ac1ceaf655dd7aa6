"""The words of coded entries: standards as a pack, kept by words and never by their numbers."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from station_app.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The words of one entry in the order of their standard, and other ways to say them.

    Cells are read with half-width brackets, so a word in those is another way to say it.
    """

    standard: str
    words: tuple[str, ...]
    also: Mapping[str, str]


def words(field: str) -> tuple[str, ...]:
    """Return the words of an entry; none for an entry in free words."""
    found = _lists().get(field)
    return found.words if found else ()


def tidy(field: str, text: str) -> str:
    """Return the standard's own word for a way of saying it; what no list knows stays."""
    found, said = _lists().get(field), text.strip()
    return found.also.get(said, said) if found else said


@cache
def _lists() -> Mapping[str, WordList]:
    said = tomllib.loads(resource("packs", "base", "words.toml").read_text("utf-8"))
    return {
        one["field"]: WordList(
            standard=one["standard"],
            words=tuple(one["words"]),
            also={
                **{half: word for word in one["words"] if (half := _half(word)) != word},
                **{other: word for word, others in one.get("also", {}).items() for other in others},
            },
        )
        for one in said["list"]
    }


def _half(word: str) -> str:
    return unicodedata.normalize("NFKC", word)
