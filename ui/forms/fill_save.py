"""The sheet that asks for the purpose before a filled table is saved."""

from collections.abc import Callable
from datetime import date, timedelta

from station_app.domain.fill_rows import Fate
from station_app.usecases.fill import Filling
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.controls import tick
from ui.widgets.fields import Field, line
from ui.widgets.keys import first, typed

DAYS = 7
"""So many days there are to collect what lacks; the task can be changed."""


def ask(
    look: Look,
    filling: Filling,
    purpose: str,
    today: date,
    then: Callable[[Asking, str, date | None], object],
) -> Asking:
    """Return the sheet; `then` gets the purpose, and until when to collect where it is wished."""
    words = first(typed(line(purpose)))
    lacking = filling.counts.get(Fate.LACKS, 0)
    collect = tick(look, f"登记册里缺的 {lacking} 格记成任务，去补登记")
    field = Field(look, "交给谁，做什么用", words, key="Y")
    more = [collect] if lacking else []

    def take(asked: Asking) -> None:
        until = today + timedelta(days=DAYS) if collect.isChecked() else None
        then(asked, words.text(), until)

    says = "用途和人数记入日志，不记名字。来表要全号的，存的是全号。"
    return Asking(
        look,
        "填好，另存为原表",
        says,
        [field, look.px(10), *more],
        Deed(words="选地方，保存", then=take),
    )
