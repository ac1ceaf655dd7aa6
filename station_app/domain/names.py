"""Names: one way to write them, and how they sound."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from station_app.domain import dictionary
from station_app.domain.problems import Problem, RefusedFields

MIDDLE_DOT = "·"
_DOTS = dict.fromkeys(map(ord, "．•・‧∙⋅●・᛫⸱"), MIDDLE_DOT)
_HAN_CHARS = "\u2e80-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U000323af"
_HAN = f"[{_HAN_CHARS}]"
_WORDS = f"[{_HAN_CHARS}]+|[^\\s{MIDDLE_DOT}{_HAN_CHARS}]+"
# Patterns of so many characters cost the start of the program; `re` keeps them once they are used.

# Surnames that do not sound as the character mostly does.
SURNAMES = {
    "单": "shan", "仇": "qiu", "盖": "ge", "解": "xie", "曾": "zeng", "查": "zha", "翟": "zhai",
    "朴": "piao", "区": "ou", "缪": "miao", "乐": "yue", "员": "yun", "黑": "he", "秘": "bi",
    "种": "chong", "覃": "qin", "折": "she", "召": "shao", "繁": "po", "佴": "nai", "隗": "wei",
    "洗": "xian", "都": "du", "能": "nai", "牟": "mu", "祭": "zhai", "重": "chong", "阚": "kan",
    "藏": "zang", "句": "gou",
}  # fmt: skip

# Characters of given names that sound in more than one way, the likelier one first.
GIVEN = {
    "长": ("chang", "zhang"), "乐": ("le", "yue"), "朝": ("chao", "zhao"), "行": ("xing", "hang"),
    "重": ("zhong", "chong"), "传": ("chuan", "zhuan"), "盛": ("sheng", "cheng"),
    "晟": ("sheng", "cheng"), "茜": ("qian", "xi"), "省": ("sheng", "xing"),
    "柏": ("bai", "bo"), "莘": ("xin", "shen"), "曾": ("zeng", "ceng"), "调": ("diao", "tiao"),
    "藏": ("cang", "zang"), "参": ("can", "shen"), "拓": ("tuo", "ta"), "单": ("dan", "shan"),
    "都": ("du", "dou"), "率": ("shuai", "lv"), "降": ("xiang", "jiang"), "校": ("xiao", "jiao"),
    "尽": ("jin",), "还": ("huan", "hai"), "兴": ("xing",), "着": ("zhuo", "zhe"),
}  # fmt: skip
MOST_READINGS = 8
LONGEST = 50

# Private-use code points in which older systems hide characters that now have a place of their own;
# all others of the row are what the bytes FE50 to FEA0 of GB 18030 say.
_MOVED = {
    "\ue816": "\U00020087", "\ue817": "\U00020089", "\ue818": "\U000200cc", "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5", "\ue82b": "\u9fb6", "\ue82c": "\u9fb7", "\ue831": "\U000215d7",
    "\ue832": "\u9fb8", "\ue83b": "\U0002298f", "\ue843": "\u9fb9", "\ue854": "\u9fba",
    "\ue855": "\U000241fe", "\ue864": "\u9fbb",
}  # fmt: skip
_ROW = [*range(0xFE50, 0xFE7F), *range(0xFE80, 0xFEA1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateUse:
    """A private-use character in a text; `instead` is the public one it stands for, where known."""

    char: str
    instead: str

    @property
    def says(self) -> str:
        """Return the code point and what to do about it."""
        code = f"U+{ord(self.char):04X}"
        if self.instead:
            return f"姓名里的 {code} 是旧系统的造字，应是「{self.instead}」"
        return f"姓名里的 {code} 是旧系统的造字，请照身份证换成正式的字"


def normalise(text: str) -> str:
    """Return a name as it is kept: composed, with one kind of dot, without idle spaces."""
    composed = unicodedata.normalize("NFC", text).translate(_DOTS)
    visible = "".join(" " if char.isspace() else char for char in composed if _stays(char))
    words = visible.split()
    joined = "".join(words) if re.search(_HAN, visible) else " ".join(words)
    return re.sub(f" ?{MIDDLE_DOT} ?", MIDDLE_DOT, joined).strip(MIDDLE_DOT)


@lru_cache(maxsize=20_000)
def sounds(name: str) -> tuple[str, ...]:
    """Return the pinyin syllables of a name, surname and given name each in their own reading."""
    surname = name[:1] if name[:1] in SURNAMES and len(name) > 1 else ""
    own = (SURNAMES[surname],) if surname else ()
    read = (*own, *_read(name[len(surname) :]))
    if len(read) != len(name):
        return read
    pairs = zip(name[1:], read[1:], strict=True)
    return (*read[:1], *(GIVEN.get(char, (sound,))[0] for char, sound in pairs))


@lru_cache(maxsize=20_000)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways a name may be looked up by sound; the first one is right."""
    found = dict.fromkeys((sounds(name), _read(name)))
    if len(sounds(name)) == len(name):
        for place, char in enumerate(name[1:], 1):
            for other in GIVEN.get(char, ()):
                found |= dict.fromkeys(_with(reading, place, other) for reading in tuple(found))
    return tuple(found)[:MOST_READINGS]


def pinyin(name: str) -> str:
    """Return the syllables by which a name is sorted."""
    return " ".join(sounds(name))


def initials(name: str) -> str:
    """Return the first letters of the syllables."""
    return "".join(sound[0] for sound in sounds(name))


@lru_cache(maxsize=20_000)
def fold(sound: str) -> str:
    """Fold the sounds that southern speakers do not tell apart.

    Each rule looks to the left only, so that the beginning of a word folds to a beginning.
    """
    folded = re.sub("(?<=[zcs])h", "", sound).replace("ng", "n").replace("n", "l")
    return re.sub("(?<=f)[ue]", "", folded.replace("h", "f"))


def private_use(text: str) -> tuple[PrivateUse, ...]:
    """Return the private-use characters of a text, with what they stand for."""
    return tuple(
        PrivateUse(char=char, instead=_instead(char)) for char in text if _is_private(char)
    )


def real_name(text: str) -> str:
    """Return the name of somebody who will sign in; raises RefusedFields where it cannot be one."""
    name = text.strip()
    says = fault(name)
    if not name or says:
        says = f"姓名{says}" if says else "请填真实姓名"
        raise RefusedFields([Problem(field="name", says=says)])
    return name


def fault(text: str) -> str:
    """Say why a text cannot be the name of somebody or something; empty if it can."""
    if any(not _stays(char) or char in "\r\n\t" for char in text):
        return "里有看不见的控制字符，请删掉重输"
    if len(text) > LONGEST:
        return f"太长，最多 {LONGEST} 个字"
    return ""


def odd(name: str) -> str:
    """Return the first character that people's names do not have, empty if there is none."""
    found = (char for char in name if unicodedata.category(char)[0] in "NS" and char not in "〇○")
    return next(found, "")


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in re.findall(_WORDS, text.lower()):
        found += dictionary.sounds(word) if re.match(_HAN, word) else [word]
    return tuple(found)


def _stays(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf")


def _with(reading: tuple[str, ...], place: int, sound: str) -> tuple[str, ...]:
    return (*reading[:place], sound, *reading[place + 1 :])


def _is_private(char: str) -> bool:
    return unicodedata.category(char) == "Co"


def _instead(char: str) -> str:
    if char in _MOVED:
        return _MOVED[char]
    place = ord(char) - 0xE815
    if not 0 <= place < len(_ROW):
        return ""
    found = _ROW[place].to_bytes(2, "big").decode("gb18030")
    return "" if _is_private(found) else found
