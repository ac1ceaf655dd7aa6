"""How likely two entries of a register speak of one person, with the reasons in words.

Points are added up from what agrees and taken off for what speaks against it; names must be alike
in some way unless the number is the same. The order of the two never matters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from station_app.domain import identity, names, search
from station_app.domain.identity import Sex
from station_app.domain.person import Person, PersonDraft

POSSIBLE = 40
LIKELY = 60
CERTAIN = 80

# Characters that hands and readers mix up; each group holds those that look alike.
_GROUPS = (
    "未末朱 己已巳 土士 干千于 日曰 大太犬 人入八 王玉主 木本术 天夭 田由甲申 刀力 毛手 午牛 "
    "白自百 明朋 晴睛 清请情 候侯 治冶 祥详样 钧钓钩 刚钢 瑞端 荣莱 茂茨 崇祟 宇字 斌武 洪供 "
    "桂挂 根银 杨扬场 陈阵 冯马 孔扎 史吏 仪议 永水 全金 会合 凤风 昊吴 今令 元无 云去 春舂 "
    "季李秀 莹萤 震霞 勒勤 波泼 涛淘 伟纬 洁吉 辰展 玲珍 芬芳 兴光 建健 军车 卫卩 丰半 礼札"
)
_ONE_FOR_ALL = {ord(char): group[0] for group in _GROUPS.split() for char in group}


class Grade(StrEnum):
    """How sure it is, in the words of the screen."""

    CERTAIN = "几乎肯定"
    LIKELY = "很像"
    POSSIBLE = "有点像"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entry is compared by; `home` is a household, `place` an address below the village."""

    name: str
    sound: str
    others: frozenset[str] = frozenset()
    number: str = ""
    good: bool = False
    """Whether the number is one of an identity card, without fault."""
    born: str = ""
    sex: Sex = Sex.UNKNOWN
    phones: frozenset[str] = frozenset()
    home: str = ""
    place: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two entries are, up to 100, and why."""

    score: int
    reasons: tuple[str, ...]
    same_number: bool = False

    @property
    def grade(self) -> Grade:
        """Return the score in words."""
        if self.score >= CERTAIN:
            return Grade.CERTAIN
        return Grade.LIKELY if self.score >= LIKELY else Grade.POSSIBLE

    @property
    def says(self) -> str:
        """Return the reasons in one line, the weightiest first."""
        return "，".join(self.reasons)


Point = tuple[int, str]
"""Points for or against, and what is said about it; nothing is said where it is empty."""

NOTHING: Point = (0, "")


def of(person: PersonDraft) -> Facts:
    """Return what a person, or a draft that is being typed, is compared by."""
    syllables = person.pinyin if isinstance(person, Person) else names.pinyin(person.name)
    return Facts(
        name=person.name,
        sound=syllables.replace(" ", ""),
        others=frozenset(one.name for one in person.other_names),
        number=identity.to18(person.id_number),
        good=identity.valid(person.id_number),
        born=person.born,
        sex=person.sex,
        phones=frozenset(search.digits_of(one.number) for one in person.phones),
        home=person.household,
        place=(person.division, person.group, person.door),
    )


def compare(one: Facts, other: Facts) -> Likeness | None:
    """Return how alike two entries are; None where nobody need look at them."""
    same = bool(one.number) and one.number == other.number
    name = _name(one, other)
    if not same and not name[0]:
        return None
    found = [name, *(rule(one, other) for rule in _RULES)]
    score = min(100, sum(points for points, _ in found))
    if same:
        score = max(score, CERTAIN if name[0] else LIKELY)
    if score < POSSIBLE:
        return None
    said = sorted(found, key=lambda point: -point[0])
    return Likeness(score=score, reasons=tuple(w for _, w in said if w), same_number=same)


def slip(one: str, other: str) -> str:
    """Say how two texts of one length differ by one slip of the hand; empty where by more."""
    if len(one) != len(other) or one == other:
        return ""
    at = next(place for place, char in enumerate(one) if char != other[place])
    if one[at + 1 :] == other[at + 1 :]:
        return f"第 {at + 1} 位不同"
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return f"第 {at + 1}、{at + 2} 位颠倒" if swapped else ""


@lru_cache(maxsize=20_000)
def looks(name: str) -> str:
    """Return a name with one character for all that look like it: alike names share it."""
    return name.translate(_ONE_FOR_ALL)


def _number(one: Facts, other: Facts) -> Point:
    if not one.number or not other.number:
        return NOTHING
    if one.number == other.number:
        return 60, "身份证号相同"
    how = slip(one.number, other.number) or _slip_and_check(one.number, other.number)
    if how:
        return 35, f"身份证号{how}"
    return (-15, "身份证号不同") if one.good and other.good else NOTHING


def _slip_and_check(one: str, other: str) -> str:
    """Say how two numbers differ where a slip was carried on into a check digit made for it."""
    return slip(one[:17], other[:17]) if len(one) == len(other) == 18 else ""


def _name(one: Facts, other: Facts) -> Point:
    if not one.name or not other.name:
        return NOTHING
    if one.name == other.name:
        return 35, "姓名相同"
    if one.name in other.others or other.name in one.others or one.others & other.others:
        return 32, "曾用名或小名相同"
    if looks(one.name) == looks(other.name):
        return 26, f"姓名字形相近（{_mixed_up(one.name, other.name)}）"
    return _heard(one, other) if len(one.name) == len(other.name) and one.sound else NOTHING


def _mixed_up(one: str, other: str) -> str:
    pairs = (sorted(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1])
    return "，".join("、".join(pair) for pair in pairs)


def _heard(one: Facts, other: Facts) -> Point:
    if one.sound == other.sound:
        return 28, "姓名同音"
    alike = names.fold(one.sound) == names.fold(other.sound)
    return (24, "姓名读音相近") if alike else NOTHING


def _born(one: Facts, other: Facts) -> Point:
    if not one.born or not other.born:
        return NOTHING
    if one.born == other.born:
        return (30, "出生日期相同") if len(one.born) == 10 else (15, "出生年月相同")
    if one.born.startswith(other.born) or other.born.startswith(one.born):
        return 18, "出生日期相合"
    if len(one.born) == len(other.born) == 10:
        return (10, "出生日期只差一处") if _near_day(one.born, other.born) else (-25, "")
    return -25, ""


def _near_day(one: str, other: str) -> bool:
    turned = one[:5] + one[8:] + "-" + one[5:7]
    return bool(slip(one, other)) or turned == other


def _sex(one: Facts, other: Facts) -> Point:
    known = Sex.UNKNOWN not in (one.sex, other.sex)
    return (-15, "性别不同") if known and one.sex is not other.sex else NOTHING


def _phone(one: Facts, other: Facts) -> Point:
    return (12, "电话相同") if one.phones & other.phones else NOTHING


def _home(one: Facts, other: Facts) -> Point:
    if one.home and one.home == other.home:
        return 12, "同一户"
    return (8, "住址相同") if one.place == other.place and one.place[2] else NOTHING


def _unnumbered(one: Facts, other: Facts) -> Point:
    """A namesake of whom too little is known to tell the two apart."""
    if one.number and other.number:
        return NOTHING
    return 5, "有一人没填身份证号" if one.number or other.number else "都没填身份证号"


_RULES: tuple[Callable[[Facts, Facts], Point], ...] = (
    _number,
    _born,
    _sex,
    _phone,
    _home,
    _unnumbered,
)
