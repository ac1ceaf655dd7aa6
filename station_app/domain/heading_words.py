"""The words by which headings of rosters are known, from the pack that ships with the program."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from station_app.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The words of headings."""

    labels: Mapping[str, str]
    fields: Mapping[str, str]
    derived_labels: Mapping[str, str]
    derived: Mapping[str, str]
    others: tuple[str, ...]
    never: tuple[tuple[str, str], ...]
    unused: tuple[tuple[str, ...], str]
    sums: tuple[str, ...]
    furniture: tuple[str, ...]


@cache
def pack() -> Pack:
    """Return the shipped words."""
    said = tomllib.loads(resource("packs", "base", "headings.toml").read_text("utf-8"))
    return Pack(
        labels={one["field"]: one["label"] for one in said["field"]},
        fields={bare(word): one["field"] for one in said["field"] for word in one["words"]},
        derived_labels={one["field"]: one["label"] for one in said["derived"]},
        derived={bare(word): one["field"] for one in said["derived"] for word in one["words"]},
        others=tuple(said["others"]["words"]),
        never=tuple((word, one["why"]) for one in said["never"] for word in one["words"]),
        unused=(tuple(bare(word) for word in said["unused"]["words"]), said["unused"]["why"]),
        sums=tuple(said["furniture"]["sums"]),
        furniture=tuple(said["furniture"]["words"]),
    )


def labels() -> Mapping[str, str]:
    """Return every field a column may mean, with its words on the screen, in reading order."""
    return pack().labels


def bare(heading: str) -> str:
    """Return a heading without stars, brackets, spaces and line breaks."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", heading) if letter.isalnum())
