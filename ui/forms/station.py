"""Sheets about the station: what sign lines and slips say of it, and its right code, once."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame

from station_app.domain.problems import Problem, RefusedFields
from station_app.domain.station import Station
from ui.forms.first_run import StationForm
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.buttons import button
from ui.widgets.facts import facts
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import column, row
from ui.widgets.sheets import deeds, dismiss, sheet
from ui.widgets.words import prose

FIELDS = {
    "chief": ("单位负责人", "印在报表的签字栏"),
    "phone": ("联系电话", "印在报表的签字栏"),
    "receiver": ("接收单位", "报表报给谁，印在报送单上"),
    "short": ("本站简称", "编号和文件名里用"),
    "county_short": ("县级简称", "编号里用，例如“青退”"),
}


class StationSheet(Asking):
    """Asks for the facts of the station; `then` takes them by name."""

    def __init__(
        self,
        look: Look,
        station: Station,
        then: Callable[["StationSheet", dict[str, str]], object],
    ) -> None:
        self.fields = {
            name: Field(look, label, line(getattr(station, name)), hint=hint)
            for name, (label, hint) in FIELDS.items()
        }
        first(self.fields["chief"].control)
        chief, phone, receiver, short, county = self.fields.values()
        parts = (
            row(chief, phone, gap=look.px(16)),
            look.px(12),
            receiver,
            look.px(12),
            row(short, county, gap=look.px(16)),
        )

        def take(_asked: Asking) -> None:
            for field in self.fields.values():
                field.complain()
            then(self, {name: field.control.text() for name, field in self.fields.items()})

        says = f"{station.name}　{station.code}"
        super().__init__(look, "本站资料", says, parts, Deed(words="保存", then=take), width=600)

    def complain(self, problems: Sequence[Problem]) -> None:
        """Say beside the fields what is missing."""
        for problem in problems:
            self.fields.get(problem.field, self.fields["chief"]).complain(problem.says)


def station_facts(look: Look, station: Station, who_may: str) -> QFrame:
    """Show the facts of the station to somebody who may not change them."""
    pairs = [("站名", station.name), ("区划代码", station.code)]
    pairs += [(label, getattr(station, name) or "还没填") for name, (label, _) in FIELDS.items()]
    back = first(button(look, "知道了"))
    made = sheet(
        look,
        "本站资料",
        facts(look, pairs, across=1, wide=84),
        look.px(12),
        prose(look, f"要改，请{who_may}来办。", colour="soft"),
        deeds(look, back),
        width=520,
    )
    back.clicked.connect(lambda: dismiss(made))
    return made


class CodeSheet(Asking):
    """Asks for the station's right place in the list of divisions, or its twelve digits."""

    def __init__(
        self, look: Look, station: Station, then: Callable[["CodeSheet", Station], object]
    ) -> None:
        self.where = StationForm(look)
        self.where.show_station(station)
        self.where.ask_code()

        def take(_asked: Asking) -> None:
            self.where.show_problems(())
            try:
                then(self, self.where.coded())
            except RefusedFields as refused:
                self.where.show_problems(refused.problems)

        says = "只能更正一次，册里已有的记录一并改过来，不能撤销。"
        parts = (column(self.where),)
        deed = Deed(words="定下代码", then=take)
        super().__init__(look, "更正本站代码", says, parts, deed, width=640)
