"""The strip above the sheets that wait: the number on a sheet, whose it is, how many are left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from station_app.domain.sheet import Sheet
from ui.forms.visit_head import NumberBox
from ui.theme import Look, Room, Type
from ui.widgets.buttons import button
from ui.widgets.keys import KeyCap
from ui.widgets.layout import Part, margins, row
from ui.widgets.words import caption, text


class NumberStrip(QFrame):
    """Asks for a number and begins with the chosen sheet."""

    typed = Signal(str)
    begun = Signal()

    def __init__(self, look: Look, room: Room, left: int) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._wide = room is Room.WIDE
        self.number = NumberBox(look)
        self.number.returnPressed.connect(lambda: self.typed.emit(self.number.text()))
        self._name, self._place = text(look, "", Type.STRONG), text(look, "", colour="soft")
        go = button(look, "开始录入", "primary", "pencil")
        go.clicked.connect(self.begun)
        parts: list[Part] = [caption(look, "表上编号"), look.px(8), self.number, look.px(8)]
        parts += [KeyCap(look, "回车"), look.px(16), self._name, look.px(10), self._place, None]
        parts += [caption(look, f"还有 {left} 张没录"), look.px(14), go]
        self.setLayout(row(*parts, margins=margins(look, 16, 9, 12, 9)))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the chosen sheet, its number ready to be typed over."""
        self.number.setText(str(sheet.serial))
        self.number.selectAll()
        self._name.setText(sheet.name)
        self._place.setText(sheet.place if self._wide else "")

    def take(self) -> None:
        """Give the number the keyboard."""
        self.number.setFocus(Qt.FocusReason.TabFocusReason)
        self.number.selectAll()
