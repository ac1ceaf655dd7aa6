"""Fields: a label, a control, and room for the complaint beside it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from ui.theme import Look
from ui.widgets import tips
from ui.widgets.keys import AltCap, take
from ui.widgets.layout import Part, column, row
from ui.widgets.words import caption, paint_words, picture

Control = TypeVar("Control", bound=QWidget)
WRONG = ("QLineEdit", "QPlainTextEdit", "QComboBox")
"""What can be drawn as wrong; by name, because the sign-in page waits for each class of Qt's."""


class Complaint(QWidget):
    """One line below a control: a hint, or what is wrong with it."""

    def __init__(self, look: Look, hint: str = "", above: int = 0) -> None:
        super().__init__()
        self._look, self._hint = look, hint
        self._sign = picture(look, "alert-triangle", "red", 16)
        self._said = caption(look, hint, "faint")
        gap, over = look.px(5), (0, look.px(above), 0, 0)
        self.setLayout(row(self._sign, self._said, None, gap=gap, margins=over))
        self._sign.hide()
        if not hint:  # never shown here: a widget without a parent would flash up as a window
            self.hide()

    def say(self, problem: str) -> None:
        """Say what is wrong; an empty problem gives the hint back."""
        self._said.setText(problem or self._hint)
        tips.tip(self._said, problem)
        paint_words(self._said, self._look.colour("red" if problem else "faint"))
        self._sign.setVisible(bool(problem))
        self.setVisible(bool(problem or self._hint))

    def hint(self, hint: str) -> None:
        """Say another hint while nothing is wrong."""
        self._hint = hint
        self.say("")

    def text(self) -> str:
        """Return what is said now."""
        return self._said.text()


class Labelled(QWidget, Generic[Control]):
    """What every field can do: take the keyboard by its letter, and complain."""

    def __init__(self, look: Look, label: str, control: Control, hint: str = "") -> None:
        super().__init__()
        self._look, self.label, self.control = look, label.replace("\n", ""), control
        self.complaint = Complaint(look, hint, above=4)
        self._shortcut: QShortcut | None = None
        control.setAccessibleName(self.label)
        if hint:
            control.setAccessibleDescription(hint)

    @property
    def problem(self) -> str:
        """Return what is wrong with the field; empty when nothing is."""
        return str(self.property("problem") or "")

    def complain(self, problem: str = "") -> None:
        """Say beside the field what is wrong with it; nothing clears the complaint."""
        self.frame(problem)
        self.complaint.say(problem)
        self.control.setAccessibleDescription(self.complaint.text())

    def frame(self, problem: str) -> None:
        """Mark the field as wrong, or right; the sentence itself stands somewhere else."""
        self.setProperty("problem", problem)
        parts: list[QWidget] = [self.control, *self.control.findChildren(QWidget)]
        for part in parts:
            if any(part.inherits(kind) for kind in WRONG):
                redden(part, bool(problem))
        self.control.setAccessibleDescription(problem)

    def take(self) -> None:
        """Give the field the keyboard, and bring it into sight where its page scrolls."""
        take(self.control)
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self, 0, self._look.px(12))
                return
            above = above.parentWidget()

    def _letter(self, key: str) -> QWidget:
        if not key:
            return QWidget()
        self._shortcut = QShortcut(f"Alt+{key}", self)
        self._shortcut.activated.connect(self.take)
        return AltCap(self._look, key)


class Field(Labelled[Control]):
    """A field with its label above: `Field(look, "姓名", line(), key="N", hint="…")`."""

    def __init__(
        self,
        look: Look,
        label: str,
        control: Control,
        key: str = "",
        hint: str = "",
        aside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(look, label, control, hint)
        self.name = caption(look, label)
        head: list[Part] = [self.name]
        if key:
            head.append(self._letter(key))
        above = row(*head, None, *aside, gap=look.px(6))
        self.setLayout(column(above, look.px(4), control, self.complaint))


class SideField(Labelled[Control]):
    """A field with its label at the left, for dense forms; its letter hangs in the margin."""

    GUTTER = 22
    LABEL = 60

    def __init__(
        self, look: Look, label: str, control: Control, key: str = "", lift: int = 0
    ) -> None:
        super().__init__(look, label, control)
        self.name = name = caption(look, label)
        name.setFixedWidth(look.px(self.LABEL))
        name.setFixedHeight(look.px(40 if "\n" in label else 36 - lift))
        cap = self._letter(key)
        cap.setFixedWidth(look.px(20))
        head = row(column(look.px(8 - lift // 2), cap, None), look.px(2), column(name, None))
        box = row(head)
        box.addLayout(column(control, self.complaint), 1)
        self.setLayout(box)


def line(words: str = "", placeholder: str = "") -> QLineEdit:
    """Return a one-line field; a placeholder shows an example, it never stands for the label."""
    made = QLineEdit(words)
    made.setPlaceholderText(placeholder)
    made.setCursorPosition(0)
    return made


class Secret(QLineEdit):
    """A password field; the input method is off in it, and it notices a held capitals lock."""

    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say whether capitals come although Shift is not held."""
        letter = event.text()
        if letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)


def secret() -> Secret:
    """Return a password field."""
    return Secret()


def redden(part: QWidget, wrong: bool) -> None:
    """Draw a field as wrong or as right; `wrong` is a rule of the style sheet."""
    if bool(part.property("wrong")) == wrong:
        return
    part.setProperty("wrong", wrong)
    part.style().unpolish(part)
    part.style().polish(part)
