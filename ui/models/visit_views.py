"""The four lists of sheets and visits, and what each of them says."""

from enum import IntEnum

from station_app.domain.sheet import State


class View(IntEnum):
    """Which list is shown."""

    WAITING = 0
    TYPED = 1
    MISSED = 2
    VOID = 3


STATES = (State.WAITING, State.TYPED, State.MISSED, State.VOID)
KEYS = (
    "回车录入这一张　Del 作废　U 记未遇",
    "回车打开　F2 修改　Del 作废",
    "回车打开　F2 修改　Del 作废",
    "回车看原来的记录",
)
EMPTY = (
    ("clipboard-text", "没有待录入的表", "打印过的走访表在这里等着录入。先在应走访名单里打印。"),
    ("walk", "还没有走访记录", "录入带回的表，或直接登记一次走访。"),
    ("user-question", "没有记过未遇", "去了没见到人，在这里留一笔，写明原因。"),
    ("ban", "没有作废的表", "作废的表编号不再用，原因留在这里。"),
)
