"""A sheet that asks for the day of something grave and says what follows."""

from collections.abc import Callable, Sequence
from datetime import date

from station_app.domain.problems import Problem
from ui.theme import Look
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field
from ui.widgets.keys import first
from ui.widgets.layout import column, holder
from ui.widgets.sheets import deeds, dismiss, sheet
from ui.widgets.words import prose


class DaySheet:
    """Asks for a day; `then` gets it, and the sheet stays until `close` or Esc."""

    def __init__(
        self,
        look: Look,
        title: str,
        says: str,
        do: str,
        today: date,
        then: Callable[[date], object],
    ) -> None:
        self._then = then
        self.day = DateField(today, today)
        self.field = Field(look, "哪一天", first(self.day), hint="不能晚于今天")
        self.back = button(look, "再看看")
        self.deed = button(look, do, "danger")
        self.back.clicked.connect(self.close)
        self.deed.clicked.connect(self._do)
        self.day.returnPressed.connect(self._do)
        body = holder(column(prose(look, says), look.px(16), self.field))
        self.widget = sheet(look, title, body, deeds(look, self.back, self.deed), width=540)
        self.widget.setProperty("asks", self)  # lives as long as what is seen of it

    def close(self) -> None:
        """Take the sheet away."""
        dismiss(self.widget)

    def complain(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong with the day."""
        self.field.complain("；".join(one.says for one in problems))

    def _do(self) -> None:
        on = self.day.day()
        if on is None:
            self.field.complain("请写一个日期，如 1月16日")
        else:
            self._then(on)
