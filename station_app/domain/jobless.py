"""退役军人零就业家庭, seen from what the members of a household do; proposed, never decided."""

from collections.abc import Sequence
from datetime import date

from station_app.domain import dates
from station_app.domain.category import Holding
from station_app.domain.completeness import WORKING_AGE
from station_app.domain.household import Member

KIND = ("SEED7", "1")
JOBLESS = "无业人员"
OUTSIDE = ("学生", "退（离）休人员")
"""Who is outside the count: students and pensioners; soldiers are not on the register."""


def reason(members: Sequence[Member], today: date) -> str:
    """Say why a household looks like one without work; empty where it does not.

    All of working age must be known to be out of work; who is not known speaks against it.
    """
    counted = [one for one in members if _counts(one, today)]
    if not counted or any(one.employment != JOBLESS for one in counted):
        return ""
    names = "、".join(one.name for one in counted)
    return f"这一户劳动年龄内的人（{names}）都没有工作，是不是零就业家庭？"


def holding(today: date) -> Holding:
    """Return what is held once the proposal is taken."""
    scheme, code = KIND
    return Holding(
        scheme=scheme, code=code, since=today.isoformat(), basis="按家庭成员从业状况，待核实"
    )


def _counts(one: Member, today: date) -> bool:
    return one.here and one.employment not in OUTSIDE and dates.age(one.born, today) in WORKING_AGE
