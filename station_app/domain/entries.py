"""How each entry of a roster's row is read from the words of its cell."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from station_app.domain import codes, dates, divisions, names, person_details, word_lists, wording
from station_app.domain.category import Holding, Kind
from station_app.domain.household import HEAD
from station_app.domain.person import (
    Flag,
    Life,
    NameKind,
    OtherName,
    Phone,
    Residency,
    Standing,
    Trouble,
)
from station_app.domain.row import BLANK, Open

Entry = Callable[[Open, str], None]

_PARTS = re.compile(r"[、,，;；/ ]+")
_PHONE = re.compile(r"(\+?[0-9][0-9 \-]{5,17}[0-9])\s*(?:[(（]([^)）]*)[)）])?")
_PLACE = re.compile(
    r"(?:.*?(?:村|社区|居委会|村委会))??(第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:村民)?(?:小)?组)"
    r"(第?[0-9]{1,4}(?:-[0-9]{1,4})?(?:号|户)?)?"
)


def _sex(row: Open, words: str) -> None:
    found = wording.SEXES.get(words.upper())
    if found is None:
        row.remarks.append(f"性别“{words}”不认得，没有读")
        return
    row.values["sex"] = found
    if words != found.value:
        row.repairs.append(f"性别“{words}”已写成“{found.value}”")


def _ethnicity(row: Open, words: str) -> None:
    found = wording.ethnicity(words)
    row.values["ethnicity"] = found or words
    if found and found != words:
        row.repairs.append(f"民族“{words}”已写成“{found}”")
    if not found:
        row.remarks.append(f"民族“{words}”不在五十六个民族里，照原样登")


def _dated(name: str) -> Entry:
    def reader(row: Open, words: str) -> None:
        found = dates.parse(words)
        if not found:
            row.faults.append(f"{wording.label(name)}“{words}”不是日期，或没有这一天")
            return
        if found > row.help.today.isoformat():
            row.faults.append(f"{wording.label(name)}“{words}”在今天以后")
            return
        row.values[name] = found
        if words != found:
            row.repairs.append(f"{wording.label(name)} {words} 已写成 {found}")

    return reader


def _died_on(row: Open, words: str) -> None:
    _dated("died_on")(row, words)
    said = str(row.values.pop("died_on", ""))
    if len(said) == len("2027-01-01"):
        row.values |= {"died_on": date.fromisoformat(said), "life": Life.DECEASED}
    elif said:
        row.faults.append("去世日期要写到日")


def _life(row: Open, words: str) -> None:
    if words in {"去世", "已去世", "死亡", "已故", "过世", "逝世", "否", "病故"}:
        row.extra["deceased"] = words


def _residency(row: Open, words: str) -> None:
    if words in {"外出", "外出务工", "在外", "不在家"}:
        row.values["residency"] = Residency.AWAY
    elif "迁出" in words or "搬走" in words:
        row.remarks.append(f"“{words}”请在人员页办理迁出，这里没有改")
    elif words in {"常住", "在家", "在村", "本地"}:
        row.values["residency"] = Residency.HERE


def _text(name: str) -> Entry:
    def reader(row: Open, words: str) -> None:
        row.values[name] = words

    return reader


def _listed(name: str) -> Entry:
    def reader(row: Open, words: str) -> None:
        row.values[name] = said = word_lists.tidy(name, words)
        if said != words:
            row.repairs.append(f"{wording.label(name)}“{words}”已写成“{said}”")

    return reader


def _extra(name: str) -> Entry:
    def reader(row: Open, words: str) -> None:
        row.extra[name] = words

    return reader


def _phone(owner: str) -> Entry:
    def reader(row: Open, words: str) -> None:
        found = _PHONE.findall(words)
        if not found or "E+" in words.upper():
            row.remarks.append(f"电话“{words}”不像电话号码，没有读")
            return
        for number, whose in found:
            phone = Phone(number=_digits(number), owner=whose or owner)
            if phone.number not in {one.number for one in row.phones}:
                row.phones.append(phone)

    return reader


def _digits(number: str) -> str:
    """Return a mobile number bare, a fixed one with the dash after its area."""
    bare = number.replace(" ", "").removeprefix("+86")
    digits = bare.replace("-", "")
    return digits if len(digits) == 11 and digits.startswith("1") else bare


def _contact_phone(row: Open, words: str) -> None:
    row.values["contact_phone"] = _digits(words)


def _address(row: Open, words: str) -> None:
    place = _PLACE.fullmatch("".join(words.split()))
    if place is None:
        row.values["address"] = words
        return
    row.values.setdefault("group", divisions.tidy_group(place[1]))
    if place[2]:
        row.values.setdefault("door", divisions.tidy_door(place[2]))


def _division(row: Open, words: str) -> None:
    if divisions.code_fault(words):
        row.remarks.append(f"区划代码“{words}”不是 12 位代码，没有读")
    else:
        row.values["division"] = words


def _group(row: Open, words: str) -> None:
    row.values["group"] = divisions.tidy_group(words)


def _door(row: Open, words: str) -> None:
    row.values["door"] = divisions.tidy_door(words)


def _head(row: Open, words: str) -> None:
    if words in {"是", "本人", "户主", "户主/本人"}:
        row.values["relation"] = HEAD
    elif words in {"否", "不是"}:
        return
    elif words in wording.RELATIONS:
        row.values["relation"] = wording.RELATIONS[words]
    else:
        row.values["head_name"] = names.normalise(words)


def _relation(row: Open, words: str) -> None:
    row.values["relation"] = wording.RELATIONS.get(words, words)


def _household_size(row: Open, words: str) -> None:
    number = words.removesuffix("人")
    if number.isdigit() and 0 < int(number) < 100:
        row.values["household_size"] = int(number)


def _flag(flag: Flag) -> Entry:
    def reader(row: Open, words: str) -> None:
        if words in {"是", "√", "有", "1", "Y", flag.value}:
            row.flags.append(flag)

    return reader


def _tier(row: Open, words: str) -> None:
    found = wording.TIERS.get(words.upper())
    if found is None:
        row.remarks.append(f"多久走访“{words}”不认得，没有读")
        return
    row.values["tier"] = found


def _disability(row: Open, words: str) -> None:
    row.values["disability"] = codes.level(words) or words


def _coded(name: str) -> Entry:
    """Look a cell's words up: the whole cell first, then its parts."""

    def reader(row: Open, words: str) -> None:
        if _take(row, name, words):
            return
        parts = [part.strip() for part in _PARTS.split(words) if part.strip() not in BLANK]
        for part in parts:
            if not _take(row, name, part):
                row.unread.append((name, part))
                row.remarks.append(f"“{part}”对不上{wording.label(name)}，没有填")

    return reader


def _take(row: Open, name: str, words: str) -> bool:
    """Take one word into the row; False where it means nothing known."""
    meant = codes.meaning(name, words, row.help)
    if meant is None:
        return False
    if isinstance(meant, Kind):
        held = Holding(scheme=meant.scheme, code=meant.code, basis="导入")
        if held not in row.holdings:
            row.holdings.append(held)
        if meant.standing:
            row.values.setdefault("standing", Standing(meant.standing))
        if level := codes.level(words) if "残" in words and "级" in words else "":
            row.values.setdefault("disability", level)
    elif isinstance(meant, Standing):
        row.values["standing"] = meant
    elif isinstance(meant, Trouble):
        row.troubles.append(meant)
    return True


def _standing(row: Open, words: str) -> None:
    if words in set(Standing):
        row.values["standing"] = Standing(words)
    else:
        row.remarks.append(f"人员属性“{words}”不认得，没有读")


def _other_name(kind: NameKind) -> Entry:
    def reader(row: Open, words: str) -> None:
        if name := names.normalise(words):
            row.other_names.append(OtherName(kind=kind, name=name))

    return reader


READERS: Mapping[str, Entry] = {
    "sex": _sex,
    "born": _dated("born"),
    "ethnicity": _ethnicity,
    "former_name": _other_name(NameKind.FORMER),
    "pet_name": _other_name(NameKind.PET),
    "phone": _phone("本人"),
    "phone2": _phone("本人"),
    "kin_phone": _phone("家属"),
    "division": _division,
    "registered_division": _extra("registered_division"),
    "place": _address,
    "address": _address,
    "registered_address": _extra("registered_address"),
    "group": _group,
    "door": _door,
    "household_number": _extra("household_number"),
    "head_name": _head,
    "relation": _relation,
    "household_size": _household_size,
    "standing": _standing,
    "category": _coded("category"),
    "priority": _coded("priority"),
    "merit": _coded("merit"),
    **{name: _coded(name) for name in codes.OWN_SCHEME},
    "disability": _disability,
    "disability_nature": _extra("disability_nature"),
    "alone": _flag(Flag.ALONE),
    "empty_nest": _flag(Flag.EMPTY_NEST),
    "childless": _flag(Flag.CHILDLESS),
    "trouble": _coded("trouble"),
    "trouble_note": _extra("trouble_note"),
    "residency": _residency,
    "life": _life,
    "died_on": _died_on,
    "tier": _tier,
    "contact_name": _text("contact_name"),
    "contact_relation": _text("contact_relation"),
    "contact_phone": _contact_phone,
    "medical": _listed("medical"),
    "enlisted": _dated("enlisted"),
    "discharged": _dated("discharged"),
    "remark": _text("remark"),
    **{name: _listed(name) for name in person_details.CODED},
    **{name: _text(name) for name in person_details.FREE},
    **{name: _dated(name) for name in person_details.DATED},
}
