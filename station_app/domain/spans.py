"""What makes categories and difficulties acceptable: known, once, their dates in order."""

from collections.abc import Iterator
from datetime import date

from station_app.domain import dates
from station_app.domain.category import Schemes, Subject
from station_app.domain.person import Difficulty, PersonDraft, Trouble
from station_app.domain.problems import Level, Problem

SIXTY, SIXTY_YEARS = ("YF18", "81"), 60
"""60周岁以上农村籍退役士兵: the age is in its name."""


def holding_problems(draft: PersonDraft, today: date, schemes: Schemes) -> Iterator[Problem]:
    """Say what is wrong with what a tidied draft holds in the schemes."""
    seen: set[tuple[str, str]] = set()
    for index, holding in enumerate(draft.holdings):
        field, key = f"holdings.{index}", (holding.scheme, holding.code)
        kind = schemes.kind(*key)
        if kind is None:
            yield Problem(field=field, says=f"没有 {holding.scheme} {holding.code} 这一类")
        elif kind.barred:
            yield Problem(field=field, says=kind.barred)
        if key in seen and not holding.until:
            yield Problem(field=field, says=f"{schemes.short(holding)} 写了两遍")
        if not holding.until:
            seen.add(key)
        yield from _span_problems(field, (holding.since, holding.until), today)
        if key == SIXTY and (age := dates.age(draft.born, today)) is not None and age < SIXTY_YEARS:
            says = f"{schemes.short(holding)}要满 {SIXTY_YEARS} 周岁，现在 {age} 岁，请核对"
            yield Problem(field=field, says=says, level=Level.REMINDS)
        if kind and kind.subject is Subject.PERSON and not holding.basis:
            says = f"{kind.short} 还没有写依据"
            yield Problem(field=field, says=says, level=Level.REMINDS)


def difficulty_problems(draft: PersonDraft, today: date) -> Iterator[Problem]:
    """Say what is wrong with the difficulties of a tidied draft."""
    open_ones = [trouble.kind for trouble in draft.difficulties if not trouble.until]
    for index, trouble in enumerate(draft.difficulties):
        field = f"difficulties.{index}"
        if _repeated(trouble, open_ones):
            yield Problem(field=field, says=f"{trouble.kind.value}困难写了两遍")
        yield from _span_problems(field, (trouble.since, trouble.until), today)


def _repeated(trouble: Difficulty, open_ones: list[Trouble]) -> bool:
    return not trouble.until and open_ones.count(trouble.kind) > 1


def _span_problems(field: str, span: tuple[str, str], today: date) -> Iterator[Problem]:
    since, until = span
    if any(part and dates.parse(part) != part for part in span):
        yield Problem(field=field, says="日期写得不对")
    elif since > today.isoformat():
        yield Problem(field=field, says="开始日期在今天以后")
    elif until and until < since:
        yield Problem(field=field, says="结束日期早于开始日期")
