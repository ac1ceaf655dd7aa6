"""Sheets that ask why: why nobody was met, why a visit or a sheet is struck out."""

from collections.abc import Callable

from station_app.domain.visit import Missed
from ui.forms.visit_parts import Why
from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.fields import Field, line
from ui.widgets.keys import first
from ui.widgets.layout import row, sized


def missed_sheet(look: Look, name: str, then: Callable[[Asking, Missed, str], object]) -> Asking:
    """Return the sheet that notes by one button that nobody was met today."""
    why, note = first(Why()), line()
    reason = Field(look, "未遇原因", sized(look, why, 160), hint="按数字 1 至 6 选")
    told = Field(look, "情况", note, hint="比如：邻居说去女儿家，2月3日回来")

    def take(asked: Asking) -> None:
        word = why.currentText()
        if not word:
            reason.complain("请选一个原因")
            why.setFocus()
        else:
            then(asked, Missed(word), note.text().strip())

    says = "今天去了没见到人。记为未遇，不算走访。"
    both = row(reason, look.px(14), told)
    both.setStretch(2, 1)
    return Asking(look, f"记{name}未遇", says, [both], Deed(words="记未遇", then=take))


def void_sheet(look: Look, title: str, says: str, then: Callable[[Asking, str], object]) -> Asking:
    """Return the sheet that asks why something is struck out."""
    why = first(line())
    reason = Field(look, "作废原因", why, hint="写一句，如：重复录入、表弄丢了")

    def take(asked: Asking) -> None:
        if why.text().strip():
            then(asked, why.text().strip())
        else:
            reason.complain("作废要写原因")

    return Asking(look, title, says, [reason], Deed(words="作废", then=take, grave=True))
