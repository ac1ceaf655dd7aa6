"""Panes beside the lists of 报送: what a check found and what to do, or what went out."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QFrame, QPushButton

from station_app.domain import dates, unseen
from station_app.domain import handover as carried
from station_app.domain.handover import HandOver
from station_app.domain.verdict import Verdict
from station_app.usecases.receiving import Stick
from station_app.usecases.verified import Verified
from ui.models import verified as columns
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.facts import facts
from ui.widgets.layout import Part, column, frame, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.words import caption, picture, prose, text

WIDTH = 338
WHOLE = "签名后没有改动"
Renew = Callable[[], object]


def verdict(look: Look, room: Room, one: Verified, renew: Renew) -> QFrame:
    """Return what a check found: a pane where there is room, else a strip below the list."""
    return _pane(look, room, one, renew) if room is Room.WIDE else _strip(look, room, one, renew)


def codes(look: Look, step: Type, arrived: Sequence[Stick]) -> list[Part]:
    """Return what each stick says of itself: the code to hold against its slip, or what differs."""
    parts: list[Part] = []
    for one in arrived:
        named = f"{unseen.visible(one.folder.name)}：" if len(arrived) > 1 else ""
        colour = look.ink(Tone.LATE) if one.faults else "ink" if one.code else "soft"
        parts += [look.px(4), prose(look, named + one.says, step, colour)]
    return parts


def sent(look: Look, room: Room, one: HandOver) -> QFrame:
    """Return one hand-over: to whom, with which code, which files."""
    pairs = [
        ("接收单位", one.receiver or "—"),
        ("依据", one.notice or "—"),
        ("U盘", one.stick or "—"),
        ("核对码", carried.in_groups(one.code)),
    ]
    parts: list[Part] = [
        text(look, one.number, Type.SECTION),
        look.px(4),
        prose(look, one.says, Type.BODY, "soft"),
        look.px(12),
        facts(look, pairs, across=1),
        look.px(14),
        text(look, "文件", Type.SECTION),
        look.px(4),
    ]
    for file in one.files:
        size = carried.size_says(file.size)
        parts.append(prose(look, _breaking(file.name)))
        parts += [caption(look, f"{size}　{file.digest[:16]}…", "faint"), look.px(8)]
    return _panel(look, room, parts)


def _pane(look: Look, room: Room, one: Verified, renew: Renew) -> QFrame:
    tone, icon = columns.LOOKS[one.verdict]
    head = row(column(picture(look, icon, look.ink(tone), 28), None), gap=look.px(12))
    head.addLayout(column(prose(look, one.says, Type.SECTION, look.ink(tone), 1.4)), 1)
    parts: list[Part] = [
        prose(look, columns.whose(one), Type.NAME, leading=1.35),
        look.px(4),
        prose(look, _breaking(one.named), Type.CAPTION, "soft"),
        look.px(14),
        rule(),
        look.px(16),
        head,
        look.px(12),
        *[prose(look, f"{reason}。") for reason in one.reasons or (WHOLE,)],
        look.px(12),
        prose(look, one.remedy, Type.STRONG),
    ]
    if deed := _renewing(look, one, renew):
        parts += [look.px(14), row(deed, None)]
    parts += [look.px(16), rule()]
    for label, words in _facts(one):
        parts += [look.px(10), caption(look, label, "faint"), look.px(2), prose(look, words)]
    return _panel(look, room, parts)


def _strip(look: Look, room: Room, one: Verified, renew: Renew) -> QFrame:
    edge = look.edge(room)
    tone, icon = columns.LOOKS[one.verdict]
    head = row(
        text(look, columns.whose(one), Type.SECTION),
        look.px(10),
        picture(look, icon, look.ink(tone), 20),
        look.px(6),
        text(look, one.says, Type.SECTION, look.ink(tone)),
        None,
    )
    what = "；".join(one.reasons) or WHOLE
    said = column(head, look.px(2), prose(look, f"{what}。{one.remedy}", leading=1.5))
    box = row(gap=look.px(16), margins=(edge, look.px(8), edge, look.px(10)))
    box.addLayout(said, 1)
    if deed := _renewing(look, one, renew):
        box.addWidget(deed)
    return frame("bar", box)


def _renewing(look: Look, one: Verified, renew: Renew) -> QPushButton | None:
    if one.says != Verdict.UNDECIDED.says:
        return None
    made = button(look, "装入新的作废名单")
    made.clicked.connect(renew)
    return made


def _facts(one: Verified) -> list[tuple[str, str]]:
    signed = [
        f"{signature.role.value} {signature.name}\n签名电脑的时间 {_moment(signature.at)}"
        for signature in one.signatures
    ]
    return [
        ("签名人", "\n".join(signed) or "—"),
        ("人数 · 户数 · 金额", one.amounts or "—"),
        ("作废名单", one.seen or "—"),
    ]


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{dates.show(here.date())} {here:%H:%M}"


def _panel(look: Look, room: Room, parts: list[Part]) -> QFrame:
    edges = (look.px(24), look.px(22), look.edge(room), look.px(16))
    made = frame("panel", column(scrolled(column(*parts, None, margins=edges))))
    made.setFixedWidth(look.px(WIDTH))
    return made


def _breaking(name: str) -> str:
    """Let a long file name wrap after its underscores."""
    return name.replace("_", "_\u200b")
