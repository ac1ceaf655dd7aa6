"""A sender's workbook: read for filling, and given back with cells filled, all in the child."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from station_app.domain import table, unseen
from station_app.domain.fill_rows import Outline
from station_app.domain.fill_words import Value
from station_app.domain.table import Book, Range
from station_app.exchange import foreign, sheets, wire
from station_app.exchange.plain import Json, list_of, object_of

Filling = tuple[int, int, Value]
"""Row (from 1), column (from 0), and what the cell is to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A sender's workbook as it was read; `old` is an .xls, which comes back as .xlsx."""

    path: Path
    book: Book
    outlines: dict[str, Outline]
    digest: str
    old: bool

    @property
    def name(self) -> str:
        """Return the name under which it is given back."""
        return self.path.with_suffix(".xlsx").name if self.old else self.path.name


def read(path: Path, waiting: Callable[[], None] = foreign.nothing) -> Sent:
    """Return a workbook for filling; Unreadable says what is wrong with it and what to do."""
    with foreign.Reader() as child, sheets.naming(path):
        told = object_of(child.ask("look", {"path": str(path)}, waiting))
        with child.understanding():
            book = sheets.book_of(path, told)
            merged = {one.name: one.merged for one in book.sheets}
            outlines = {
                unseen.visible(name): _outline(object_of(one), merged[unseen.visible(name)])
                for name, one in object_of(told["outlines"]).items()
            }
            return Sent(
                path=path,
                book=book,
                outlines=outlines,
                digest=str(told["digest"]),
                old=bool(told["old"]),
            )


def filled(
    sent: Sent,
    sheet: str,
    cells: Sequence[Filling],
    layout: tuple[int, int, int],
    waiting: Callable[[], None] = foreign.nothing,
) -> bytes:
    """Return the sender's workbook with cells filled and everything else as it was.

    `layout` says which row new ones look like, above which row new ones go, and how many.
    """
    like, above, many = layout
    request: dict[str, Json] = {
        "path": str(sent.path),
        "digest": sent.digest,
        "sheet": sheet,
        "like": like,
        "above": above,
        "many": many,
        "cells": [[row, column, _harmless(value)] for row, column, value in cells],
    }
    with foreign.Reader() as child, sheets.naming(sent.path):
        answer = child.ask("fill", request, waiting)
        with child.understanding():
            return wire.from_text(answer)


def _harmless(value: Value) -> Value:
    return table.harmless(value) if isinstance(value, str) else value


def _outline(told: dict[str, Json], merged: Sequence[Range]) -> Outline:
    places = [list_of(one) for one in list_of(told["formulas"])]
    kept = {(int(str(row)), int(str(column))) for row, column in places}
    counted = Counter(column for _row, column in kept)
    for top, left, bottom, right in merged:
        kept |= {
            (row + 1, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
    lists: dict[int, tuple[str, ...]] = {}
    for one in list_of(told["lists"]):
        column, words = list_of(one)
        there = lists.get(int(str(column)), ())
        lists[int(str(column))] = (*there, *map(str, list_of(words)))
    styled = frozenset(int(str(row)) for row in list_of(told["styled"]))
    counting = frozenset(column for column, rows in counted.items() if rows > 1)
    return Outline(kept=frozenset(kept), counting=counting, styled=styled, lists=lists)
