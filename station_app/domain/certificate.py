"""Who a signing certificate speaks for, and how long it holds."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from station_app.domain.problems import Problem

STATION_DAYS = 730
LIST_DAYS = 400
HEAD_START = timedelta(days=3)
REMIND_DAYS = 60
FINGERPRINT_DIGITS = 24
LONGEST = 60


class SigningRole(StrEnum):
    """What a person signs a return as; the value stands in the certificate as OU."""

    PREPARER = "填表人"
    REVIEWER = "审核人"

    @property
    def field(self) -> str:
        """Return the name of the signature field that belongs to the role."""
        return "Preparer" if self is SigningRole.PREPARER else "Reviewer"

    @property
    def word(self) -> str:
        """Return the word that stands for the role in machine-readable answers."""
        return "preparer" if self is SigningRole.PREPARER else "reviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The person a certificate names, with station and role."""

    station_name: str
    station_code: str
    person_number: str
    name: str
    role: SigningRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate an account holds: for whom, from when until when, and under which number."""

    subject: Subject
    serial: str
    fingerprint: str
    begins: datetime
    ends: datetime


def problems(subject: Subject) -> list[Problem]:
    """Say why nobody may be certified like this; an empty list means it may be done."""
    found = []
    if not re.fullmatch(r"[0-9]{12}", subject.station_code):
        found.append(Problem(field="station_code", says="服务站代码应是 12 位数字"))
    if not re.fullmatch(r"[0-9A-Za-z-]{1,32}", subject.person_number):
        found.append(Problem(field="person_number", says="人员编号只能用数字、字母和短横"))
    for field, title, text in (
        ("name", "姓名", subject.name),
        ("station_name", "服务站名称", subject.station_name),
    ):
        if not 0 < len(text.strip()) <= LONGEST:
            found.append(Problem(field=field, says=f"{title}不能空着，也不能超过 {LONGEST} 个字"))
        if not is_plain(text):
            found.append(Problem(field=field, says=f"{title}里有看不见的字符"))
    return found


def is_plain(text: str) -> bool:
    """Say whether a text holds no control, direction or line characters that mislead a reader."""
    return not any(unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") for one in text)


def fingerprint(data: bytes) -> str:
    """Return the 24 digits by which people compare a key or a certificate on paper."""
    number = int.from_bytes(hashlib.sha256(data).digest(), "big") % 10**FINGERPRINT_DIGITS
    return f"{number:0{FINGERPRINT_DIGITS}d}"


def in_groups(digits: str) -> str:
    """Return digits in groups of four, as they stand on paper."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def typed_digits(text: str) -> str:
    """Return the digits of what somebody typed from paper, full-width ones included."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def same_fingerprint(typed: str, digits: str) -> bool:
    """Say whether all the digits typed from paper are those of the thing at hand."""
    return typed_digits(typed) == digits


def days_left(held: Held, at: datetime) -> int:
    """Return the whole days until a certificate ends; negative once it has lapsed."""
    return (held.ends - at).days
