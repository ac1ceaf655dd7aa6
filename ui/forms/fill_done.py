"""What was saved, and what may be done next."""

from PySide6.QtWidgets import QWidget

from station_app.domain import unseen
from ui.forms.fill_intake import Intake
from ui.theme import Look, Room, Tone
from ui.widgets.facts import facts, told
from ui.widgets.layout import Part, column, holder
from ui.widgets.scroll import scrolled


def done_step(look: Look, room: Room, intake: Intake) -> QWidget:
    """Return the step that says where the filled table lies."""
    saved = intake.saved
    parts: list[Part] = []
    if saved is not None:
        name = unseen.visible(saved.path.name)
        head = f"填好了，已另存为“{name}”。"
        below = "原来的文件没有动。请打开看一眼，再发给上级。"
        if intake.seen is not None and intake.seen.sent.old:
            below = "来表是 .xls，已改存为 .xlsx：字和合并的格子照原样，格式请看一眼再发。"
        parts += [told(look, "circle-check", Tone.DONE, head, below), look.px(18)]
        pairs = [
            ("在哪里", unseen.visible(str(saved.path.parent))),
            ("填了", f"{saved.people} 人，{saved.cells} 格"),
        ]
        parts.append(facts(look, pairs, across=1))
    edge = look.edge(room)
    edges = (edge, look.px(24), edge, look.px(14))
    return holder(column(scrolled(column(*parts, None, margins=edges))))
