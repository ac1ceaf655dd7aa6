"""The sheet that asks onto which stick a backup goes, and what opens it there."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton

from station_app.usecases.sticks import Place
from ui.forms.export_pieces import place_row
from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.controls import tick
from ui.widgets.keys import first
from ui.widgets.layout import Part, column, margins
from ui.widgets.sheets import deeds, dismiss
from ui.widgets.words import caption, prose, text

SAYS = "备份是加密的，U盘丢了别人打不开。放进“登记册备份”文件夹，U盘上别的文件不动。"
AFTER = "以后这个U盘插着时，关程序会自动再备份一次。"
PASSWORDS = "密码也能打开它"
OPENS = "不勾：只有恢复单和这台电脑上的登记册能打开，U盘丢了也不怕别人猜密码。"
Then = Callable[["StickSheet", Path, bool], object]


class StickSheet(QFrame):
    """`then` gets the sheet, the stick, and whether passwords open the backup as well."""

    def __init__(self, look: Look, found: Sequence[Place], then: Then) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName("备份到U盘")
        self._picks = QButtonGroup(self)
        lines: list[Part] = []
        best = next((n for n, one in enumerate(found) if one.writable), 0)
        for n, one in enumerate(found):
            pick = QRadioButton()
            pick.setAccessibleName(one.name)
            pick.setChecked(n == best)
            self._picks.addButton(pick, n)
            lines += [place_row(look, one, pick if len(found) > 1 else None), look.px(6)]
        self._passwords = tick(look, PASSWORDS)
        do = first(button(look, "备份到U盘", "primary", "usb"))
        back = button(look, "再看看")
        back.clicked.connect(lambda: dismiss(self))
        do.clicked.connect(
            lambda: then(self, found[self._picks.checkedId()].folder, self._passwords.isChecked())
        )
        box = column(
            text(look, "备份到U盘", Type.NAME),
            look.px(12),
            prose(look, SAYS),
            look.px(12),
            *lines,
            look.px(4),
            caption(look, AFTER),
            look.px(8),
            self._passwords,
            prose(look, OPENS, Type.CAPTION, "soft"),
            deeds(look, back, do),
            margins=margins(look, 32, 26, 32, 24),
        )
        self.setLayout(box)
        self.setFixedWidth(look.px(600))
