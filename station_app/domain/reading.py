"""One row of a roster turned into a draft: repaired where that is certain, never guessed."""

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from station_app.domain import (
    dates,
    divisions,
    identity,
    names,
    person,
    person_rules,
    table,
    wording,
)
from station_app.domain.category import Holding, Kind, Schemes
from station_app.domain.household import HEAD
from station_app.domain.person import (
    Difficulty,
    Flag,
    Life,
    NameKind,
    OtherName,
    Paper,
    PersonDraft,
    Phone,
    Residency,
    Standing,
    Trouble,
)
from station_app.domain.problems import Level
from station_app.domain.table import Cell, Row

CODED = ("category", "priority", "merit", "trouble")
"""The fields whose words are looked up, and asked once where they fit no code."""
SKIP = ""
"""The choice that leaves a word out."""

_BLANK = {"", "-", "--", "—", "——", "/", "\\", "无", "没有", "不详", "未知", "空", "暂无", "NULL"}
_PARTS = re.compile(r"[、,，;；/\n]+")
_UNIT = re.compile(r"[0-9]{5}\s*部队|[0-9]{2,5}\s*(?:旅|团|营|连|支队|大队)|番号|部队代号")
_PHONE = re.compile(r"(\+?[0-9][0-9 \-]{5,17}[0-9])\s*(?:[(（]([^)）]*)[)）])?")
_PLACE = re.compile(
    r"(?:.*?(?:村|社区|居委会|村委会))??(第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:村民)?(?:小)?组)"
    r"(第?[0-9]{1,4}(?:-[0-9]{1,4})?(?:号|户)?)?"
)
_LEVEL = re.compile(r"([1-9]|10|[一二三四五六七八九十])\s*级")
_LEVELS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one row says: a draft, the fields it fills, and all that has to be said about it."""

    sheet: str
    row: int
    cells: Row
    name: str
    number: str
    shown: str
    draft: PersonDraft = field(default_factory=PersonDraft)
    given: frozenset[str] = frozenset()
    household_number: str = ""
    repairs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Return the sheet and the row that a worker sees."""
        return self.sheet, self.row


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What reading a row needs besides the row."""

    today: date
    schemes: Schemes
    words: Mapping[tuple[str, str], str]
    division: str = ""
    areas: Container[str] = ()


@dataclass(slots=True, kw_only=True)
class Open:
    """A row while it is being read."""

    help: Help
    values: dict[str, object] = field(default_factory=dict)
    phones: list[Phone] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    other_names: list[OtherName] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


def read(
    cells: Mapping[str, Cell],
    at: tuple[str, int, Row],
    help_: Help,
    typed: str = "",
    kept: str = "",
) -> Reading:
    """Read cells by field; `typed` replaces the number, `kept` says why an odd one is right."""
    row = Open(help=help_)
    for name, cell in cells.items():
        if table.is_error(cell):
            row.faults.append(f"“{wording.label(name)}”这一格是公式错误（{cell}），请在表里改好")
    sound = {name: cell for name, cell in cells.items() if not table.is_error(cell)}
    _name(row, sound.get("name", ""))
    number = _number(row, typed or sound.get("id_number", ""), sound, kept)
    if typed:
        row.remarks.append(f"原来是 {table.shown(sound.get('id_number', ''))}，已照身份证改正")
    for name, cell in sound.items():
        reader = _READERS.get(name)
        if reader and plain(cell) not in _BLANK:
            reader(row, cell)
    _born_and_sex(row, number, kept)
    return _closed(row, at, table.shown(cells.get("id_number", "")), number)


def _closed(row: Open, at: tuple[str, int, Row], shown: str, number: str) -> Reading:
    values = row.values
    lists: dict[str, tuple[object, ...]] = {
        "phones": tuple(row.phones),
        "holdings": tuple(row.holdings),
        "other_names": tuple(row.other_names),
        "flags": tuple(row.flags),
        "difficulties": _difficulties(row),
    }
    values |= {name: items for name, items in lists.items() if items}
    _residence(row)
    draft = PersonDraft(**values)  # type: ignore[arg-type]  # each reader keeps its field's type
    if not draft.division:
        draft = replace(draft, division=row.help.division)
    _judge(row, draft)
    return Reading(
        sheet=at[0],
        row=at[1],
        cells=at[2],
        name=str(values.get("name", "")),
        number=number,
        shown=shown,
        draft=draft,
        given=frozenset(values),
        household_number=row.extra.get("household_number", ""),
        repairs=tuple(dict.fromkeys(row.repairs)),
        faults=tuple(dict.fromkeys(row.faults)),
        remarks=tuple(dict.fromkeys(row.remarks)),
        unread=tuple(dict.fromkeys(row.unread)),
    )


def _judge(row: Open, draft: PersonDraft) -> None:
    """Add what the rules for a person say, where reading has not said it already."""
    if row.faults:
        return
    for problem in person_rules.problems(draft, row.help.today, row.help.schemes, row.help.areas):
        if problem.level is Level.BLOCKS:
            row.faults.append(problem.says)
        elif problem.field in {"id_number", "disability", "enlisted"}:
            row.remarks.append(problem.says)


def _name(row: Open, cell: Cell) -> None:
    raw = str(cell)
    name = names.normalise(raw)
    for char in names.private_use(name):
        if char.instead:
            name = name.replace(char.char, char.instead)
            row.repairs.append(f"{char.says}，已换")
        else:
            row.remarks.append(char.says)
    if not name:
        row.faults.append("没有姓名")
        return
    row.values["name"] = name
    bare = "".join(raw.split())
    if bare != raw and bare == name:
        row.repairs.append("姓名里的空格已去掉")
    elif names.MIDDLE_DOT in name and names.MIDDLE_DOT not in raw:
        row.repairs.append("姓名里的间隔号已统一成“·”")


def _number(row: Open, cell: Cell, cells: Mapping[str, Cell], kept: str) -> str:
    paper = _paper(row, table.text_of(cells.get("paper", "")))
    raw = table.shown(cell)
    if paper is not Paper.ID_CARD:
        return _other_paper(row, paper, raw)
    if raw in _BLANK:
        row.faults.append("没有身份证号，也没有写明别的证件")
        return ""
    if spoilt := identity.damaged(cell) or (raw.startswith("##") and _damaged_cell(raw)):
        row.faults.append(spoilt)
        return ""
    number = identity.tidy(raw)
    if fault := identity.fault(number):
        if not kept or not identity.well_formed(number):
            row.faults.append(f"{_last_letter(number) or fault}，请照身份证核对")
            return ""
        row.values["number_reason"] = kept
        row.remarks.append(f"{fault}，照登：{kept}")
    _number_repairs(row, raw, number)
    if len(number) == 15 and not fault:
        number = identity.to18(number)
        row.remarks.append(f"15 位旧号码已补成 18 位（末位 {number[-1]}），请核对")
    row.values["id_number"] = number
    return number


def _last_letter(number: str) -> str:
    odd = len(number) == 18 and number[:17].isdecimal() and not number[17].isdecimal()
    return "末位只能是数字或 X" if odd and number[17] != "X" else ""


def _damaged_cell(shown: str) -> str:
    return f"号码显示不出来（{shown}），请把这一列拉宽或照身份证重填"


def _number_repairs(row: Open, raw: str, number: str) -> None:
    if any("０" <= char <= "９" or char == "Ｘ" for char in raw):
        row.repairs.append("号码里的全角数字已改为半角")
    plain = unicodedata.normalize("NFKC", raw)
    if any(not char.isalnum() for char in plain):
        row.repairs.append("号码里的空格和符号已去掉")
    if plain.endswith("x") and number.endswith("X"):
        row.repairs.append("号码末位 x 已改为大写")


def _paper(row: Open, words: str) -> Paper:
    for paper in Paper:
        if paper.value in words and paper is not Paper.ID_CARD:
            row.values["paper"] = paper
            return paper
    if words in _BLANK or "身份证" in words or "户口" in words:
        return Paper.ID_CARD
    row.unread.append(("paper", words))
    return Paper.ID_CARD


def _other_paper(row: Open, paper: Paper, raw: str) -> str:
    if paper is Paper.NONE:
        row.values["number_reason"] = "表里写明无证"
        return ""
    number = identity.tidy(raw)
    if not number:
        row.faults.append(f"证件类型是{paper.value}，没有写号码")
        return ""
    row.values["id_number"] = number
    return number


def _born_and_sex(row: Open, number: str, kept: str) -> None:
    """Take birth and sex from a sound number, and say where the row contradicts it."""
    if not identity.valid(number):
        return
    born, sex = identity.birth_of(number), identity.sex_of(number)
    said = str(row.values.get("born", ""))
    if born and said and not born.isoformat().startswith(said) and not kept:
        row.faults.append(f"出生日期 {said} 与身份证号里的 {born.isoformat()} 不符，请照身份证核对")
    elif born:
        if not said:
            row.remarks.append("出生日期由身份证号算出")
        row.values.setdefault("born", born.isoformat())
        row.values["born"] = row.values["born"] if kept else born.isoformat()
    said_sex = row.values.get("sex")
    if said_sex and str(said_sex) != sex.value and not kept:
        row.faults.append(f"性别“{said_sex}”与身份证号不符，请照身份证核对")
    row.values.setdefault("sex", person.Sex(sex.value))


def _sex(row: Open, cell: Cell) -> None:
    words = plain(cell)
    found = wording.SEXES.get(words.upper())
    if found is None:
        row.unread.append(("sex", words))
        return
    row.values["sex"] = found
    if words != found.value:
        row.repairs.append(f"性别“{words}”已写成“{found.value}”")


def _ethnicity(row: Open, cell: Cell) -> None:
    words = plain(cell)
    found = wording.ethnicity(words)
    row.values["ethnicity"] = found or words
    if found and found != words:
        row.repairs.append(f"民族“{words}”已写成“{found}”")
    if not found:
        row.remarks.append(f"民族“{words}”不在五十六个民族里，照原样登")


def _dated(name: str) -> Callable[[Open, Cell], None]:
    def reader(row: Open, cell: Cell) -> None:
        if isinstance(cell, date):
            row.values[name] = cell.isoformat()
            return
        words = plain(cell)
        found = dates.parse(words, row.help.today)
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


def _died_on(row: Open, cell: Cell) -> None:
    _dated("died_on")(row, cell)
    said = str(row.values.pop("died_on", ""))
    if len(said) == len("2027-01-01"):
        row.values |= {"died_on": date.fromisoformat(said), "life": Life.DECEASED}
    elif said:
        row.faults.append("去世日期要写到日")


def _life(row: Open, cell: Cell) -> None:
    words = plain(cell)
    if words in {"去世", "已去世", "死亡", "已故", "过世", "逝世", "否", "病故"}:
        row.extra["deceased"] = words


def _residency(row: Open, cell: Cell) -> None:
    words = plain(cell)
    if words in {"外出", "外出务工", "在外", "不在家"}:
        row.values["residency"] = Residency.AWAY
    elif "迁出" in words or "搬走" in words:
        row.remarks.append(f"“{words}”请在人员页办理迁出，这里没有改")
    elif words in {"常住", "在家", "在村", "本地"}:
        row.values["residency"] = Residency.HERE


def _residence(row: Open) -> None:
    """Settle what several columns say together."""
    if row.extra.get("deceased") and "died_on" not in row.values:
        row.faults.append("写着已去世，没有去世日期，请补上再导入")
    for name in ("address", "division"):
        said = row.extra.get(f"registered_{name}", "")
        if said and not (name == "division" and divisions.code_fault(said)):
            row.values.setdefault(name, said)
    nature = row.extra.get("disability_nature", "")
    if nature and nature not in str(row.values.get("disability", "")):
        row.values["disability"] = f"{nature}{row.values.get('disability', '')}"


def _text(name: str) -> Callable[[Open, Cell], None]:
    def reader(row: Open, cell: Cell) -> None:
        row.values[name] = plain(cell)

    return reader


def _extra(name: str) -> Callable[[Open, Cell], None]:
    def reader(row: Open, cell: Cell) -> None:
        row.extra[name] = plain(cell)

    return reader


def _guarded(name: str) -> Callable[[Open, Cell], None]:
    """Read free text, unless it names a unit of the forces."""

    def reader(row: Open, cell: Cell) -> None:
        words = str(cell).strip()
        if _UNIT.search(unicodedata.normalize("NFKC", words)):
            row.remarks.append(f"“{wording.label(name)}”里像有部队番号，这一格没有读")
        elif name == "trouble_note":
            row.extra[name] = words
        else:
            row.values[name] = words

    return reader


def _phone(owner: str) -> Callable[[Open, Cell], None]:
    def reader(row: Open, cell: Cell) -> None:
        words = plain(cell)
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


def _contact_phone(row: Open, cell: Cell) -> None:
    row.values["contact_phone"] = _digits(plain(cell))


def _address(row: Open, cell: Cell) -> None:
    words = plain(cell)
    place = _PLACE.fullmatch("".join(words.split()))
    if place is None:
        row.values["address"] = words
        return
    row.values.setdefault("group", divisions.tidy_group(place[1]))
    if place[2]:
        row.values.setdefault("door", divisions.tidy_door(place[2]))


def _division(row: Open, cell: Cell) -> None:
    words = plain(cell)
    if divisions.code_fault(words):
        row.remarks.append(f"区划代码“{words}”不是 12 位代码，没有读")
    else:
        row.values["division"] = words


def _group(row: Open, cell: Cell) -> None:
    row.values["group"] = divisions.tidy_group(plain(cell))


def _door(row: Open, cell: Cell) -> None:
    row.values["door"] = divisions.tidy_door(plain(cell))


def _head(row: Open, cell: Cell) -> None:
    words = plain(cell)
    if words in {"是", "本人", "户主", "户主/本人"}:
        row.values["relation"] = HEAD
    elif words in {"否", "不是"}:
        return
    elif words in wording.RELATIONS:
        row.values["relation"] = wording.RELATIONS[words]
    else:
        row.values["head_name"] = names.normalise(words)


def _relation(row: Open, cell: Cell) -> None:
    words = plain(cell)
    row.values["relation"] = wording.RELATIONS.get(words, words)


def _household_size(row: Open, cell: Cell) -> None:
    words = plain(cell).removesuffix("人")
    if words.isdigit() and 0 < int(words) < 100:
        row.values["household_size"] = int(words)


def _flag(flag: Flag) -> Callable[[Open, Cell], None]:
    def reader(row: Open, cell: Cell) -> None:
        if plain(cell) in {"是", "√", "有", "1", "Y", flag.value}:
            row.flags.append(flag)

    return reader


def _tier(row: Open, cell: Cell) -> None:
    words = plain(cell)
    found = wording.TIERS.get(words.upper())
    if found is None:
        row.remarks.append(f"多久走访“{words}”不认得，没有读")
        return
    row.values["tier"] = found


def _disability(row: Open, cell: Cell) -> None:
    words = plain(cell)
    row.values["disability"] = _level(words) or words


def _level(words: str) -> str:
    """Return 因战六级 for the ways of writing it, or nothing where no level is named."""
    found = _LEVEL.search(words if "级" in words else f"{words}级")
    if not found:
        return ""
    digit = found[1]
    nature = next((one for one in ("因战", "因公", "因病") if one in words), "")
    return f"{nature}{_LEVELS[int(digit) - 1] if digit.isdigit() else digit}级"


def _coded(name: str) -> Callable[[Open, Cell], None]:
    """Look a cell's words up: the whole cell first, then its parts."""

    def reader(row: Open, cell: Cell) -> None:
        words = plain(cell)
        if _take(row, name, words):
            return
        parts = [part.strip() for part in _PARTS.split(words) if part.strip() not in _BLANK]
        for part in parts:
            if not _take(row, name, part):
                row.unread.append((name, part))
                row.remarks.append(f"“{part}”对不上{wording.label(name)}，没有填")

    return reader


def _take(row: Open, name: str, words: str) -> bool:
    """Take one word into the row; False where it means nothing known."""
    meant = meaning(name, words, row.help)
    if meant is None:
        return False
    if isinstance(meant, Kind):
        held = Holding(scheme=meant.scheme, code=meant.code, basis="导入")
        row.holdings.append(held)
        if meant.standing:
            row.values.setdefault("standing", Standing(meant.standing))
        if level := _level(words) if "残" in words and "级" in words else "":
            row.values.setdefault("disability", level)
    elif isinstance(meant, Standing):
        row.values["standing"] = meant
    elif isinstance(meant, Trouble):
        row.troubles.append(meant)
    return True


def meaning(name: str, words: str, help_: Help) -> Kind | Standing | Trouble | str | None:
    """Return what a word of a coded column means; SKIP where a worker left it out, else None."""
    if (name, words) in help_.words:
        return _by_code(help_.words[name, words], help_.schemes)
    if name == "trouble":
        bare = words.removesuffix("困难")
        return Trouble(bare) if bare in set(Trouble) else None
    if found := help_.schemes.read(words):
        return found
    if "残" in words and _LEVEL.search(words) and "联" not in words:
        return help_.schemes.kind("YF18", "11")
    return wording.STANDINGS.get(words) if name == "category" else None


def _by_code(code: str, schemes: Schemes) -> Kind | Standing | Trouble | str | None:
    if code == SKIP:
        return SKIP
    scheme, _, rest = code.partition(":")
    if scheme == "standing":
        return Standing(rest)
    if scheme == "trouble":
        return Trouble(rest)
    return schemes.kind(scheme, rest)


def code_of(meant: Kind | Standing | Trouble | str) -> str:
    """Return the code under which a choice is remembered."""
    if isinstance(meant, Kind):
        return f"{meant.scheme}:{meant.code}"
    if isinstance(meant, Standing):
        return f"standing:{meant.value}"
    return f"trouble:{meant.value}" if isinstance(meant, Trouble) else SKIP


def says(meant: Kind | Standing | Trouble | str) -> str:
    """Return the words of a choice on the screen."""
    if isinstance(meant, Kind):
        return meant.name
    return str(meant) or "不填"


def _difficulties(row: Open) -> tuple[Difficulty, ...]:
    note = row.extra.get("trouble_note", "")
    kinds = row.troubles or ([Trouble.OTHER] if note else [])
    return tuple(Difficulty(kind=kind, note=note) for kind in dict.fromkeys(kinds))


def _other_name(kind: NameKind) -> Callable[[Open, Cell], None]:
    def reader(row: Open, cell: Cell) -> None:
        row.other_names.append(OtherName(kind=kind, name=names.normalise(str(cell))))

    return reader


def plain(cell: Cell) -> str:
    """Return a cell's text with half-width forms and single spaces."""
    if isinstance(cell, float):
        return f"{cell:g}"
    return " ".join(unicodedata.normalize("NFKC", table.text_of(cell)).split())


_READERS: Mapping[str, Callable[[Open, Cell], None]] = {
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
    "category": _coded("category"),
    "priority": _coded("priority"),
    "merit": _coded("merit"),
    "disability": _disability,
    "disability_nature": _extra("disability_nature"),
    "alone": _flag(Flag.ALONE),
    "empty_nest": _flag(Flag.EMPTY_NEST),
    "childless": _flag(Flag.CHILDLESS),
    "trouble": _coded("trouble"),
    "trouble_note": _guarded("trouble_note"),
    "residency": _residency,
    "life": _life,
    "died_on": _died_on,
    "tier": _tier,
    "contact_name": _text("contact_name"),
    "contact_relation": _text("contact_relation"),
    "contact_phone": _contact_phone,
    "medical": _text("medical"),
    "enlisted": _dated("enlisted"),
    "discharged": _dated("discharged"),
    "remark": _guarded("remark"),
}
