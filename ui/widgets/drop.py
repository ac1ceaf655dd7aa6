"""Where files are dropped: a thin line, or a wide place; both with a button."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.layout import column, painting, row
from ui.widgets.words import caption, picture, text

TABLES = frozenset({".xlsx", ".xlsm", ".xls"})


def files(carried: QMimeData) -> list[Path]:
    """Return the files among what is dragged."""
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]


def table_files(carried: QMimeData) -> list[Path]:
    """Return the workbooks among what is dragged."""
    return [path for path in files(carried) if path.suffix.lower() in TABLES]


class Dropped(QWidget):
    """What both places do: take files by drag or by the system's own chooser."""

    given = Signal(list)

    def __init__(self, look: Look, kinds: str) -> None:
        super().__init__()
        self._look, self._kinds = look, kinds
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the files that were dropped."""
        paths = files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.given.emit(paths)

    def choose(self) -> None:
        """Let the worker choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, "选文件", "", self._kinds)
        if names:
            self.given.emit([Path(name) for name in names])

    def _edge(self, width: float, corner: int, ground: str) -> None:
        painter, look = painting(self), self._look
        pen = QPen(look.colour("edge"), width, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        if ground:
            painter.setBrush(look.colour(ground))
        place = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(place, look.px(corner), look.px(corner))


class DropLine(Dropped):
    """A dashed line no taller than a row: what may come, and a link."""

    def __init__(self, look: Look, words: str, deed: str = "选文件", kinds: str = "") -> None:
        super().__init__(look, kinds)
        self.setAccessibleName(words)
        chooser = button(look, deed, "link")
        chooser.clicked.connect(self.choose)
        icon, edges = picture(look, "file-import", "soft", 18), (look.px(12), 0, look.px(14), 0)
        said = caption(look, words)
        self.setLayout(row(icon, said, None, chooser, margins=edges, gap=look.px(8)))
        self.setFixedHeight(look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed edge."""
        self._edge(1, 6, "")


class Drop(Dropped):
    """A place for a file: what to drop here, what may come, a button for those who do not drag."""

    def __init__(self, look: Look, icon: str, words: str, below: str, kinds: str = "") -> None:
        super().__init__(look, kinds)
        self.setAccessibleName(words)
        said = column(text(look, words, Type.STRONG), look.px(2), caption(look, below))
        chooser = button(look, "选文件", "", "folder-open")
        chooser.clicked.connect(self.choose)
        self.setFocusProxy(chooser)
        edges = (look.px(20), look.px(16), look.px(16), look.px(16))
        sign = picture(look, icon, "pine", 28)
        self.setLayout(row(sign, said, None, chooser, margins=edges, gap=look.px(16)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed edge."""
        self._edge(1.5, 8, "hover")
