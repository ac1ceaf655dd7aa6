"""What a worker's hands do: write as an input method commits text, press keys and buttons."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from station_app.domain import recovery


@pytest.fixture(autouse=True)
def tidied():
    """Let go of cycles between tests: in a job thread it would take widgets from under Qt."""
    before = gc.get_threshold()
    gc.set_threshold(0)
    yield
    gc.set_threshold(*before)
    gc.collect(1)


def write(widget: QWidget, text: str) -> None:
    """Put text into a widget as a Chinese input method would; `keyClicks` aborts on Chinese."""
    widget.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def rewrite(widget: QWidget, text: str) -> None:
    """Select everything in a field and write over it."""
    widget.setFocus()
    widget.selectAll()
    write(widget, text)


def type_in(widget: QWidget, keys: str) -> None:
    """Press plain keys, one after the other; the only way into a password field."""
    widget.setFocus()
    QTest.keyClicks(widget, keys)


def fill_in(boxes, code: str) -> None:
    """Copy a recovery code from its sheet, group by group."""
    for box, group in zip(boxes.boxes, recovery.groups_of(code), strict=True):
        box.clear()
        type_in(box, group)


def press(where: QWidget, key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
    """Press one key where the keyboard is."""
    held = Qt.KeyboardModifier.NoModifier
    if ctrl:
        held |= Qt.KeyboardModifier.ControlModifier
    if alt:
        held |= Qt.KeyboardModifier.AltModifier
    QTest.keyClick(where, key, held)


def press_there(key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
    """Press one key in whichever widget has the keyboard."""
    press(QApplication.focusWidget(), key, ctrl=ctrl, alt=alt)


def button(inside: QWidget, words: str) -> QAbstractButton:
    """Return the visible button that carries these words."""
    return next(
        one
        for one in inside.findChildren(QAbstractButton)
        if words in one.text() and one.isVisibleTo(inside)
    )


def click(inside: QWidget, words: str) -> None:
    """Click the button that carries these words."""
    QTest.mouseClick(button(inside, words), Qt.MouseButton.LeftButton)


def words_on(inside: QWidget) -> str:
    """Return everything that can be read inside a widget, one piece a line."""
    pieces = []
    for one in inside.findChildren(QWidget):
        said = getattr(one, "text", None)
        if callable(said) and one.isVisibleTo(inside):
            pieces.append(str(said()))
    return "\n".join(pieces)
