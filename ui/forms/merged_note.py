"""Entries that became part of a person, said on the person's page, each with the way back."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from station_app.domain import dates, identity
from station_app.usecases import doubles
from station_app.usecases.doubles import Former
from ui.page import Page
from ui.theme import Tone, Type
from ui.widgets.buttons import link
from ui.widgets.facts import Washed
from ui.widgets.layout import Part, row
from ui.widgets.words import prose


def notes(page: Page, former: Sequence[Former]) -> list[Part]:
    """Return a line for each entry: who it was, when and by whom it was merged, and 拆回."""
    look, parts = page.look, list[Part]()
    for one in former:
        deed = link(look, "拆回")
        deed.clicked.connect(partial(_split, page, one))
        said = row(gap=look.px(12))
        said.addWidget(prose(look, _says(page, one), Type.BODY, leading=1.45), 1)
        said.addWidget(deed)
        parts += [Washed(look, Tone.NOTE, said), look.px(16)]
    return parts


def _says(page: Page, one: Former) -> str:
    day = dates.show(datetime.fromisoformat(one.at).date(), page.desk.register.today())
    number = f"（{identity.masked(one.id_number)}）" if one.id_number else ""
    return f"{day}{one.by}把{one.name}{number}的一份合并到了这里。"


def _split(page: Page, one: Former) -> None:
    said = f"已拆回{one.name}的一份；合并以后登记的仍在这里。"
    page.desk.do(doubles.split, one.gone).say(said)
