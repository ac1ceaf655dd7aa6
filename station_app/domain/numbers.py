"""Numbers of sheets, plans and slips, and the digits of their QR codes."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

DIGITS = 34
CHECK_DIGITS = 8
LAST_SERIAL = 999_999


class Kind(StrEnum):
    """What a number is on; the value is the kind in the QR code."""

    VISIT = "01"
    PLAN = "02"
    GIFT_LIST = "03"
    SLIP = "04"


_WORD = {Kind.VISIT: "退", Kind.PLAN: "策", Kind.GIFT_LIST: "领", Kind.SLIP: "报"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number as it is given once and never again."""

    kind: Kind
    county: str
    station: str
    year: int
    serial: int

    @property
    def full(self) -> str:
        """Return it as paper prints it."""
        stem = self.county.removesuffix(_WORD[Kind.VISIT])
        return f"{stem}{_WORD[self.kind]}-{self.station}-{self.short}"

    @property
    def short(self) -> str:
        """Return it as screens show it."""
        return f"{self.year}-{self.serial:06d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the QR code of a sheet says."""

    kind: Kind
    station: str
    year: int
    serial: int
    page: int


def short(full: str) -> str:
    """Return the end of a full number, as screens show it."""
    return "-".join(full.split("-")[-2:])


def digits(read: Read, secret: bytes) -> str:
    """Return the 34 digits for the QR code of one page."""
    body = f"{read.kind}{read.station}{read.year:04d}{read.serial:06d}{read.page:02d}"
    return body + _check(body, secret)


def read_digits(text: str, secret: bytes) -> Read | None:
    """Return what 34 digits say, or None where this register has not printed them."""
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", text):
        return None
    body, check = text[:-CHECK_DIGITS], text[-CHECK_DIGITS:]
    if not hmac.compare_digest(check, _check(body, secret)) or body[:2] not in set(Kind):
        return None
    return Read(
        kind=Kind(body[:2]),
        station=body[2:14],
        year=int(body[14:18]),
        serial=int(body[18:24]),
        page=int(body[24:26]),
    )


def tail(text: str) -> tuple[int | None, str]:
    """Return the year where one is typed, and the last figures of the serial; raises ValueError."""
    typed = "".join(text.split()).replace("－", "-").translate(_NARROW)
    year, _, serial = typed.rpartition("-")
    if not re.fullmatch(r"[0-9]{1,6}", serial):
        raise ValueError(text)
    found = re.search(r"([0-9]{4})$", year)
    return (int(found[1]) if found else None), serial


_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def _check(body: str, secret: bytes) -> str:
    digest = hmac.new(secret, body.encode("ascii"), hashlib.sha256).digest()
    return f"{int.from_bytes(digest) % 10**CHECK_DIGITS:0{CHECK_DIGITS}d}"
