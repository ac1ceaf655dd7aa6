"""What stands around the list of persons: its conditions, and what an empty one says."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain.selection import Selection
from ui.models import conditions
from ui.models.conditions import Condition, Places
from ui.theme import Look
from ui.widgets import menus
from ui.widgets.buttons import Chip, button, link
from ui.widgets.layout import Part, column, holder, row, swap
from ui.widgets.states import nothing


class ConditionRow(QWidget):
    """The conditions as chips, never hidden; `asked` brings the selection that is wanted next."""

    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._box = look, column()
        self.setLayout(self._box)
        self.offers: list[tuple[str, list[menus.Entry]]] = []

    def show_wanted(self, wanted: Selection, places: Places, today: date) -> None:
        """Show what holds now, and offer what could be asked besides."""
        look, found = self._look, conditions.chips(wanted, places, today)
        parts: list[Part] = []
        for one in found:
            chip = Chip(look, one.words)
            chip.taken.connect(lambda then=one.then: self.asked.emit(then))
            parts.append(chip)
        offers = conditions.offers(wanted, places, today)
        self.offers = [(words, [self._offer(one) for one in more]) for words, more in offers]
        add = button(look, "加条件", "quiet" if found else "link", "plus")
        menus.opens_nested(add, lambda: self.offers)
        parts.append(add)
        if found:
            clear = link(look, "清除条件")
            clear.clicked.connect(lambda: self.asked.emit(Selection()))
            parts.append(clear)
        swap(self._box, holder(row(*parts, None, gap=look.px(8))))

    def _offer(self, one: Condition) -> menus.Entry:
        return one.words, lambda: self.asked.emit(one.then)


class Nobody(QWidget):
    """An empty list: nobody fits the conditions, or nobody is on the register yet."""

    asked = Signal(object)
    gone = Signal(str)

    def __init__(self, look: Look, asked: bool) -> None:
        super().__init__()
        self.setLayout(column(self._none_fits(look) if asked else self._none_at_all(look)))

    def _none_fits(self, look: Look) -> QWidget:
        clear = button(look, "清除条件", "primary")
        clear.clicked.connect(lambda: self.asked.emit(Selection()))
        return nothing(look, "filter", "没有符合条件的人", "换个条件，或清除条件看全部。", clear)

    def _none_at_all(self, look: Look) -> QWidget:
        load = button(look, "导入花名册", "primary", "file-import")
        load.clicked.connect(lambda: self.gone.emit("roster"))
        new = button(look, "新增人员", "", "user-plus")
        new.clicked.connect(lambda: self.gone.emit("person_form"))
        says = "登记册里还没有人。可以导入花名册，也可以一个一个新增。"
        return nothing(look, "users", "从花名册开始", says, load, new)
