"""A return: its period, its life, and the frozen values that are printed and embedded alike."""

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from station_app.domain.template import Format, Template

SCHEMA = 1
NOT_KEPT = "—"
OFFICE = "退役军人服务站"


class State(StrEnum):
    """Where a return stands; only the first follows the register."""

    FILLING = "填报"
    WAITING = "待审核"
    SENT_BACK = "已退回"
    READY = "可导出"
    EXPORTED = "已导出"


class Way(StrEnum):
    """How a return is vouched for: by two electronic signatures, or by hands and a seal."""

    SIGNED = "signed"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What a return speaks about: a campaign, a year or a quarter."""

    code: str
    name: str
    begins: date
    ends: date
    campaign: str = ""


QUARTERS = "一二三四"


def period(code: str) -> Period | None:
    """Return the year `2027` or the quarter `2027-Q1`; None if the code is neither."""
    found = re.fullmatch(r"(20[0-9]{2})(?:-Q([1-4]))?", code)
    if not found:
        return None
    year = int(found[1])
    if not found[2]:
        begins, ends = date(year, 1, 1), date(year, 12, 31)
        return Period(code=code, name=f"{year}年", begins=begins, ends=ends)
    last = int(found[2]) * 3
    name = f"{year}年第{QUARTERS[last // 3 - 1]}季度"
    ends = date(year, last, 31 if last in {3, 12} else 30)
    return Period(code=code, name=name, begins=date(year, last - 2, 1), ends=ends)


def name_of(code: str) -> str:
    """Return how a period is called: 2027年, 2027年第一季度, 2027年春节."""
    known = period(code)
    if known is not None:
        return known.name
    year, _, festival = code.partition("-")
    return f"{year}年{festival}"


def kind_of(spoken_of: Period) -> str:
    """Return what a period is compared by: 春节 with 春节, quarter with quarter, year with year."""
    return kind_of_code(spoken_of.code)


def kind_of_code(code: str) -> str:
    """Return what the period of a code is compared by."""
    _, _, kind = code.partition("-")
    return "Q" if re.fullmatch(r"Q[1-4]", kind) else kind


def as_of_default(spoken_of: Period, today: date) -> date:
    """Return the as-of date of a period: today, or its last day once it is past."""
    return min(today, spoken_of.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value and the text that is printed for it; None is a value that is not kept."""

    value: int | str | None
    text: str


def cell(value: int | str | None, how: Format = Format.TEXT) -> Cell:
    """Return a value with its printed text."""
    return Cell(value=value, text=shown(value, how))


def shown(value: int | str | None, how: Format) -> str:
    """Print a value: figures with separators, money in yuan, 「—」 for what is not kept."""
    if value is None:
        return NOT_KEPT
    if isinstance(value, str):
        return value
    if how is Format.MONEY:
        return f"{value // 100:,}.{value % 100:02d}"
    return f"{value:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a frozen return: a row of the table, a fact under it, or a printed sentence."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column of a frozen return: its key and the words over it."""

    key: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenReturn:
    """Everything a return says; its pages, its JSON and its CSV are all drawn from this."""

    form: str
    template_version: str
    way: Way
    station_code: str
    station_name: str
    period: str
    period_name: str
    as_of: date
    filled_on: date
    chief: str
    phone: str
    version: int
    reason: str
    demo: bool
    previous: str
    journal_number: int
    journal_seal: str
    columns: tuple[Head, ...]
    rows: tuple[Line, ...]

    @property
    def journal(self) -> str:
        """Return the journal's head as it is printed."""
        return f"{self.journal_number} · {self.journal_seal}"

    @property
    def correction(self) -> int:
        """Return the number of the correction; 0 for the first version."""
        return self.version - 1

    def line(self, key: str) -> Line | None:
        """Return the line of that key, or None."""
        return next((line for line in self.rows if line.key == key), None)

    def figures(self) -> dict[str, int | None]:
        """Return every number by its address: row.column, or the key of a fact."""
        made: dict[str, int | None] = {}
        for line in self.rows:
            if len(line.cells) == len(self.columns) and len(line.cells) > 2:
                places = zip(self.columns, line.cells, strict=True)
                made |= {
                    f"{line.key}.{head.key}": one.value
                    for head, one in places
                    if not isinstance(one.value, str)
                }
            elif len(line.cells) == 2 and not isinstance(line.cells[1].value, str):
                made[line.key] = line.cells[1].value
        return made


def village(station_name: str) -> str:
    """Return the name of the place a station serves, as files and lists call it."""
    return station_name.removesuffix(OFFICE) or station_name


def file_name(frozen: FrozenReturn, title: str) -> str:
    """Return the name of a return on the stick."""
    amended = f"_更正{frozen.correction}" if frozen.correction else ""
    place, spoken = _safe(village(frozen.station_name)), _bare(frozen.period_name)
    return f"{place}_{spoken}_{_safe(title)}{amended}.pdf"


def slip_name(station_name: str, period_name: str) -> str:
    """Return the name of the hand-over slip on the stick."""
    return f"{_safe(village(station_name))}_{_bare(period_name)}_报送单.pdf"


def _bare(words: str) -> str:
    """Return the name of a period for the names of files: 2027年春节 as 2027春节."""
    return re.sub(r"^(\d{4})年(?=[^第])", r"\1", re.sub(r"\W", "", words))


def _safe(words: str) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f\s]', "", words)


def to_json(frozen: FrozenReturn) -> bytes:
    """Return the one canonical encoding of a frozen return."""
    return canonical(
        {
            "schema": SCHEMA,
            "form": frozen.form,
            "template_version": frozen.template_version,
            "way": frozen.way.value,
            "station": {"code": frozen.station_code, "name": frozen.station_name},
            "period": {"code": frozen.period, "name": frozen.period_name},
            "as_of": frozen.as_of.isoformat(),
            "filled_on": frozen.filled_on.isoformat(),
            "chief": frozen.chief,
            "phone": frozen.phone,
            "version": frozen.version,
            "reason": frozen.reason,
            "demo": frozen.demo,
            "previous": frozen.previous,
            "journal": {"number": frozen.journal_number, "seal": frozen.journal_seal},
            "columns": [{"key": head.key, "head": head.head} for head in frozen.columns],
            "rows": [
                {
                    "key": line.key,
                    "cells": [{"value": one.value, "text": one.text} for one in line.cells],
                }
                for line in frozen.rows
            ],
        }
    )


def canonical(value: object) -> bytes:
    """Encode with sorted keys and without spaces, so that one value has one encoding."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def to_csv(frozen: FrozenReturn) -> bytes:
    """Return the printed texts as a sheet that any spreadsheet opens without running anything."""
    sheet = io.StringIO()
    out = csv.writer(sheet, lineterminator="\r\n")
    out.writerow(_harmless(head.head) for head in frozen.columns)
    for line in frozen.rows:
        out.writerow(_harmless(one.text) for one in line.cells)
    return "\ufeff".encode() + sheet.getvalue().encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") and text else text


def waits(version: int) -> str:
    """Return how a version is called: the first has no name, then 更正1, 更正2."""
    return f"更正{version - 1}" if version > 1 else ""


def title_of(template: Template, frozen: FrozenReturn) -> str:
    """Return the title as printed; a correction says so."""
    return f"{template.title}（更正{frozen.correction}）" if frozen.correction else template.title


def without_columns(frozen: FrozenReturn, dropped: tuple[str, ...]) -> FrozenReturn:
    """Return a roster without some of its columns."""
    kept = [place for place, head in enumerate(frozen.columns) if head.key not in dropped]
    many = len(frozen.columns)
    return replace(
        frozen,
        columns=tuple(frozen.columns[place] for place in kept),
        rows=tuple(
            replace(line, cells=tuple(line.cells[place] for place in kept))
            if line.key.startswith("person.") and len(line.cells) == many
            else line
            for line in frozen.rows
        ),
    )


def heads(template: Template, as_of: date, *, numbers: bool = True) -> tuple[Head, ...]:
    """Return the columns of a return with the words over them; groups stand before a bar."""
    left_out = "no_numbers" if numbers else "numbers"
    return tuple(
        Head(key=column.key, head="｜".join(column.heads).format(year=as_of.year))
        for column in template.columns
        if column.when != left_out
    )


def summary(template: Template, rows: tuple[Line, ...], columns: tuple[Head, ...]) -> str:
    """Return the line over a roster: how many of each kind; who is of several counts in each."""
    places = [place for place, head in enumerate(columns) if _shows_kinds(template, head.key)]
    held = [
        line.cells[places[0]].text.split("、")
        for line in rows
        if places and line.key.startswith("person.")
    ]
    counts = [(part.word, sum(part.word in one for one in held)) for part in template.parts]
    words = "，".join(f"{word} {count} 人" for word, count in counts if count) or "没有人"
    return template.summary.format(counts=words)


def _shows_kinds(template: Template, key: str) -> bool:
    return template.column(key).shows == ("kinds",)
