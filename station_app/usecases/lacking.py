"""Characters that no face can draw: whose they are, said before anything is printed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Somebody, or a part of a page, whose characters would be missing on paper."""

    name: str
    characters: tuple[str, ...]

    @property
    def says(self) -> str:
        """Return the name and the characters; one that a screen cannot show either has its code."""
        return f"{self.name}（{'、'.join(shown(self.characters))}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Pages as PDF, and what is missing on them."""

    pdf: bytes
    missing: tuple[Missing, ...] = ()


HOW = "这些字没有字形，打印不出来，请打印后手写补上"
FEW = 4
"""So many are named; the others are counted."""


def told(missing: Sequence[Missing]) -> str:
    """Return in a sentence whose characters are missing and what to do; empty where none are."""
    if not missing:
        return ""
    named = "、".join(one.says for one in missing[:FEW])
    more = f"等 {len(missing)} 处" if len(missing) > FEW else ""
    return f"{HOW}：{named}{more}。"


def whose(
    characters: Iterable[str], parts: Iterable[tuple[str, str]], otherwise: str
) -> tuple[Missing, ...]:
    """Name the parts of a page whose texts hold the characters; the rest is the page's own."""
    left = list(characters)
    if not left:
        return ()
    found: list[Missing] = []
    named: set[str] = set()
    for name, text in parts:
        if own := tuple(one for one in left if one in text):
            found.append(Missing(name=name, characters=own))
            named.update(own)
    if rest := tuple(one for one in left if one not in named):
        found.append(Missing(name=otherwise, characters=rest))
    return tuple(found)


def shown(characters: Iterable[str]) -> list[str]:
    """Return characters as they can be shown; one that is no letter of any kind by its code."""
    return [one if one.isprintable() else f"U+{ord(one):04X}" for one in characters]
