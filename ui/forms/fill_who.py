"""选人: whose rows the table gets, each with why, and a box to leave one out."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.fill_intake import Intake, Whose
from ui.forms.people_parts import ConditionRow
from ui.models import fill as columns
from ui.models.conditions import Places
from ui.models.table import TableModel
from ui.theme import Look, Room, Type
from ui.widgets.choices import Choice
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, row
from ui.widgets.scroll import listed
from ui.widgets.table import table
from ui.widgets.words import caption, text

KEYS = "空格勾上或去掉　回车认一认是谁"


class WhoStep(QWidget):
    """Those who may get a row. `changed` asks to find them anew, `asked` who a row means."""

    changed = Signal()
    asked = Signal(int)
    ticked = Signal()

    def __init__(self, look: Look, room: Room, intake: Intake, places: Places, today: date) -> None:
        super().__init__()
        self._intake = intake
        edge = look.edge(room)
        held = len(intake.seen.zone.held) if intake.seen else 0
        self.whose = Choice(
            look, (f"表里已有的 {held} 人", "符合条件的人", "两样都要"), intake.whose
        )
        self.whose.setAccessibleName("填谁")
        self.whose.changed.connect(self._turn)
        self.conditions = ConditionRow(look)
        self.conditions.asked.connect(self._want)
        self.conditions.show_wanted(intake.wanted, places, today)
        self.model = TableModel(columns.people_columns(room, intake.off), self)
        self.model.fill(intake.people)
        self.view = first(table(look, self.model, 40))
        self.view.setAccessibleName("填谁")
        self.view.ticked.connect(self.turn_one)
        self.view.opened.connect(self._open)
        self._count = text(look, "", Type.STRONG)
        keys: list[Part] = [] if room is Room.TIGHT else [caption(look, KEYS, "faint")]
        parts: list[Part] = [self.conditions, look.px(8), row(self._count, None, *keys)]
        if held:
            parts = [row(self.whose, None), look.px(10), *parts]
        head = column(*parts, margins=(edge, look.px(14), edge, look.px(8)))
        box = column(holder(head))
        box.addWidget(listed(look, self.view, edge), 1)
        self.setLayout(box)
        self.conditions.setVisible(intake.whose is not Whose.NAMED)
        self.say_count()
        self.view.go_to(self._first_asked())

    def say_count(self) -> None:
        """Say how many get a row, and how many rows of the sheet are not certain."""
        intake = self._intake
        asked = sum(not one.person and one.row not in intake.answers for one in intake.people)
        tail = f"，表里有 {asked} 行对不上人，回车认一认；不认就留着不动" if asked else ""
        none = "" if intake.people else "没有符合条件的人，换个条件，或清除条件看全部。"
        self._count.setText(none or f"填 {len(intake.chosen)} 人{tail}")

    def turn_one(self, n: int) -> None:
        """Give somebody a row, or leave one out."""
        one = self.model.row(n)
        if one.person:
            self._intake.off ^= {one.person}
            self.model.redraw()
            self.say_count()
            self.ticked.emit()
        else:
            self._open(n)

    def _first_asked(self) -> int:
        asked = (n for n, one in enumerate(self._intake.people) if not one.person)
        return next(asked, 0)

    def _open(self, n: int) -> None:
        one = self.model.row(n)
        if one.row and (one.may_be or not one.person or one.row in self._intake.answers):
            self.asked.emit(n)
        elif one.person:
            self.turn_one(n)

    def _turn(self, n: int) -> None:
        self._intake.whose = Whose(n)
        self.changed.emit()

    def _want(self, wanted: object) -> None:
        self._intake.wanted = wanted  # type: ignore[assignment]  # the row gives selections only
        self.changed.emit()
