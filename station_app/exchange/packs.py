"""Template packs: reading a return's definition from a TOML file, shipped or brought by stick."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from station_app.domain import ties
from station_app.domain.problems import Level
from station_app.domain.template import (
    COUNTED_OF,
    EVERYBODY,
    Check,
    Column,
    Condition,
    Count,
    Fact,
    Figure,
    Format,
    Group,
    Page,
    Part,
    Row,
    Shape,
    Source,
    TailLine,
    Template,
)
from station_app.errors import Unreadable
from station_app.exchange.entries import Entry, Wrong
from station_app.resources import resource

MOST_BYTES = 200_000
SHOWN_OF_ROSTER = frozenset(
    {
        *("order", "name", "sex", "age", "id_number", "phone", "kinds", "village", "door"),
        *("difficulties", "detail", "measures", "owners", "until", "progress", "last_visit"),
        *("closed", "remark", "standing"),
    }
)
SHOWN_OF_TABLE = frozenset({"under", "label"})
FINDS = frozenset({"visited_after_death", "sheets_untyped", "kind_without_plan", "kind_unvisited"})


def shipped() -> tuple[Template, ...]:
    """Return every return the program brings, all versions, by code and version."""
    found = [load(path) for path in resource("packs", "base", "returns").glob("*.toml")]
    return tuple(sorted(found, key=lambda one: (one.code, one.effective, one.version)))


def load(path: Path) -> Template:
    """Read one template file; Unreadable says in which entry it is wrong."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"读不了表样 {path.name}。", "请检查文件或U盘后再试。") from error
    return _parsed(data, path.name)


def parse(data: bytes, name: str = "") -> Template:
    """Read one template from its text; Unreadable says in which entry it is wrong."""
    remedy = "请向发表样的单位要一份新的。"
    if len(data) > MOST_BYTES:
        raise Unreadable(f"表样 {name} 太大。", remedy)
    try:
        read = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"表样 {name} 读不出来。", remedy) from error
    try:
        template = _template(Entry(read, "表样"))
        _agrees(template)
    except Wrong as error:
        raise Unreadable(f"表样 {name} 里“{error}”不对。", remedy) from error
    return template


_parsed = lru_cache(maxsize=16)(parse)
"""Each check of a file asks for its template; the same text is the same template."""


def _template(entry: Entry) -> Template:
    shape = entry.word("shape", Shape)
    page = entry.part("page")
    made = Template(
        code=entry.text("code"),
        title=entry.text("title"),
        short=entry.text("short", ""),
        version=entry.text("version"),
        effective=entry.day("effective"),
        basis=entry.text("basis", ""),
        shape=shape,
        personal=entry.flag("personal") or shape is Shape.ROSTER,
        measure=entry.text("measure"),
        notes=entry.texts("notes"),
        scheme=entry.text("scheme", ""),
        summary=entry.text("summary", ""),
        columns=entry.many("column", _column),
        rows=entry.many("row", _row),
        tail=entry.many("tail", _tail),
        checks=entry.many("check", _check),
        parts=entry.many("part", _part),
        page=_page(page),
    )
    page.done()
    entry.done()
    return made


def _page(entry: Entry) -> Page:
    return Page(
        upright=entry.flag("upright"),
        row=entry.number("row", 8.5),
        largest=entry.number("largest", 11.0),
        smallest=entry.number("smallest", 8.0),
        gives_way=entry.texts("gives_way"),
    )


def _column(entry: Entry) -> Column:
    counted = entry.word("count", Count) if entry.has("count") else None
    return Column(
        key=entry.text("key"),
        heads=entry.texts("heads"),
        shows=entry.texts("shows"),
        count=counted,
        format=entry.word("format", Format, Format.COUNT if counted else Format.TEXT),
        when=entry.text("when", ""),
        align=entry.text("align", "left"),
        whole=entry.flag("whole"),
        figures=entry.flag("figures"),
        joins=entry.flag("joins"),
        least=entry.number("least", 0.0),
        most=entry.number("most", 400.0),
    )


def _row(entry: Entry) -> Row:
    return Row(
        key=entry.text("key"),
        label=entry.text("label"),
        under=entry.text("under", ""),
        source=entry.word("of", Source, Source.VISITS),
        group=_group(entry),
        only=entry.texts("only"),
        strong=entry.flag("strong"),
        spans=entry.flag("spans"),
    )


def _group(entry: Entry) -> Group:
    conditions = entry.many("any", _condition)
    return Group(any_of=conditions) if conditions else EVERYBODY


def _condition(entry: Entry) -> Condition:
    made = Condition(
        scheme=entry.text("scheme", ""),
        codes=entry.texts("codes"),
        but=entry.texts("but"),
        standing=entry.texts("standing"),
        plaque=entry.flag("plaque"),
        difficulty=entry.texts("difficulty"),
        any_difficulty=entry.flag("any_difficulty"),
    )
    if made == Condition() or ((made.codes or made.but) and not made.scheme):
        raise Wrong("any")
    return made


def _tail(entry: Entry) -> TailLine:
    return TailLine(
        label=entry.text("label", ""),
        facts=entry.many("fact", _fact),
        unreached=entry.flag("unreached"),
    )


def _fact(entry: Entry) -> Fact:
    figure = None
    if entry.has("count"):
        figure = Figure(
            count=entry.word("count", Count),
            source=entry.word("of", Source, Source.VISITS),
            group=_group(entry),
            kinds=entry.texts("kinds"),
        )
        if figure.count not in COUNTED_OF[figure.source]:
            raise Wrong("fact：count")
    how = entry.word("format", Format, Format.COUNT)
    return Fact(key=entry.text("key"), word=entry.text("word"), figure=figure, format=how)


def _check(entry: Entry) -> Check:
    return Check(
        key=entry.text("key"),
        level=entry.word("level", Level),
        says=entry.text("says"),
        rule=entry.text("rule", ""),
        change=entry.text("change", ""),
        percent=int(entry.number("percent", 0)),
        finds=entry.text("finds", ""),
    )


def _part(entry: Entry) -> Part:
    word = entry.text("word")
    return Part(code=entry.text("code"), word=word, printed=entry.text("printed", word))


def _agrees(template: Template) -> None:
    """Refuse a template whose parts name things that it does not define."""
    keys = [
        *(column.key for column in template.columns),
        *(row.key for row in template.rows),
        *template.facts,
    ]
    _each_once(keys, "key")
    _each_once([check.key for check in template.checks], "check")
    shown = SHOWN_OF_TABLE if template.shape is Shape.TABLE else SHOWN_OF_ROSTER
    for column in template.columns:
        if column.count is None and (not column.shows or not set(column.shows) <= shown):
            raise Wrong(f"column {column.key}：shows")
        if not column.heads or (column.count is not None and template.shape is Shape.ROSTER):
            raise Wrong(f"column {column.key}")
    if template.shape is Shape.ROSTER and not (template.scheme and template.parts):
        raise Wrong("scheme")
    if template.shape is Shape.TABLE and not template.rows:
        raise Wrong("row")
    for check in template.checks:
        _checkable(template, check)


def _each_once(keys: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen or not key.isidentifier() or key != key.lower():
            raise Wrong(f"{what}：{key}")
        seen.add(key)


def _checkable(template: Template, check: Check) -> None:
    known = True
    if check.rule:
        try:
            known = not ties.unknown(template, ties.rule(check.rule))
        except ValueError as error:
            raise Wrong(f"check {check.key}：rule") from error
    elif check.change:
        known = template.figures().get(check.change) is not None
    else:
        known = check.finds in FINDS
    if not known or [check.rule, check.change, check.finds].count("") != 2:
        raise Wrong(f"check {check.key}")
