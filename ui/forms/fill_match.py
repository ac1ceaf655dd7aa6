"""对列: what lacks and what is guessed first, with what to do about it; what is known below."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QWidget

from station_app.domain import fill, unseen
from station_app.domain.fill import Choice, Column, State
from ui.forms.fill_intake import Intake
from ui.theme import Look, Room, Tone, Type
from ui.widgets import tips
from ui.widgets.buttons import link
from ui.widgets.heads import section
from ui.widgets.keys import first
from ui.widgets.late_pick import LatePick
from ui.widgets.layout import Part, column, empty_out, holder, put, row, rule
from ui.widgets.reading import read_in_order
from ui.widgets.scroll import scrolled
from ui.widgets.words import caption, mark, picture, prose, text

PIECES = 6
"""So many columns are shown in one turn."""
MOST_SHEETS = 3
ACROSS = {Room.WIDE: 3, Room.NARROW: 2, Room.TIGHT: 2}
TONES = {State.LIKELY: Tone.SOON, State.MISSING: Tone.SOON, State.KNOWN: Tone.DONE}
ICONS = {State.LIKELY: "eye", State.MISSING: "help-circle", State.KNOWN: "circle-check"}


class MatchStep(QWidget):
    """The columns of the sender's table; `turned` asks for all of them one by one.

    What does not fit on the screen at once comes in small turns, lest the window stand still.
    """

    turned = Signal()
    sheet_wanted = Signal(str)

    def __init__(self, look: Look, room: Room, intake: Intake, today: date) -> None:
        super().__init__()
        self._look, self._room, self._intake, self._today = look, room, intake, today
        self.picks: dict[int, QComboBox] = {}
        self._keys, self._offered = zip(*fill.options(), strict=True)
        asked, known = intake.of(State.LIKELY, State.MISSING), intake.of(State.KNOWN)
        self._lines, self._grid = column(), QGridLayout()
        parts: list[Part] = [prose(look, intake.says, Type.STRONG, leading=1.45), look.px(12)]
        parts += self._others()
        if asked:
            parts += [section(look, f"要看的 {len(asked)} 列"), look.px(2), self._lines]
            parts += [rule(), look.px(20)]
        if known:
            more = link(look, "逐列看")
            more.clicked.connect(self.turned)
            parts += [section(look, f"认得的 {len(known)} 列", more), look.px(2), rule()]
            parts.append(self._spread())
        edge = look.edge(room)
        edges = (edge, look.px(14), edge, look.px(18))
        self.setLayout(column(scrolled(column(*parts, None, margins=edges))))
        self._waiting = self._pieces(asked, known)
        self._turn = QTimer(self)
        self._turn.timeout.connect(lambda: self._go_on(PIECES))
        self._go_on(2 * PIECES)
        self._turn.start()

    def _others(self) -> list[Part]:
        """Return the way to the other sheets with headings; each is filled by itself."""
        seen = self._intake.seen
        if seen is None or not seen.others:
            return []
        look, links = self._look, []
        for name in seen.others[:MOST_SHEETS]:
            made = link(look, f"改填“{unseen.visible(name)}”")
            made.clicked.connect(lambda _on, name=name: self.sheet_wanted.emit(name))
            links.append(made)
        said = caption(look, f"现在填“{unseen.visible(seen.sheet.name)}”，别的表原样不动。")
        return [row(said, *links, None, gap=look.px(14)), look.px(12)]

    def _spread(self) -> QWidget:
        """Return the place of the columns that are known."""
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._look.px(24))
        self._grid.setVerticalSpacing(0)
        for n in range(ACROSS[self._room]):
            self._grid.setColumnStretch(n, 1)
        return holder(self._grid)

    def _pieces(self, asked: list[Column], known: list[Column]) -> Iterator[QWidget]:
        """Make the lines and then the cells, one after the other, each in its place."""
        for one in asked:
            line = self._line(one)
            self._lines.addWidget(line)
            yield line
        for n, one in enumerate(known):
            cell = self._short(one)
            self._grid.addWidget(cell, *divmod(n, ACROSS[self._room]))
            yield cell

    def _go_on(self, many: int) -> None:
        made = list(islice(self._waiting, many))
        for widget in made:
            widget.show()
        if len(made) < many:
            self._turn.stop()
        read_in_order(self)

    def _line(self, one: Column) -> QWidget:
        look, tight = self._look, self._room is Room.TIGHT
        heading = unseen.visible(one.heading.replace("\n", " › "))
        name = text(look, heading, Type.STRONG)
        name.setFixedWidth(look.px(150 if tight else 200))
        tips.tip(name, heading)
        said = mark(look, TONES[one.state], _why(one), Type.BODY, ICONS[one.state])
        ways = row()
        parts: list[Part] = [name, said, None, ways]
        if one.fixed:
            return _row(look, *parts)
        box = LatePick(look, self._offered, one.says, 190)
        box.setAccessibleName(f"{heading} 填什么")
        if not self.picks:
            first(box)
        self.picks[one.column] = box
        box.activated.connect(lambda n: self._chosen(one.column, n, ways))
        self._show_ways(one, ways)
        return _row(look, *parts, box)

    def _chosen(self, place: int, n: int, ways: QBoxLayout) -> None:
        now = self._intake.choose(place, Choice(field=self._keys[n]), self._today)
        self._show_ways(now, ways)

    def _show_ways(self, one: Column, ways: QBoxLayout) -> None:
        box = self._way(one)
        empty_out(ways)
        if box is not None:
            put(ways, box)
            read_in_order(self)

    def _way(self, one: Column) -> QComboBox | None:
        offered = fill.ways(one, self._today)
        if not offered:
            return None
        words = dict(offered)
        box = LatePick(self._look, list(words.values()), words.get(one.way, ""), 148)
        box.setAccessibleName(f"{unseen.visible(one.heading)} 怎么写")
        keys = list(words)
        box.activated.connect(
            lambda n: self._intake.choose(
                one.column, Choice(field=one.field, way=keys[n]), self._today
            )
        )
        return box

    def _short(self, one: Column) -> QWidget:
        look = self._look
        heading = unseen.visible(one.heading.split("\n")[-1])
        name = text(look, heading)
        tips.tip(name, unseen.visible(one.heading.replace("\n", " › ")))
        right: QWidget = self._way(one) or caption(look, one.says)
        if isinstance(right, QComboBox) and not self.picks:
            first(right)
            self.picks[one.column] = right
        sign = picture(look, "circle-check", "pine", 16)
        words = row(sign, name, None, right, gap=look.px(8))
        made = holder(column(None, words, None, rule()))  # the line at the foot of every one
        made.setFixedHeight(look.px(42))
        return made


def _row(look: Look, *parts: Part) -> QWidget:
    made = holder(column(rule(), row(*parts, gap=look.px(12))))
    made.setFixedHeight(look.px(46))
    return made


def _why(one: Column) -> str:
    if one.state is State.LIKELY:
        return "像是，请看一眼"
    if one.state is State.KNOWN:
        return "　".join(map(unseen.visible, one.samples[:1])) or "会填"
    return one.why.replace("没有读", "不填")
