"""How characters sound, without tones: one reading each, and those that a phrase gives them."""

from functools import cache

from station_app.resources import resource


def load() -> None:
    """Read both tables now, so that the first name need not wait for them."""
    _characters()
    _phrases()


def sounds(word: str) -> list[str]:
    """Return the sounds of a word: each longest phrase as it sounds, all else by character.

    Characters of which nobody knows how they sound stand as they are, those in a row together.
    """
    found: list[str] = []
    silent = ""
    at = 0
    while at < len(word):
        end = _end_of_phrase(word, at)
        known = _known(word[at:end])
        if known and silent:
            found.append(silent)
            silent = ""
        if known:
            found += known
        else:
            silent += word[at:end]
        at = end
    return [*found, silent] if silent else found


def _end_of_phrase(word: str, at: int) -> int:
    phrases = _phrases()
    ends = range(len(word), at + 1, -1)
    return next((end for end in ends if word[at:end] in phrases), at + 1)


def _known(piece: str) -> list[str]:
    own = _phrases().get(piece, "")
    if own:
        return own.split()
    characters = _characters()
    return [characters[char] for char in piece if char in characters]


@cache
def _characters() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines("characters.txt"):
        sound, _, chars = line.partition(" ")
        found |= dict.fromkeys(chars, sound)
    return found


@cache
def _phrases() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines("phrases.txt"):
        phrase, _, own = line.partition(" ")
        found[phrase] = own
    return found


def _lines(name: str) -> list[str]:
    return resource("readings", name).read_text(encoding="utf-8").splitlines()
