"""Copying out of fields and lists, kept from the memories the system makes of the clipboard."""

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

UNREMEMBERED = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    "x-kde-passwordManagerHint": b"secret",
}
"""What tells Windows' clipboard history, its cloud, and Klipper to leave the words out."""

Writing = QLineEdit | QPlainTextEdit
_WORDS = {"edit-copy": False, "edit-cut": True}


def took(watched: QObject, event: QEvent) -> bool:
    """Copy or cut in our way when a field is asked to; tell whether that was all it asked."""
    if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
        cut = event.matches(QKeySequence.StandardKey.Cut)
        wanted = cut or event.matches(QKeySequence.StandardKey.Copy)
        return wanted and isinstance(watched, Writing) and copy(watched, cut=cut)
    if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
        return _show_menu(watched, event)
    return False


def copy(field: Writing, *, cut: bool = False) -> bool:
    """Put what is selected on the clipboard, to be forgotten; False where there is nothing."""
    words = _selected(field)
    if not words:
        return False
    put(words)
    if cut and not field.isReadOnly():
        field.insert("") if isinstance(field, QLineEdit) else field.insertPlainText("")
    return True


def put(words: str) -> None:
    """Put words on the clipboard, to be forgotten."""
    data = QMimeData()
    data.setText(words)
    for kind, value in UNREMEMBERED.items():
        data.setData(kind, value)
    QGuiApplication.clipboard().setMimeData(data)


def menu(field: Writing) -> QMenu:
    """Return a field's own menu, copying and cutting in our way."""
    made = field.createStandardContextMenu()
    for action in made.actions():
        if action.objectName() in _WORDS:
            cut = _WORDS[action.objectName()]
            action.triggered.disconnect()
            action.triggered.connect(lambda _on=False, cut=cut: copy(field, cut=cut))
    made.aboutToHide.connect(made.deleteLater)
    return made


def _selected(field: Writing) -> str:
    if isinstance(field, QPlainTextEdit):
        return field.textCursor().selection().toPlainText()
    return field.selectedText() if field.echoMode() == QLineEdit.EchoMode.Normal else ""


def _show_menu(watched: QObject, event: QContextMenuEvent) -> bool:
    field = watched if isinstance(watched, Writing) else watched.parent()
    if not isinstance(field, Writing):
        return False
    menu(field).popup(event.globalPos())
    return True
