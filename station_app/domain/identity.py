"""Citizen identity numbers after GB 11643: tidying, checking, completing, reading and masking."""

import re
import unicodedata
from collections.abc import Container
from datetime import date
from enum import StrEnum
from functools import lru_cache

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
OLDEST_YEAR = 1880
CENTENARIANS = range(996, 1000)  # 15 digits: these sequences were kept for people born before 1900

_NEW = re.compile(r"[0-9]{17}[0-9X]")
_OLD = re.compile(r"[0-9]{15}")
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?E\+?[0-9]+")
_CUT = re.compile(r"[0-9]{15}000")
_SPOILT = "号码被 WPS 或 Excel 改坏了（{shown}），请照身份证重填"


class Sex(StrEnum):
    """Sex as the identity card says it."""

    MALE = "男"
    FEMALE = "女"
    UNKNOWN = "未知"


class Mask(StrEnum):
    """How a number is shown; a notice says which it wants."""

    FULL = "全部显示"
    BIRTH = "隐去出生日期"
    MIDDLE = "隐去中间六位"
    LAST4 = "隐去后四位"
    LAST6 = "隐去后六位"
    NONE = "不显示"
    SCREEN = "只留前三后四"


_HIDDEN = {
    Mask.BIRTH: slice(6, 14),
    Mask.MIDDLE: slice(6, 12),
    Mask.LAST4: slice(-4, None),
    Mask.LAST6: slice(-6, None),
    Mask.SCREEN: slice(3, -4),
}


def tidy(text: str) -> str:
    """Return a typed number without spaces, dashes and full-width forms, its x as X."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in plain if char.isalnum())


@lru_cache(maxsize=64)  # rules and readers ask about one number several times in a row
def fault(number: str) -> str:
    """Say what is wrong with a tidied number of 15 or 18 characters; empty when nothing is."""
    if not number:
        return "没有填身份证号"
    if len(number) not in (15, 18):
        return f"身份证号应是 18 位，现在是 {len(number)} 位"
    if not (_NEW.fullmatch(number) or _OLD.fullmatch(number)):
        return "身份证号里有不该有的字"
    if birth_of(number) is None:
        return "身份证号里的出生日期不存在"
    if len(number) == 18 and check_digit(number[:17]) != number[17]:
        return "身份证号末位不对"
    return ""


def well_formed(number: str) -> bool:
    """Tell whether a number is written as cards write it; its digits may still be wrong."""
    return _NEW.fullmatch(number) is not None


def valid(number: str) -> bool:
    """Tell whether a tidied number has no fault."""
    return not fault(number)


def check_digit(first17: str) -> str:
    """Return the last character that belongs to the first seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True))
    return CHECK_DIGITS[total % 11]


def with_check(first17: str) -> str:
    """Return seventeen digits with their check digit."""
    return first17 + check_digit(first17)


def birth_of(number: str) -> date | None:
    """Return the birth date in a number of 15 or 18 characters; None where no such day was."""
    if len(number) == 15:
        century = "18" if int(number[12:15]) in CENTENARIANS else "19"
        digits = century + number[6:12]
    else:
        digits = number[6:14]
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if len(number) == 15 or day.year >= OLDEST_YEAR else None


def sex_of(number: str) -> Sex:
    """Return the sex in a number without fault: odd sequences are men, even ones women."""
    odd = int(number[14] if len(number) == 15 else number[16]) % 2
    return Sex.MALE if odd else Sex.FEMALE


def to18(number: str) -> str:
    """Return a number of 15 digits completed to 18; one of 18 stays as it is."""
    if len(number) != 15:
        return number
    born = birth_of(number)
    century = born.year // 100 if born else 19
    return with_check(f"{number[:6]}{century}{number[6:]}")


def area_remark(number: str, known: Container[str]) -> str:
    """Remind of an area code that no shipped list has; old codes are legal for ever."""
    return "" if number[:6] in known else f"身份证号前六位 {number[:6]} 不在区划表里，请核对"


def damaged(cell: object) -> str:
    """Say that a spreadsheet has spoilt a number beyond repair; empty when it has not."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return ""
    if isinstance(cell, int | float):
        return _spoilt(_shown(cell)) if abs(cell) >= 10**15 else ""
    text = "".join(unicodedata.normalize("NFKC", cell).upper().split())
    if _SCIENTIFIC.fullmatch(text):
        return _spoilt(text)
    return _spoilt(text) if _CUT.fullmatch(text) and fault(text) else ""


def spoilt_part(shown: str) -> tuple[int, int]:
    """Return from where to where a written number is wrong; (0, 0) where no place can be named."""
    if not shown or "*" in shown:
        return 0, 0
    if _SCIENTIFIC.fullmatch(shown.upper()):
        return shown.upper().index("E"), len(shown)
    number = tidy(shown)
    if not fault(number):
        return 0, 0
    if len(number) != len(shown) or len(number) not in (15, 18) or not number[:-1].isdecimal():
        return 0, len(shown)
    if (_NEW.fullmatch(number) or _OLD.fullmatch(number)) and birth_of(number) is None:
        return (6, 14) if len(number) == 18 else (6, 12)
    return (15, 18) if _CUT.fullmatch(number) else (len(number) - 1, len(number))


def masked(number: str, mask: Mask = Mask.SCREEN) -> str:
    """Return a number with the characters hidden that the mask hides."""
    if mask is Mask.NONE:
        return ""
    if mask is Mask.FULL:
        return number
    hidden = range(len(number))[_HIDDEN[mask]]
    if len(number) < 15:  # a short paper would show itself under most masks
        hidden = range(2, len(number))
    return "".join("*" if place in hidden else char for place, char in enumerate(number))


def _spoilt(shown: str) -> str:
    return _SPOILT.format(shown=shown)


def _shown(value: float) -> str:
    return f"{value:.1E}"
