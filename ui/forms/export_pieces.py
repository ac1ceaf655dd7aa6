"""Pieces of the export sheet: a stick, the files on their way, what became of each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QRadioButton, QWidget

from station_app.domain import handover
from station_app.domain.handover import MANIFEST, HandOver
from station_app.errors import StationError
from station_app.usecases.handover import Planned
from station_app.usecases.sticks import Place
from ui.theme import Look, Tone, Type
from ui.widgets.layout import Part, column, frame, holder, row, rule
from ui.widgets.words import caption, mark, picture, prose, text

Said = tuple[Tone, str]
SAME: Said = (Tone.DONE, "核对一致")
NOW: Said = (Tone.SOON, "正在写入")
WAIT: Said = (Tone.CALM, "等待")
VOID: Said = (Tone.LATE, "写好了，已作废")
CUT: Said = (Tone.LATE, "没写完，已作废")
NONE: Said = (Tone.CALM, "还没写")


def under_way(count: int, now: int) -> list[Said]:
    """Return the states of the files while the file `now` is being written."""
    return [SAME if n < now else NOW if n == now else WAIT for n in range(count)]


def failed(count: int, now: int) -> list[Said]:
    """Return what became of the files after it failed at `now`; at -1 nothing was written."""
    return [VOID if n < now else CUT if n == now else NONE for n in range(count)]


def place_row(
    look: Look, place: Place, pick: QRadioButton | None = None, said: Said | None = None
) -> QFrame:
    """Return a stick with what there is to say of it."""
    tone, words = said or _of(place)
    icon = "plug-connected-x" if tone is Tone.LATE else "usb"
    edges = (look.px(16), look.px(9), look.px(16), look.px(9))
    parts: list[Part] = [pick] if pick else []
    parts += [picture(look, icon, look.ink(tone), 20), text(look, place.name, Type.STRONG)]
    parts += [caption(look, place.says_free), None, mark(look, tone, words)]
    return frame("strip", row(*parts, margins=edges, gap=look.px(14)))


def _of(place: Place) -> Said:
    if not place.writable:
        return Tone.LATE, "只能读，写不进去"
    return (
        (Tone.DONE, "本站用过的U盘") if place.known else (Tone.SOON, "第一次用，请看准是不是本站的")
    )


def file_rows(look: Look, plan: Planned, states: Sequence[Said] = ()) -> QWidget:
    """Return the files of an export: before with their sizes, then with what becomes of them."""
    rows: list[tuple[str, str, str, str]] = [
        (
            "signature",
            one.name,
            f"有 {one.people} 人的姓名" if one.people else "只有数字，没有姓名",
            handover.size_says(one.size),
        )
        for one in plan.files
    ]
    rows.append(("file-text", plan.slip, "随U盘交，送交人和接收人签字", ""))
    rows.append(("file-check", MANIFEST, "核对用，一个文件一行", ""))
    box = column()
    for n, (icon, name, below, size) in enumerate(rows):
        words: list[Part] = [text(look, name)]
        words += [] if states else [look.px(1), caption(look, below, "faint")]
        right = mark(look, *states[n]) if states else caption(look, size)
        if n:
            box.addWidget(rule())
        box.addLayout(
            row(
                picture(look, icon, "soft", 20),
                column(*words),
                None,
                right,
                margins=(0, look.px(6), 0, look.px(6)),
                gap=look.px(12),
            )
        )
    return holder(box)


def arrived(look: Look, place: Place, made: HandOver) -> list[Part]:
    """Return what there is to say of a stick that was written: may it go, and its code."""
    said = (Tone.DONE, "可以拔了") if made.read_back else (Tone.SOON, "未能从U盘回读")
    same = "报送单上印着同样的 12 位数，对方收到时对一对，就知道没有换过。"
    return [
        place_row(look, place, None, said),
        look.px(16),
        caption(look, f"核对码　报送单 {made.number}", "faint"),
        look.px(2),
        text(look, handover.in_groups(made.code), Type.FIGURE),
        look.px(4),
        prose(look, same, Type.CAPTION, "soft"),
    ]


def went_wrong(
    look: Look, place: Place, plan: Planned, error: StationError, reached: int
) -> list[Part]:
    """Return what became of each file of an export that ended at `reached`, and what to do."""
    begun = "没写完的文件已作废，不会被当成报表；"
    fate = begun if reached >= 0 else "还没有写任何文件；"
    return [
        place_row(look, place, None, (Tone.LATE, "没有写成")),
        look.px(12),
        prose(look, f"{error.what}{fate}报表的状态没有变。"),
        look.px(6),
        prose(look, error.remedy, Type.STRONG),
        look.px(8),
        file_rows(look, plan, failed(len(plan.files) + 2, reached)),
    ]
