"""The last thing seen of the program: a backup on its way, for which nobody has to wait."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.forms.door import door_sheet
from ui.models import backups
from ui.theme import Look, Type
from ui.widgets.bare import BareDesk
from ui.widgets.layout import column, row
from ui.widgets.progress import Progress
from ui.widgets.words import prose, text

SAYS = "备份好，程序自己关上。今天做的都已保存，不等也不会丢。"


class ClosingPage(BareDesk):
    """Says that a backup is made before the program ends; 不等了 ends it at once."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._step = (0, 0)
        self.draw()

    def sheet(self) -> QWidget:
        """Return the sheet: what is going on, how far it is, and the way out."""
        look = self.look
        self._bar = Progress(look, backups.share)
        self._bar.stop.setText("不等了")
        self._bar.stopped.connect(self.left)
        self._bar.show_step(*self._step)
        box = column(
            text(look, "正在备份…", Type.NAME),
            look.px(8),
            prose(look, SAYS, Type.BODY, "soft"),
            look.px(16),
            self._bar,
            look.px(18),
            row(None, self._bar.stop),
            look.px(6),
        )
        return door_sheet(look, box, 480)

    def show_step(self, done: int, total: int) -> None:
        """Show how far the backup is."""
        self._step = (done, total)
        self._bar.show_step(done, total)
