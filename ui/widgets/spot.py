"""A card on the spot: it stands over the row it is about and keeps the keyboard until Esc."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QScrollArea, QWidget

from ui.theme import Look
from ui.widgets.table import TableView


class Spot(QFrame):
    """A card over a page. Enter calls `take`, Esc closes it, Tab goes round inside it."""

    closed = Signal()

    def __init__(self, look: Look, page: QWidget, name: str) -> None:
        super().__init__(page)
        self._look, self._page = look, page
        self.setObjectName("card")
        self.setAccessibleName(name)

    def take(self) -> None:
        """Do what the card is for."""

    def close_up(self) -> None:
        """Take the card away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def stand_below(self, view: TableView, row: int) -> None:
        """Stand below a row where there is place, else above it, always inside the page."""
        look, page = self._look, self._page
        place = _row(view, row, page)
        wide = min(view.viewport().width() - look.px(24), page.width() - look.px(24))
        self.setFixedWidth(wide)
        high = min(self._high(wide), page.height() - look.px(8))
        top = place.bottom() + look.px(2)
        if top + high > page.height() - look.px(4):
            top = place.top() - high - look.px(2)
        self.setFixedHeight(high)
        self.move(place.left() + look.px(12), max(top, look.px(4)))
        self._come()

    def stand_on(self, view: TableView, row: int, column: int) -> None:
        """Stand on a row, from a column to its end."""
        place = _row(view, row, self._page)
        left = view.columnViewportPosition(column) - self._look.px(2)
        self.setGeometry(place.left() + left, place.top(), place.width() - left, place.height() - 1)
        self._come()

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the page's own keys."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, take on Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            now = QApplication.focusWidget()
            if isinstance(now, QAbstractButton) and self.isAncestorOf(now):
                now.click()
            else:
                self.take()
        else:
            event.accept()  # nothing typed here reaches the page below

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round inside the card."""
        stops = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ]
        now = QApplication.focusWidget()
        if not stops:
            return True
        at = stops.index(now) if now in stops else -1
        step = 1 if forward else -1
        following = stops[(at + step) % len(stops)]
        following.setFocus(Qt.FocusReason.TabFocusReason)
        for area in self.findChildren(QScrollArea):
            if area.isAncestorOf(following):
                area.ensureWidgetVisible(following)
        return True

    def _high(self, wide: int) -> int:
        box = self.layout()
        if box is not None and box.hasHeightForWidth():
            return box.totalHeightForWidth(wide)
        return self.sizeHint().height()

    def _come(self) -> None:
        self.show()
        self.raise_()


def _row(view: TableView, row: int, page: QWidget) -> QRect:
    """Return where a row of a table stands on a page."""
    port = view.viewport()
    top = port.mapTo(page, QPoint(0, view.rowViewportPosition(row)))
    return QRect(top.x(), top.y(), port.width(), view.rowHeight(row))
