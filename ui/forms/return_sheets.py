"""Small sheets and values of the page of a return."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QPlainTextEdit, QWidget

from station_app.domain import dates
from station_app.domain.problems import Level
from station_app.domain.template import Count
from station_app.usecases import handover
from station_app.usecases.reported import View
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.controls import note
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, frame, margins, row
from ui.widgets.return_places import Printed
from ui.widgets.words import caption, text

save = handover.save
Says = Callable[[Asking, str], object]


def printed(view: View) -> Printed:
    """Return what the sheet of a return shows."""
    unreached = view.line("unreached")
    notes = [unreached.cells[0].text] if unreached else []
    notes += [one.format(period=view.period_name) for one in view.template.notes]
    if view.version is not None and view.version.reason:
        notes.append(f"{view.version.called}：{view.version.reason}")
    notes += [f"说明：{words}" for words in _sentences(view)]
    version = view.version
    prepared = version.prepared_name if version else ""
    reviewed = version.reviewed_name if version else ""
    return Printed(
        template=view.template,
        lines=view.rows,
        head=(
            f"填报单位：{view.unit}（盖章）",
            f"时点：{dates.show(view.as_of)}",
            view.template.measure,
        ),
        notes=tuple(notes),
        signs=(
            (f"填表人：{prepared}", f"审核人：{reviewed}", f"单位负责人：{view.chief}"),
            (f"联系电话：{view.phone}", "", f"填报日期：{dates.show(_filled_on(view))}"),
        ),
        bad=_bad(view),
    )


def _filled_on(view: View) -> date:
    return view.version.prepared_at.astimezone().date() if view.version else view.as_of


def _sentences(view: View) -> list[str]:
    if view.filled is not None:
        return list(dict.fromkeys(view.filled.sentences.values()))
    return [one.cells[0].text for one in view.rows if one.key.startswith("explained.")]


def _bad(view: View) -> frozenset[str]:
    if view.filled is None:
        return frozenset()
    return frozenset(
        one.field.partition(":")[2] for one in view.filled.problems if one.level is Level.BLOCKS
    )


def facts(view: View) -> tuple[tuple[str, str], ...]:
    """Return which return a sheet speaks of, and its sums."""
    return (("报表", f"{view.template.title}　{view.period_name}"), ("合计", sums(view)))


def sums(view: View) -> str:
    """Say how much a return comes to: 41 人　32 户　13,500.00 元."""
    people = sum(one.key.startswith("person.") for one in view.rows)
    if people or not view.template.rows:
        return f"{people} 人"
    strong = [row.key for row in view.template.rows if row.strong] or [view.template.rows[0].key]
    line = view.line(strong[0])
    units = {Count.PERSONS: "人", Count.HOUSEHOLDS: "户", Count.MONEY: "元"}
    if line is None:
        return ""
    return "　".join(
        f"{cell.text} {units[column.count]}"
        for column, cell in zip(view.template.columns, line.cells, strict=True)
        if column.count in units
    )


def sentence(look: Look, says: str, was: str, then: Says) -> Asking:
    """Return the sheet that asks for the sentence to a check."""
    return _worded(look, ("写说明", says), ("说明（会印在报表下面）", was), ("保存说明", then))


def reason(look: Look, then: Says) -> Asking:
    """Return the sheet that asks why a signed return is corrected."""
    says = "签名后的报表不能改，只能出更正版；原来的一版留着。先写一句原因，再重新签名。"
    return _worded(look, ("更正报表", says), ("更正的原因（会印在报表上）", ""), ("开始更正", then))


def send_back(look: Look, view: View, name: str, then: Says) -> Asking:
    """Return the sheet that sends a return back to its preparer."""
    says = f"这一版作废，不占版本号。{name}打开登记册就看到这句话，改好再送。"
    words = ("要改什么（一句话）", "")
    head = (f"退回给{name}修改", says)
    return _worded(look, head, words, ("退回修改", then), about=strip(look, facts(view)))


def strip(look: Look, pairs: Sequence[tuple[str, str]]) -> QFrame:
    """Return which return a sheet speaks of, on a quiet ground."""
    lines: list[Part] = []
    for label, words in pairs:
        head = caption(look, label, "faint")
        head.setFixedWidth(look.px(48))
        lines.append(row(head, text(look, words), None))
    return frame("strip", column(*lines, gap=look.px(5), margins=margins(look, 16, 10)))


def _worded(
    look: Look,
    head: tuple[str, str],
    field: tuple[str, str],
    do: tuple[str, Says],
    about: QWidget | None = None,
) -> Asking:
    box = first(note(look, field[1]))
    made = Field(look, field[0], box)

    def take(asked: Asking) -> None:
        words = _words(box)
        if words:
            do[1](asked, words)
        else:
            made.complain("请写一句话")

    parts: list[Part] = [about, look.px(14), made] if about is not None else [made]
    return Asking(look, head[0], head[1], parts, Deed(words=do[0], then=take))


def _words(box: QPlainTextEdit) -> str:
    return " ".join(box.toPlainText().split())


def day(look: Look, today: date, then: Callable[[Asking, date], object]) -> Asking:
    """Return the sheet that asks for another as-of date."""
    on = first(DateField(today, today))
    field = Field(look, "时点", on, hint="1月16日、1-16 都行，不能晚于今天")

    def take(asked: Asking) -> None:
        chosen = on.day()
        if chosen is None:
            field.complain("请写一个日期，如 1月16日")
        else:
            then(asked, chosen)

    says = "数字按这一天的情况统计。"
    return Asking(look, "换一个时点", says, [field], Deed(words="重新统计", then=take))


def folder(parent: QWidget) -> Path | None:
    """Let the worker choose a folder; None if he thinks better of it."""
    path = QFileDialog.getExistingDirectory(parent, "另存到哪个文件夹")
    return Path(path) if path else None
