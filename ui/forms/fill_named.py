"""Whom a row of the sender's table means, asked where only the name agrees."""

from collections.abc import Callable

from station_app.domain import unseen
from station_app.usecases.fill_people import Candidate
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.controls import pick
from ui.widgets.keys import first

LEFT_OUT = "这一行不填"


def ask(look: Look, one: Candidate, then: Callable[[str], object]) -> Asking:
    """Return the sheet; `then` gets the person's uid, or nothing where the row is left as it is."""
    words = [f"{other.name}　{other.place}　{other.standing}" for other in one.may_be]
    box = first(pick(look, [*words, LEFT_OUT], words[0]))
    box.setAccessibleName("这一行是谁")

    def take(asked: Asking) -> None:
        now = box.currentIndex()
        asked.close_sheet()
        then(one.may_be[now].person if now < len(one.may_be) else "")

    says = f"表里第 {one.row} 行写着“{unseen.visible(one.name)}”，{one.why}。"
    return Asking(look, "这一行是谁", says, [box], Deed(words="就是", then=take))


def unknown(one: Candidate) -> str:
    """Say of a row that names nobody of the register what can be done."""
    name = unseen.visible(one.name)
    return f"登记册里没有“{name}”，这一行留着不动。要填请先登记这个人。"
