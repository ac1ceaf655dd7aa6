"""Administrative divisions by their codes, and how an address within a village is written."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from station_app.domain import names as spoken
from station_app.domain import villages
from station_app.domain.numerals import number_of
from station_app.resources import resource

LENGTHS = (2, 4, 6, 9, 12)

_NUMBERED = re.compile(r"第?(\d+)(?:村民小组|村小组|居民小组|小组|组|队|生产队)?")
_DOOR = re.compile(r"(\d+(?:-\d+)*)(?:号|户)?")
_SPELLED = re.compile("[〇零一二三四五六七八九十百]+(?=村民小组|居民小组|村小组|小组|组|队|号)")
_FLOATED = re.compile(r"(\d+)\.0+")
_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"(.*?)([a-z]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A province, city, county, town or village."""

    code: str
    name: str

    @property
    def parent(self) -> str:
        """Return the code of the division above; empty for a province."""
        shorter = [length for length in LENGTHS if length < len(self.code)]
        return self.code[: shorter[-1]] if shorter else ""


class Divisions:
    """All divisions that are known, by code; a county's towns and villages are read when asked."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)

    def with_these(self, divisions: Iterable[Division]) -> "Divisions":
        """Return these divisions and further ones, which win over those of the same code."""
        return Divisions(self._names | {division.code: division.name for division in divisions})

    def name(self, code: str) -> str:
        """Return the name of a division; empty where it is not known."""
        return self._names.get(code) or villages.of_county(code[:6]).get(code, "")

    def below(self, code: str) -> list[Division]:
        """Return the divisions directly below one, by code; of an empty code the provinces."""
        found = (Division(code=other, name=name) for other, name in self._under(code).items())
        return sorted((one for one in found if one.parent == code), key=lambda one: one.code)

    def above(self, code: str) -> list[Division]:
        """Return the known divisions from the province down to this one."""
        codes = (code[:length] for length in LENGTHS if length <= len(code))
        return [Division(code=one, name=name) for one in codes if (name := self.name(one))]

    def full_name(self, code: str) -> str:
        """Return the names from the province down, written together."""
        names = (division.name for division in self.above(code))
        return "".join(name for name in names if name not in ("市辖区", "县"))

    def names(self) -> frozenset[str]:
        """Return every name there is."""
        return frozenset(self._names.values())

    def counties(self) -> frozenset[str]:
        """Return the county codes that are known, which are the first six digits of ID numbers."""
        return frozenset(code for code in self._names if len(code) == 6)

    def named_in(self, text: str) -> list[str]:
        """Return the codes of counties a text names, 县 left out or not, longer names first."""
        plain = "".join(text.split())
        named = ((name, code) for code, name in self._names.items() if len(code) == 6)
        found = [(-len(name), code) for name, code in named if _stem(name) in plain]
        return [code for _, code in sorted(found)]

    def find(self, text: str, limit: int = 20, length: int = 0, under: str = "") -> list[Division]:
        """Return counties, towns and villages by typed names, those that say it in one piece first.

        江门新会 finds 江门市新会区: the characters come in order, the last one in the own name. So
        do 江门xh and xinhui, as the own name sounds. A length of codes finds only of that level;
        what is shipped below a county is found under the county or town that is given.
        """
        found = _LETTERS.fullmatch("".join(text.split()).lower())
        if found is None or not found[0]:
            return []
        words, letters = found.groups()
        loose = re.compile(".*".join(map(re.escape, words)))
        hits = []
        for code, name in self._under(under).items():
            if len(code) < 6 or length not in (0, len(code)):
                continue
            fits = _sounds_like(name, letters) if letters else 0 if words[-1] in name else None
            full = "" if fits is None else self.full_name(code)
            if fits is not None and loose.search(full):
                hits.append((words not in full, fits, len(code), code))
        return [Division(code=code, name=self.name(code)) for *_, code in sorted(hits)[:limit]]

    def _under(self, code: str) -> dict[str, str]:
        """Return what is known under a division, without the country below its counties."""
        read = villages.of_county(code[:6]) if len(code) >= 6 else {}
        return {
            other: name for other, name in (read | self._names).items() if _is_under(other, code)
        }


@cache
def shipped() -> Divisions:
    """Return the divisions that come with the program: counties of the country, fictional ones."""
    folder = resource("packs", "base", "divisions")
    names: dict[str, str] = {}
    for file in sorted(folder.glob("*.csv")):
        for line in file.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                code, name = line.split(",")
                names[code] = name
    return Divisions(names)


def load() -> None:
    """Read now how all shipped places sound, so that the first letters need not wait for it."""
    for name in shipped().names():
        _spelled(name)


def code_fault(code: str) -> str:
    """Say what is wrong with a code of twelve digits; empty when nothing is."""
    if len(code) != 12 or not (code.isascii() and code.isdigit()):
        return "区划代码应是 12 位数字"
    if code[6:9] == "000" or code[9:] == "000":
        return "区划代码要到村或社区"
    return ""


def tidy_group(text: str) -> str:
    """Return a group as it is kept: 第三村民小组 and 3 as 3组, 老屋组 as it is."""
    plain = _figures(text)
    found = _NUMBERED.fullmatch(plain)
    return f"{int(found[1])}组" if found else plain


def tidy_door(text: str) -> str:
    """Return a door number as it is kept: 17 as 17号, others as they are."""
    plain = _figures(text)
    found = _DOOR.fullmatch(plain)
    return f"{found[1]}号" if found else plain


def route_key(group: str, door: str) -> tuple[tuple[int, str], tuple[int, ...], str]:
    """Return the key that puts homes in the order in which they are walked past."""
    return _numbered(group), tuple(int(part) for part in _FIGURES.findall(door)), door


def address_of(village: str, group: str, door: str) -> str:
    """Return an address in one word, as it stands in lists and on paper."""
    return f"{village}{group}{door}"


def _is_under(code: str, above: str) -> bool:
    return code.startswith(above) and code != above


def _stem(name: str) -> str:
    return name[:-1] if len(name) > 2 else name


def _sounds_like(name: str, letters: str) -> int | None:
    """Return 0 where letters spell a name, 县 left out or not, 1 where they begin it, else None."""
    whole, begins = False, False
    for sound in _spelled(name):
        begins = begins or "".join(sound).startswith(letters)
        whole = whole or letters in ("".join(sound), "".join(sound[:-1]))
    return 0 if whole else 1 if begins else None


@lru_cache(maxsize=20_000)
def _spelled(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways a name sounds, in syllables and in their first letters."""
    read = spoken.readings(name)
    return (*read, *(tuple(sound[0] for sound in one) for one in read))


def _figures(text: str) -> str:
    """Return a text without spaces, its Chinese numbers and spreadsheet floats in digits."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if floated := _FLOATED.fullmatch(plain):
        return floated[1]
    whole = number_of(plain)
    return _SPELLED.sub(_in_digits, plain) if whole is None else str(whole)


def _in_digits(found: re.Match[str]) -> str:
    value = number_of(found[0])
    return found[0] if value is None else str(value)


def _numbered(group: str) -> tuple[int, str]:
    found = _FIGURES.match(group)
    return (int(found[0]), group) if found else (1_000_000, group)
