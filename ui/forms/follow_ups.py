"""Who was promised another visit by today: Enter types it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame

from station_app.domain.care import Due
from ui.models.table import Column, TableModel
from ui.theme import Look, Tone
from ui.widgets.buttons import button
from ui.widgets.cells import Mark, Two
from ui.widgets.keys import first
from ui.widgets.layout import column
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import deeds, dismiss, sheet
from ui.widgets.short_list import short_list
from ui.widgets.words import prose

SEEN = 7


def follow_ups(
    look: Look, dues: Sequence[Due], today: date, then: Callable[[str], object]
) -> QFrame:
    """Return the sheet; `then` gets the person whose visit is to be typed."""
    who: Column[Due] = Column("谁", lambda due: Two(due.name, due.place))
    when: Column[Due] = Column("哪天", lambda due: _when(due, today), 150)
    model: TableModel[Due] = TableModel((who, when))
    model.fill(dues)
    view = first(short_list(look, model, "回访名单"))
    model.setParent(view)
    view.keeps = True
    area = scrolled(column(view))
    area.setFixedHeight(look.px(40) * min(len(dues), SEEN) + 2)
    back, visit = button(look, "关闭"), button(look, "登记走访", "primary", "pencil")
    says = prose(look, "都是上次走访时约好的。选中一位，按回车登记走访。")
    below = deeds(look, back, visit)
    made = sheet(look, f"回访 {len(dues)} 人", says, look.px(10), area, below, width=560)

    def go(n: int) -> None:
        dismiss(made)
        then(dues[n].person)

    view.opened.connect(go)
    visit.clicked.connect(lambda: go(max(view.row_now(), 0)))
    back.clicked.connect(lambda: dismiss(made))
    return made


def _when(due: Due, today: date) -> Mark:
    return Mark(due.says(today), Tone.LATE if due.late(today) else Tone.SOON)
