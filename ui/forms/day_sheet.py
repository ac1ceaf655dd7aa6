"""A sheet that asks for the day of something grave and says what follows."""

from collections.abc import Callable
from datetime import date

from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.date_field import DateField
from ui.widgets.fields import Field
from ui.widgets.keys import first

Then = Callable[[Asking, date], object]


def day_sheet(
    look: Look, title: str, says: str, do: str, days: tuple[date, date], then: Then
) -> Asking:
    """Return the sheet; `then` gets it and a whole day, and closes it when all went well.

    `days` are today and the day that stands in the field.
    """
    day = first(DateField(*days))
    field = Field(look, "哪一天", day, hint="1月16日、1-16 都行，不能晚于今天")

    def take(asked: Asking) -> None:
        on = day.day()
        if on is None:
            field.complain("请写一个日期，如 1月16日")
        else:
            field.complain()
            then(asked, on)

    return Asking(look, title, says, [field], Deed(words=do, then=take, grave=True))
