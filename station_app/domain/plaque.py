"""The plaque 光荣之家 of a household: what can be done about it, and what state that leaves.

Rules from 《为烈属、军属和退役军人等家庭悬挂光荣牌工作实施办法》: one plaque a household; after a
veteran's death it may stay but is not replaced; it is taken back for grave reasons, and may be
hung again.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from station_app.domain.household import HouseholdDraft
from station_app.domain.problems import Problem


class Plaque(StrEnum):
    """What was done last; the value is the word for the state it left."""

    WAITS = "待挂"
    HANGS = "在挂"
    REPLACED = "更换"
    STAYS = "保留不换"
    TAKEN = "收回"
    RESTORED = "恢复"

    @property
    def deed(self) -> str:
        """Return the word of the deed that leads there."""
        return {"在挂": "登记挂牌", "待挂": "登记待挂", "恢复": "恢复悬挂"}.get(
            self.value, self.value
        )

    @property
    def hangs_anew(self) -> bool:
        """Tell whether a plaque was hung by it, at a place, and signed for."""
        return self in (Plaque.HANGS, Plaque.REPLACED, Plaque.RESTORED)

    @property
    def wants_reason(self) -> bool:
        """Tell whether somebody must say why."""
        return self in (Plaque.TAKEN, Plaque.RESTORED, Plaque.STAYS)


def ways(home: HouseholdDraft, today: date) -> tuple[Plaque, ...]:
    """Return what can be done now."""
    if home.plaque_hangs(today):
        stays = home.plaque_state == Plaque.STAYS
        return (Plaque.TAKEN,) if stays else (Plaque.REPLACED, Plaque.STAYS, Plaque.TAKEN)
    if home.plaque_hung_on is not None:
        return (Plaque.RESTORED,)
    waits = home.plaque_state == Plaque.WAITS
    return (Plaque.HANGS,) if waits else (Plaque.HANGS, Plaque.WAITS)


def done(home: HouseholdDraft, act: Plaque, on: date, reason: str) -> HouseholdDraft:
    """Return a household after a deed; replacing keeps the day since which a plaque hangs."""
    hung, taken = home.plaque_hung_on, home.plaque_taken_on
    if act in (Plaque.HANGS, Plaque.RESTORED):
        hung, taken = on, None
    elif act is Plaque.TAKEN:
        taken = on
    return replace(
        home,
        plaque_state=act.value,
        plaque_state_on=on,
        plaque_reason=reason.strip(),
        plaque_hung_on=hung,
        plaque_taken_on=taken,
    )


def problems(before: HouseholdDraft, act: Plaque, today: date, reason: str) -> Iterator[Problem]:
    """Say what is wrong with a deed before it is done."""
    if act not in ways(before, today):
        yield Problem(field="plaque_state", says=f"现在不能登记“{act.deed}”")
    if act.wants_reason and not reason.strip():
        yield Problem(field="plaque_reason", says=f"{act.value}要写原因")


def says(home: HouseholdDraft, today: date) -> str:
    """Return the state in a word; empty where nothing was ever noted."""
    if home.plaque_hangs(today):
        return Plaque.STAYS.value if home.plaque_state == Plaque.STAYS else Plaque.HANGS.value
    return Plaque.TAKEN.value if home.plaque_hung_on else home.plaque_state
