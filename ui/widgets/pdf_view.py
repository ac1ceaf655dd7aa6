"""Printed pages on the screen, fed with pictures of them: a small one, and one to read."""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QBuffer, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.layout import painting

IN_SIGHT = 8
"""So many pages are kept as they are drawn; a return of seventy pages would fill the memory."""
HEAD = 1024
"""The first bytes of a picture, which say how large it is."""


def picture_of(page: bytes) -> QPixmap:
    """Return a page's picture (PNG, PPM …) as Qt draws it."""
    made = QPixmap()
    made.loadFromData(page)
    return made


class Thumb(QWidget):
    """A printed page in small; a click or Enter opens it."""

    opened = Signal()

    def __init__(self, look: Look, page: bytes, height: int, name: str) -> None:
        super().__init__()
        self._look, self._page = look, picture_of(page)
        high, whole = look.px(height), max(self._page.height(), 1)
        self.setFixedSize(QSize(round(high * self._page.width() / whole), high))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Open the page."""
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with a hairline round it."""
        painter = painting(self)
        painter.drawPixmap(self.rect(), _fitted(self._page, self.size(), self.devicePixelRatioF()))
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class PageInView(QWidget):
    """One page of a view, made into a picture only when it comes into sight."""

    def __init__(self, look: Look, size: QSize, picture: Callable[[float], QPixmap]) -> None:
        super().__init__()
        self._look, self._picture = look, picture
        self.setFixedSize(size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page with a hairline round it."""
        painter = painting(self)
        painter.drawPixmap(self.rect(), self._picture(self.devicePixelRatioF()))
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class PdfView(QScrollArea):
    """Pages below each other, as wide as the view; arrows scroll."""

    def __init__(self, look: Look, pages: Sequence[bytes] = ()) -> None:
        super().__init__()
        self._look, self._pages = look, tuple(pages)
        self._picture = lru_cache(maxsize=IN_SIGHT)(_drawn)
        self._inside = QWidget()
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(*[look.px(12)] * 4)
        self._box.setSpacing(look.px(12))
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("要打印的页")
        self._draw()

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show other pages."""
        self._pages = tuple(pages)
        self._picture.cache_clear()
        self._draw()

    def go_to(self, page: int) -> None:
        """Bring a page into sight, counted from 0."""
        item = self._box.itemAt(page)
        if item is not None and item.widget():
            self.verticalScrollBar().setValue(item.widget().y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def _draw(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if item.widget():
                item.widget().deleteLater()
        wide = self.viewport().width() - 2 * self._look.px(12)
        for n, page in enumerate(self._pages, start=1):
            made = self._page(page, wide, n)
            self._box.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
            made.show()  # at once: a view that has just come up would not do it by itself
        self._box.addStretch(1)

    def _page(self, page: bytes, wide: int, number: int) -> PageInView:
        whole = _size_of(page)
        high = round(wide * whole.height() / max(whole.width(), 1))
        size = QSize(max(wide, 1), max(high, 1))
        drawn = partial(self._picture, page, size.width(), size.height())
        made = PageInView(self._look, size, drawn)
        made.setAccessibleName(f"第 {number} 页，共 {len(self._pages)} 页")
        return made


def _size_of(page: bytes) -> QSize:
    """Return how large a picture is, from its first bytes."""
    buffer = QBuffer()
    buffer.setData(page[:HEAD])
    return QImageReader(buffer).size()


def _drawn(page: bytes, wide: int, high: int, ratio: float) -> QPixmap:
    return _fitted(picture_of(page), QSize(wide, high), ratio)


def _fitted(page: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """Shrink a page for the very screen it stands on."""
    made = page.scaled(
        size * ratio,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    made.setDevicePixelRatio(ratio)
    return made
