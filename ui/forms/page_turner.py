"""One printed page in view, with the way to the next and the one before."""

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedLayout, QWidget

from ui.theme import Look
from ui.widgets.buttons import sign
from ui.widgets.layout import column, empty_out, holder, margins, row
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress import Progress
from ui.widgets.states import Ghosts
from ui.widgets.words import caption


class PageTurner(QWidget):
    """Shows a page once it is drawn; grey lines stand there until then."""

    turned = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self.view = look, PdfView(look)
        self._said = caption(look, "")
        self._back, self._on = (
            sign(look, "chevron-left", "前一张"),
            sign(look, "chevron-right", "后一张"),
        )
        self._back.setToolTip("前一张　PgUp")
        self._on.setToolTip("后一张　PgDn")
        self._back.clicked.connect(lambda: self.turned.emit(-1))
        self._on.clicked.connect(lambda: self.turned.emit(1))
        turns = row(self._back, None, self._said, None, self._on, margins=margins(look, 24, 4))
        self._stack = QStackedLayout(self)
        self._way = column(margins=margins(look, 24, 12))
        drawing = column(self._way)
        drawing.addWidget(Ghosts(look), 1)
        self._stack.addWidget(holder(drawing))
        self._stack.addWidget(holder(column(self.view, turns)))

    def follow(self, progressed: SignalInstance, cancel: Callable[[], object]) -> None:
        """Show how far the drawing of the pages is, with a way to stop it."""
        progress = Progress(self._look, _says, width=200)
        progressed.connect(progress.show_step)
        progress.stopped.connect(cancel)
        empty_out(self._way)
        self._way.addWidget(progress)
        self._stack.setCurrentIndex(0)

    def show_page(self, drawn: bytes, at: int, count: int, name: str) -> None:
        """Show a page, which one of how many it is, and whose."""
        self._stack.setCurrentIndex(1)
        self.view.show_pages([drawn])
        self.view.verticalScrollBar().setValue(0)
        words = f"第 {at + 1} 页，共 {count} 页"
        self._said.setText(f"{words}　{name}" if name else words)
        self._back.setEnabled(at > 0)
        self._on.setEnabled(at + 1 < count)


def _says(done: int, total: int) -> str:
    return f"正在排版，第 {done} 张，共 {total} 张" if total else "正在排版"
