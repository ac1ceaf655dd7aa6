"""走访: the sheets that wait to be typed come first, then what was typed, missed and voided."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QWidget

from station_app.domain.sheet import Sheet, State
from station_app.domain.visit import Missed, Shown
from station_app.errors import Refused
from station_app.usecases import printing, visits
from ui.desk import Desk
from ui.forms import sheet_pane
from ui.forms.visit_head import number_box
from ui.forms.visit_sheets import missed_sheet, void_sheet
from ui.models import visits as columns
from ui.models.table import TableModel
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.asking import Asking
from ui.widgets.buttons import Segments, button, link
from ui.widgets.heads import foot, heading
from ui.widgets.keys import KeyCap
from ui.widgets.layout import Part, column, empty_out, frame, holder, margins, put, row
from ui.widgets.scroll import listed
from ui.widgets.states import nothing
from ui.widgets.table import TableView, table
from ui.widgets.words import caption, text

A_YEAR = timedelta(days=365)


class View(IntEnum):
    """Which list is shown."""

    WAITING = 0
    TYPED = 1
    MISSED = 2
    VOID = 3


STATES = (State.WAITING, State.TYPED, State.MISSED, State.VOID)
KEYS = (
    "回车录入这一张　Del 作废　U 记未遇",
    "回车打开　F2 修改　Del 作废",
    "回车打开　F2 修改　Del 作废",
    "回车看原来的记录",
)
EMPTY = (
    ("clipboard-text", "没有待录入的表", "打印过的走访表在这里等着录入。先在应走访名单里打印。"),
    ("walk", "还没有走访记录", "录入带回的表，或直接登记一次走访。"),
    ("user-question", "没有记过未遇", "去了没见到人，在这里留一笔，写明原因。"),
    ("ban", "没有作废的表", "作废的表编号不再用，原因留在这里。"),
)


class VisitsPage(Page):
    """Sheets by state, and what became of the chosen one beside the list."""

    TITLE = "走访"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self.view, self._folded = View.WAITING, room is Room.TIGHT
        self._gone: set[str] = set()
        self._sheets: TableModel[Sheet] = TableModel((), self)
        self._visits: TableModel[Shown] = TableModel((), self)
        self.table: TableView | None = None
        self._pane: QFrame | None = None
        for keys, deed in (("F2", self.open_chosen), ("Ctrl+N", lambda: self.go("visit"))):
            self.key(keys, deed)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show the sheets that wait, or another list by its state; what was voided is gone now."""
        self._gone.clear()
        known = isinstance(fact, str) and fact in list(State)
        self.view = View(STATES.index(State(str(fact)))) if known else View.WAITING
        super().open(fact)

    def begin(self) -> None:
        """Give the keyboard to the number, or to the list."""
        if self.view is View.WAITING and self.table is not None:
            self.number.setFocus(Qt.FocusReason.TabFocusReason)
            self.number.selectAll()
        elif self.table is not None:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.views.buttons[self.view].setFocus(Qt.FocusReason.TabFocusReason)

    def lay_out(self) -> QLayout:
        """Return the page: its head, the strip for a number, the list, the pane beside it."""
        look, edge = self.look, self.look.edge(self.room)
        self._strip, self._middle, self._side = column(), column(), row()
        head = column(self._head(), look.px(12), self._views())
        head.setContentsMargins(edge, look.px(18), edge, look.px(10))
        self._strip.setContentsMargins(edge, 0, edge, 0)
        self._keys = row()
        left = column(holder(head), self._strip)
        left.addLayout(self._middle, 1)
        left.addLayout(self._keys)
        box = row()
        box.addWidget(holder(left), 1)
        box.addLayout(self._side)
        self._pane = None
        return box

    def refresh(self) -> None:
        """Read the list anew; who was chosen stays chosen."""
        at = self.table.row_now() if self.table is not None else 0
        found = {
            state: self.desk.ask(visits.sheets_in, state) for state in (State.WAITING, State.VOID)
        }
        waiting = found[State.WAITING]
        all_visits = self._between()
        met = [one for one in all_visits if one.visit.met and self._stays(one)]
        missed = [one for one in all_visits if not one.visit.met and self._stays(one)]
        counts = (len(waiting), _alive(met), _alive(missed), len(found[State.VOID]))
        for n, state in enumerate(STATES):
            self.views.name(n, f"{state} {counts[n]}")
        self.count(visits=len(waiting))
        if self.view in (View.WAITING, View.VOID):
            self._sheets.fill(found[STATES[self.view]])
        else:
            self._visits.fill(met if self.view is View.TYPED else missed)
        self._show_list(max(at, 0))

    def fold(self) -> None:
        """Open or fold the pane."""
        self._folded = not self._folded
        self._show_pane()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Strike out with Del, note a missed one with U."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Delete and plain:
            self.void()
        elif event.text().lower() == "u" and plain and self.view is View.WAITING:
            self.miss()
        else:
            super().keyPressEvent(event)

    # What the worker does.

    def show_view(self, view: int) -> None:
        """Show another list."""
        self.view, self.stale, self.table = View(view), True, None
        self.fact = STATES[view].value  # the way back leads to this list
        self.read()
        self.begin()

    def type_number(self) -> None:
        """Open the sheet whose number is typed in the strip."""
        try:
            found = self.desk.ask(visits.find_sheet, self.number.text())
        except Refused as refused:
            self.tell(f"{refused.what}{refused.remedy}", Tone.LATE)
            self.number.selectAll()
            return
        if len(found) > 1:
            self.go("visit")
        elif found[0].state is State.WAITING:
            self.go("visit", f"sheet:{found[0].uid}")
        elif found[0].visit:
            self.go("visit", f"visit:{found[0].visit}")
        else:
            self.tell(f"{found[0].short}（{found[0].name}）{found[0].state}。", Tone.NOTE)

    def open_chosen(self) -> None:
        """Type the chosen sheet, or open the chosen visit to be put right."""
        if self.view is View.WAITING and (sheet := self._sheet()):
            self.go("visit", f"sheet:{sheet.uid}")
        elif self.view is View.VOID and (sheet := self._sheet()):
            self.go("person", sheet.person)
        elif shown := self._shown():
            visit = shown.visit
            if not visit.void:
                self.go("visit", f"visit:{visit.main or visit.uid}")

    def void(self) -> None:
        """Ask why, then strike the chosen sheet or visit out."""
        sheet, shown = self._sheet(), self._shown()
        if self.view is View.WAITING and sheet is not None:
            title = f"作废{sheet.name}的表 {sheet.short}"
            says = "这张表不再录入，编号不再用，原因留着。"
            self.show_sheet(
                void_sheet(self.look, title, says, lambda a, why: self._void_sheet(a, sheet, why))
            )
        elif shown is not None and not shown.visit.void:
            if shown.visit.main:
                self.tell("这是同户一并走访的记录。请打开主走访修改。", Tone.SOON)
                return
            title, says = f"作废{shown.name}的这次走访", "作废后不再统计，记录和原因都留着。"
            self.show_sheet(
                void_sheet(self.look, title, says, lambda a, why: self._void_visit(a, shown, why))
            )

    def miss(self) -> None:
        """Ask why nobody was met, and note it on the chosen sheet."""
        if sheet := self._sheet():
            self.show_sheet(
                missed_sheet(
                    self.look, sheet.name, lambda a, why, note: self._miss(a, sheet, why, note)
                )
            )

    def print_visit(self) -> None:
        """Print the sheet of the chosen visit with its answers."""
        if shown := self._shown():
            name = shown.visit.number
            job = self.desk.do(printing.completed, shown.visit.uid)
            job.then(lambda pdf: self.print_out(pdf, name))

    # Inside.

    def _head(self) -> QWidget:
        look = self.look
        prints, new = (
            button(look, "打印走访表", "", "printer"),
            button(look, "登记走访", "", "plus"),
        )
        prints.clicked.connect(lambda: self.go("round"))
        new.setToolTip("登记走访　Ctrl+N")
        new.clicked.connect(lambda: self.go("visit"))
        return heading(look, self.TITLE, "", prints, new)

    def _views(self) -> QWidget:
        look = self.look
        self.views = Segments(look, [state.value for state in STATES], self.view)
        self.views.chosen.connect(self.show_view)
        due, tasks = link(look, "应走访名单", "walk"), link(look, "来文与任务", "file-text")
        due.clicked.connect(lambda: self.go("round"))
        tasks.clicked.connect(lambda: self.go("notices"))
        return holder(row(self.views, None, due, tasks, gap=look.px(18)))

    def _show_list(self, at: int) -> None:
        look, room, today = self.look, self.room, self._today()
        empty_out(self._middle)
        empty_out(self._strip)
        empty_out(self._keys)
        of_sheets = self.view in (View.WAITING, View.VOID)
        model = self._sheets if of_sheets else self._visits
        self.views.choose(self.view)
        if not model.rowCount():
            self.table = None
            self._show_nothing()
            self._show_pane()
            return
        if self.view is View.WAITING:
            shown: TableModel[Sheet] | TableModel[Shown] = TableModel(
                columns.sheet_columns(Room.NARROW, today), self
            )
        elif of_sheets:
            shown = TableModel(columns.void_sheet_columns(today), self)
        else:
            shown = TableModel(columns.visit_columns(room, today), self)
        shown.fill(model.values)  # type: ignore[arg-type]  # columns and rows are of one kind
        self.table = table(look, shown, 42)
        self.table.setAccessibleName(STATES[self.view].value)
        self.table.opened.connect(lambda _n: self.open_chosen())
        self.table.chosen.connect(lambda _n: self._chosen())
        if self.view is View.WAITING:
            put(self._strip, self._ask())
        self._middle.addWidget(listed(look, self.table, look.edge(room)), 1)
        put(self._keys, foot(look, room, caption(look, self._says()), KEYS[self.view]))
        self.table.go_to(min(at, shown.rowCount() - 1))
        self._show_pane()

    def _show_nothing(self) -> None:
        look, (icon, title, words) = self.look, EMPTY[self.view]
        deeds: list[QPushButton] = []
        if self.view is View.WAITING:
            deeds = [button(look, "看应走访名单", "primary")]
            deeds[0].clicked.connect(lambda: self.go("round"))
        put(self._middle, nothing(look, icon, title, words, *deeds))

    def _ask(self) -> QWidget:
        look = self.look
        self.number = number_box(look)
        self.number.returnPressed.connect(self.type_number)
        self._name, self._place = text(look, "", Type.STRONG), text(look, "", colour="soft")
        go = button(look, "开始录入", "primary", "pencil")
        go.clicked.connect(self.open_chosen)
        parts: list[Part] = [caption(look, "表上编号"), look.px(8), self.number, look.px(8)]
        parts += [KeyCap(look, "回车"), look.px(16), self._name, look.px(10), self._place, None]
        parts += [caption(look, f"还有 {len(self._sheets.values)} 张没录"), look.px(14), go]
        made = frame("strip", row(*parts, margins=margins(look, 16, 9, 12, 9)))
        return holder(column(made, margins=(0, 0, 0, look.px(6))))

    def _chosen(self) -> None:
        if self.view is View.WAITING and (sheet := self._sheet()):
            self.number.setText(str(sheet.serial))
            self.number.selectAll()
            self._name.setText(sheet.name)
            self._place.setText(sheet.place if self.room is Room.WIDE else "")
        self._show_pane()

    def _show_pane(self) -> None:
        if self._pane is not None:
            empty_out(self._side)
            self._pane = None
        sheet, shown = self._sheet(), self._shown()
        if self._folded or (sheet is None and shown is None):
            return
        if self.view in (View.WAITING, View.VOID) and sheet is not None:
            head, steps = (
                (sheet.short, f"{sheet.name}　{sheet.place}"),
                sheet_pane.steps_of_sheet(sheet),
            )
            deeds = self._sheet_deeds(sheet)
        elif shown is not None:
            head, steps = sheet_pane.head_of_visit(shown), sheet_pane.steps_of_visit(shown)
            deeds = self._visit_deeds(shown)
        self._pane = sheet_pane.pane(self.look, self.room, head, steps, deeds)
        put(self._side, self._pane)

    def _sheet_deeds(self, sheet: Sheet) -> list[sheet_pane.Deed]:
        file: sheet_pane.Deed = (f"打开{sheet.name}的档案", lambda: self.go("person", sheet.person))
        if self.view is View.VOID:
            return [file]
        return [
            ("重印，编号不变", lambda: self.go("sheets", [sheet.person])),
            ("没见到人，记未遇", self.miss),
            ("这张不用了，作废", self.void),
            file,
        ]

    def _visit_deeds(self, shown: Shown) -> list[sheet_pane.Deed]:
        visit = shown.visit
        file: sheet_pane.Deed = (f"打开{shown.name}的档案", lambda: self.go("person", visit.person))
        if visit.void:
            return [file]
        deeds: list[sheet_pane.Deed] = [("打开、修改，旧的内容留着", self.open_chosen)]
        if not visit.main:
            deeds += [("打印这张表", self.print_visit), ("作废这次走访", self.void)]
        return [*deeds, file]

    def _void_sheet(self, asked: Asking, sheet: Sheet, why: str) -> None:
        job = self.desk.do(visits.void_sheet, sheet.uid, why)
        job.say(f"{sheet.short} 已作废，留有记录。").unless(asked.refuse)
        job.then(lambda _sheet: asked.close_sheet())

    def _void_visit(self, asked: Asking, shown: Shown, why: str) -> None:
        self._gone.add(shown.visit.uid)
        job = self.desk.do(visits.void, shown.visit.uid, why)
        job.say("这次走访已作废，留有记录。").unless(asked.refuse)
        job.then(lambda _visit: asked.close_sheet())

    def _miss(self, asked: Asking, sheet: Sheet, why: Missed, note: str) -> None:
        job = self.desk.do(visits.missed, sheet.person, why, note=note, campaign=sheet.campaign)
        job.say(f"已记{sheet.name}未遇。").unless(asked.refuse)
        job.then(lambda _visit: asked.close_sheet())

    def _between(self) -> list[Shown]:
        today = self._today()
        return self.desk.ask(visits.between, today - A_YEAR, today)

    def _stays(self, one: Shown) -> bool:
        """Say whether a visit is listed: voided ones only until the page is left."""
        return not one.visit.void or one.visit.uid in self._gone

    def _says(self) -> str:
        if self.view is View.WAITING:
            return f"{len(self._sheets.values)} 张，按编号排"
        if self.view is View.VOID:
            return f"{len(self._sheets.values)} 张，编号不再用"
        if self.view is View.MISSED:
            return f"{_alive(self._visits.values)} 次；近一年，新的在前"
        today = self._today()
        persons, homes = self.desk.ask(visits.counted, today - A_YEAR, today)
        return f"{persons} 人次、{homes} 户次；近一年，新的在前"

    def _sheet(self) -> Sheet | None:
        n = self.table.row_now() if self.table is not None else -1
        of_sheets = self.view in (View.WAITING, View.VOID)
        return self._sheets.row(n) if of_sheets and 0 <= n < self._sheets.rowCount() else None

    def _shown(self) -> Shown | None:
        n = self.table.row_now() if self.table is not None else -1
        of_visits = self.view in (View.TYPED, View.MISSED)
        return self._visits.row(n) if of_visits and 0 <= n < self._visits.rowCount() else None

    def _today(self) -> date:
        return self.desk.register.today()


def _alive(found: Sequence[Shown]) -> int:
    return sum(not one.visit.void for one in found)
