"""Two entries of one person, field by field: what differs is chosen, the rest is told."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from station_app.domain.doubles import Choices, Compared, Side
from station_app.usecases.doubles import Comparison
from ui.models import doubles as words
from ui.theme import Look, Room, Type
from ui.widgets import tips
from ui.widgets.choices import Choice
from ui.widgets.facts import Fold, facts
from ui.widgets.heads import section
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, holder, margins, row, rule
from ui.widgets.words import caption, prose, text

LABEL = 104
SIDES = (Side.KEPT, Side.GONE, Side.BOTH)


class MergeRows(QWidget):
    """What differs as choices, what only one entry says as facts, what agrees folded away."""

    def __init__(self, look: Look, room: Room, seen: Comparison, choices: Choices) -> None:
        super().__init__()
        self._look, self._room = look, room
        self.rows: list[tuple[Compared, Choice]] = []
        differ = [one for one in seen.fields if one.differs]
        lone = [one for one in seen.fields if not one.kept or not one.gone]
        same = [one for one in seen.fields if one not in differ and one not in lone]
        parts: list[Part] = [self._heads(seen), look.px(8), rule(), look.px(8)]
        parts.append(self._grid(differ, choices) if differ else self._agree())
        if lone:
            parts += [look.px(20), section(look, "只有一份写了的，都留下")]
            parts.append(facts(look, [(one.label, one.kept or one.gone) for one in lone], 2, LABEL))
        if same:
            inside = facts(look, [(one.label, one.kept) for one in same], 2, LABEL)
            said = "、".join(one.label for one in same)
            parts += [look.px(20), Fold(look, f"两份相同的 {len(same)} 项", inside, said)]
        self.setLayout(column(*parts))

    def choices(self) -> dict[str, Side]:
        """Return whose words stay, by field."""
        return {one.field: SIDES[choice.chosen] for one, choice in self.rows}

    def _heads(self, seen: Comparison) -> QWidget:
        look = self._look
        halves = []
        sides = (("留下的一份", seen.kept), ("并入的一份", seen.gone))
        for label, person in sides:
            name = row(text(look, person.name, Type.NAME), caption(look, label, "faint"), None)
            name.setSpacing(look.px(10))
            told = prose(look, words.who(person, self._room), Type.CAPTION, "soft")
            halves.append(holder(column(name, look.px(2), told)))
        box = row(look.px(LABEL + 14), *halves, gap=look.px(14))
        for half in halves:
            box.setStretchFactor(half, 1)
        return holder(box)

    def _agree(self) -> QWidget:
        return prose(self._look, "两份写的没有不一样的地方，可以直接合并。", Type.BODY, "soft")

    def _grid(self, differ: Sequence[Compared], choices: Choices) -> QWidget:
        look = self._look
        grid = QGridLayout()
        grid.setContentsMargins(*margins(look, 0, 2))
        grid.setVerticalSpacing(look.px(8))
        grid.setHorizontalSpacing(look.px(14))
        grid.setColumnMinimumWidth(0, look.px(LABEL))
        for n, one in enumerate(differ):
            label = text(look, one.label, Type.BODY, "soft")
            grid.addWidget(label, n, 0, Qt.AlignmentFlag.AlignVCenter)
            made = self._choice(one, choices.get(one.field, one.proposed))
            grid.addWidget(first(made) if not n else made, n, 1)
            self.rows.append((one, made))
        grid.setColumnStretch(1, 1)
        return holder(grid)

    def _choice(self, one: Compared, side: Side) -> Choice:
        look = self._look
        said = [one.kept, one.gone, *([Side.BOTH.value] if one.both else [])]
        metrics = QFontMetrics(look.font(Type.STRONG))
        wide = {Room.WIDE: 860, Room.NARROW: 700, Room.TIGHT: 560}[self._room]
        each = look.px(wide // len(said)) - look.px(40)
        cut = [metrics.elidedText(word, Qt.TextElideMode.ElideRight, each) for word in said]
        made = Choice(look, cut, SIDES.index(side))
        made.setMinimumWidth(0)
        made.setAccessibleName(f"{one.label}以哪个为准")
        tips.tip(made, "\n".join(said))
        return made
