"""What the first page says where nothing has to be done: how to begin, or what comes next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from station_app.domain.care import Due
from ui.forms.people_parts import BEGIN
from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, holder, row
from ui.widgets.words import prose, text

Go = Callable[[str], object]


def beginning(look: Look, go: Go) -> QWidget:
    """Return how to begin with a register that holds nobody."""
    load = first(button(look, "导入花名册", "primary", "file-import"))
    load.clicked.connect(lambda: go("roster"))
    new = button(look, "新增第一个人", "", "user-plus")
    new.clicked.connect(lambda: go("person_form"))
    return _said(look, "登记册里还没有人。", BEGIN, load, new)


def quiet(look: Look, today: date, due: Due | None, go: Go) -> QWidget:
    """Return that nothing presses today, and who is due next."""
    new = first(button(look, "新任务", "primary", "plus"))
    new.clicked.connect(lambda: go("notice"))
    says = "有人到期该走访，或记下新任务，这里就会提醒。"
    if due is not None:
        days = (due.on - today).days
        says = f"下一件：{due.on.month}月{due.on.day}日前走访{due.name}，还有 {days} 天。"
    return _said(look, "今天没有要赶的事。", says, new)


def _said(look: Look, title: str, says: str, *deeds: QWidget) -> QWidget:
    return holder(
        column(
            text(look, title, Type.NAME),
            look.px(6),
            prose(look, says, Type.BODY, "soft"),
            look.px(14),
            row(*deeds, None, gap=look.px(10)),
            look.px(24),
        )
    )
