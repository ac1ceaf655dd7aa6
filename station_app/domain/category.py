"""Category schemes, and what a person or a household holds in them from one day to another."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from station_app.resources import resource

SHIPPED = ("SEED7", "YF18", "MERIT", "LAW5", "COLLECT12", "AID5", "FPF3")
MAIN = (
    "伤残", "三属", "在乡复员", "带病回乡", "参战", "参试", "60岁农村籍", "老烈子女",
    "其他退役军人", "军属",
)  # fmt: skip
"""The fixed order by which a person of several kinds is counted once, in the first that fits.

Red Army veterans, whom the order does not name, are counted with 在乡复员.
"""


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
    main: str = ""
    mark: str = ""
    """Stands behind the words of a scheme whose words mean something else in other schemes."""
    barred: str = ""
    """Why nobody of the register may hold this; empty for everything else."""
    synonyms: tuple[str, ...] = ()
    help: str = ""

    @property
    def said(self) -> str:
        """Return the full name by which it is told from those of other schemes."""
        return f"{self.name}（{self.mark}）" if self.mark else self.name


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
        self._words = _words(kind for kind in self._kinds.values() if not kind.mark)
        self._own_words = {
            scheme.code: _words(kind for kind in scheme.kinds if not kind.barred)
            for scheme in schemes
        }

    def kind(self, scheme: str, code: str) -> Kind | None:
        """Return a category, or None where no scheme has it."""
        return self._kinds.get((scheme, code))

    def kinds(self, subject: Subject | None = None) -> list[Kind]:
        """Return what may be held in the order of the schemes, all or what one subject holds."""
        return [
            kind
            for kind in self._kinds.values()
            if subject in (None, kind.subject) and not kind.barred
        ]

    def title(self, scheme: str) -> str:
        """Return the full name of a scheme."""
        return next((one.name for one in self.schemes if one.code == scheme), scheme)

    def is_shared(self, holding: Holding) -> bool:
        """Tell whether it is the whole household that holds this."""
        kind = self.kind(holding.scheme, holding.code)
        return kind is not None and kind.subject is Subject.HOUSEHOLD

    def mark(self, holding: Holding) -> str:
        """Return what marks the words of its scheme; empty for the schemes a name is known by."""
        kind = self.kind(holding.scheme, holding.code)
        return kind.mark if kind else ""

    def short(self, holding: Holding) -> str:
        """Return the words for a screen; a code that is not known stands for itself."""
        kind = self.kind(holding.scheme, holding.code)
        return kind.short if kind else f"{holding.scheme} {holding.code}"

    def name(self, holding: Holding) -> str:
        """Return the full official name; a code that is not known stands for itself."""
        kind = self.kind(holding.scheme, holding.code)
        return kind.name if kind else f"{holding.scheme} {holding.code}"

    def read(self, text: str, scheme: str = "") -> Kind | None:
        """Return the category that a cell of a roster means, or None where it is not certain.

        A column that asks for one scheme is read by its words alone; a scheme with a mark is read
        in no other column.
        """
        words = self._own_words.get(scheme, {}) if scheme else self._words
        return words.get(_bare(text))

    def main(self, holdings: Iterable[Holding], standing: str, day: date) -> str:
        """Return the one kind under which a person is counted, by the fixed order of `MAIN`.

        Empty for somebody whom no line of the order counts.
        """
        found = [self.kind(one.scheme, one.code) for one in holdings if one.on(day)]
        fitting = {kind.main for kind in found if kind}
        fitting.add({"退役军人": "其他退役军人", "军属": "军属"}.get(standing, ""))
        return next((word for word in MAIN if word in fitting), "")


def parse(text: str) -> Scheme:
    """Return the scheme that a pack describes."""
    pack = tomllib.loads(text)
    mark = pack.get("mark", "")
    kinds = tuple(
        Kind(
            scheme=pack["code"],
            code=kind["code"],
            name=kind["name"],
            short=kind.get("short", kind["name"]) + (f"（{mark}）" if mark else ""),
            subject=Subject(kind.get("subject", "person")),
            standing=kind.get("standing", ""),
            main=kind.get("main", ""),
            mark=mark,
            barred=kind.get("barred", ""),
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


def _words(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """Index names, short names, synonyms and codes; a word of two categories means neither."""
    found: dict[str, Kind | None] = {}
    for kind in kinds:
        short = kind.short.removesuffix(f"（{kind.mark}）")
        words = (kind.name, short, *kind.synonyms, f"{kind.scheme}{kind.code}")
        for word in {_bare(word) for word in words}:
            found[word] = None if word in found else kind
    return {word: kind for word, kind in found.items() if kind}


def _bare(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())
