"""What the sheets of a plan share: fields that complain by themselves, Ctrl+Enter, a deed aside."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from station_app.domain.problems import Problem
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field
from ui.widgets.layout import Part


class PlanSheet(Asking):
    """A sheet whose fields complain by themselves; Ctrl+Enter is its main button."""

    def __init__(
        self, look: Look, title: str, says: str, fields: dict[str, Field[Any]], do: Deed
    ) -> None:
        self.fields = fields
        super().__init__(look, title, says, self.laid(look), do, 600)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take)

    def laid(self, look: Look) -> list[Part]:
        """Return the fields as they stand on the sheet."""
        raise NotImplementedError

    def complain(self, problems: Sequence[Problem]) -> None:
        """Say beside each field what is wrong with it; the rest is said above the buttons."""
        for name, field in self.fields.items():
            mine = [one.says for one in problems if one.field.rpartition(".")[2] == name]
            field.complain("；".join(mine))
        rest = [one for one in problems if one.field.rpartition(".")[2] not in self.fields]
        if rest:
            super().complain(rest)

    def day_of(self, name: str, day: DateField) -> date | None:
        """Return the day that is typed; where it is none the field says so."""
        if day.day() is None:
            self.complain([Problem(field=name, says="请写一个日期，如 3月31日")])
        return day.day()

    def beside(self, left: QPushButton) -> None:
        """Set a quiet deed at the left of the buttons."""
        buttons = [one for one in self.findChildren(QPushButton) if one is not left]
        holds = buttons[-1].parentWidget()
        below = holds.layout() if holds else None
        if isinstance(below, QHBoxLayout):
            below.insertWidget(0, left)
