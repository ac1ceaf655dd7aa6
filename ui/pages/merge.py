"""合并: two entries side by side; what differs is chosen, everything else comes along."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout

from station_app.domain.person import Person
from station_app.domain.problems import Problem
from station_app.usecases import doubles
from station_app.usecases.doubles import Comparison
from ui.desk import Desk
from ui.forms.merge_rows import MergeRows
from ui.page import Page
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.heads import bar, title
from ui.widgets.layout import Part, column, holder, rule, swap
from ui.widgets.reading import read_in_order
from ui.widgets.scroll import scrolled
from ui.widgets.words import mark, text

if TYPE_CHECKING:
    from station_app.domain.doubles import Side


class MergePage(Page):
    """`fact` names two entries by uid, the one that is to stay first."""

    TITLE = "合并为一人"

    def __init__(self, desk: Desk, look: Look, room: Room) -> None:
        super().__init__(desk, look, room)
        self._rows: MergeRows | None = None
        self._choices: dict[str, Side] = {}
        self._problems: list[Problem] = []
        self.key("Ctrl+Return", self.merge)
        self.key("Ctrl+Enter", self.merge)
        self.key("Ctrl+T", self.turn)
        self.key("Ctrl+D", self.tell_apart)
        self.fit(room)

    # What the window calls.

    def open(self, fact: object = None) -> None:
        """Show another pair."""
        self._choices, self._problems, self._rows = {}, [], None
        super().open(fact)

    def fit(self, room: Room) -> None:
        """Lay the page out; what was chosen stays."""
        if self._rows is not None:
            self._choices = self._rows.choices()
        self.stale = True
        super().fit(room)

    def lay_out(self) -> QLayout:
        """Return the page: who, field by field, and the bar."""
        edge, look = self.look.edge(self.room), self.look
        self._head, self._foot = column(), column()
        self._body = column(margins=(edge, look.px(16), edge, look.px(20)))
        box = column(self._head, rule())
        box.addWidget(scrolled(self._body), 1)
        box.addLayout(self._foot)
        return box

    def refresh(self) -> None:
        """Set the two side by side as they stand now."""
        seen = self.desk.ask(doubles.compare, *self._uids)
        self._seen = seen
        below = seen.likeness.says if seen.likeness else "两份看起来不像同一人，请先核对。"
        swap(self._head, title(self.look, self.room, self.TITLE, below))
        self._rows = MergeRows(self.look, self.room, seen, self._choices)
        swap(self._body, holder(column(self._rows, None)))
        self._show_foot()
        read_in_order(self)

    def carry(self) -> object:
        """Return what was chosen, for the same page in another look."""
        return self._rows.choices() if self._rows is not None else None

    def take_over(self, carried: object) -> None:
        """Show what was chosen in the look before."""
        if isinstance(carried, dict):
            self._choices, self.stale = carried, True
            self.read()

    # What the worker does.

    def merge(self) -> None:
        """Make the two entries one, as chosen."""
        if self._rows is None:
            return
        name = self._seen.kept.name
        job = self.desk.do(doubles.merge, *self._uids, self._rows.choices())
        job.say(f"已合并为{name}一人；以后也能在{name}的档案里拆回。")
        job.then(self._merged).otherwise(self._refused)

    def turn(self) -> None:
        """Let the other entry be the one that stays."""
        self.open(tuple(reversed(self._uids)))
        self.read()
        self.begin()

    def tell_apart(self) -> None:
        """Remember that the two are two people."""
        seen = self._seen
        said = f"已记下：{seen.kept.name}和{seen.gone.name}不是同一人，以后不再列出。"
        self.desk.do(doubles.tell_apart, *self._uids).say(said).then(lambda _none: self.go_back())

    # Inside.

    @property
    def _uids(self) -> tuple[str, str]:
        pair = self.fact
        return (str(pair[0]), str(pair[1])) if isinstance(pair, tuple) else ("", "")

    def _merged(self, _person: Person) -> None:
        self._rows = None
        self.go_back()

    def _refused(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._show_foot()

    def _show_foot(self) -> None:
        look, room, tight = self.look, self.room, self.room is Room.TIGHT
        apart = button(look, "不是同一人", "", "users")
        apart.setToolTip("不是同一人　Ctrl+D")
        apart.clicked.connect(self.tell_apart)
        turn = button(look, "对调" if tight else "左右对调", "", "arrows-exchange")
        turn.setToolTip("留下另一份　Ctrl+T")
        turn.clicked.connect(self.turn)
        keys = "Ctrl+Enter" * (room is Room.WIDE)
        merge = button(look, self.TITLE, "primary", "user-question", keys)
        merge.clicked.connect(self.merge)
        swap(self._foot, bar(look, room, self._says(), None, apart, turn, merge))

    def _says(self) -> Part:
        look = self.look
        if self._problems:
            return mark(look, Tone.LATE, f"不能合并：{self._problems[0].says}", Type.BODY)
        return text(look, _along(self._seen, tight=self.room is Room.TIGHT), Type.BODY, "soft")


def _along(seen: Comparison, *, tight: bool) -> str:
    """Say what comes along with the entry that goes."""
    if tight:
        return ""
    found = [
        f"{count} {unit}{words}"
        for count, unit, words in ((seen.visits, "次", "走访"), (seen.plans, "份", "方案"))
        if count
    ]
    had = f"{'、'.join(found)}，" if found else ""
    return f"{seen.gone.name}名下的{had}电话、类别、困难、走访表都并过来。"
