"""A list as a table for somebody else: which columns, for what, and how far it is masked."""

from collections.abc import Collection
from dataclasses import dataclass

from station_app.domain import fill_ways, secrecy
from station_app.domain.identity import Mask
from station_app.domain.problems import Problem

NOTICE_BOARD = "公示张贴"
PURPOSES = ("上级要表", "本站核对", "走访慰问发放", "会议、培训通知", NOTICE_BOARD)
"""What tables are usually for; other words may be typed."""

MASKS = tuple(sorted(fill_ways.MASKS.items(), key=lambda one: one[0] is Mask.FULL))
"""The six ways in which notices ask for identity numbers, the whole one last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that may be chosen; `key` is its name in the program, `public` may be posted up."""

    key: str
    label: str
    group: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker wants of a list: its columns in their order, and what for.

    A notice stands in for a purpose. Numbers are masked unless asked for whole.
    """

    columns: tuple[str, ...]
    purpose: str = ""
    notice: str = ""
    mask: Mask = Mask.BIRTH
    whole_phones: bool = False

    @property
    def posted(self) -> bool:
        """Say whether everybody will read the table."""
        return self.purpose == NOTICE_BOARD

    @property
    def whole_numbers(self) -> bool:
        """Say whether numbers stand in it that somebody could use."""
        return self.whole_phones or ("id_number" in self.columns and self.mask is Mask.FULL)


def problems(order: Order, known: Collection[Column]) -> list[Problem]:
    """Say what keeps an order from being written.

    A public notice shows no identity number, phone, account or health: its columns are a
    white-list, so that a column that comes to be later is not on it by itself.
    """
    found = []
    if not order.columns:
        found.append(Problem(field="columns", says="还没有勾选要存的列"))
    if not order.purpose.strip() and not order.notice.strip():
        found.append(Problem(field="purpose", says="请写明做什么用，或者是哪份来文要的"))
    barred = [one.label for one in known if one.key in order.columns and not one.public]
    if order.posted and barred:
        says = f"公示不能有{'、'.join(barred)}，请不要勾选"
        found.append(Problem(field="columns", says=says))
    said = (("purpose", order.purpose), ("notice", order.notice))
    return found + secrecy.problems(said)
