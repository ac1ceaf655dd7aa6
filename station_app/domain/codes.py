"""What the words of a coded column mean."""

import re

from station_app.domain import wording
from station_app.domain.category import Kind, Schemes
from station_app.domain.person import Standing, Trouble
from station_app.domain.row import Help

OWN_SCHEME = {
    "lawful": "LAW5", "collected": "COLLECT12", "aided": "AID5", "monitored": "FPF3",
}  # fmt: skip
"""The columns that ask for the kinds of one scheme."""
CODED = ("category", "priority", "merit", "trouble", *OWN_SCHEME)
"""The fields whose words are looked up, and asked once where they fit no code."""
SKIP = ""
"""The choice that leaves a word out."""

Meaning = Kind | Standing | Trouble | str

_LEVEL = re.compile(r"([1-9]|10|[一二三四五六七八九十])\s*级")
_LEVELS = "一二三四五六七八九十"


def meaning(name: str, words: str, help_: Help) -> Meaning | None:
    """Return what a word of a coded column means; SKIP where a worker left it out, else None."""
    if (name, words) in help_.words:
        return _by_code(help_.words[name, words], help_.schemes)
    if name == "trouble":
        bare = words.removesuffix("困难")
        return Trouble(bare) if bare in set(Trouble) else None
    if found := help_.schemes.read(words, OWN_SCHEME.get(name, "")):
        return found
    if name in OWN_SCHEME:
        return None
    if "残" in words and _LEVEL.search(words) and "联" not in words:
        return help_.schemes.kind("YF18", "11")
    return wording.STANDINGS.get(words) if name == "category" else None


def _by_code(code: str, schemes: Schemes) -> Meaning | None:
    if code == SKIP:
        return SKIP
    scheme, _, rest = code.partition(":")
    if scheme == "standing":
        return Standing(rest)
    if scheme == "trouble":
        return Trouble(rest)
    return schemes.kind(scheme, rest)


def options(field: str, schemes: Schemes) -> list[tuple[str, str]]:
    """Return what a word of a coded column may be taken for: the code, and its words."""
    meanings: list[Meaning] = [*Trouble]
    if field != "trouble":
        only = OWN_SCHEME.get(field)
        kinds = [one for one in schemes.kinds() if only in (None, one.scheme)]
        meanings = [*kinds, *(Standing if field == "category" else ())]
    return [*((code_of(one), says(one)) for one in meanings), (SKIP, says(SKIP))]


def code_of(meant: Meaning) -> str:
    """Return the code under which a choice is remembered."""
    if isinstance(meant, Kind):
        return f"{meant.scheme}:{meant.code}"
    if isinstance(meant, Standing):
        return f"standing:{meant.value}"
    return f"trouble:{meant.value}" if isinstance(meant, Trouble) else SKIP


def says(meant: Meaning) -> str:
    """Return the words of a choice on the screen."""
    if isinstance(meant, Kind):
        return meant.said
    return str(meant) or "不填"


def level(words: str) -> str:
    """Return 因战六级 for the ways of writing it, or nothing where no level is named."""
    found = _LEVEL.search(words if "级" in words else f"{words}级")
    if not found:
        return ""
    digit = found[1]
    nature = next((one for one in ("因战", "因公", "因病") if one in words), "")
    return f"{nature}{_LEVELS[int(digit) - 1] if digit.isdigit() else digit}级"
