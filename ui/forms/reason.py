"""A sheet that asks for the reason before something is struck out."""

from collections.abc import Callable

from ui.theme import Look
from ui.widgets.asking import Asking, Deed
from ui.widgets.fields import Field, line
from ui.widgets.keys import first


def reason_sheet(
    look: Look, title: str, says: str, do: str, then: Callable[[Asking, str], object]
) -> Asking:
    """Return the sheet; `then` gets it and the reason, and closes it when the deed is done."""
    why = first(line())
    field = Field(look, "原因", why)
    main = Deed(words=do, then=lambda sheet: then(sheet, why.text().strip()), grave=True)
    return Asking(look, title, says, [field], main)
