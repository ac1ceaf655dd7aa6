"""The 走访慰问情况统计表 of the invented village, and the wide one of its township."""

import random
from datetime import date

import cast

from station_app.paper.closing import Tail
from station_app.paper.grid import Column, Row
from station_app.paper.return_form import ReturnLayout, ReturnValues

VILLAGE_SIGNERS = (
    ("填表人", ""),
    ("审核人", ""),
    ("单位负责人", ""),
    ("联系电话", cast.PHONE),
    ("填报日期", "2027年1月25日"),
)
TOWN_SIGNERS = (*VILLAGE_SIGNERS[:3], ("联系电话", cast.TOWN_PHONE), ("填报日期", "2027年1月28日"))
AS_OF = "时点：2027年1月25日　期间：1月4日至1月25日"
GIFT = 500  # yuan to a household
GROUP_WORDS = ("光荣之家", "功臣", "烈属", "困难退役军人", "重点优抚对象")
SEVEN_WORDS = (
    "零就业家庭",
    "鳏寡孤独人员",
    "脱贫不稳定户",
    "重病重残人员",
    "突发严重困难户",
    "二等功以上",
    "边海防官兵家庭",
)
GROUPS = ("光荣\n之家", "功臣", "烈属", "困难\n退役\n军人", "重点\n优抚\n对象")
SEVEN = (
    "零就业\n家庭",
    "鳏寡\n孤独",
    "脱贫\n不稳定",
    "重病\n重残",
    "突发\n困难",
    "二等功\n以上",
    "边海防\n家庭",
)
NOTES = (
    "其中项有交叉，一人同属几类的，合计只计一次，各其中项分别计数，相加可大于合计。",
    "“0”为确实没有，“—”为不适用或未统计；慰问金合计与《慰问资金汇总表》、签领表合计一致。",
)
# 人数 人次 户数 户次, households given money, portions of goods
MET = (41, 46, 32, 35, 27, 33)
AMONG = (
    (29, 33, 24, 26, 19, 25),
    (3, 3, 3, 3, 3, 3),
    (2, 2, 2, 2, 2, 2),
    (18, 20, 16, 18, 14, 15),
    (12, 13, 11, 12, 9, 10),
)
AMONG_SEVEN = (
    (3, 3, 2, 2, 2, 2),
    (3, 4, 3, 4, 2, 3),
    (1, 1, 1, 1, 1, 1),
    (5, 7, 5, 7, 4, 5),
    (2, 2, 1, 1, 1, 1),
    (3, 3, 3, 3, 3, 3),
    (2, 2, 2, 2, 0, 2),
)
LETTERS, COUPLETS = 36, 30
DIFFICULTIES = ("就业", "医疗", "养老", "住房", "其他")
FOUND, SOLVED = (2, 6, 1, 3, 0), 5
# name, households met, households given money, people met
OTHER_VILLAGES = (
    ("石桥村", 48, 45, 60),
    ("东风社区", 61, 56, 77),
    ("南湾村", 39, 36, 49),
    ("北坡村", 52, 48, 66),
    ("新渠村", 44, 41, 55),
    ("上塘村", 41, 38, 52),
    ("下塘村", 57, 52, 71),
    ("渡口村", 38, 35, 47),
    ("桃园村", 59, 54, 73),
    ("双井村", 36, 33, 45),
    ("青山村", 37, 35, 46),
)


def layout() -> ReturnLayout:
    return ReturnLayout(
        title="走访慰问情况统计表",
        columns=_item_columns(),
        upright=True,
        row=8.5,
        largest=11,
        notes=NOTES,
    )


def values(*, paper_first: bool = False) -> ReturnValues:
    rest = cast.DUE_HOMES - cast.MET_HOMES
    reasons = "、".join(f"{why} {count}" for why, count in cast.UNREACHED)
    found = zip(DIFFICULTIES, map(str, FOUND), strict=True)
    return ReturnValues(
        unit=cast.VILLAGE_STATION,
        as_of="时点：2027年1月25日",
        on=date(2027, 1, 25),
        measure="单位：人、户、元、份",
        enclosure="附件1",
        rows=_item_rows(),
        journal=cast.JOURNAL,
        tail=(
            Tail(
                label="其他",
                facts=(
                    ("慰问信（封）", f"{LETTERS}"),
                    ("春联（副）", f"{COUPLETS}"),
                    ("慰问品折价（元）", "—"),
                ),
            ),
            Tail(label="座谈会", facts=(("座谈会、茶话会（场次）", "—"), ("参加（人次）", "—"))),
            Tail(
                label="发现困难",
                facts=(
                    *found,
                    ("已解决", f"{SOLVED}"),
                    ("办理中", f"{sum(FOUND) - SOLVED}"),
                ),
            ),
            Tail(label="", facts=((f"未走访 {rest} 户：{reasons}", ""),)),
        ),
        signers=VILLAGE_SIGNERS,
        paper_first=paper_first,
    )


def town_layout() -> ReturnLayout:
    """Three columns of dashes would press the whole table from 9 points to 8."""
    notes = (*NOTES, "慰问品折价、座谈会（茶话会）本期未统计，不列栏。")
    return ReturnLayout(title="走访慰问情况统计表", columns=_town_columns(), notes=notes)


def town_values() -> ReturnValues:
    rows = town_figures()
    totals = [sum(row[place] for row in rows) for place in range(len(rows[0]))]
    names = (cast.VILLAGE, *(village[0] for village in OTHER_VILLAGES))
    lines = [_town_row("—", "合计", totals, strong=True)]
    lines += [
        _town_row(str(number + 1), name, row)
        for number, (name, row) in enumerate(zip(names, rows, strict=True))
    ]
    return ReturnValues(
        unit=cast.TOWN_STATION,
        as_of=AS_OF,
        on=date(2027, 1, 28),
        measure="单位：人、户、元、份",
        enclosure="附件1",
        journal=cast.TOWN_JOURNAL,
        rows=tuple(lines),
        signers=TOWN_SIGNERS,
    )


def _item_rows() -> tuple[Row, ...]:
    dues = (f"{cast.DUE_PEOPLE}", "—", f"{cast.DUE_HOMES}", "—", "—", "—")
    among = [
        Row(cells=(group, name, *_item(line)))
        for group, names, lines in (
            ("其中：\n慰问对象", GROUP_WORDS, AMONG),
            ("其中：\n重点关爱\n对象", SEVEN_WORDS, AMONG_SEVEN),
        )
        for name, line in zip(names, lines, strict=True)
    ]
    return (
        Row(cells=("应走访", "", *dues), spans=True),
        Row(cells=("走访合计", "", *_item(MET)), spans=True, strong=True),
        *among,
    )


def town_figures() -> list[list[int]]:
    """Return one line of figures for each station; in each every part is within its whole."""
    own = [cast.DUE_PEOPLE, cast.DUE_HOMES, *MET[:4], *(line[0] for line in (*AMONG, *AMONG_SEVEN))]
    own += [MET[4] * GIFT, MET[5], LETTERS, COUPLETS, *FOUND, SOLVED, sum(FOUND) - SOLVED]
    return [own, *(_figures(*village) for village in OTHER_VILLAGES)]


def _figures(name: str, homes: int, paid: int, people: int) -> list[int]:
    dice = random.Random(f"{name}-2027")
    missed = dice.randint(1, 6)
    again = dice.randint(2, 6)
    merit = dice.randint(1, 4)
    groups = [people * dice.randint(66, 76) // 100, merit, dice.randint(0, 3)]
    groups += [people * dice.randint(26, 38) // 100, people * dice.randint(22, 30) // 100]
    seven = [
        dice.randint(0, 3),
        dice.randint(1, 4),
        dice.randint(0, 3),
        dice.randint(2, 6),
        dice.randint(0, 2),
    ]
    seven += [merit, dice.randint(0, 3)]
    found = [
        dice.randint(1, 4),
        dice.randint(2, 6),
        dice.randint(0, 2),
        dice.randint(1, 4),
        dice.randint(0, 1),
    ]
    solved = sum(found) * dice.randint(35, 60) // 100
    visits = [
        people + missed + dice.randint(0, 3),
        homes + missed,
        people,
        people + again + 2,
        homes,
        homes + again,
    ]
    return [
        *visits,
        *groups,
        *seven,
        paid * GIFT,
        homes + dice.randint(0, 2),
        homes + dice.randint(2, 6),
        homes - dice.randint(0, 4),
        *found,
        solved,
        sum(found) - solved,
    ]


def _item(line: tuple[int, ...]) -> tuple[str, ...]:
    return (*map(str, line[:4]), f"{line[4] * GIFT:,}.00", str(line[5]))


def _item_columns() -> tuple[Column, ...]:
    item = "项　　目"
    heads = ("人数", "人次", "户数", "户次")
    return (
        Column(heads=(item,), joins=True, align="center", least=24, most=24),
        Column(heads=(item,), whole=True, least=40, most=42),
        *[Column(heads=(head,), align="right", least=15, most=17) for head in heads],
        Column(heads=("慰问金\n（元）",), align="right", least=24, most=30),
        Column(heads=("慰问品\n（份）",), align="right", least=17, most=17),
    )


def _town_columns() -> tuple[Column, ...]:
    columns = [Column(heads=("序\n号",), align="center"), Column(heads=("单位",), whole=True)]
    columns += _figures_under("应走访", ("人数", "户数"))
    columns += _figures_under("走访", ("人数", "人次", "户数", "户次"))
    columns += _figures_under("其中：慰问对象（人）", GROUPS)
    columns += _figures_under("其中：重点关爱对象（人）", SEVEN)
    columns += _figures_under("慰问", ("慰问金\n元", "物品\n份", "信\n封", "春联\n副"))
    columns += _figures_under("发现困难（件）", (*DIFFICULTIES, "已\n解决", "办理\n中"))
    return tuple(columns)


def _figures_under(group: str, heads: tuple[str, ...]) -> list[Column]:
    return [Column(heads=(group, head), align="right") for head in heads]


def _town_row(order: str, name: str, line: list[int], *, strong: bool = False) -> Row:
    cells = [f"{value:,}" for value in line]
    cells[18] += ".00"
    return Row(cells=(order, name, *cells), strong=strong)
