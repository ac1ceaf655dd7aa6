"""A file that cannot be opened: why, and what else may be opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.errors import StationError
from ui.forms.door import door_sheet
from ui.theme import Look, Type
from ui.widgets.bare import BareDesk
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, row
from ui.widgets.words import picture, prose, text


class TurnedAwayPage(BareDesk):
    """Says what is wrong with a file; another one, a backup, or a new register is one key away."""

    elsewhere = Signal()
    anew = Signal()
    restoring = Signal()

    def __init__(self, look: Look, error: StationError) -> None:
        super().__init__(look)
        self._error = error
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet: what is wrong, what to do."""
        look = self.look
        other = first(button(look, "打开别的登记册", "primary", "folder-open"))
        other.clicked.connect(self.elsewhere)
        back = button(look, "从备份恢复", "", "database")
        back.clicked.connect(self.restoring)
        new = button(look, "新建登记册", "", "plus")
        new.clicked.connect(self.anew)
        box = column(
            row(picture(look, "file-x", "amber", 36), None),
            look.px(14),
            text(look, "打不开这个登记册", Type.NAME),
            look.px(8),
            prose(look, f"{self._error.what}{self._error.remedy}", Type.BODY, "soft"),
            look.px(20),
            row(other, back, new, None, gap=look.px(10)),
            look.px(10),
        )
        return door_sheet(look, box, 520)
