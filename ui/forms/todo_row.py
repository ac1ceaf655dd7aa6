"""One thing to do now: its number, the sentence, how it presses, why, and its button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from station_app.domain.care import Todo
from ui.models import todos
from ui.theme import TONE_ICON, Look, Tone, Type
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column, margins, row
from ui.widgets.words import picture, prose, text

LATE = ("超期", "已过")


class TodoRow(QWidget):
    """A numbered row; the first one's `button` is the main button and takes Enter."""

    def __init__(self, look: Look, number: int, todo: Todo) -> None:
        super().__init__()
        self._look = look
        kind = "primary" if number == 1 else ""
        self.button = button(look, todo.button, kind, todos.ICONS.get(todo.deed, "arrow-right"))
        self.button.setFixedWidth(look.px(136))
        self.button.setAccessibleDescription(todo.says)
        if number == 1:
            first(self.button)
        figure = text(look, str(number), Type.FIGURE, "pine")
        figure.setFixedWidth(look.px(36))
        said = column(prose(look, todo.says, Type.STRONG, leading=1.45))
        if todo.hurry:
            said.addLayout(self._hurry(todo.hurry))
        said.addWidget(prose(look, todo.why, Type.CAPTION, "soft"))
        box = row(figure, margins=margins(look, 0, 9), gap=look.px(8))
        box.addLayout(said, 1)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)

    def _hurry(self, words: str) -> QHBoxLayout:
        look = self._look
        tone = Tone.LATE if any(word in words for word in LATE) else Tone.SOON
        sign = picture(look, TONE_ICON[tone], look.ink(tone), 16)
        made = row(column(look.px(4), sign, None), gap=look.px(5))
        made.addWidget(prose(look, words, Type.BODY, look.ink(tone)), 1)
        return made
