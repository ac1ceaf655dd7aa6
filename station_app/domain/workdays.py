"""Working days: weekends, holidays and the weekends that are worked instead."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from station_app.resources import resource

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The holidays of one year; a provisional one lacks the published changes of weekends."""

    year: int
    provisional: bool
    source: str
    off: frozenset[date]
    works: frozenset[date]


class Calendar:
    """The working days of the years whose packs are here; of other years weekends alone."""

    def __init__(self, years: Iterable[Year]) -> None:
        self._years = {year.year: year for year in years}

    @property
    def years(self) -> tuple[Year, ...]:
        """Return the years that are here, the earliest first."""
        return tuple(self._years[year] for year in sorted(self._years))

    def certain(self, day: date) -> bool:
        """Tell whether the working days of that year were published and are here."""
        year = self._years.get(day.year)
        return year is not None and not year.provisional

    def works(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        year = self._years.get(day.year)
        if year and day in year.works:
            return True
        return day.weekday() < _SATURDAY and not (year and day in year.off)

    def back(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days before a day."""
        return self._step(day, count, -1)

    def ahead(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days after a day."""
        return self._step(day, count, 1)

    def between(self, start: date, end: date) -> int:
        """Return how many working days come after `start`, up to and including `end`."""
        days = (start + timedelta(days=gone) for gone in range(1, (end - start).days + 1))
        return sum(self.works(day) for day in days)

    def _step(self, day: date, count: int, way: int) -> date:
        while count > 0:
            day += timedelta(days=way)
            count -= self.works(day)
        return day


def parse(text: str) -> Year:
    """Return the year that a calendar pack describes."""
    pack = tomllib.loads(text)
    holidays = pack["holiday"]
    return Year(
        year=pack["year"],
        provisional=pack["provisional"],
        source=pack["source"],
        off=_days(day for holiday in holidays for day in holiday["off"]),
        works=_days(day for holiday in holidays for day in holiday.get("works", ())),
    )


@cache
def shipped() -> Calendar:
    """Return the calendar of the years that come with the program."""
    folder = resource("packs", "base", "calendar")
    return Calendar(parse(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml")))


def _days(texts: Iterable[str]) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))
