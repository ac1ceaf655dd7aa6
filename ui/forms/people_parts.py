"""What stands around the list of persons: its conditions, and what an empty one says."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain.selection import PersonPage, Selection
from station_app.usecases import selection
from ui.desk import Desk
from ui.forms import list_table
from ui.models import conditions
from ui.models.conditions import Condition, Places
from ui.theme import Look, Room
from ui.widgets import menus
from ui.widgets.buttons import Chip, Segments, button, link
from ui.widgets.heads import heading
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, row, swap
from ui.widgets.states import nothing

BEGIN = "有花名册（Excel、WPS 表格）就导入，表头不齐、号码有错都能先看再定；没有就一个一个新增。"


class PeopleHead(QWidget):
    """The title with persons or households, import and 新增; bare while nobody is there yet."""

    viewed = Signal(int)
    gone = Signal(str)
    printed = Signal()
    saved = Signal()

    def __init__(self, look: Look, room: Room, words: str, view: int) -> None:
        super().__init__()
        self.views = Segments(look, ("人员", "家庭"), view)
        self.views.chosen.connect(self.viewed)
        more = menus.more(look, lambda: self._more(room))
        self._deeds: list[QWidget] = [self.views, more]
        if room is not Room.TIGHT:
            load = button(look, "导入花名册", "", "file-import")
            load.clicked.connect(lambda: self.gone.emit("roster"))
            self._deeds.append(load)
        new = button(look, "新增人员", "primary", "user-plus")
        new.setToolTip("新增人员　Ctrl+N")
        new.clicked.connect(lambda: self.gone.emit("person_form"))
        self._deeds.append(new)
        self.setLayout(column(heading(look, words, "", *self._deeds)))

    def _more(self, room: Room) -> list[menus.Entry]:
        found = list_table.ways(self.printed.emit, self.saved.emit)
        load: menus.Entry = ("导入花名册", lambda: self.gone.emit("roster"))
        twice: menus.Entry = ("查重：可能是同一人", lambda: self.gone.emit("doubles"))
        return [*([load] if room is Room.TIGHT else []), twice, None, *found]

    def show_counts(self, page: PersonPage) -> None:
        """Say how many there are; where nobody is, the page itself says how to begin."""
        for n, count in enumerate((page.all_persons, page.all_households)):
            self.views.name(n, f"{('人员', '家庭')[n]} {count}")
        for deed in self._deeds:
            deed.setVisible(page.all_persons > 0)


def places(desk: Desk) -> Places:
    """Return the categories, groups and villages that conditions may ask for."""
    return Places(
        kinds=desk.ask(selection.kinds_in_use),
        groups=desk.ask(selection.groups),
        villages=desk.ask(selection.villages),
    )


def counted(page: PersonPage, *, asked: bool) -> str:
    """Return how many are listed, and of how many."""
    if asked:
        fit = f"符合条件 {page.persons} 人、{page.households} 户"
        return f"{fit}，共 {page.all_persons} 人"
    return f"共 {page.all_persons} 人、{page.all_households} 户"


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
        clear = first(button(look, "清除条件"))
        clear.clicked.connect(lambda: self.asked.emit(Selection()))
        return nothing(look, "filter", "没有符合条件的人", "换个条件，或清除条件看全部。", clear)

    def _none_at_all(self, look: Look) -> QWidget:
        load = first(button(look, "导入花名册", "primary", "file-import"))
        load.clicked.connect(lambda: self.gone.emit("roster"))
        new = button(look, "新增第一个人", "", "user-plus")
        new.clicked.connect(lambda: self.gone.emit("person_form"))
        return nothing(look, "users", "登记册里还没有人", BEGIN, load, new)
