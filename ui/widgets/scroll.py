"""Pages that scroll downwards, with one right edge whether they scroll or not."""

from PySide6.QtCore import QEvent, QMargins, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from ui.theme import Look
from ui.widgets.layout import column, holder


class Leaf(QWidget):
    """What a page area scrolls: as tall as its words need at this width, no taller.

    Wrapped labels tell a box the least height they would need when narrow; taken as it is, that
    gives a scroll bar to pages that fit.
    """

    laid = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell the area when the page was laid out anew, with other margins perhaps."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.laid.emit()
        return done

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the layout's height-for-width where there is one."""
        hint, laid = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 1) if laid and laid.hasHeightForWidth() else hint


class PageArea(QScrollArea):
    """A page that scrolls; its bar stands in the page's margin, so the right edge stays."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        leaf = Leaf()
        leaf.setObjectName("page")
        leaf.setLayout(layout)
        self._laid = layout
        self._wanted = self._set = layout.contentsMargins()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(leaf)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        leaf.laid.connect(self._look_again)

    def _look_again(self) -> None:
        self._make_room(0, self.verticalScrollBar().maximum())

    def _make_room(self, _least: int, most: int) -> None:
        now = self._laid.contentsMargins()
        if now != self._set:  # the page set new margins since
            self._wanted = now
        bar, edge = self.verticalScrollBar().sizeHint().width() if most else 0, self._wanted
        right = max(edge.right() - bar, 0)
        self._set = QMargins(edge.left(), edge.top(), right, edge.bottom())
        if now != self._set:
            self._laid.setContentsMargins(self._set)


class GivingArea(PageArea):
    """As tall as what stands in it where there is room; else it scrolls, as on a small screen."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__(layout)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that everything in it needs at a width."""
        if self._laid.hasHeightForWidth():
            return self._laid.totalHeightForWidth(width)
        return self._laid.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """Return the size that needs no scrolling."""
        hint = self._laid.totalSizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width()))

    def minimumSizeHint(self) -> QSize:
        """Give way in height only."""
        return QSize(self._laid.totalMinimumSize().width(), 1)

    def _look_again(self) -> None:
        super()._look_again()
        self.updateGeometry()


def giving(layout: QLayout) -> GivingArea:
    """Let the body of a sheet scroll where the window is too low for it."""
    return GivingArea(layout)


def scrolled(layout: QLayout) -> PageArea:
    """Let a page scroll downwards, never sideways."""
    return PageArea(layout)


def listed(look: Look, view: QAbstractScrollArea, edge: int) -> QWidget:
    """Set a table so that its words, not its ground, stand on the page's edges."""
    out = edge - look.px(12)
    box = column(view, margins=(out, 0, out, 0))
    bar = view.verticalScrollBar()

    def make_room(_least: int, most: int) -> None:
        taken = bar.sizeHint().width() if most else 0
        box.setContentsMargins(out, 0, max(out - taken, 0), 0)

    bar.rangeChanged.connect(make_room)
    return holder(box)
