"""The invented village of the demo: nobody in it exists, province code 79 is unassigned."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from station_app.domain import identity
from station_app.usecases import door

CODE = "790121101201"
PASSWORDS = door.DEMO_PASSWORDS
WORKER, HEAD = PASSWORDS

SURNAMES = "罗马丁何沈仇盖黄邓冯潘石孟葛贾孔雷乔苗鲁韩秦谭曹彭范汪方姜崔"
GIVEN_MEN = (
    "国强", "建平", "守田", "志远", "文华", "长林", "启明", "有才", "秀峰", "凡林", "玉山", "德胜",
    "庆来", "振海", "志成", "永顺", "有粮", "立冬", "大山", "春生", "水根", "来福", "先明", "启程",
)  # fmt: skip
GIVEN_WOMEN = ("秀英", "玉兰", "小满", "美玲", "桂花", "冬梅", "翠莲", "月娥", "素珍", "彩霞")
RARE = (
    ("李䶮", "男", date(1968, 6, 20)),
    ("陈𬭎", "男", date(1948, 6, 12)),
    ("周㛃", "女", date(1956, 2, 29)),
    ("王𠅤", "男", date(1946, 11, 20)),
    ("赵堃", "男", date(1935, 11, 3)),
    ("刘喆", "男", date(1978, 1, 5)),
    ("单翀", "男", date(1991, 9, 30)),
    ("阿依古丽·买买提", "女", date(1979, 4, 15)),
)
KINDS = (
    ("退役士兵", 30),
    ("60周岁以上农村籍退役士兵", 14),
    ("参战", 5),
    ("带病回乡退伍军人", 4),
    ("残疾军人", 3),
    ("在乡复员军人", 2),
)
TIERS = {
    "鳏寡孤独": "每月",
    "重病重残": "每月",
    "脱贫不稳定": "每季",
    "突发严重困难": "每季",
    "零就业家庭": "每季",
}
GROUPS = "一二三四五六"

HEADINGS = (
    (
        "序号", "姓名", "性别", "民族", "公民身份号码", "出生年月日", "联系方式", "", "家庭住址",
        "", "户主", "与户主关系", "对象类别", "重点关爱类别", "困难类型", "具体困难", "多久走访",
        "原部队代号", "入伍时间", "退役时间", "立功情况", "备注",
    ),
    ("", "", "", "", "", "", "本人电话", "家属电话", "组", "门牌号", *("",) * 12),
)  # fmt: skip
"""The two rows of the heading; 联系方式 and 家庭住址 span their columns."""

NAMESAKES = 400
"""From here on names may come twice, as they do in larger villages."""

LEAST_BETWEEN = 20
"""Years between a father and his son."""

Cell = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Villager:
    """One line of the invented roster, still tidy."""

    name: str
    sex: str
    born: date
    number: str
    ethnicity: str = "汉族"
    phone: str = ""
    kin_phone: str = ""
    group: int = 1
    house: int = 1
    head: str = ""
    relation: str = "户主"
    kind: str = "退役士兵"
    care: str = ""
    trouble: str = ""
    merit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The cells of a messy sheet, row by row, and the cells that are merged (A1 style)."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...]


def villagers(count: int, today: date, seed: int) -> list[Villager]:
    """Return as many invented people, the same for the same seed and day."""
    rng = Random(seed)
    found: list[Villager] = []
    names: set[str] = set()
    for order in range(count):
        name, sex, born = _who(order, rng, names, today)
        names.add(name)
        found.append(_placed(order, name, sex, born, rng))
    return _gathered(found, rng, today)


def roster(people: list[Villager], today: date) -> Roster:
    """Return the sheet a village would really send: titles, merged heads, bad cells, signatures."""
    width = len(HEADINGS[0])
    title: tuple[Cell, ...] = ("荷塘村退役军人和优抚对象花名册", *(None,) * (width - 1))
    unit: tuple[Cell, ...] = (
        f"填报单位：荷塘村退役军人服务站　　{today.year}年{today.month}月",
        *(None,) * (width - 1),
    )
    lines = [_line(at, person) for at, person in enumerate(people, start=1)]
    lines = [*lines, *_again(people, len(lines)), *_spoilt(len(lines) + 4)]
    total: tuple[Cell, ...] = ("合计", f"{len(lines)}人", *(None,) * (width - 2))
    signed: tuple[Cell, ...] = (
        "制表人：王芳", None, None, "审核人：徐建民", *(None,) * (width - 4),
    )  # fmt: skip
    blank: tuple[Cell, ...] = (None,) * width
    half = len(lines) // 2
    rows = (title, unit, *HEADINGS, *lines[:half], blank, *lines[half:], total, signed)
    return Roster(rows=rows, merged=("A1:V1", "A2:V2", "G3:H3", "I3:J3"))


def _who(order: int, rng: Random, taken: set[str], today: date) -> tuple[str, str, date]:
    if order < len(RARE):
        return RARE[order]
    while True:
        sex = "女" if rng.random() < 0.12 else "男"
        given = rng.choice(GIVEN_WOMEN if sex == "女" else GIVEN_MEN)
        name = rng.choice(SURNAMES) + given
        if name not in taken or order > NAMESAKES:
            age = rng.choice((rng.randint(24, 59), rng.randint(55, 84), rng.randint(60, 93)))
            return name, sex, today - timedelta(days=age * 365 + rng.randint(20, 340))


def _placed(order: int, name: str, sex: str, born: date, rng: Random) -> Villager:
    serial = (order * 7 % 400) * 2 + (1 if sex == "男" else 2)
    number = identity.with_check(f"790121{born:%Y%m%d}{serial:03d}")
    kind = rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
    return Villager(
        name=name,
        sex=sex,
        born=born,
        number=number,
        ethnicity="维吾尔族" if "·" in name else "汉族",
        phone=f"1540000{1000 + order * 37 % 9000:04d}" if rng.random() < 0.9 else "",
        group=order % 6 + 1,
        house=order // 6 * 3 + rng.randint(1, 3),
        head=name,
        kind=kind,
    )


def _gathered(people: list[Villager], rng: Random, today: date) -> list[Villager]:
    """Give ages, kin, kinds and troubles that fit together."""
    found = [_fitting(person, today) for person in people]
    for at in range(9, len(found), 6):
        head = found[at - 6]
        if found[at].sex == "男" and head.relation == "户主":
            years = found[at].born.year - head.born.year
            if abs(years) > LEAST_BETWEEN:
                relation = "子" if years > 0 else "父亲"
                found[at] = replace(found[at], head=head.name, house=head.house, relation=relation)
    kin = ("烈属", "现役军人家属", "因公牺牲军人遗属")
    women = [at for at, person in enumerate(found) if person.sex == "女"]
    for at, kind in zip(women, kin, strict=False):
        found[at] = replace(found[at], kind=kind)
    _mark(found, rng, today)
    return found


def _fitting(person: Villager, today: date) -> Villager:
    age = today.year - person.born.year
    if person.kind == "60周岁以上农村籍退役士兵" and age < 61:
        return replace(person, kind="退役士兵")
    if person.kind in {"参战", "在乡复员军人"} and age < 65:
        return replace(person, kind="退役士兵")
    return person


def _mark(found: list[Villager], rng: Random, today: date) -> None:
    """Spread priority categories, troubles and merits over the village."""
    care = ("零就业家庭", "鳏寡孤独", "脱贫不稳定", "重病重残", "重病重残", "突发严重困难")
    troubles = {
        "零就业家庭": "就业：全家无人就业，想在镇上找活",
        "鳏寡孤独": "照护：独居，买药不便",
        "脱贫不稳定": "基本生活：收入靠零工",
        "重病重残": "医疗：长期服药，自付多",
        "突发严重困难": "住房：屋顶漏雨，雨天接水",
    }
    for at in range(2, len(found), 3):
        old = today.year - found[at].born.year
        kind = rng.choice(care)
        if kind == "零就业家庭" and old >= 60:
            kind = "重病重残"
        if kind == "鳏寡孤独" and (old < 65 or found[at].relation != "户主"):
            kind = "脱贫不稳定"
        trouble = troubles[kind] if rng.random() < 0.75 else ""
        found[at] = replace(found[at], care=kind, trouble=trouble)
    for at, merit in zip(range(4, len(found), 17), ("二等功", "三等功", "一等功"), strict=False):
        care_kind = "" if merit == "三等功" else "二等功以上"
        found[at] = replace(found[at], merit=merit, care=care_kind or found[at].care)


def _line(at: int, person: Villager) -> tuple[Cell, ...]:
    """Write one row with the habits that real rosters show."""
    return (
        float(at),
        _name(at, person.name),
        f"{person.sex}性" if at % 19 == 0 else person.sex,
        "汉" if at % 5 == 0 and person.ethnicity == "汉族" else person.ethnicity,
        _number(at, person.number),
        _day(at, person.born),
        person.phone if at % 8 else person.phone.replace("154", "154-", 1),
        person.kin_phone or None,
        f"{GROUPS[person.group - 1]}组" if at % 4 else f"第{person.group}组",
        f"{person.house}号" if at % 3 else float(person.house),
        person.head,
        person.relation,
        person.kind,
        person.care or None,
        person.trouble.partition("：")[0] or None,
        person.trouble.partition("：")[2] or None,
        TIERS.get(person.care, "每年"),
        None,
        f"{person.born.year + 18}年12月",
        f"{person.born.year + 20 + person.born.day % 4}年11月",
        person.merit or None,
        person.note or None,
    )


def _name(at: int, name: str) -> str:
    if "·" in name:
        return name.replace("·", "．")
    return {0: f"{name} ", 1: f"{name[0]}　{name[1:]}" if len(name) == 2 else name}.get(
        at % 12, name
    )


def _number(at: int, number: str) -> str:
    if at % 13 == 0:
        return number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if at % 11 == 0:
        return f" {number[:6]} {number[6:14]} {number[14:]}"
    return number.lower()


def _day(at: int, day: date) -> str:
    forms = (
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    return forms[at % len(forms)]


def _again(people: list[Villager], count: int) -> Iterator[tuple[Cell, ...]]:
    """Repeat four people: twice alike, once with a blank filled, once with another birth day."""
    for at, person in enumerate((people[9], people[20]), start=count + 1):
        yield _line(at, person)
    yield _line(count + 3, replace(people[12], kin_phone="15400009912"))
    moved = replace(people[30], house=people[30].house + 40)
    yield _line(count + 4, moved)


def _spoilt(count: int) -> Iterator[tuple[Cell, ...]]:
    """Return a number that the spreadsheet damaged, and one with a wrong last digit."""
    born = date(1957, 3, 8)
    good = identity.with_check(f"790121{born:%Y%m%d}133")
    person = Villager(
        name="曾桂生", sex="男", born=born, number=good, group=3, house=41, head="曾桂生"
    )
    damaged = list(_line(count + 1, person))
    damaged[4] = float(good[:17] + "0")
    yield tuple(damaged)
    wrong = good[:17] + ("1" if good[17] != "1" else "2")
    other = replace(person, name="白云生", number=wrong, house=43, head="白云生")
    yield _line(count + 2, other)
