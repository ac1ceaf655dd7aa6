"""What the pages before the window have in common: their sheet and their password fields."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.theme import Look
from ui.widgets.fields import Field, Secret, secret
from ui.widgets.layout import frame


def door_sheet(look: Look, box: QVBoxLayout, width: int = 420) -> QFrame:
    """Return the one sheet that stands on the bare desk."""
    aside = look.px(36)
    box.setContentsMargins(aside, look.air(24), aside, look.air(16))
    made = frame("sheet", box)
    made.setFixedWidth(look.px(width))
    return made


def password_field(look: Look, label: str, hint: str = "") -> Field[Secret]:
    """Return a field for a password, which says when capitals are locked."""
    control = secret()
    field = Field(look, label, control, hint=hint)
    control.capitals.connect(lambda on: field.complain("大写锁定开着" if on else ""))
    return field
