"""Beside the list of visits: what became of one sheet, step by step, and what may be done."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QFrame

from station_app.domain.numbers import short
from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Shown
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import link
from ui.widgets.facts import told
from ui.widgets.layout import column, frame, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.words import text

Step = tuple[str, Tone, str, str]
Deed = tuple[str, Callable[[], object]]


class Lists(Protocol):
    """What the page of the lists can do with the chosen line."""

    def open_chosen(self) -> None:
        """Type the sheet, or open the visit."""

    def print_chosen(self) -> None:
        """Print it again."""

    def miss(self) -> None:
        """Note that nobody was met."""

    def void(self) -> None:
        """Strike it out."""

    def go(self, place: str, fact: object = None) -> None:
        """Open another page."""


def of_sheet(look: Look, room: Room, sheet: Sheet, lists: Lists) -> QFrame:
    """Return the pane of a sheet that waits or was given up."""
    deeds: list[Deed] = []
    if sheet.state is State.WAITING:
        deeds = [
            ("重印，编号不变", lists.print_chosen),
            ("没见到人，记未遇", lists.miss),
            ("这张不用了，作废", lists.void),
        ]
    deeds.append((f"打开{sheet.name}的档案", lambda: lists.go("person", sheet.person)))
    head = (sheet.short, f"{sheet.name}　{sheet.place}")
    return pane(look, room, head, steps_of_sheet(sheet), deeds)


def of_visit(look: Look, room: Room, shown: Shown, lists: Lists) -> QFrame:
    """Return the pane of a visit or an attempt."""
    visit, deeds = shown.visit, list[Deed]()
    if not visit.void:
        deeds = [("打开、修改，旧的内容留着", lists.open_chosen)]
    if not visit.void and not visit.main:
        deeds += [("打印这张表", lists.print_chosen), ("作废这次走访", lists.void)]
    deeds.append((f"打开{shown.name}的档案", lambda: lists.go("person", visit.person)))
    return pane(look, room, head_of_visit(shown), steps_of_visit(shown), deeds)


def steps_of_sheet(sheet: Sheet) -> list[Step]:
    """Return what happened to a sheet so far."""
    at = sheet.printed_at
    when = (
        f"{at.month}月{at.day}日 {at:%H:%M}，{sheet.printed_by}" if at else "没有打印，登记时编号"
    )
    again = f"，共打印 {sheet.prints} 次" if sheet.prints > 1 else ""
    steps: list[Step] = [("circle-check", Tone.DONE, "打印", when + again)]
    if sheet.state is State.WAITING:
        steps.append(("clipboard-text", Tone.NOTE, "待录入", "走访后 7 天内录入，不算补录"))
    elif sheet.state is State.VOID:
        steps.append(("ban", Tone.CALM, "作废", sheet.void_reason))
    return steps


def steps_of_visit(shown: Shown) -> list[Step]:
    """Return when a visit was made and typed in, and what else is to be known."""
    visit = shown.visit
    who = "、".join(visit.visitors)
    met = (Tone.DONE, "circle-check", "走访") if visit.met else (Tone.CALM, "user-question", "未遇")
    day = f"{visit.on.month}月{visit.on.day}日 {visit.at}".rstrip()
    typed = f"{visit.typed_on.month}月{visit.typed_on.day}日，{shown.typed_by}"
    late = "，补录" if visit.typed_late else ""
    steps: list[Step] = [
        (met[1], met[0], met[2], f"{day}，{who}"),
        ("circle-check", Tone.DONE, "录入", f"{typed}{late}"),
    ]
    if visit.void:
        steps.append(("ban", Tone.CALM, "作废", visit.void_reason))
    elif visit.follow_up_on:
        back = visit.follow_up_on
        steps.append(("clock", Tone.NOTE, "回访", f"定在{back.month}月{back.day}日"))
    return steps


def pane(
    look: Look, room: Room, head: tuple[str, str], steps: Sequence[Step], deeds: Sequence[Deed]
) -> QFrame:
    """Return the pane: its number and whose it is, the steps, the deeds."""
    box = column(
        text(look, head[0], Type.NAME),
        look.px(2),
        text(look, head[1], Type.BODY, "soft"),
        *(look.px(16), rule(), look.px(14)),
    )
    for icon, tone, words, below in steps:
        box.addLayout(told(look, icon, tone, words, below))
        box.addSpacing(look.px(8))
    box.addSpacing(look.px(6))
    box.addWidget(rule())
    box.addSpacing(look.px(10))
    for words, deed in deeds:
        made = link(look, words)
        made.clicked.connect(lambda _on=False, deed=deed: deed())
        box.addLayout(row(made, None))
        box.addSpacing(look.px(4))
    box.addStretch(1)
    box.setContentsMargins(look.px(20), look.px(22), look.edge(room), look.px(14))
    panel = frame("panel", column(scrolled(box)))
    panel.setFixedWidth(look.px(338 if room is Room.WIDE else 290))
    return panel


def head_of_visit(shown: Shown) -> tuple[str, str]:
    """Return the number and whose visit it was."""
    number = short(shown.visit.number) if shown.visit.number else "同户一并走访"
    return number, f"{shown.name}　{shown.place}"
