"""看结果: counts that filter, every row's fate, and what can be mended on the spot."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain import roster
from station_app.domain.roster import Line, Status
from station_app.usecases.roster import Preview
from ui.forms.roster_compare import Compare, Reasons
from ui.forms.roster_intake import Intake
from ui.forms.roster_mend import Mending
from ui.models import roster as rows
from ui.models.roster import LinesModel
from ui.theme import Look, Room
from ui.widgets.buttons import link
from ui.widgets.counts import HIGH, LOW, Count, CountStrip
from ui.widgets.damaged import DamagedDelegate
from ui.widgets.keys import first
from ui.widgets.layout import column, holder, row
from ui.widgets.scroll import listed
from ui.widgets.table import table
from ui.widgets.words import caption

Card = Mending | Compare | Reasons
FATES = (None, *Status)
PROMISE = "不一致和有误的行都不写入登记册。导入后站长可以整批撤销。"
NOTHING = "没有要写入的行：不变的不用写，不一致和有误的按回车改好再写。"
SHORT_PROMISE = "不一致和有误的行不写入。"


class ResultStep(QWidget):
    """Every row's fate. `changed` gives the choices under which the rows are to be judged again,
    the row they were made on, and what to say of it.
    """

    changed = Signal(object, object)

    def __init__(self, look: Look, room: Room, intake: Intake, shown: Preview) -> None:
        super().__init__()
        self._look, self._room, self._intake = look, room, intake
        self._shown = shown
        self._spot: Card | None = None
        self._place: Callable[[], object] = self.close_spot
        high = LOW if room is Room.TIGHT else HIGH
        self.strip = CountStrip(look, counts(shown), FATES.index(intake.status), high)
        self.strip.chosen.connect(self.filter)
        self.model = LinesModel(rows.columns(room, shown.several_sheets), self)
        self.view = table(look, self.model, 40)
        if not shown.writes or shown.counts[Status.REJECTED] or shown.counts[Status.CONFLICT]:
            first(self.view)
        self.view.setAccessibleName("每一行会怎样")
        number = rows.number_column(shown.several_sheets)
        self.view.setItemDelegateForColumn(number, DamagedDelegate(look, self.view, 40))
        self.view.opened.connect(self.open_row)
        self.view.chosen.connect(lambda _row: self.close_spot())
        self.view.verticalScrollBar().valueChanged.connect(lambda _at: self.close_spot())
        self._said = caption(look, "")
        self.unread = link(look, "")
        self.unread.clicked.connect(self.show_unread)
        self._lay_out(look.edge(room))
        self._fill()
        self.view.go_to(0)

    def _lay_out(self, edge: int) -> None:
        look = self._look
        head = column(self.strip, margins=(edge, look.px(14), edge, look.px(8)))
        edges = (edge, look.px(6), edge, look.px(8))
        foot = row(self._said, None, self.unread, gap=look.px(12), margins=edges)
        box = column(holder(head))
        box.addWidget(listed(look, self.view, edge), 1)
        box.addWidget(holder(foot))
        self.setLayout(box)

    # What the worker does.

    def filter(self, n: int) -> None:
        """Show the rows of one fate, or all, in the order of their need."""
        self.close_spot()
        self._intake.status = FATES[n]
        self._intake.places = rows.order(self._shown.lines)
        self._fill()
        self.view.go_to(0)

    def open_row(self, n: int) -> None:
        """Mend what can be mended on a row, take a decision back, or say why it is as it is."""
        self.close_spot()
        self.view.go_to(n)
        line = self.model.row(n)
        if line.number_doubted:
            self._mend(line)
        elif line.status is Status.CONFLICT:
            self._compare(line)
        elif roster.decided(self._shown.choices, line.place):
            self.changed.emit(roster.undecided(self._shown.choices, line.place), line)
        else:
            says = [one for reason in line.reasons for one in reason.split("；")]
            hint = ["这一行请在表里改好再导入。"] if line.status is Status.REJECTED else []
            title = f"第 {line.row} 行　{line.name}　{line.status.says}"
            self._show_below(Reasons(self._look, self, title, [*says, *hint] or ["没有要说明的。"]))

    def show_unread(self) -> None:
        """Say which columns and sheets were not read, and why."""
        self.close_spot()
        says = rows.unread(self._shown)
        self._show_below(Reasons(self._look, self, "没有读进来的", says))

    def show_result(self, shown: Preview, about: Line | None) -> None:
        """Show the rows judged again; go on from the row that was decided."""
        self._shown = shown
        self.strip.show_counts(counts(shown))
        if self._intake.status is not None and not shown.counts[self._intake.status]:
            self.strip.choose(0)
        self._fill()
        places = [line.place for line in self.model.values]
        if about is None:
            return
        if about.place in places:
            at = places.index(about.place)
            mended = self.model.row(at).status not in (Status.REJECTED, Status.CONFLICT)
            self.view.go_to(self._next_open(at) if mended else at)
        else:
            self.view.go_to(min(self._rank(about), len(places) - 1))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_spot(self) -> None:
        """Take away the card that stands over the rows."""
        if self._spot is not None:
            self._spot.close_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card on its row."""
        super().resizeEvent(event)
        if self._spot is not None:
            QTimer.singleShot(0, self._stand_again)

    # Inside.

    def _mend(self, line: Line) -> None:
        card = Mending(self._look, self, line)
        card.mended.connect(lambda number, why: self._mended(line, number, why))
        number = rows.number_column(self._shown.several_sheets)
        self._open(card, lambda: card.stand_on(self.view, self.view.row_now(), number))

    def _mended(self, line: Line, number: str, why: str) -> None:
        before = self._shown.choices
        numbers = {**before.numbers, line.place: number} if number else before.numbers
        kept = {**before.kept, line.place: why} if why else before.kept
        self.close_spot()
        self.changed.emit(replace(before, numbers=numbers, kept=kept), line)

    def _compare(self, line: Line) -> None:
        card = Compare(self._look, self, line, self.view.viewport().width())
        card.decided.connect(lambda right: self._decided(line, right))
        card.same.connect(lambda: self._same(line))
        self._show_below(card)

    def _decided(self, line: Line, right: Mapping[str, bool]) -> None:
        before = self._shown.choices
        mine = {(*line.place, field): says for field, says in right.items()}
        self.close_spot()
        self.changed.emit(replace(before, taken={**before.taken, **mine}), line)

    def _same(self, line: Line) -> None:
        self.close_spot()
        self._mend(line)

    def _show_below(self, card: Compare | Reasons) -> None:
        self._open(card, lambda: card.stand_below(self.view, max(self.view.row_now(), 0)))

    def _open(self, card: Card, place: Callable[[], object]) -> None:
        self._spot, self._place = card, place
        card.closed.connect(self._spot_closed)
        place()
        card.begin()

    def _stand_again(self) -> None:
        if self._spot is not None:
            self._place()

    def _spot_closed(self) -> None:
        self._spot = None
        if self.isVisible():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        intake, shown = self._intake, self._shown
        self.model.fill(rows.listed(shown, intake.status, intake.places))
        fates = (Status.NEW, Status.UPDATED)
        written = [f"{one.says} {shown.counts[one]} 行" for one in fates if shown.counts[one]]
        tail = PROMISE if self._room is Room.WIDE else SHORT_PROMISE
        self._said.setText(f"{'、'.join(written)}会写入；{tail}" if written else NOTHING)
        left = [f"{len(shown.left_out)} 列"] if shown.left_out else []
        left += [f"{len(shown.skipped)} 张表"] if shown.skipped else []
        self.unread.setText(f"{'、'.join(left)}没有读，看看是哪些")
        self.unread.setVisible(bool(left))

    def _next_open(self, at: int) -> int:
        """Return the next row that needs somebody; the row itself where none does."""
        open_ = (Status.REJECTED, Status.CONFLICT)
        order = [*range(at + 1, len(self.model.values)), *range(at)]
        return next((n for n in order if self.model.row(n).status in open_), at)

    def _rank(self, about: Line) -> int:
        places = self._intake.places
        mine = places.get(about.place, 0)
        return sum(places.get(line.place, 0) < mine for line in self.model.values)


def counts(shown: Preview) -> list[Count]:
    """Return the counts of the strip: all rows, then each fate."""
    fates = [
        Count(words=status.says, many=shown.counts[status], tone=rows.TONES[status])
        for status in Status
    ]
    return [Count(words="全部", many=len(shown.lines)), *fates]
