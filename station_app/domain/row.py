"""A row of a roster while it is being read."""

import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from station_app.domain import table, unseen
from station_app.domain.category import Holding, Schemes
from station_app.domain.person import Flag, OtherName, Phone, Trouble
from station_app.domain.table import Cell

BLANK = {"", "-", "--", "—", "——", "/", "\\", "无", "没有", "不详", "未知", "空", "暂无", "NULL"}
"""What people write where they have nothing to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What reading a row needs besides the row."""

    today: date
    schemes: Schemes
    words: Mapping[tuple[str, str], str]
    division: str = ""
    areas: Container[str] = ()


@dataclass(slots=True, kw_only=True)
class Open:
    """A row while it is being read."""

    help: Help
    values: dict[str, object] = field(default_factory=dict)
    phones: list[Phone] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    other_names: list[OtherName] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)


FREE = frozenset(
    {"trouble_note", "remark", "address", "registered_address", "employer", "born_said"}
)
"""Fields that hold sentences: their punctuation stays as it was written."""


def plain(cell: Cell) -> str:
    """Return a cell's text with half-width forms and single spaces."""
    if isinstance(cell, float):
        return f"{cell:g}"
    return _plain(table.meant(table.text_of(cell)))


def written(cell: Cell) -> str:
    """Return a sentence with half-width letters and digits, its punctuation as it was written."""
    if isinstance(cell, float):
        return f"{cell:g}"
    letters = (
        letter
        if unicodedata.category(letter).startswith("P")
        else unicodedata.normalize("NFKC", letter)
        for letter in unicodedata.normalize("NFC", unseen.without(table.meant(table.text_of(cell))))
    )
    return " ".join("".join(letters).split())


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", unseen.without(text)).split())
