"""A sheet for a village that no list has: typed once, known from then on."""

from collections.abc import Callable

from station_app.domain.divisions import Division
from station_app.usecases import divisions
from ui.forms import settling
from ui.page import Page
from ui.widgets.asking import Asking, Deed
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import row, sized

SAYS = "只登记一次，以后就能选。12 位区划代码问镇里，或看村委会的统计表。"


def village_sheet(page: Page, name: str, then: Callable[[Division], object]) -> Asking:
    """Ask for the code, the village and its town; `then` gets the division that is known now."""
    look = page.look
    village, code, town = first(line(name)), line(), line()

    def take(asked: Asking) -> None:
        job = page.desk.do(
            divisions.remember, code.text().strip(), village.text().strip(), town.text().strip()
        )
        settling.follow(asked, job.say(lambda known: f"已登记{known.name}。")).then(then)

    top = row(gap=look.px(12))
    top.addWidget(Field(look, "村、社区", village), 1)
    top.addWidget(Field(look, "镇、街道", town), 1)
    top.addWidget(sized(look, Field(look, "12 位区划代码", code), 176))
    return Asking(look, "登记一个村", SAYS, [top], Deed(words="登记", then=take), 640)
