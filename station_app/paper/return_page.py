"""A frozen return on its template's page: the one way in which the same values become bytes."""

import re
from dataclasses import replace

from station_app.domain import dates, returns
from station_app.domain.returns import FrozenReturn, Line, Way
from station_app.domain.template import Column, Shape, Template
from station_app.paper import closing, grid, pdfa, return_form
from station_app.paper.frame import SMALL_LABEL, Style, Variant
from station_app.paper.grid import DoesNotFit, Face
from station_app.paper.return_form import PrintedReturn, ReturnLayout, ReturnValues

JSON_NAME, CSV_NAME = "return.json", "return.csv"


def draw(template: Template, frozen: FrozenReturn) -> PrintedReturn:
    """Draw a frozen return with its data embedded; the same values always give the same bytes."""
    return return_form.print_return(
        layout(template, frozen), values(template, frozen), attachments(frozen)
    )


def draft(template: Template, frozen: FrozenReturn) -> bytes:
    """Draw the pages of a return that nobody has frozen: marked as a draft, nothing embedded."""
    marked = Variant.of(demo=frozen.demo, draft=True)
    told = replace(values(template, frozen), variant=marked)
    return return_form.draw_return(layout(template, frozen), told)


def attachments(frozen: FrozenReturn) -> tuple[pdfa.Attachment, ...]:
    """Return the two files that travel inside a return, in the order of their names."""
    return (
        pdfa.Attachment(
            name=CSV_NAME,
            data=returns.to_csv(frozen),
            mime="text/csv",
            relation="Alternative",
            about="表中各格的文字",
        ),
        pdfa.Attachment(
            name=JSON_NAME,
            data=returns.to_json(frozen),
            mime="application/json",
            relation="Data",
            about="报表数据",
        ),
    )


def fitting(template: Template, frozen: FrozenReturn) -> tuple[str, ...]:
    """Return the columns that must give way so that the rest is legible, in their order.

    Where even that is not enough, some name is very long, and drawing breaks it.
    """
    dropped: list[str] = []
    for key in ("", *template.page.gives_way):
        dropped += [key] if key else []
        if _fits(template, returns.without_columns(frozen, tuple(dropped))):
            return tuple(dropped)
    return tuple(dropped)


def _fits(template: Template, frozen: FrozenReturn) -> bool:
    size = template.page.smallest
    made, rows = layout(template, frozen), values(template, frozen).rows
    head = SMALL_LABEL.at(size if made.upright else min(size, 9))
    face = Face(body=Style(size=size), head=head, row=made.row, pad=2 if made.upright else grid.PAD)
    try:
        next(iter(grid.fitting(made.columns, rows, made.area.width, [face])))
    except (DoesNotFit, StopIteration):
        return False
    return True


def layout(template: Template, frozen: FrozenReturn) -> ReturnLayout:
    """Return how the page looks: the columns that this return has, and its notes."""
    return ReturnLayout(
        title=returns.title_of(template, frozen),
        columns=tuple(_column(template.column(head.key), head.head) for head in frozen.columns),
        upright=template.page.upright,
        row=template.page.row,
        largest=template.page.largest,
        notes=_notes(template, frozen),
    )


def values(template: Template, frozen: FrozenReturn) -> ReturnValues:
    """Return the texts of the page."""
    people = sum(line.key.startswith("person.") for line in frozen.rows)
    told = frozen.line("summary")
    return ReturnValues(
        unit=frozen.station_name,
        as_of=f"时点：{dates.show(frozen.as_of)}",
        on=frozen.filled_on,
        rows=_rows(template, frozen),
        journal=frozen.journal,
        measure=template.measure.format(people=people),
        summary=told.cells[0].text if told else "",
        tail=_tail(template, frozen),
        signers=(
            ("填表人", ""),
            ("审核人", ""),
            ("单位负责人", frozen.chief),
            ("联系电话", frozen.phone),
            ("填报日期", dates.show(frozen.filled_on)),
        ),
        paper_first=frozen.way is Way.PAPER,
        variant=Variant.of(demo=frozen.demo),
    )


def _column(column: Column, head: str) -> grid.Column:
    return grid.Column(
        heads=tuple(head.split("｜")),
        align=column.align,
        whole=column.whole,
        figures=column.figures,
        joins=column.joins,
        least=column.least,
        most=column.most,
    )


def _rows(template: Template, frozen: FrozenReturn) -> tuple[grid.Row, ...]:
    if template.shape is Shape.ROSTER:
        columns = [template.column(head.key) for head in frozen.columns]
        people = [line for line in frozen.rows if line.key.startswith("person.")]
        return tuple(grid.Row(cells=_person(template, columns, line)) for line in people)
    return tuple(_row(template, line) for line in frozen.rows if line.key in _row_keys(template))


def _row_keys(template: Template) -> frozenset[str]:
    return frozenset(row.key for row in template.rows)


def _row(template: Template, line: Line) -> grid.Row:
    row = template.row(line.key)
    texts = [cell.text for cell in line.cells]
    if row.spans:  # the name starts in the first column and runs across two
        texts[0], texts[1] = texts[1], ""
    return grid.Row(cells=tuple(texts), strong=row.strong, spans=row.spans)


def _person(template: Template, columns: list[Column], line: Line) -> tuple[str, ...]:
    printed = {part.word: part.printed for part in template.parts}
    cells = []
    for column, cell in zip(columns, line.cells, strict=True):
        text = cell.text
        if column.shows == ("kinds",):
            text = "\n".join(printed.get(word, word) for word in text.split("、"))
        elif column.whole and column.shows == ("name",):
            text = text.replace("·", "·\n")
        elif column.whole:
            text = text.replace("、", "\n")
        cells.append(text)
    return tuple(cells)


def _tail(template: Template, frozen: FrozenReturn) -> tuple[closing.Tail, ...]:
    lines = {line.key: line for line in frozen.rows}
    made = []
    for line in template.tail:
        if line.unreached:
            told = lines["unreached"].cells[0].text
            made.append(closing.Tail(label=line.label, facts=((told, ""),)))
            continue
        facts = tuple((fact.word, lines[fact.key].cells[1].text) for fact in line.facts)
        made.append(closing.Tail(label=line.label, facts=facts))
    return tuple(made)


def _notes(template: Template, frozen: FrozenReturn) -> tuple[str, ...]:
    told = [note.format(period=frozen.period_name) for note in template.notes]
    if frozen.correction:
        told.append(f"更正（{frozen.correction}）：{frozen.reason}")
    explained = [line for line in frozen.rows if re.match(r"explained\.", line.key)]
    told += [f"说明：{line.cells[0].text}" for line in explained]
    if missing := _missing(template, frozen):
        told.append(f"栏目放不下，本表不列{'、'.join(missing)}。")
    return tuple(told)


def _missing(template: Template, frozen: FrozenReturn) -> list[str]:
    """Return the heads of columns that gave way."""
    kept = {head.key for head in frozen.columns}
    return [
        column.heads[-1].replace("\n", "")
        for column in template.columns
        if column.key in template.page.gives_way and column.key not in kept
    ]
