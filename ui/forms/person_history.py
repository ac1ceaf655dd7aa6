"""改动记录: who changed which field of a person's file, when, from what to what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from station_app.domain import dates
from station_app.usecases.person_history import Line, Told
from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.controls import pick
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, empty_out, holder, put, row, rule
from ui.widgets.scroll import scrolled
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.words import caption, prose, text

EVERYTHING = "全部栏目"
MOST = 60
"""So many deeds are shown at once; a field chosen above leaves only its own."""


class HistorySheet(QFrame):
    """The deeds newest first, each with its lines; one field alone may be chosen."""

    def __init__(self, look: Look, name: str, told: Sequence[Told], today: date) -> None:
        super().__init__()
        self.setObjectName("sheet")
        title = f"{name}的改动记录"
        self.setAccessibleName(title)
        self._look, self._told, self._today = look, told, today
        fields = dict.fromkeys(line.field for one in told for line in one.lines)
        self.field = first(pick(look, [EVERYTHING, *fields], width=180))
        self.field.setAccessibleName("看哪一栏")
        self.field.currentTextChanged.connect(lambda _words: self._show())
        self._list = column(gap=look.px(18))
        close = button(look, "关上", "", "", "Esc")
        close.clicked.connect(lambda: dismiss(self))
        head = row(text(look, title, Type.NAME), None, self.field)
        area = scrolled(column(self._list, None))
        area.setMinimumHeight(look.px(200))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and page keys scroll it
        area.setAccessibleName(title)
        edges = (look.px(32), look.px(26), look.px(32), look.px(24))
        box = column(head, look.px(12), rule(), look.px(12), margins=edges)
        box.addWidget(area, 1)
        box.addWidget(deeds(look, close))
        self.setLayout(box)
        self.setFixedWidth(look.px(720))
        self.setMinimumHeight(look.px(440))
        self._show()

    def _show(self) -> None:
        empty_out(self._list)
        only = self.field.currentText()
        found = list(self._told)
        if only != EVERYTHING:
            kept = [(one, tuple(line for line in one.lines if line.field == only)) for one in found]
            found = [replace(one, lines=lines) for one, lines in kept if lines]
        for one in found[:MOST]:
            put(self._list, self._deed(one))
        if rest := found[MOST:]:
            words = f"更早还有 {len(rest)} 次，请在上面选一栏。"
            put(self._list, holder(row(caption(self._look, words, "faint"), None)))

    def _deed(self, one: Told) -> QWidget:
        look, done = self._look, one.done
        day = f"{dates.show(done.at.date(), self._today)} {done.at:%H:%M}"
        who = caption(look, f"{done.by}　{done.deed}")
        head = row(text(look, day, Type.STRONG), look.px(10), who, None)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(4))
        grid.setColumnStretch(1, 1)
        for n, line in enumerate(one.lines):
            label = caption(look, line.field, "faint")
            label.setFixedWidth(look.px(96))
            grid.addWidget(holder(column(look.px(2), label, None)), n, 0)
            grid.addWidget(prose(look, says(line), leading=1.45), n, 1)
        parts: list[Part] = [head, look.px(4), grid] if one.lines else [head]
        return holder(column(*parts))


def says(line: Line) -> str:
    """Return a change in words: put in, taken out, or one for the other."""
    if not line.old:
        return line.new
    return f"{line.old} → {line.new}" if line.new else f"去掉：{line.old}"
