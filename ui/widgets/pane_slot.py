"""Where the pane of a list stands: beside it, or over it."""

from PySide6.QtWidgets import QBoxLayout, QWidget


class PaneSlot:
    """Where a pane stands: beside the list, or over its right edge where there is no place."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.pane: QWidget | None = None
        self.about: tuple[object, ...] = ()
        self.over = False

    def show(self, pane: QWidget, about: tuple[object, ...], side: QBoxLayout | None) -> None:
        """Show a pane in place of the one before; without a side it lies over the page."""
        self.drop()
        self.pane, self.about, self.over = pane, about, side is None
        if side is not None:
            side.addWidget(pane)
        else:
            pane.setParent(self._page)
            pane.raise_()
            self.place()
        pane.show()

    def place(self) -> None:
        """Keep a pane that lies over the page at its right edge."""
        if self.over and self.pane is not None:
            wide, page = self.pane.width(), self._page
            self.pane.setGeometry(page.width() - wide, 0, wide, page.height())

    def drop(self) -> None:
        """Take the pane away."""
        if self.pane is not None:
            self.pane.hide()
            self.pane.deleteLater()
        self.pane, self.about, self.over = None, (), False
