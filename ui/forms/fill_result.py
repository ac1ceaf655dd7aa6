"""看结果: the sender's table as it will be saved, and the empty cells one after the other."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import unseen
from station_app.domain.fill_rows import Fate, Line
from station_app.usecases.fill import Filling
from ui.forms.fill_intake import Intake
from ui.models import fill as columns
from ui.models.table import TableModel
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import link
from ui.widgets.fields import line
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, empty_out, holder, put, row, sized
from ui.widgets.scroll import listed
from ui.widgets.table import table
from ui.widgets.words import caption, mark

WIDE = {Room.WIDE: 1110, Room.NARROW: 830, Room.TIGHT: 760}
NAMED = 6
"""So many of those who lack something are named; the task names them all."""


class ResultStep(QWidget):
    """The filled table. What is typed or taken goes into the intake at once."""

    changed = Signal()

    def __init__(self, look: Look, room: Room, intake: Intake, filling: Filling) -> None:
        super().__init__()
        self._look, self._room, self._intake = look, room, intake
        self._filling = filling
        self._heads = {
            one.column: unseen.visible(one.heading.split("\n")[-1]) for one in filling.seen.columns
        }
        entries = columns.shown_columns(filling, room)
        self.model: TableModel[Line] = TableModel(columns.result_columns(entries, WIDE[room]), self)
        self.model.fill(filling.lines)
        self.view = table(look, self.model, 38)
        self.view.setAccessibleName("填好的来表，空格换用登记册的或来表的，回车去填空格")
        self.view.ticked.connect(self.turn)
        self.view.opened.connect(self.go_to_row)
        self.view.go_to(0)
        self.field = sized(look, line(), 240)
        self.field.returnPressed.connect(self.type_in)
        self._asked = caption(look, "")
        self._asked.setMinimumWidth(look.px(150))
        self._hint = caption(look, "回车填下一个空格；空着也能存。", "faint")
        self._typing = holder(row(self._asked, self.field, self._hint, None, gap=look.px(10)))
        self._told, self._lacks = column(), column()
        self._differs = caption(look, "", "amber")
        self._differs.setWordWrap(True)
        self.view.chosen.connect(self._say_row)
        self._lay_out(look.edge(room), len(entries))
        self._at = (0, -1)
        self._say()
        self._go_on()
        self._say_row(self.view.row_now())
        first(self.field if self._typing.isVisibleTo(self) else self.view)

    def _lay_out(self, edge: int, many: int) -> None:
        look, all_ = self._look, len(self._filling.seen.columns)
        head = column(
            self._told,
            look.px(4),
            self._lacks,
            margins=(edge, look.px(12), edge, look.px(8)),
        )
        shown = f"这里显示 {all_} 列里的 {many} 列。" if many < all_ else ""
        says = caption(look, f"表样和格式照原样，原来的文件不动。{shown}", "soft")
        low = column(
            self._differs,
            self._typing,
            look.px(4),
            says,
            margins=(edge, look.px(8), edge, look.px(10)),
        )
        box = column(holder(head))
        box.addWidget(listed(look, self.view, edge), 1)
        box.addWidget(holder(low))
        self.setLayout(box)

    # What the worker does.

    def type_in(self) -> None:
        """Put what is typed into the cell that is asked for, and go on to the next empty one."""
        place, entry = self._at
        if entry < 0:
            return
        words = self.field.text().strip()
        person = self._filling.lines[place].person
        if words:
            self._intake.typed[(person, entry)] = words
            self._take(self._filling.typed(place, entry, words))
        self._go_on()

    def turn(self, n: int) -> None:
        """Let the register's words stand where a row differs, or the sender's again."""
        differing = [one for one in self._filling.lines[n].cells if one.fate is Fate.DIFFERS]
        if not differing:
            return
        takes, person = not differing[0].takes, self._filling.lines[n].person
        self._remember({(person, one.column) for one in differing}, takes)
        self._take(self._filling.taking(n, takes=takes))

    def turn_all(self, takes: bool) -> None:
        """Let the register's words stand wherever rows differ, or the sender's."""
        places = {
            (line.person, one.column)
            for line in self._filling.lines
            for one in line.cells
            if one.fate is Fate.DIFFERS
        }
        self._remember(places, takes)
        self._take(self._filling.taking_all(takes=takes))

    def go_to_row(self, n: int) -> None:
        """Ask for the first empty cell of a row."""
        self._at = (n, -1)
        self._go_on()
        self.field.setFocus()

    # Inside.

    def _remember(self, places: set[tuple[str, int]], takes: bool) -> None:
        self._intake.taken = self._intake.taken | places if takes else self._intake.taken - places

    def _take(self, filling: Filling) -> None:
        now = self.view.row_now()
        self._filling = self._intake.filling = filling
        self.model.fill(filling.lines)
        self.view.go_to(now)
        self._say()
        self._say_row(now)
        self.changed.emit()

    def _go_on(self) -> None:
        self._at = next(self._empty_after(*self._at), (0, -1))
        place, entry = self._at
        self._typing.setVisible(entry >= 0)
        if entry < 0:
            return
        name, head = self._filling.lines[place].name, self._heads[entry]
        self._asked.setText(f"{unseen.visible(name)}　{head}")
        self.field.setAccessibleName(f"{name} {head}")
        self.field.clear()
        self.view.go_to(place)

    def _empty_after(self, place: int, entry: int) -> Iterator[tuple[int, int]]:
        """Yield the empty cells that follow one, and at the end those before it."""
        lines = self._filling.lines
        order = [*range(place, len(lines)), *range(place)]
        for n in order:
            for one in lines[n].cells:
                if one.fate in columns.OPEN and (n != place or one.column > entry):
                    yield n, one.column

    def _say_row(self, n: int) -> None:
        """Say in full where the chosen row differs, and what stands there afterwards."""
        lines, heads = self._filling.lines, self._heads
        differing = [
            one
            for one in (lines[n].cells if 0 <= n < len(lines) else ())
            if one.fate is Fate.DIFFERS
        ]
        said = "；".join(
            f"{heads[one.column]}：来表 {columns.masked(one.was)}，"
            f"登记册 {columns.masked(str(one.value))}"
            for one in differing
        )
        takes = bool(differing) and differing[0].takes
        now = "用登记册的，空格换回来表的" if takes else "留来表的，空格换用登记册的"
        if said:
            self._differs.setText(f"{unseen.visible(lines[n].name)}　{said}。现在{now}。")
        self._differs.setVisible(bool(said))

    def _say(self) -> None:
        look, counts = self._look, self._filling.counts
        empty = sum(counts.get(fate, 0) for fate in columns.OPEN)
        differs = counts.get(Fate.DIFFERS, 0)
        parts: list[Part] = [
            mark(look, Tone.DONE, f"从登记册填了 {counts.get(Fate.FILLED, 0)} 格", Type.BODY)
        ]
        if typed := counts.get(Fate.HAND, 0):
            parts.append(mark(look, Tone.NOTE, f"手填 {typed} 格", Type.BODY, "pencil"))
        if empty:
            parts.append(mark(look, Tone.SOON, f"还空 {empty} 格", Type.BODY, "alert-triangle"))
        if differs:
            parts.append(mark(look, Tone.SOON, f"和来表不一样 {differs} 格", Type.BODY, "eye"))
            for words, takes in (("都用登记册的", True), ("都留来表的", False)):
                made = link(look, words)
                made.clicked.connect(lambda _on, takes=takes: self.turn_all(takes))
                parts.append(made)
        empty_out(self._told)
        put(self._told, holder(row(*parts, None, gap=look.px(18))))
        self._say_lacking()

    def _say_lacking(self) -> None:
        found = self._filling.lacking
        empty_out(self._lacks)
        if not found:
            return
        named = "；".join(f"{name}缺{'、'.join(what)}" for name, what in found[:NAMED])
        more = f"；还有 {len(found) - NAMED} 人" if len(found) > NAMED else ""
        words = unseen.visible(f"登记册里缺：{named}{more}。")
        said = caption(self._look, words, "soft")
        said.setWordWrap(True)
        put(self._lacks, said)
