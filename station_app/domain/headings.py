"""Which column of a foreign table means which entry of the register."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from station_app.domain import table
from station_app.domain.furniture import NAME, NUMBER, is_furniture
from station_app.domain.heading_words import bare, pack
from station_app.domain.table import Row, Sheet

DERIVED = "登记册自己会算、会填，没有读。"
_SEARCHED, _DEEPEST = 40, 4
_SAMPLES, _LOOKED_AT = 3, 300
_PRIVATE = re.compile(
    r"(?<![\d.])(?:\d{13,}[Xx\uff38\uff58]?|1\d\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8}"
    r"|\d\.\d{5,}[Ee]\+\d+)(?!\d)"
)
"""Numbers of people, cards and telephones, wherever they stand in a cell."""


class Sure(StrEnum):
    """How a heading was understood; the value is the word on the screen."""

    KNOWN = "认得"
    LIKELY = "像是，请看一眼"
    UNUSED = "不用"
    ASKED = "不认得，请选"


_WORTH = {Sure.KNOWN: 3, Sure.UNUSED: 2, Sure.LIKELY: 1, Sure.ASKED: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One column: its heading, and the field it means; `why` says why it is not read."""

    column: int
    heading: str
    field: str = ""
    sure: Sure = Sure.ASKED
    why: str = ""
    never: bool = False
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet whose headings were found: rows carry the sheet's own numbers.

    `heads` are the first and the last row of the headings.
    """

    sheet: str
    key: str
    columns: tuple[Match, ...]
    rows: tuple[tuple[int, Row], ...]
    heads: tuple[int, int] = (1, 1)

    @property
    def says(self) -> str:
        """Return how many headings were understood, in one sentence."""
        counted = Counter(match.sure for match in self.columns)
        parts = [
            f"{words} {counted[sure]} 列"
            for sure, words in (
                (Sure.KNOWN, "认得"),
                (Sure.LIKELY, "像是"),
                (Sure.UNUSED, "不用"),
            )
            if counted[sure]
        ]
        if counted[Sure.ASKED]:
            parts.append(f"还有 {counted[Sure.ASKED]} 列请选")
        return f"{len(self.columns)} 列：{'，'.join(parts)}。"

    def column_of(self, field: str) -> Match | None:
        """Return the column that was taken for a field."""
        return next((match for match in self.columns if match.field == field), None)

    def rivals(self, field: str) -> list[Match]:
        """Return the columns that all look like one field, where none could be preferred."""
        likes = [match for match in self.columns if pack().fields.get(bare(match.heading)) == field]
        return likes if len(likes) > 1 and not self.column_of(field) else []


def find(sheet: Sheet, chosen: Mapping[str, str] | None = None) -> Table | None:
    """Return the table of a sheet, or None where no row has a name and a number heading.

    `chosen` maps headings to fields ("" = not used) as a worker decided before; it wins.
    """
    filled = _fill_merged(sheet)
    best: tuple[int, int, int] | None = None
    for top in range(min(_SEARCHED, len(filled))):
        if not _may_head(filled[top], chosen or {}):
            continue
        for depth in range(1, _DEEPEST):
            if top + depth > len(filled):
                break
            score = _score(_labels(filled, top, depth), chosen or {})
            if score > 0 and (best is None or score > best[0]):
                best = (score, top, depth)
    return _table(sheet, filled, best[1], best[2], chosen or {}) if best else None


def _may_head(row: Sequence[table.Cell], chosen: Mapping[str, str]) -> bool:
    """Say whether a row has headings among its cells, so that it is worth a closer look."""
    words = {bare(cell) for cell in row if isinstance(cell, str)}
    known = sum(word in pack().fields for word in words)
    return known > 1 or any(cell in chosen for cell in row)


def understand(heading: str, chosen: Mapping[str, str] | None = None) -> Match:
    """Say what one heading means, by itself."""
    made = Match(column=0, heading=heading)
    if why := _never(heading):
        return replace(made, sure=Sure.UNUSED, why=why, never=True)
    if chosen is not None and heading in chosen:
        field = chosen[heading]
        return replace(made, field=field, sure=Sure.KNOWN if field else Sure.UNUSED)
    for words in readings(heading):
        if field := pack().fields.get(bare(words), ""):
            return replace(made, field=field, sure=Sure.KNOWN)
    unused, why = pack().unused
    if bare(heading) in unused:
        return replace(made, sure=Sure.UNUSED, why=why)
    return _unsure(made)


def _unsure(made: Match) -> Match:
    """Say what a heading is like; what the register answers by itself is not asked about."""
    if field := like(made.heading, pack().fields):
        return replace(made, field=field, sure=Sure.LIKELY)
    if bare(made.heading) in pack().derived:
        return replace(made, sure=Sure.UNUSED, why=DERIVED)
    return replace(made, sure=Sure.ASKED)


def like(heading: str, meant: Mapping[str, str]) -> str:
    """Return what the longest word in a heading means, unless that speaks of others."""
    words = bare(heading.split("\n")[-1]) or bare(heading)
    if any(other in bare(heading) for other in pack().others):
        return ""
    found = [word for word in meant if len(word) > 1 and word in words]
    return meant[max(found, key=len)] if found else ""


def readings(heading: str) -> Iterator[str]:
    """Give the ways to say a heading: whole, without brackets, and its lowest line alone."""
    yield heading
    for opening in "(（[【":
        if heading.split(opening)[0].strip():
            yield heading.split(opening)[0]
    lines = heading.split("\n")
    if len(lines) > 1 and not any(other in bare(lines[0]) for other in pack().others):
        yield lines[-1]


def _never(heading: str) -> str:
    words = bare(heading)
    return next((why for word, why in pack().never if word in words), "")


def _score(headings: Sequence[str], chosen: Mapping[str, str]) -> int:
    """Return how well columns are understood; 0 unless name or number is among them."""
    matches = [understand(heading, chosen) for heading in headings if heading]
    named = [match.field for match in matches if match.field]
    fields = set(named)
    if len(fields) < 2 or not fields & {NAME, NUMBER}:
        return 0
    known = sum(_WORTH[match.sure] for match in matches)
    return known - _WORTH[Sure.KNOWN] * (len(named) - len(fields))


def _fill_merged(sheet: Sheet) -> list[list[table.Cell]]:
    """Return the cells with every merged range filled by its first cell."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = rows[top][left]
    return rows


def _labels(rows: Sequence[Sequence[table.Cell]], top: int, depth: int) -> list[str]:
    """Return each column's heading, the lines of a stacked one under each other."""
    headings = []
    for column in range(max(len(row) for row in rows[top : top + depth])):
        lines: list[str] = []
        for row in rows[top : top + depth]:
            words = table.text_of(row[column]) if column < len(row) else ""
            words = "".join(words.split())
            if words and words not in lines:
                lines.append(words)
        headings.append("\n".join(lines))
    return headings


def _table(
    sheet: Sheet,
    filled: Sequence[Sequence[table.Cell]],
    top: int,
    depth: int,
    chosen: Mapping[str, str],
) -> Table:
    headings = _labels(filled, top, depth)
    wide = len(headings)
    rows = tuple(
        (number, tuple(row) if len(row) >= wide else (*row, *[table.EMPTY] * (wide - len(row))))
        for number, row in enumerate(filled[top + depth :], top + depth + 1)
        if any(row)
    )
    matches = [
        replace(
            understand(heading, chosen),
            column=column,
            samples=_samples(rows, column),
        )
        for column, heading in enumerate(headings)
        if heading
    ]
    key = "|".join(sorted(bare(match.heading) for match in matches))
    columns = tuple(_settle(matches, chosen))
    data = tuple((number, row) for number, row in rows if not is_furniture(row, columns))
    columns = tuple(replace(one, samples=_samples(data, one.column)) for one in columns)
    heads = (top + 1, top + depth)
    return Table(sheet=sheet.name, key=key, columns=columns, rows=data, heads=heads)


def _samples(rows: Sequence[tuple[int, Row]], column: int) -> tuple[str, ...]:
    found: list[str] = []
    for _, row in rows[:_LOOKED_AT]:
        words = table.text_of(row[column])
        if words and words not in found:
            found.append(words)
        if len(found) == _SAMPLES:
            break
    return tuple(_PRIVATE.sub(_hidden, one) for one in found)


def _hidden(number: re.Match[str]) -> str:
    said = number[0]
    return f"{said[:3]}{'*' * (len(said) - 7)}{said[-4:]}"


def _settle(matches: list[Match], chosen: Mapping[str, str]) -> Iterator[Match]:
    """Let one column have each field, none of two equals.

    Chosen goes before known, known before likely, filled before empty.

    A second telephone column becomes the second telephone.
    """
    for match in matches:
        rivals = [other for other in matches if match.field and other.field == match.field]
        if len(rivals) < 2 or _beats(match, rivals, chosen):
            yield match
        elif match.field == "phone":
            yield replace(match, field="phone2")
        else:
            yield replace(match, field="", sure=Sure.ASKED)


def _beats(match: Match, rivals: Sequence[Match], chosen: Mapping[str, str]) -> bool:
    rank = {
        id(one): (one.heading in chosen, one.sure is Sure.KNOWN, bool(one.samples))
        for one in rivals
    }
    better = [other for other in rivals if rank[id(other)] > rank[id(match)]]
    equal = [other for other in rivals if rank[id(other)] == rank[id(match)]]
    if better:
        return False
    if match.field == NUMBER:
        return len(equal) == 1
    return equal[0] is match
