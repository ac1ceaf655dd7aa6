"""What goes up on a stick together, and the short code by which both sides compare it."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from station_app.domain import sizes

MANIFEST = "清单.txt"
ROUNDS = 1_000_000
MOST_LISTED = 64 * 1024
"""A list of six returns is far shorter than this."""
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\\\x00-\x1f]+)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One file of a hand-over; `people` is how many persons it names."""

    name: str
    digest: str
    size: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One hand-over by stick as it was written; `read_back` tells whether from the stick itself."""

    uid: str
    number: str
    receiver: str
    notice: str
    stick: str
    matter: str
    code: str
    state: str
    at: datetime
    files: tuple[Carried, ...]
    read_back: bool

    @property
    def says(self) -> str:
        """Say how the writing went."""
        if self.state != "已写入":
            return "这一次没有写成，请换个U盘再导出。"
        if self.read_back:
            return f"{len(self.files)} 份报表核对无误，可以拔了。"
        return f"{len(self.files)} 份报表已写入，未能从U盘回读。"


def manifest(files: Iterable[Carried]) -> bytes:
    """Return 清单.txt: what sha256sum would print, and reads."""
    return "".join(f"{file.digest}  {file.name}\n" for file in files).encode()


def listed(text: bytes) -> dict[str, str]:
    """Return the digests that 清单.txt names, by file; ValueError if it is not as we write it."""
    if not 0 < len(text) <= MOST_LISTED:
        raise ValueError("not as long as a list")
    lines = [_LINE.fullmatch(line) for line in text.decode().splitlines(keepends=True)]
    found = {line[2]: line[1] for line in lines if line}
    if len(found) != len(lines):
        raise ValueError("a line is none of ours, or a name stands there twice")
    return found


@lru_cache(maxsize=64)
def check_code(listed: bytes, station: str) -> str:
    """Return the 12 digits for a whole stick; slow, so that nobody finds a second list for it."""
    digest = hashlib.sha256(listed).digest()
    key = hashlib.pbkdf2_hmac("sha256", digest, station.encode(), ROUNDS)
    return f"{int.from_bytes(key, 'big') % 10**12:012d}"


def in_groups(code: str) -> str:
    """Return a check code as people read it to each other."""
    return " ".join(code[start : start + 4] for start in (0, 4, 8))


def size_says(size: int) -> str:
    """Return the size of a file in words."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return sizes.megabytes(size)


def readable_on_loss(people: int, *, whole_numbers: bool) -> str:
    """Say what a stranger who finds the stick could read on it."""
    if not people:
        return "里面只有人数、户数和金额，没有姓名、身份证号和电话；U盘丢了也只看得到这些。"
    numbers = "完整的身份证号" if whole_numbers else "遮住一部分的身份证号和电话"
    return (
        f"里面有 {people} 人的姓名、住址、困难情况和{numbers}；"
        "U盘丢了，捡到的人都能看到，请当面交接。"
    )
