"""The sections of the page 维护: strips, accounts, lists, the register's check, passwords."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain import dates
from station_app.usecases.certificates import Status
from station_app.usecases.history import Done
from station_app.usecases.packs import Pack
from station_app.usecases.upkeep import Report
from ui.models import upkeep as models
from ui.models.table import TableModel
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import button, link
from ui.widgets.facts import Washed, told
from ui.widgets.heads import section
from ui.widgets.layout import Part, column, frame, holder, margins, row, rule
from ui.widgets.table import TableView, shown_only, table, tall
from ui.widgets.words import caption, mark, prose, text

Slot = Callable[[], object]
Line = tuple[str, str, str, Slot | None]
"""What, how it stands, the words of its deed, and the deed."""

FEW = 8


def strip(look: Look, icon: str, words: str, below: str, deed: QPushButton) -> QWidget:
    """Return what ends soon, or must be put right, with its one deed."""
    said = told(look, icon, Tone.SOON, words, below, deed)
    said.setContentsMargins(*margins(look, 16, 9, 12, 9))
    return frame("strip", said)


def listed(look: Look, model: TableModel, name: str) -> TableView:  # type: ignore[type-arg]
    """Return a table as tall as its rows; its chosen row stays seen while a deed is chosen."""
    view = table(look, model, plain=True)
    view.setAccessibleName(name)
    model.setParent(view)
    return tall(view)


def rows_with_deeds(
    look: Look, head: QWidget, view: TableView, hint: str, deeds: Sequence[QPushButton]
) -> QWidget:
    """Return a table with deeds below it that wait until a row is chosen."""
    said = caption(look, hint, "faint")
    for one in deeds:
        one.setEnabled(False)

    def choose(_row: int) -> None:
        said.hide()
        for one in deeds:
            one.setEnabled(True)

    view.chosen.connect(choose)
    tools = row(*deeds, said, None, gap=look.px(18))
    return holder(column(head, view, look.px(6), tools))


def own_certificate(look: Look, name: str, status: Status, today: date, open_: Slot) -> QWidget:
    """Return how the account at the desk stands with its certificate."""
    held = status.held
    if held is not None:
        tone = Tone.DONE if held.ends.date() >= today else Tone.LATE
        words = f"{name}的证书能签到 {dates.show(held.ends.date())}"
        if tone is Tone.LATE:
            words = f"{name}的证书 {dates.show(held.ends.date())}已到期"
        issuer = status.county.name if status.county else "县里"
        below, do = f"{issuer}签发；签报表时用，自己的密码才能打开。", "换新证书"
    elif status.key_fingerprint:
        tone, words = Tone.SOON, f"{name}的签名证书正在申请"
        below, do = "等县里签发，拿回来在这里装入。", "接着办"
    else:
        tone, words = Tone.SOON, f"{name}还没有签名证书"
        below, do = "签报表要用；没办好前照样能报：先出纸质件。", "申请签名证书"
    deed = button(look, do)
    deed.clicked.connect(open_)
    said = told(look, "signature", tone, words, below, deed)
    return holder(column(rule(), look.px(10), said, look.px(10), rule()))


def county_list(look: Look, status: Status, renew: Slot) -> QWidget:
    """Return until when the county's list holds, with the way to a newer one."""
    ends = status.list_ends
    if ends is None:
        words = "还没有县里的根证书和作废名单，装入签名证书时一起装入。"
        return prose(look, words, Type.CAPTION, "soft")
    newer = link(look, "装入新名单", "usb")
    newer.clicked.connect(renew)
    words = f"作废名单第 {status.list_number} 号，到 {dates.show(ends.date())}"
    if status.county is not None:
        words += f"；县里的根证书到 {dates.show(status.county.ends.date())}"
    box = row(gap=look.px(14))
    box.addWidget(prose(look, words, Type.CAPTION, "soft"), 1)
    box.addWidget(newer)
    return holder(box)


def packs(look: Look, found: Sequence[Pack]) -> QWidget:
    """Return the packs with their versions."""
    model: TableModel[Pack] = TableModel(models.packs())
    model.fill(found)
    view = shown_only(listed(look, model, "表样、分类和节假日"))
    return holder(column(section(look, "表样、分类和节假日"), view))


def journal(look: Look, done: Sequence[Done], today: date, more: Slot) -> QWidget:
    """Return the last deeds."""
    model: TableModel[Done] = TableModel(models.deeds(today))
    model.fill(done[:FEW])
    view = shown_only(listed(look, model, "流水"))
    rest = link(look, "看最近 200 笔", "history")
    rest.clicked.connect(more)
    return holder(column(section(look, "流水", *([rest] if len(done) > FEW else [])), view))


def all_deeds(look: Look, done: Sequence[Done], today: date) -> TableView:
    """Return a list of many deeds, for a sheet."""
    model: TableModel[Done] = TableModel(models.deeds(today))
    model.fill(done)
    view = table(look, model, 36, plain=True)
    model.setParent(view)
    view.setAccessibleName("流水")
    view.setFixedHeight(look.px(300))
    return view


def checked(look: Look, report: Report | None, at: datetime | None, today: date) -> QWidget:
    """Return what the check of the register found, in words."""
    if report is None or at is None:
        says = "看文件有没有坏、流水有没有被改过。平时打开时已查过账号和流水的末尾。"
        return prose(look, says, Type.CAPTION, "soft")
    when = models.when(at, today)
    if report.sound:
        people, homes = report.counts.get("person", 0), report.counts.get("household", 0)
        words = f"{people} 人、{homes} 户；流水 {report.head.number:,} 笔，没有被改过。"
        sign = row(mark(look, Tone.DONE, f"{when} 检查过，没有坏", Type.BODY), None)
        return holder(column(sign, look.px(4), prose(look, words, Type.CAPTION, "soft")))
    parts: list[Part] = [prose(look, f"{when} 检查，有 {len(report.problems)} 处不对", Type.STRONG)]
    parts += [prose(look, f"{one}。", Type.CAPTION) for one in report.problems[:FEW]]
    parts.append(prose(look, "请先不要再录，把登记册拷一份留底，再请镇里帮着看。", Type.CAPTION))
    return Washed(look, Tone.LATE, *parts)


def lines(look: Look, told_: Sequence[Line]) -> QWidget:
    """Return lines of a narrow section: what, how it stands, and the deed at the right."""
    box = column(rule())
    for words, below, deed, slot in told_:
        said = column(text(look, words), caption(look, below), gap=look.px(1))
        right = []
        if slot is not None:
            made = link(look, deed)
            made.setAccessibleDescription(words)
            made.clicked.connect(slot)
            right = [made]
        box.addLayout(row(said, None, *right, margins=margins(look, 0, 8)))
        box.addWidget(rule())
    return holder(box)
