"""The bar below the form of a person: what is still wrong, and the deeds."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from station_app.domain.problems import Problem
from ui.forms.person import named
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.words import mark, text

Slot = Callable[[], object]


def other_way(look: Look, room: Room, go: Callable[[str], object]) -> list[QWidget]:
    """Return the way to many people at once, where there is room for it in the head."""
    if room is not Room.WIDE:
        return []
    load = button(look, "从花名册导入", "quiet", "file-import")
    load.clicked.connect(lambda: go("roster"))
    return [load]


def deeds(look: Look, room: Room, back: Slot, save: Slot, again: Slot | None) -> list[QPushButton]:
    """Return the buttons, the main one last; `again` is there for somebody new only."""
    wide = room is Room.WIDE
    drop = button(look, "放弃", "quiet", "", "Esc")
    keep = button(look, "保存", "primary", "", "Ctrl+S" if wide else "")
    made = [(drop, back), (keep, save)]
    if again is not None:
        another = button(look, "保存，再加一人", "", "", "Ctrl+Enter" if wide else "")
        made.insert(1, (another, again))
    for one, slot in made:
        one.clicked.connect(lambda _on=False, slot=slot: slot())
    return [one for one, _ in made]


def wrong(
    look: Look, grave: Sequence[Problem], tried: bool, go_to: Callable[[Problem], object]
) -> QWidget:
    """Return what must be put right; a press goes to the first of it."""
    names = "、".join(dict.fromkeys(named(one) for one in grave))
    if not tried and all("没有" in one.says for one in grave):
        return text(look, f"还要填：{names}", Type.BODY, "soft")
    said = button(look, f"还有 {len(grave)} 处要改：{names}", "link", "alert-triangle")
    said.setIcon(look.icon("alert-triangle", "red", 18))
    said.clicked.connect(lambda: go_to(grave[0]))
    return said


def fine(look: Look, *, double: bool, typed: bool) -> QWidget:
    """Return what is said where nothing is wrong."""
    if double:
        return mark(look, Tone.SOON, "还有 1 处要看：可能已登记过", Type.BODY)
    return text(look, "可以保存了。" if typed else "", Type.BODY, "soft")
