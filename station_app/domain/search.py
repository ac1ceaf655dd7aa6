"""Under which keys people are found, and under which a typed text is looked up."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from station_app.domain import names
from station_app.domain.identity import tidy

FOLDED = "~"
SHORTEST_DIGITS = 3
TAIL = 6  # up to so many digits, a tail is likelier than a beginning


class Found(StrEnum):
    """What a key is made of, the likeliest to be meant first; stands in the key table."""

    NAME = "n"
    INITIALS = "a"
    SOUND = "p"
    PET = "x"
    PET_SOUND = "y"
    NUMBER_TAIL = "j"
    PHONE_TAIL = "u"
    NUMBER = "i"
    PHONE = "t"
    NAME_INSIDE = "N"
    INITIALS_INSIDE = "A"
    SOUND_INSIDE = "P"
    FORMER = "f"
    FORMER_SOUND = "g"
    MEMBER = "m"
    MEMBER_SOUND = "q"
    MERGED_NAME = "d"
    MERGED_NUMBER = "e"
    MERGED_TAIL = "h"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a person is found by."""

    name: str
    pets: tuple[str, ...] = ()
    formers: tuple[str, ...] = ()
    number: str = ""
    phones: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    """Name and number of the entries that turned out to be of this person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A person who was found, and why."""

    person: str
    household: str
    name: str
    sex: str
    born: str
    id_number: str
    division: str
    group: str
    door: str
    deceased: bool
    moved_out: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Who was found; `more` tells that there are others, whom a second word would narrow."""

    hits: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to look a typed word up: every key from `start` up to, not including, `end`."""

    start: str
    kinds: frozenset[Found] | None = None

    @property
    def end(self) -> str:
        """Return the first key behind those that begin with `start`."""
        return self.start + "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kinds:
    """What the keys of one sort of name are: those from its first character, and from inside."""

    written: tuple[str, str]
    heard: tuple[str, str]
    initials: tuple[str, str]


_OWN = _Kinds(
    written=(Found.NAME.value, Found.NAME_INSIDE.value),
    heard=(Found.SOUND.value, Found.SOUND_INSIDE.value),
    initials=(Found.INITIALS.value, Found.INITIALS_INSIDE.value),
)


def _alike(written: Found, heard: Found) -> _Kinds:
    both = (heard.value, heard.value)
    return _Kinds(written=(written.value, written.value), heard=both, initials=both)


_PET = _alike(Found.PET, Found.PET_SOUND)
_FORMER = _alike(Found.FORMER, Found.FORMER_SOUND)
_MEMBER = _alike(Found.MEMBER, Found.MEMBER_SOUND)
_MERGED = _alike(Found.MERGED_NAME, Found.MERGED_NAME)
_DIGIT_KINDS = frozenset({Found.NUMBER, Found.PHONE, Found.MERGED_NUMBER})
_TAIL_KINDS = frozenset({Found.NUMBER_TAIL, Found.PHONE_TAIL, Found.MERGED_TAIL})


def keys_of(facts: Facts) -> set[tuple[str, str]]:
    """Return the keys of a person, each with what it is made of."""
    keys = _name_keys(facts.name, _OWN)
    for name in facts.pets:
        keys |= _name_keys(name, _PET)
    for name in facts.formers:
        keys |= _name_keys(name, _FORMER)
    if facts.number:
        keys |= {
            (facts.number, Found.NUMBER.value),
            (facts.number[::-1], Found.NUMBER_TAIL.value),
        }
    for phone in map(digits_of, facts.phones):
        keys |= {(phone, Found.PHONE.value), (phone[::-1], Found.PHONE_TAIL.value)}
    for name, number in facts.merged:
        numbered = {(number, Found.MERGED_NUMBER.value), (number[::-1], Found.MERGED_TAIL.value)}
        keys |= _name_keys(name, _MERGED) | numbered
    return {key for key in keys if key[0]}


def member_keys_of(name: str) -> set[tuple[str, str]]:
    """Return the keys of somebody who is only named in a household."""
    return _name_keys(name, _MEMBER)


def forms_of(word: str) -> tuple[Form, ...]:
    """Return the ways to look a word up, the exact ones first."""
    typed = tidy(word)
    if re.fullmatch("[0-9]+X?", typed):
        return _digit_forms(typed)
    name = names.normalise(unicodedata.normalize("NFKC", word)).lower()
    if not name:
        return ()
    if name.isascii() and any(char.isdigit() for char in name):
        return _digit_forms(typed)  # a passport's number
    if name.isascii():
        sound = re.sub("[^a-z]", "", name.replace("ü", "v"))
        return (Form(start=sound), Form(start=FOLDED + names.fold(sound))) if sound else ()
    return (Form(start=name),)


def words_of(text: str) -> list[str]:
    """Return the words of a typed text; every further one narrows."""
    return text.replace("，", " ").replace(",", " ").split()


def digits_of(phone: str) -> str:
    """Return a phone number's digits alone."""
    return "".join(char for char in phone if char.isdigit())


def _digit_forms(typed: str) -> tuple[Form, ...]:
    if len(typed) < SHORTEST_DIGITS:
        return ()
    tail = Form(start=typed[::-1], kinds=_TAIL_KINDS)
    head = Form(start=typed, kinds=_DIGIT_KINDS)
    return (tail, head) if len(typed) <= TAIL else (head, tail)


def _name_keys(name: str, kinds: _Kinds) -> set[tuple[str, str]]:
    keys = _suffixes(name.lower(), kinds.written)
    for syllables in names.readings(name):
        heard = {
            ("".join(syllables[start:]), kinds.heard[start > 0]) for start in range(len(syllables))
        }
        keys |= heard | {(FOLDED + names.fold(sound), kind) for sound, kind in heard}
        keys |= _suffixes("".join(word[0] for word in syllables), kinds.initials)
    return keys


def _suffixes(text: str, kinds: tuple[str, str]) -> set[tuple[str, str]]:
    return {(text[start:], kinds[start > 0]) for start in range(len(text))}
