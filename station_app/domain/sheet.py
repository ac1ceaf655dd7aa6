"""A numbered visit sheet: printed, brought back, typed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from station_app.domain import numbers


class State(StrEnum):
    """What became of a sheet; the value is the word in the list."""

    WAITING = "待录入"
    TYPED = "已录入"
    MISSED = "未遇"
    VOID = "作废"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One number given to one person, with what a list shows beside it."""

    uid: str
    number: str
    year: int
    serial: int
    state: State
    person: str
    name: str
    sex: str
    born: str
    group_name: str
    door: str
    campaign: str
    campaign_name: str
    printed_at: datetime | None
    printed_by: str
    prints: int
    void_reason: str
    visit: str

    @property
    def short(self) -> str:
        """Return the number as screens show it."""
        return numbers.short(self.number)

    @property
    def place(self) -> str:
        """Return group and door as they are said."""
        return " ".join(part for part in (self.group_name, self.door) if part)

    @property
    def says(self) -> str:
        """Return its state in the words of the list."""
        return "表已打印，待录入" if self.state is State.WAITING else self.state.value
