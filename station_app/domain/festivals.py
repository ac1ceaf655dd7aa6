"""The days on which everybody visits: 春节 by the lunar calendar, 八一 on 1 August."""

from dataclasses import dataclass
from datetime import date

SPRING = {
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 3),
    2031: (1, 23),
    2032: (2, 11),
    2033: (1, 31),
    2034: (2, 19),
    2035: (2, 8),
}
"""First day of the first lunar month; two lunar libraries agree on these years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Festival:
    """One day of one year."""

    name: str
    on: date


def of_year(year: int) -> list[Festival]:
    """Return the festivals of a year in their order; 春节 only in the years that are known."""
    found = [Festival(name="八一", on=date(year, 8, 1))]
    if year in SPRING:
        found.insert(0, Festival(name="春节", on=date(year, *SPRING[year])))
    return found


def near(today: date, *, past_days: int = 0) -> Festival:
    """Return the next festival, or one that is past by at most so many days."""
    years = (today.year - 1, today.year, today.year + 1)
    known = [one for year in years for one in of_year(year)]
    return next(one for one in known if (today - one.on).days <= past_days)
