"""What else a person's file holds, one value each, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from station_app.domain import dates, word_lists
from station_app.domain.problems import Level, Problem

CERTIFICATE = re.compile(r"[\u4e00-\u9fff][军兵][A-Z][0-9]{6}|[0-9]{22}")
"""残疾军人证 since 2014: province, 军 or 兵, a letter, six digits; earlier army cards 22 digits."""
CARD_NUMBER = re.compile(r"(?:[0-9][ -]?){12,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Words of lists, free words, and partial dates; `medical` is asked beside the contact.

    `born_said` keeps a birthday as it is told, by the moon or by a season. There is no unit, rank
    or post of the forces, and no number of the preference card.
    """

    born_said: str = ""
    born_lunar: bool = False
    politics: str = ""
    education: str = ""
    marriage: str = ""
    health: str = ""
    employment: str = ""
    employer: str = ""
    residency_since: str = ""
    residency_note: str = ""
    benefit: str = ""
    benefit_since: str = ""
    pension: str = ""
    branch: str = ""
    release: str = ""
    disability_paper: str = ""
    disability_on: str = ""
    card: str = ""
    card_bank: str = ""
    card_on: str = ""


DATED = ("residency_since", "benefit_since", "disability_on", "card_on")
CODED = ("politics", "education", "marriage", "health", "employment", "benefit", "pension",
         "branch", "release", "card")  # fmt: skip
FREE = ("born_said", "employer", "residency_note", "disability_paper", "card_bank")
NAMES = tuple(one.name for one in fields(Details))


def tidied(draft: Details) -> dict[str, str]:
    """Return the texts as they are kept: words of a list in its own way, dates in ISO."""
    paper = "".join(draft.disability_paper.upper().split())
    return {
        **{name: word_lists.tidy(name, getattr(draft, name)) for name in CODED},
        **{name: dates.tidy(getattr(draft, name)) for name in DATED},
        **{name: getattr(draft, name).strip() for name in FREE},
        "disability_paper": paper,
    }


def problems(draft: Details, today: date) -> Iterator[Problem]:
    """Say what is wrong with tidied details; words that no list has are only pointed at."""
    yield from _date_problems(draft, today)
    yield from _word_problems(draft)
    if draft.disability_paper and not CERTIFICATE.fullmatch(draft.disability_paper):
        says = "残疾军人证号一般像“云军A000123”，请照证件核对"
        yield Problem(field="disability_paper", says=says, level=Level.REMINDS)
    if draft.born_lunar and not draft.born_said:
        says = "生日按农历，请写上原话，如 农历二月初三"
        yield Problem(field="born_said", says=says, level=Level.REMINDS)


def _date_problems(draft: Details, today: date) -> Iterator[Problem]:
    for field in DATED:
        if fault := dates.fault(getattr(draft, field), today):
            yield Problem(field=field, says=f"日期{fault}")


def _word_problems(draft: Details) -> Iterator[Problem]:
    for field in CODED:
        word: str = getattr(draft, field)
        if word and word not in word_lists.words(field):
            says = f"“{word}”不在标准的说法里，请核对"
            yield Problem(field=field, says=says, level=Level.REMINDS)
    for field in FREE:
        if field != "disability_paper" and CARD_NUMBER.search(getattr(draft, field)):
            yield Problem(field=field, says="像是卡号，登记册不登记卡号，请去掉")
