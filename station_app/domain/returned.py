"""Reading an embedded return that a stranger may have written: nothing is taken on trust."""

import json
import re
from collections.abc import Mapping
from datetime import date

from station_app.domain import returns
from station_app.domain.returns import Cell, FrozenReturn, Head, Line, Way
from station_app.domain.template import Format, Shape, Template

MOST_BYTES = 8_000_000
MOST_ROWS = 5_000
_KEYS = frozenset(
    {
        *("schema", "form", "template_version", "way", "station", "period", "as_of", "filled_on"),
        *("chief", "phone", "version", "reason", "demo", "previous", "journal", "columns", "rows"),
    }
)
Json = Mapping[str, object]


class Malformed(ValueError):
    """Embedded data are not what a station writes; the message says where."""


def read(data: bytes) -> FrozenReturn:
    """Return the frozen return of an embedded file; Malformed if it is not its own encoding."""
    value = _parsed(data)
    if returns.canonical(value) != data:
        raise Malformed("数据不是规定的写法")
    return _frozen(_object(value, _KEYS))


def schema_of(data: bytes) -> int:
    """Return which schema embedded data say they follow, 0 if they say none."""
    value = _parsed(data)
    found = value.get("schema") if isinstance(value, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _parsed(data: bytes) -> object:
    if len(data) > MOST_BYTES:
        raise Malformed("数据太大")
    try:
        return json.loads(data.decode(), parse_constant=_refused, parse_float=_refused)
    except (ValueError, RecursionError) as error:
        raise Malformed("数据读不出来") from error


def _refused(_text: str) -> object:
    raise Malformed("数据里有不许出现的数")


def _frozen(value: Json) -> FrozenReturn:
    if _number(value["schema"]) != returns.SCHEMA:
        raise Malformed("数据的格式版本不认得")
    station = _object(value["station"], frozenset({"code", "name"}))
    spoken = _object(value["period"], frozenset({"code", "name"}))
    journal = _object(value["journal"], frozenset({"number", "seal"}))
    if value["way"] not in {way.value for way in Way} or not isinstance(value["demo"], bool):
        raise Malformed("数据的格式不对")
    if (value["version"] == 1) is not (value["reason"] == ""):
        raise Malformed("更正的原因不对")
    return FrozenReturn(
        form=_text(value["form"], r"[A-Z][A-Z0-9]{1,15}"),
        template_version=_text(value["template_version"], r"[0-9A-Za-z.\-]{1,32}"),
        way=Way(_text(value["way"])),
        station_code=_text(station["code"], r"[0-9]{12}"),
        station_name=_text(station["name"], r".{1,60}"),
        period=_text(spoken["code"], r"\S{1,40}"),
        period_name=_text(spoken["name"], r".{1,60}"),
        as_of=_day(value["as_of"]),
        filled_on=_day(value["filled_on"]),
        chief=_text(value["chief"], r".{0,40}"),
        phone=_text(value["phone"], r".{0,40}"),
        version=_at_least(value["version"], 1),
        reason=_text(value["reason"], r".{0,500}"),
        demo=value["demo"],
        previous=_text(value["previous"], r"(?:[0-9a-f]{64})?"),
        journal_number=_at_least(journal["number"], 0),
        journal_seal=_text(journal["seal"], r"[0-9a-f]{16}"),
        columns=tuple(_head(one) for one in _list(value["columns"])),
        rows=tuple(_line(one) for one in _list(value["rows"])),
    )


def _head(value: object) -> Head:
    head = _object(value, frozenset({"key", "head"}))
    return Head(key=_text(head["key"], r"[a-z][a-z0-9_]{0,39}"), head=_text(head["head"]))


def _line(value: object) -> Line:
    line = _object(value, frozenset({"key", "cells"}))
    cells = tuple(_cell(one) for one in _list(line["cells"]))
    return Line(key=_text(line["key"], r"[a-z0-9_.]{1,60}"), cells=cells)


def _cell(value: object) -> Cell:
    cell = _object(value, frozenset({"value", "text"}))
    held = cell["value"]
    if held is not None and not isinstance(held, str):
        held = _at_least(held, 0)
    return Cell(value=held, text=_text(cell["text"]))


def _object(value: object, keys: frozenset[str]) -> Json:
    if not isinstance(value, dict) or set(value) != keys:
        raise Malformed("数据缺了项或多了项")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise Malformed("数据的格式不对")
    return value


def _text(value: object, pattern: str = r".{0,4000}") -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.DOTALL):
        raise Malformed("数据的格式不对")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed("数据的格式不对")
    return value


def _at_least(value: object, least: int) -> int:
    number = _number(value)
    if not least <= number < 10**15:
        raise Malformed("数据里的数不合理")
    return number


def _day(value: object) -> date:
    try:
        made = date.fromisoformat(_text(value, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    except ValueError as error:
        raise Malformed("数据里的日期不对") from error
    return made


def disagreements(template: Template, frozen: FrozenReturn) -> list[str]:
    """Say where embedded data do not follow their own template; an empty list means they do."""
    if frozen.period_name != returns.name_of(frozen.period):
        return ["期间的名称和代码不一致"]
    if frozen.as_of > frozen.filled_on:
        return ["时点晚于填报日期"]
    if template.shape is Shape.ROSTER:
        return _roster_faults(template, frozen)
    return _table_faults(template, frozen)


def _table_faults(template: Template, frozen: FrozenReturn) -> list[str]:
    if frozen.columns != returns.heads(template, frozen.as_of):
        return ["栏目与表样不同"]
    figures, keys = template.figures(), [row.key for row in template.rows]
    facts = template.facts
    wanted = [*keys, *facts, *(["unreached"] if _tells_unreached(template) else [])]
    sentences = [line for line in frozen.rows if line.key.startswith("explained.")]
    if [line.key for line in frozen.rows] != [*wanted, *(line.key for line in sentences)]:
        return ["项目与表样不同"]
    faults = [_sentence_fault(line) for line in frozen.rows[len(keys) + len(facts) :]]
    for line in frozen.rows[: len(keys)]:
        faults += _row_faults(template, line, figures)
    for line in frozen.rows[len(keys) : len(keys) + len(facts)]:
        fact = facts[line.key]
        faults.append(_fact_fault(line, fact.word, fact.format, fact.figure is not None))
    return [fault for fault in faults if fault]


def _tells_unreached(template: Template) -> bool:
    return any(line.unreached for line in template.tail)


def _row_faults(template: Template, line: Line, figures: Mapping[str, object]) -> list[str]:
    if len(line.cells) != len(template.columns):
        return [f"“{line.key}”一行的栏数不对"]
    row = template.row(line.key)
    faults = []
    for column, cell in zip(template.columns, line.cells, strict=True):
        if column.count is None:
            words = row.under if column.shows == ("under",) else row.label
            faults.append("" if cell == returns.cell(words) else f"“{line.key}”一行的名称不对")
            continue
        kept = figures[f"{line.key}.{column.key}"] is not None
        faults.append(_figure_fault(f"{row.label} {column.key}", cell, column.format, kept))
    return faults


def _fact_fault(line: Line, word: str, how: Format, kept: bool) -> str:
    if len(line.cells) != 2 or line.cells[0] != returns.cell(word):
        return f"“{word}”一项不对"
    return _figure_fault(word, line.cells[1], how, kept)


def _figure_fault(name: str, cell: Cell, how: Format, kept: bool) -> str:
    if isinstance(cell.value, str) or (cell.value is None) is kept:
        return f"“{name}”应是数"
    return "" if cell == returns.cell(cell.value, how) else f"“{name}”的数和印的不同"


def _sentence_fault(line: Line) -> str:
    same = len(line.cells) == 1 and isinstance(line.cells[0].value, str)
    return "" if same and line.cells[0].text == line.cells[0].value else "说明的写法不对"


def _roster_faults(template: Template, frozen: FrozenReturn) -> list[str]:
    if not _known_columns(template, frozen):
        return ["栏目与表样不同"]
    people = tuple(line for line in frozen.rows if line.key.startswith("person."))
    others = frozen.rows[len(people) :]
    if frozen.rows[: len(people)] != people or not others or others[0].key != "summary":
        return ["行的次序不对"]
    faults = [
        "" if _is_person(line, number, len(frozen.columns)) else f"第 {number} 行的写法不对"
        for number, line in enumerate(people, start=1)
    ]
    faults += [_sentence_fault(line) for line in others]
    if others[0].cells[0].text != returns.summary(template, people, frozen.columns):
        faults.append("分类人数和名单对不上")
    faults += ["" if line.key.startswith("explained.") else "多了一行" for line in others[1:]]
    return [fault for fault in faults if fault]


def _known_columns(template: Template, frozen: FrozenReturn) -> bool:
    """Say whether the columns are the template's, but for those that may give way."""
    may_go = set(template.page.gives_way)
    return any(
        frozen.columns == tuple(head for head in every if head.key not in gone)
        for numbers in (True, False)
        for every in (returns.heads(template, frozen.as_of, numbers=numbers),)
        for gone in ({head.key for head in every if head.key in may_go} - _keys(frozen),)
    )


def _keys(frozen: FrozenReturn) -> set[str]:
    return {head.key for head in frozen.columns}


def _is_person(line: Line, number: int, columns: int) -> bool:
    texts = all(isinstance(one.value, str) and one.value == one.text for one in line.cells)
    return texts and line.key == f"person.{number}" and len(line.cells) == columns
