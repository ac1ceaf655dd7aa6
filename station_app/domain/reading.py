"""One row of a roster turned into a draft: repaired where that is certain, never guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from station_app.domain import (
    divisions,
    identity,
    names,
    person,
    person_rules,
    secrecy,
    table,
    wording,
)
from station_app.domain.entries import READERS
from station_app.domain.person import DATED, Difficulty, Paper, PersonDraft, Trouble
from station_app.domain.problems import Level
from station_app.domain.row import BLANK, FREE, Help, Open, plain, written
from station_app.domain.table import Cell, Row

_HALF_MONTH = re.compile(r"[12][0-9]{3}\.1")


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
    barred: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Return the sheet and the row that a worker sees."""
        return self.sheet, self.row


def read(
    cells: Mapping[str, Cell],
    at: tuple[str, int, Row],
    help_: Help,
    typed: str = "",
    kept: str = "",
) -> Reading:
    """Read cells by field; `typed` replaces the number, `kept` says why an odd one is right."""
    row = Open(help=help_)
    if secrecy.military("\n".join([cell for cell in cells.values() if isinstance(cell, str)])):
        cells = _open_to_all(row, cells)
    sound = {}
    for name, cell in cells.items():
        if table.is_error(cell):
            row.faults.append(_broken(wording.label(name), cell))
        else:
            sound[name] = cell
    _name(row, sound.get("name", ""))
    number = _number(row, typed or sound.get("id_number", ""), sound, kept)
    if typed and sound.get("id_number"):
        row.remarks.append(f"原来是 {table.shown(sound.get('id_number', ''))}，已照身份证改正")
    for name, cell in sound.items():
        reader = READERS.get(name)
        tidy = written if name in FREE else plain
        if reader and cell != "" and (words := tidy(cell)) not in BLANK:
            reader(row, _certain_month(row, name, words) if isinstance(cell, float) else words)
    _born_and_sex(row, number, kept)
    return _closed(row, at, table.shown(cells.get("id_number", "")), number)


def _open_to_all(row: Open, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells without those that name a unit of the forces, which are never read."""
    kept = {}
    for name, cell in cells.items():
        if isinstance(cell, str) and secrecy.military(cell):
            row.barred.append(f"“{wording.label(name)}”里像有部队番号，这一格没有读")
        else:
            kept[name] = cell
    row.remarks += row.barred
    return kept


def _broken(label: str, cell: Cell) -> str:
    if cell == table.UNSAVED:
        return f"“{label}”这一格是公式，表里没有存结果，请用 WPS 打开后保存一次再导入"
    return f"“{label}”这一格是公式错误（{cell}），请在表里改好"


def _certain_month(row: Open, name: str, words: str) -> str:
    """Return the year alone of a number like 1968.1, which may have been 1968.10."""
    if name not in DATED or not _HALF_MONTH.fullmatch(words):
        return words
    row.remarks.append(f"{wording.label(name)} {words} 可能是 1 月也可能是 10 月，只登了年份")
    return words.split(".")[0]


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
    own: dict[str, object] = {"division": row.help.division, **values}
    draft = PersonDraft(**own)  # type: ignore[arg-type]  # each reader keeps its field's type
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
        barred=tuple(row.barred),
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
    if any(char in name for char in "()（）"):
        row.remarks.append("姓名里有括号，请核对")
    if sign := names.odd(name):
        row.remarks.append(f"姓名里有“{sign}”，请照身份证核对")
    bare = "".join(raw.split())
    if bare != raw and bare == name:
        row.repairs.append("姓名里的空格已去掉")
    elif names.MIDDLE_DOT in name and names.MIDDLE_DOT not in raw:
        row.repairs.append("姓名里的间隔号已统一成“·”")


def _number(row: Open, cell: Cell, cells: Mapping[str, Cell], kept: str) -> str:
    paper = _paper(row, table.text_of(cells.get("paper", "")))
    raw = table.shown(cell)
    if paper is Paper.ID_CARD and identity.well_formed(raw) and not identity.fault(raw):
        row.values["id_number"] = raw
        return raw
    if paper is not Paper.ID_CARD:
        return _other_paper(row, paper, raw)
    if raw in BLANK:
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
    if not words:
        return Paper.ID_CARD
    for paper in Paper:
        if paper.value in words and paper is not Paper.ID_CARD:
            row.values["paper"] = paper
            return paper
    if words in BLANK or "身份证" in words or "户口" in words:
        return Paper.ID_CARD
    row.remarks.append(f"证件类型“{words}”不认得，当作身份证")
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


def _difficulties(row: Open) -> tuple[Difficulty, ...]:
    note = row.extra.get("trouble_note", "")
    kinds = row.troubles or ([Trouble.OTHER] if note else [])
    return tuple(Difficulty(kind=kind, note=note) for kind in dict.fromkeys(kinds))
