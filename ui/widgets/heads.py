"""What frames a page: its heading, sections, foot and bar, and two columns that re-flow."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.theme import Look, Room, Type
from ui.widgets.layout import Part, column, frame, holder, row, rule
from ui.widgets.words import caption, text


def heading(look: Look, title: str, below: str = "", *deeds: QWidget) -> QWidget:
    """Return a page's title line with its buttons at the right."""
    words = column(text(look, title, Type.TITLE), gap=look.px(2))
    if below:
        words.addWidget(text(look, below, Type.BODY, "soft"))
    return holder(row(words, None, row(*deeds, gap=look.px(10))))


def title(look: Look, room: Room, words: str, below: str, *deeds: Part) -> QWidget:
    """Return the fixed head of an inner page: name, one soft line, deeds at the right."""
    edge = look.edge(room)
    said = column(text(look, words, Type.NAME), look.px(2), caption(look, below))
    edges = (edge, look.px(14), edge, look.px(12))
    return holder(row(said, None, *deeds, margins=edges, gap=look.px(10)))


def section(look: Look, words: str, *right: QWidget) -> QWidget:
    """Return a section's heading with its link at the right."""
    made = holder(row(text(look, words, Type.SECTION), None, *right, gap=look.px(12)))
    made.setFixedHeight(look.px(28))
    return made


def head_line(look: Look, room: Room, *parts: Part) -> QFrame:
    """Return the 44-pixel line that stands above a form in place of the top bar."""
    edge = look.edge(room)
    made = frame("line", row(*parts, margins=(edge, 0, edge, 0)))
    made.setFixedHeight(look.px(44))
    return made


def bar(look: Look, room: Room, *parts: Part, height: int = 60) -> QFrame:
    """Return the fixed bar at the foot of a page; 52 high below a form."""
    edge = look.edge(room)
    made = frame("bar", row(*parts, margins=(edge, 0, edge, 0), gap=look.px(10)))
    made.setFixedHeight(look.px(height))
    return made


def foot(look: Look, room: Room, count: QWidget, keys: str) -> QWidget:
    """Return the line below a list: how many, and the keys where there is room."""
    edge = look.edge(room)
    words: list[Part] = [count, None]
    if room is not Room.TIGHT:
        words.append(caption(look, keys, "faint"))
    made = holder(row(*words, margins=(edge, 0, edge, 0)))
    made.setFixedHeight(look.px(36))
    return made


def leaf(
    head: QWidget, body: QWidget, under: QWidget | None = None, pane: QWidget | None = None
) -> QBoxLayout:
    """Return an inner page: head, hairline, body with a pane beside it, bar."""
    middle = row(body, *([pane] if pane else []))
    middle.setStretch(0, 1)
    made = column(head, rule())
    made.addLayout(middle, 1)
    if under:
        made.addWidget(under)
    return made


class TwoColumns(QBoxLayout):
    """A wide column and a narrow one beside it; below it where the room is tight.

    The widgets stay the same when the room changes, so words, caret and ring survive.
    """

    def __init__(self, look: Look, left: QWidget, right: QWidget, side: int = 340) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._look, self._right, self._side = look, right, side
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
        self.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)

    def fit(self, room: Room) -> None:
        """Set the columns as this room has place for them."""
        look, tight = self._look, room is Room.TIGHT
        ways = QBoxLayout.Direction
        self.setDirection(ways.TopToBottom if tight else ways.LeftToRight)
        self.setSpacing(look.px(24) if tight else look.px(56 if room is Room.WIDE else 28))
        if tight:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16777215)
        else:
            wide = self._side if room is Room.WIDE else min(self._side, 312)
            self._right.setFixedWidth(look.px(wide))


class Halves(QBoxLayout):
    """Two equal columns of a form; one below the other where the room is tight."""

    def __init__(self, look: Look, left: QWidget, right: QWidget, hang: int = 0) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._look, self._hang = look, look.px(hang)
        self.setContentsMargins(0, 0, 0, 0)
        for half in (left, right):
            self.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)

    def fit(self, room: Room) -> None:
        """Set the halves; letters that hang in the margin take their room from the gap."""
        look, tight = self._look, room is Room.TIGHT
        ways = QBoxLayout.Direction
        self.setDirection(ways.TopToBottom if tight else ways.LeftToRight)
        apart = look.px(48 if room is Room.WIDE else 28) - self._hang
        self.setSpacing(look.px(15) if tight else apart)
