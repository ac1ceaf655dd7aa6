"""Characters that no eye sees, in what comes from strangers: they are shown as what they are."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters by their kind, blank by their look."""


def visible(text: str) -> str:
    """Return a text with control and bidirectional characters as 〔U+202E〕; line feeds stay."""
    tidy = text.replace("\r\n", "\n").replace("\t", " ")
    return tidy if tidy.isascii() and tidy.isprintable() else "".join(map(_shown, tidy))


def without(text: str) -> str:
    """Return a text without such characters, its white space as it was."""
    if text.isprintable() and not any(filler in text for filler in _FILLERS):
        return text
    return "".join(letter for letter in text if letter.isspace() or not _hidden(letter))


def _shown(letter: str) -> str:
    return f"〔U+{ord(letter):04X}〕" if letter != "\n" and _hidden(letter) else letter


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN or letter in _FILLERS
