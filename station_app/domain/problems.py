"""What is wrong with a draft, and how much it matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from station_app.errors import Refused


class Level(StrEnum):
    """How much a problem matters; the value is the word on the screen."""

    BLOCKS = "必须改"
    NEEDS_REASON = "需说明"
    REMINDS = "提醒"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, and with which field."""

    field: str
    says: str
    level: Level = Level.BLOCKS


class RefusedFields(Refused):
    """A draft was refused; `problems` says why, field by field."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("；".join(problem.says for problem in problems) + "。", "请改好后再保存。")
        self.problems = problems


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raise RefusedFields when one of the problems must be put right first."""
    if blocking := [problem for problem in problems if problem.level is Level.BLOCKS]:
        raise RefusedFields(blocking)
