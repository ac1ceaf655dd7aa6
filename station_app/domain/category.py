"""Category schemes, and what a person or a household holds in them from one day to another."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from station_app.resources import resource

SHIPPED = ("SEED7", "YF18", "MERIT")


class Subject(StrEnum):
    """Whom a category is attached to."""

    PERSON = "person"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One category of a scheme."""

    scheme: str
    code: str
    name: str
    short: str
    subject: Subject = Subject.PERSON
    standing: str = ""
    synonyms: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A list of categories that an office counts by."""

    code: str
    name: str
    short: str
    source: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A category held from one day until, not including, another; either may be partial."""

    scheme: str
    code: str
    since: str = ""
    until: str = ""
    basis: str = ""
    evidence: str = ""
    uid: str = ""

    def on(self, day: date) -> bool:
        """Tell whether it is held on a day."""
        at = day.isoformat()
        return self.since <= at and (not self.until or self.until > at)


class Schemes:
    """The schemes a register counts by."""

    def __init__(self, schemes: tuple[Scheme, ...]) -> None:
        self.schemes = schemes
        self._kinds = {
            (kind.scheme, kind.code): kind for scheme in schemes for kind in scheme.kinds
        }
        self._words = _words(self._kinds)

    def kind(self, scheme: str, code: str) -> Kind | None:
        """Return a category, or None where no scheme has it."""
        return self._kinds.get((scheme, code))

    def kinds(self, subject: Subject | None = None) -> list[Kind]:
        """Return the categories in the order of their schemes, all or those of one subject."""
        return [kind for kind in self._kinds.values() if subject in (None, kind.subject)]

    def is_shared(self, holding: Holding) -> bool:
        """Tell whether it is the whole household that holds this."""
        kind = self.kind(holding.scheme, holding.code)
        return kind is not None and kind.subject is Subject.HOUSEHOLD

    def short(self, holding: Holding) -> str:
        """Return the words for a screen; a code that is not known stands for itself."""
        kind = self.kind(holding.scheme, holding.code)
        return kind.short if kind else f"{holding.scheme} {holding.code}"

    def name(self, holding: Holding) -> str:
        """Return the full official name; a code that is not known stands for itself."""
        kind = self.kind(holding.scheme, holding.code)
        return kind.name if kind else f"{holding.scheme} {holding.code}"

    def read(self, text: str) -> Kind | None:
        """Return the category that a cell of a roster means, or None where it is not certain."""
        return self._words.get(_bare(text))


def parse(text: str) -> Scheme:
    """Return the scheme that a pack describes."""
    pack = tomllib.loads(text)
    kinds = tuple(
        Kind(
            scheme=pack["code"],
            code=kind["code"],
            name=kind["name"],
            short=kind.get("short", kind["name"]),
            subject=Subject(kind.get("subject", "person")),
            standing=kind.get("standing", ""),
            synonyms=tuple(kind.get("synonyms", ())),
            help=kind.get("help", ""),
        )
        for kind in pack["kind"]
    )
    return Scheme(
        code=pack["code"],
        name=pack["name"],
        short=pack["short"],
        source=pack["source"],
        kinds=kinds,
    )


@cache
def shipped() -> Schemes:
    """Return the schemes that come with the program."""
    folder = resource("packs", "base", "schemes")
    return Schemes(tuple(parse((folder / f"{code}.toml").read_text("utf-8")) for code in SHIPPED))


def _words(kinds: Mapping[tuple[str, str], Kind]) -> dict[str, Kind]:
    """Index names, short names, synonyms and codes; a word of two categories means neither."""
    found: dict[str, Kind | None] = {}
    for kind in kinds.values():
        words = (kind.name, kind.short, *kind.synonyms, f"{kind.scheme}{kind.code}")
        for word in {_bare(word) for word in words}:
            found[word] = None if word in found else kind
    return {word: kind for word, kind in found.items() if kind}


def _bare(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())
