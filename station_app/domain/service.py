"""What makes service in the forces and a military disability acceptable."""

import re
from collections.abc import Iterator
from datetime import date

from station_app.domain import dates
from station_app.domain.person import PersonDraft
from station_app.domain.problems import Level, Problem

YOUNGEST_SOLDIER = 14

_DISABILITY = re.compile("(因战|因公|因病)([一二三四五六七八九十])级")


def problems(draft: PersonDraft, today: date) -> Iterator[Problem]:
    """Say what is wrong with entering, leaving and the disability of a tidied draft."""
    for field in ("enlisted", "discharged"):
        if fault := dates.fault(getattr(draft, field), today):
            yield Problem(field=field, says=f"日期{fault}")
    entered, left = dates.first_day(draft.enlisted), dates.first_day(draft.discharged)
    if entered and left and draft.discharged < draft.enlisted:
        yield Problem(field="discharged", says="退役日期早于入伍日期")
    age = dates.age(draft.born, entered) if entered else None
    if age is not None and age < YOUNGEST_SOLDIER:
        yield Problem(field="enlisted", says=f"入伍时才 {age} 岁，请核对", level=Level.REMINDS)
    if draft.disability:
        yield from _disability_problems(draft.disability)


def _disability_problems(disability: str) -> Iterator[Problem]:
    found = _DISABILITY.fullmatch(disability)
    if not found:
        says = "伤残等级写成“因战六级”这样"
        yield Problem(field="disability", says=says, level=Level.REMINDS)
    elif found[1] == "因病" and found[2] not in "一二三四五六":
        says = "因病评残只有一级到六级，请核对"
        yield Problem(field="disability", says=says, level=Level.REMINDS)
