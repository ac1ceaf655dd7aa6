"""Long work: a bar, words with counts, and a way to stop."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from ui.theme import Look
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, row
from ui.widgets.sheets import deeds, sheet
from ui.widgets.words import text

Says = Callable[[int, int], str]


class Progress(QWidget):
    """A bar with its words and counts; `says(done, total)` words it."""

    stopped = Signal()

    def __init__(self, look: Look, says: Says, width: int = 0) -> None:
        super().__init__()
        self._says = says
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.words = text(look, says(0, 0), colour="soft")
        self.stop = first(button(look, "停止", "quiet"))
        self.stop.clicked.connect(self._stop)
        if width:
            self.bar.setFixedWidth(look.px(width))
            self.setLayout(row(self.bar, self.words, self.stop, None, gap=look.px(14)))
        else:
            self.setLayout(column(self.words, look.px(14), self.bar))

    def show_step(self, done: int, total: int) -> None:
        """Show how many of how many are done."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.words.setText(self._says(done, total))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.words.setText("正在停止…")
        self.stopped.emit()


def progress_sheet(look: Look, title: str, says: Says) -> tuple[QWidget, Progress, QPushButton]:
    """Return a sheet that takes all input while long work runs, its bar and its stop button."""
    inside = Progress(look, says)
    made = sheet(look, title, inside, deeds(look, inside.stop), width=540)
    return made, inside, inside.stop
