"""Dates as people write them, whole or partial, and as they are shown.

A partial date is ISO text cut where knowledge ends: "2014", "2014-08", "2014-08-05".
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from station_app.domain.numerals import CHARACTERS, number_of

OLDEST_YEAR = 1880
LATEST_YEAR = 2199

_SPELLED = re.compile(f"[{''.join(sorted(CHARACTERS))}]+(?=[年月日号])")
_SEASON = re.compile("(春|夏|秋|冬)天?$|年?(初|底|末|中)$")
_CLOCK = re.compile(r"[T ]0?0:00(:00)?(\.0+)?$")
_MARKED = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:份|(\d{1,2})[日号]?)?)?")
_SEPARATED = re.compile(r"(\d{4})([-/.、])(\d{1,2})(?:\2(\d{1,2}))?\.?")
_SOLID = re.compile(r"(\d{4})(?:(\d{2})(\d{2})?)?")
_THIS_YEAR = re.compile(r"(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?")


@lru_cache(maxsize=256)  # rules and readers ask about one date several times in a row
def parse(text: str, today: date | None = None) -> str:
    """Return the partial date that a text says, or an empty text where it says none for certain.

    A day without a year is read only where `today` is given, as a day of this year.
    """
    plain = _plain(text)
    found = _MARKED.fullmatch(plain) or _SOLID.fullmatch(plain)
    if found:
        return _partial(found[1], found[2], found[3])
    if found := _SEPARATED.fullmatch(plain):
        return _partial(found[1], found[3], found[4])
    if today and (found := _THIS_YEAR.fullmatch(plain)):
        return _partial(str(today.year), found[1], found[2])
    return ""


def tidy(text: str) -> str:
    """Return a typed date as it is kept, or as it was typed where it says none for certain."""
    return parse(text) or text.strip()


def day(text: str, today: date | None = None) -> date | None:
    """Return the whole day that a text says, or None."""
    found = parse(text, today)
    return date.fromisoformat(found) if len(found) == 10 else None


def first_day(partial: str) -> date | None:
    """Return the first day of a partial date, or None where it is none."""
    if parse(partial) != partial or not partial:
        return None
    return date.fromisoformat(partial + "-01-01"[len(partial) - 4 :])


def fault(partial: str, today: date) -> str:
    """Say what is wrong with a partial date that lies behind us; empty where nothing is."""
    if partial and parse(partial) != partial:
        return "写得不对"
    return "在今天以后" if partial > today.isoformat() else ""


def show(on: date | str | None, today: date | None = None) -> str:
    """Return a date in words; days of the year of `today` without their year."""
    if not on:
        return ""
    parts = [int(part) for part in str(on)[:10].split("-")]
    words = [f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False)]
    short = today is not None and len(parts) == 3 and parts[0] == today.year
    return "".join(words[1:] if short else words)


def age(born: str, on: date) -> int | None:
    """Return the full years on a day; of a partial birth date what is certain by its first day."""
    began = first_day(born)
    if began is None or began > on:
        return None
    return on.year - began.year - ((on.month, on.day) < (began.month, began.day))


def _plain(text: str) -> str:
    """Return a text with plain digits, without idle spaces, seasons and the midnight of a cell."""
    plain = unicodedata.normalize("NFKC", text).replace("．", ".").replace("—", "-")
    plain = _CLOCK.sub("", plain.strip())
    plain = _SPELLED.sub(_in_digits, "".join(plain.split()))
    return _SEASON.sub(lambda found: "年" if "年" in found[0] else "", plain)


def _in_digits(found: re.Match[str]) -> str:
    value = number_of(found[0])
    return found[0] if value is None else str(value)


def _partial(year: str, month: str | None, day_of_month: str | None) -> str:
    """Return the ISO form; months and days written as 00 are not known, others must exist."""
    if not OLDEST_YEAR <= int(year) <= LATEST_YEAR:
        return ""
    if not month or (not int(month) and not int(day_of_month or 0)):
        return year
    try:
        whole = date(int(year), int(month), int(day_of_month or 0) or 1)
    except ValueError:
        return ""
    return whole.isoformat() if int(day_of_month or 0) else whole.isoformat()[:7]
