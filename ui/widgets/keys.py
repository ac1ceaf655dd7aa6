"""Keys shown on the screen: caps, and the letters of fields that are seen while Alt is held."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ui.theme import Look, Type
from ui.widgets.layout import Kind, painting


class KeyCap(QWidget):
    """A small key, drawn: what to press."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__()
        self._look, self._key = look, key
        width = QFontMetrics(look.font(Type.CAPTION)).horizontalAdvance(key) + look.px(10)
        self.setFixedSize(max(width, look.px(20)), look.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        painter, corner = painting(self), self._look.px(4)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(self._look.colour("field"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.setFont(self._look.font(Type.CAPTION, 12))
        painter.setPen(self._look.colour("faint"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)


class AltCap(KeyCap):
    """The letter of a field; it keeps its place and is seen only while Alt is held."""

    def __init__(self, look: Look, key: str) -> None:
        super().__init__(look, key)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # else Alt moves the form
        self.setSizePolicy(policy)
        self.hide()


def show_letters(window: QWidget, on: bool) -> None:
    """Show or hide the letters of all fields."""
    for cap in window.findChildren(AltCap):
        cap.setVisible(on)


class Ears(QObject):
    """Hears what is typed, clicked and turned: where the keyboard is, and in the window in front.

    Not a filter on the application: that one is asked about every event of every widget, some
    thousands while a page is made, and each time waits for its turn beside the job thread.
    """

    def __init__(
        self, app: QApplication, parent: QObject, hear: Callable[[QObject, QEvent], bool]
    ) -> None:
        super().__init__(parent)
        self._hear = hear
        self._at: list[QObject] = []
        self._lettered: QWidget | None = None
        app.focusChanged.connect(self._follow)
        app.focusWindowChanged.connect(self._follow)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the letters of fields while Alt is held; pass everything on to who listens."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
            self._turn_letters(event.type() != QEvent.Type.KeyRelease)
        return self._hear(watched, event)

    def _follow(self, *_change: object) -> None:
        for one in filter(isValid, self._at):
            one.removeEventFilter(self)
        window, widget = QApplication.focusWindow(), QApplication.focusWidget()
        inside = widget.viewport() if isinstance(widget, QAbstractScrollArea) else None
        self._at = [one for one in (window, widget, inside) if one is not None]
        for one in self._at:
            one.installEventFilter(self)
        if self._lettered is not None and self._lettered is not QApplication.activeWindow():
            self._turn_letters(False)

    def _turn_letters(self, on: bool) -> None:
        if self._lettered is not None and isValid(self._lettered):
            show_letters(self._lettered, False)
        self._lettered = QApplication.activeWindow() if on else None
        if self._lettered is not None:
            show_letters(self._lettered, True)


def first(widget: Kind) -> Kind:
    """Mark the widget that has the keyboard when its page opens."""
    widget.setProperty("first", True)
    return widget


def typed(widget: Kind) -> Kind:
    """Keep the words of a first field unselected: typing goes on at their end."""
    widget.setProperty("typed", True)
    return widget


def begin(page: QWidget) -> bool:
    """Give the keyboard to the page's first widget, its words selected; False if it has none."""
    for widget in page.findChildren(QWidget):
        if widget.property("first") and widget.isEnabled() and widget.isVisibleTo(page):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(widget, QLineEdit):
                # a focus set before the window is active selects nothing by itself
                long = len(widget.text())  # chosen backwards, so that its beginning is in sight
                widget.end(False) if widget.property("typed") else widget.setSelection(long, -long)
            return True
    return False


def let_go(page: QWidget) -> bool:
    """Take the keyboard off what is to be made anew, lest it jump about; say whether it was there.

    A widget that vanishes hands the keyboard on, and the page would scroll after it.
    """
    busy = QApplication.focusWidget()
    if busy is None or not page.isAncestorOf(busy):
        return False
    busy.clearFocus()
    return True


def take(control: QWidget) -> None:
    """Give the keyboard to a control, or to the first part of it that takes it."""
    for one in (control, *control.findChildren(QWidget)):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled():
            one.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
