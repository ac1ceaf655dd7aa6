"""The compound controls of the visit form: what is to be done, what was given, who signed."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from station_app.domain.household import Member
from station_app.domain.visit import TO_DO_LINES, Deputy, Missed, ToDo, VisitDraft
from ui.theme import Look
from ui.widgets.choices import Ticks
from ui.widgets.controls import tick
from ui.widgets.date_field import DateField
from ui.widgets.fields import line
from ui.widgets.layout import Kind, column, empty_out, put, row, sized
from ui.widgets.money_field import MoneyField
from ui.widgets.words import caption

LETTER, COUPLETS = "慰问信", "春联"


def named(widget: Kind, name: str) -> Kind:
    """Give a control that stands inside another field's row its own name."""
    widget.setAccessibleName(name)
    return widget


class Why(QComboBox):
    """Why nobody was met; a digit chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.addItems([reason.value for reason in Missed])
        self.setCurrentIndex(-1)
        self.setToolTip("按数字 1 至 6 选，↑↓ 也可以")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit."""
        digit = int(event.text()) if event.text().isdecimal() else 0
        if 1 <= digit <= self.count():
            self.setCurrentIndex(digit - 1)
        else:
            super().keyPressEvent(event)


class Beside(QWidget):
    """Who else of the household was met: persons of the register ticked, others by name."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._home = look, tuple[Member, ...]()
        self.ticks: Ticks | None = None
        self.others = named(sized(look, line(), 132), "还见到谁")
        self.others.textEdited.connect(lambda _words: self.changed.emit())
        self._ticks = row()
        words = caption(look, "还见到")
        box = row(self._ticks, look.px(6), words, look.px(6), self.others)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.setMinimumHeight(look.px(40))

    def show_home(self, home: Sequence[Member], ticked: Sequence[str], others: str) -> None:
        """Offer the persons of a household who can be met beside the one visited."""
        look, self._home = self._look, tuple(home)
        empty_out(self._ticks)
        self.ticks = None
        if home:
            on = [one.name for one in home if one.person in ticked]
            self.ticks = Ticks(look, [one.name for one in home], on, places=len(home))
            self.ticks.setAccessibleName("同户一并走访")
            self.ticks.changed.connect(self.changed)
            put(self._ticks, self.ticks)
        else:
            put(self._ticks, caption(look, "本户没有别的对象"))
            self._ticks.addStretch(1)
        self.others.setText(others)

    def persons(self) -> tuple[str, ...]:
        """Return who was ticked."""
        if self.ticks is None:
            return ()
        boxes = zip(self._home, self.ticks.ticks, strict=True)
        return tuple(one.person for one, box in boxes if box.isChecked())


class ToDoRows(QWidget):
    """Two lines of what was promised; who and until when are asked where a matter stands."""

    changed = Signal()

    def __init__(self, look: Look, today: date) -> None:
        super().__init__()
        self.lines = [
            (
                named(line(), f"待办{n}"),
                named(sized(look, line(), 72), f"待办{n}承办人"),
                named(sized(look, DateField(today), 88), f"待办{n}期限"),
            )
            for n in range(1, TO_DO_LINES + 1)
        ]
        box = column(gap=look.px(6))
        for matter, owner, due in self.lines:
            words = caption(look, "承办"), caption(look, "期限")
            box.addLayout(row(matter, words[0], owner, words[1], due, gap=look.px(5)))
            for field in (matter, owner):
                field.textEdited.connect(self._typed)
            due.changed.connect(self._typed)
        self.setLayout(box)
        self._lead_tab()

    def show_lines(self, to_do: Sequence[ToDo]) -> None:
        """Show what was promised."""
        shown = [*to_do, *[ToDo(matter="")] * TO_DO_LINES]
        for (matter, owner, due), one in zip(self.lines, shown, strict=False):
            matter.setText(one.matter)
            owner.setText(one.owner)
            due.show_date(one.due)
        self._lead_tab()

    def to_do(self) -> tuple[ToDo, ...]:
        """Return what is typed, without empty lines."""
        told = (
            ToDo(matter=matter.text(), owner=owner.text().strip(), due=due.day())
            for matter, owner, due in self.lines
        )
        return tuple(one for one in told if one.matter.strip() or one.owner or one.due)

    def _typed(self) -> None:
        self._lead_tab()
        self.changed.emit()

    def _lead_tab(self) -> None:
        """Let Tab pass by what only matters once the line before it is filled."""
        before = True
        for matter, owner, due in self.lines:
            _stop(matter, before or bool(matter.text()))
            before = bool(matter.text().strip())
            for field in (owner, due):
                _stop(field, before or bool(field.text()))


class Gifts(QWidget):
    """Money, letter, couplets and goods; an amount or a word ticks its own box."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.money = named(sized(look, MoneyField(), 84), "慰问金")
        self.papers = named(Ticks(look, (LETTER, COUPLETS), places=2), "慰问信、春联")
        self.goods = named(line(), "慰问品")
        self._money_on, self._goods_on = _shown(look, "慰问金"), _shown(look, "慰问品")
        upper = row(self._money_on, self.money, caption(look, "元"), look.px(10), self.papers, None)
        upper.setSpacing(look.px(6))
        lower = row(self._goods_on, self.goods, gap=look.px(6))
        self.setLayout(column(upper, lower, gap=look.px(6)))
        self.money.changed.connect(self._typed)
        self.goods.textEdited.connect(self._typed)
        self.papers.changed.connect(self.changed)

    def show_gifts(self, draft: VisitDraft) -> None:
        """Show what was given."""
        self.money.show_fen(draft.money or None)
        self.goods.setText(draft.goods)
        papers = ((LETTER, draft.letter), (COUPLETS, draft.couplets))
        self.papers.show_words([word for word, given in papers if given])
        self._tick()

    def _typed(self) -> None:
        self._tick()
        self.changed.emit()

    def _tick(self) -> None:
        self._money_on.setChecked(bool(self.money.text().strip()))
        self._goods_on.setChecked(bool(self.goods.text().strip()))


class DeputyRow(QWidget):
    """Who signed for the person; asked only where somebody did."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.who = named(sized(look, line(), 76), "代签人姓名")
        self.relation = named(sized(look, line(), 60), "与本人关系")
        self.why = named(line(), "代签原因")
        words = [caption(look, word) for word in ("姓名", "关系", "原因")]
        fields = (self.who, self.relation, self.why)
        parts = [one for pair in zip(words, fields, strict=True) for one in pair]
        self.setLayout(row(*parts, gap=look.px(5)))
        for field in fields:
            field.textEdited.connect(lambda _words: self.changed.emit())

    def show_deputy(self, deputy: Deputy) -> None:
        """Show who signed."""
        self.who.setText(deputy.name)
        self.relation.setText(deputy.relation)
        self.why.setText(deputy.reason)

    def deputy(self) -> Deputy:
        """Return who signed."""
        return Deputy(
            name=self.who.text().strip(),
            relation=self.relation.text().strip(),
            reason=self.why.text().strip(),
        )


def _shown(look: Look, words: str) -> QCheckBox:
    """Return a box that only follows the field beside it."""
    made = tick(look, words)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def _stop(field: QLineEdit, on: bool) -> None:
    policy = Qt.FocusPolicy
    field.setFocusPolicy(policy.StrongFocus if on else policy.ClickFocus)
