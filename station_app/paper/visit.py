"""What a 走访慰问登记表 says: the person, what was found and done, and whose sheet it is."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Veteran:
    """The person as the sheet shows them."""

    name: str = ""
    sex: str = ""
    age: str = ""
    phone: str = ""
    category: str = ""
    id_number: str = ""  # masked as the station wants it on paper
    household: str = ""
    address: str = ""
    contact: str = ""
    last_visit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """Something promised at the door."""

    matter: str = ""
    owner: str = ""
    due: str = ""

    @property
    def in_words(self) -> str:
        """Say it in a sentence, for where it has no line with places of its own."""
        owner = f"承办人{self.owner}" if self.owner else ""
        due = f"期限{self.due}" if self.due else ""
        return "，".join(part for part in (self.matter, owner, due) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What was found and done; empty for a sheet that is still to be filled in.

    Ticks are written group and word, as 方式.入户 or 慰问.慰问金.
    """

    at: str = ""
    visitors: str = ""
    ticks: frozenset[str] = frozenset()
    reason: str = ""  # why nobody was met
    also: str = ""  # others of the household who were met
    living: str = ""
    family: str = ""
    difficulty: str = ""
    request: str = ""
    solved: str = ""
    to_do: tuple[ToDo, ...] = ()
    money: str = ""
    goods: str = ""
    follow_up: str = ""


def no_code(page: int) -> str:
    """Return the digits of a draft: none, on any page."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """One sheet of paper; `digits` gives the 34 digits of the QR code of a page, from 1 on."""

    number: str
    station: str
    campaign: str
    digits: Callable[[int], str] = no_code
    veteran: Veteran = field(default_factory=Veteran)
    visit: Visit = field(default_factory=Visit)
