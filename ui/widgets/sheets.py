"""Sheets inside the window: they dim what lies behind and keep the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from ui.theme import Look, Type
from ui.widgets.buttons import button
from ui.widgets.keys import begin, first
from ui.widgets.layout import Part, column, frame, holder, painting, row
from ui.widgets.words import prose, text


def sheet(look: Look, title: str, *parts: Part, width: int = 600) -> QFrame:
    """Return a sheet with its title and body."""
    edges = (look.px(32), look.px(26), look.px(32), look.px(24))
    made = frame("sheet", column(text(look, title, Type.NAME), look.px(14), *parts, margins=edges))
    made.setFixedWidth(look.px(width))
    made.setAccessibleName(title)
    return made


def deeds(look: Look, *buttons: QWidget, left: QWidget | None = None) -> QWidget:
    """Return a sheet's buttons, the main one last."""
    aside: list[Part] = [left] if left else []
    return holder(row(*aside, None, *buttons, margins=(0, look.px(22), 0, 0), gap=look.px(10)))


class Scrim(QWidget):
    """Dims the window and holds one sheet in its middle; Escape closes it unless it is kept.

    What lies below is disabled, so that Tab and shortcuts stay on the sheet. Only one sheet
    stands at a time: a sheet over a sheet is a mistake of ours.
    """

    closed = Signal()

    def __init__(self, look: Look, window: QWidget, inside: QWidget, keep: bool = False) -> None:
        super().__init__(window)
        self._look, self._window, self.sheet, self._keep = look, window, inside, keep
        self._before = QApplication.focusWidget()
        self._shut = [
            one
            for one in window.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if one.isEnabled() and not one.isWindow() and not isinstance(one, Scrim)
        ]
        for one in self._shut:
            one.setEnabled(False)
        window.installEventFilter(self)
        inside.setParent(self)
        inside.installEventFilter(self)
        inside.show()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place()
        self.show()
        self.raise_()
        if not begin(inside):
            inside.setFocus()

    def keep(self, on: bool) -> None:
        """Say whether Escape must not close the sheet, as while something is being written."""
        self._keep = on

    def close_sheet(self) -> None:
        """Take the sheet away and give the keyboard back."""
        self._window.removeEventFilter(self)
        for one in self._shut:
            if isValid(one):  # what lay below may have been made anew since
                one.setEnabled(True)
        self.hide()
        if self._before and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window and of the sheet's own words."""
        wanted = QEvent.Type.Resize if watched is self._window else QEvent.Type.LayoutRequest
        if event.type() == wanted:
            self._place()
        return False

    def escape(self) -> None:
        """Close the sheet unless it must stay."""
        if not self._keep:
            self.close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken what lies behind."""
        painting(self).fillRect(self.rect(), self._look.scrim())

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        wide = self.sheet.maximumWidth()
        wish = self.sheet.sizeHint().expandedTo(self.sheet.minimumSize())
        if self.sheet.hasHeightForWidth():
            wish.setHeight(max(self.sheet.heightForWidth(min(wide, wish.width())), 1))
        size = wish.boundedTo(self.size() - QSize(32, 32))
        self.sheet.resize(size)
        self.sheet.move((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)


def dismiss(inside: QWidget) -> None:
    """Close the sheet that a widget stands on."""
    above: QWidget | None = inside
    while above is not None:
        if isinstance(above, Scrim):
            above.close_sheet()
            return
        above = above.parentWidget()


def question(
    look: Look, title: str, says: str, do: str, then: Callable[[], object], *, danger: bool = False
) -> QFrame:
    """Return a question before what cannot be undone, for `Page.show_sheet`.

    It says the consequence; the button repeats the deed; the way back has the keyboard.
    """
    back = first(button(look, "再看看"))
    deed = button(look, do, "danger" if danger else "primary")
    made = sheet(look, title, prose(look, says), deeds(look, back, deed), width=540)

    def done() -> None:
        dismiss(made)
        then()

    back.clicked.connect(lambda: dismiss(made))
    deed.clicked.connect(done)
    return made
