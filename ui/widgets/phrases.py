"""Ready sentences beside a field: a digit puts one in, anything else goes on as typing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit

from ui.theme import Look, Type
from ui.widgets.keys import KeyCap
from ui.widgets.layout import column, row, rule
from ui.widgets.words import text

Writing = QLineEdit | QPlainTextEdit


class Phrases(QFrame):
    """Sentences for the field that has the keyboard; they go with it."""

    closed = Signal()

    def __init__(self, look: Look, beside: Writing, sentences: Sequence[str]) -> None:
        super().__init__(beside.window())
        self._look, self._beside, self._sentences = look, beside, tuple(sentences)
        self.setObjectName("card")
        self.setAccessibleName("常用句")
        box = column(gap=look.px(8))
        box.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        for n, words in enumerate(self._sentences, start=1):
            box.addLayout(row(KeyCap(look, str(n)), text(look, words), None, gap=look.px(10)))
        box.addWidget(rule())
        box.addWidget(text(look, "按数字放进去，Esc 收起", Type.CAPTION, "faint"))
        self.setLayout(box)
        self.resize(self.sizeHint())
        self.move(self._place())
        beside.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take a digit or Escape; close when the field is left or typed in."""
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close_up()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return False

    def close_up(self) -> None:
        """Take the sentences away."""
        self._beside.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def _take(self, event: QKeyEvent) -> bool:
        key, digit = event.key(), int(event.text()) if event.text().isdecimal() else 0
        if key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            return False
        self.close_up()
        if 1 <= digit <= len(self._sentences):
            put_in(self._beside, self._sentences[digit - 1])
            return True
        return key in (Qt.Key.Key_Escape, Qt.Key.Key_F4)

    def _place(self) -> QPoint:
        """Stand over the other column; where there is one, at the end the field is not at."""
        look, beside, window = self._look, self._beside, self._beside.window()
        gap, low = look.px(14), window.height() - self.height() - look.px(60)
        right = beside.mapTo(window, QPoint(beside.width() + gap, 0))
        left = beside.mapTo(window, QPoint(-self.width() - gap - look.px(60), 0))
        if right.x() + self.width() < window.width() - gap:
            return QPoint(right.x(), min(right.y(), low))
        if left.x() > window.width() // 5:
            return QPoint(left.x(), min(left.y(), low))
        ends = window.width() - self.width() - look.px(30)
        return QPoint(ends, low if right.y() < window.height() // 2 else look.px(52))


def put_in(field: Writing, sentence: str) -> None:
    """Put a sentence where the caret is; words a field came with selected are kept before it."""
    if isinstance(field, QLineEdit):
        field.deselect()
        field.insert(sentence)
        field.textEdited.emit(field.text())
    else:
        field.insertPlainText(sentence)
