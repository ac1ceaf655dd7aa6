"""Rows of a roster that are no people: sums, signatures, notes, headings once more."""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from station_app.domain import table
from station_app.domain.heading_words import bare, pack
from station_app.domain.row import BLANK
from station_app.domain.table import Row

NAME, NUMBER = "name", "id_number"
_GLANCE = 5
_NO_NUMBER = ":：年月"
_COUNTED = re.compile(r"共[0-9一二三四五六七八九十百千]+[人户名位]")
_HAN = re.compile("[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[^\s0-9]{2,}\s|.*[0-9]")


class Column(Protocol):
    """What has to be known of a column."""

    @property
    def column(self) -> int:
        """Return its place, counted from 0."""

    @property
    def heading(self) -> str:
        """Return its heading."""

    @property
    def field(self) -> str:
        """Return what it means."""


def is_furniture(row: Row, columns: Sequence[Column]) -> bool:
    """Say whether a row is no person: a sum, a signature line, a note, headings once more."""
    if _is_person(row, columns):
        return False
    texts = {match.column: table.text_of(row[match.column]) for match in columns}
    own = {match.field: texts[match.column] for match in columns if match.field}
    if not any(own.values()) or _is_one_line(own):
        return True
    if _is_heading(texts, columns) or _is_numbering(list(texts.values())):
        return True
    written = [text for text in map(table.text_of, row) if text]
    name = own.get(NAME, "")
    if _is_sum(written[0]) or _is_sum(name):
        return True
    if _digits(own.get(NUMBER, "")):
        return False
    return _is_spoken(written[0], name) or (not name and len(set(written)) == 1)


def _is_one_line(own: Mapping[str, str]) -> bool:
    """Say whether one merged line lies across name and number."""
    text = own.get(NAME, "")
    return text == own.get(NUMBER) and text not in BLANK and _HAN.search(text) is not None


def _is_sum(text: str) -> bool:
    words = bare(text)
    return words.startswith(pack().sums) or _COUNTED.match(words) is not None


def _is_spoken(first: str, name: str) -> bool:
    """Say whether a line speaks of the table: a signature, a note, a date."""
    if first == name and first.startswith(pack().furniture) and _SENTENCE.match(first):
        return True
    return bare(first).startswith(pack().furniture) and (not name or _has_colon(first))


def _is_person(row: Row, columns: Sequence[Column]) -> bool:
    """Say at a glance that a row is a person: something like a number stands in its column."""
    places = {match.field: match.column for match in columns if match.field in (NAME, NUMBER)}
    if NUMBER not in places or not _like_number(number := row[places[NUMBER]]):
        return False
    return NAME not in places or number != row[places[NAME]]


def _like_number(cell: table.Cell) -> bool:
    if isinstance(cell, str):
        return _digits(cell) > _GLANCE
    return isinstance(cell, int | float) and cell > 10**_GLANCE


def _digits(text: str) -> int:
    """Return how many digits a text has, none where they are a date or stand behind a colon."""
    return 0 if any(mark in text for mark in _NO_NUMBER) else sum(map(str.isdecimal, text))


def _has_colon(text: str) -> bool:
    return ":" in text or "：" in text


def _is_heading(texts: Mapping[int, str], columns: Sequence[Column]) -> bool:
    alike = [
        match
        for match in columns
        if match.field in (NAME, NUMBER)
        and bare(texts[match.column])
        and bare(texts[match.column]) in bare(match.heading)
    ]
    return len(alike) == 2


def _is_numbering(texts: Sequence[str]) -> bool:
    """Say whether a row only counts the columns: 1 2 3, (1) (2) (3), 甲 乙 1 2."""
    marks = [bare(text) for text in texts if text]
    if len(marks) < 3:
        return False
    digits = [int(mark) for mark in marks if mark.isdecimal()]
    counted = bool(digits) and digits == list(range(digits[0], digits[0] + len(digits)))
    return counted and all(mark.isdecimal() or mark in "甲乙丙丁" for mark in marks)
