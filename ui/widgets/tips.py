"""Tool tips. Qt guesses whether words are HTML; what strangers wrote is always plain text."""

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from station_app.domain import unseen


def tip(widget: QWidget, words: str) -> None:
    """Say words over a widget as plain text."""
    widget.setToolTip(plain(words))


def plain(words: str) -> str:
    """Return words so that a tool tip shows them letter by letter."""
    shown = unseen.visible(words)
    if not Qt.mightBeRichText(shown):
        return shown
    return str(Qt.convertFromPlainText(shown, Qt.WhiteSpaceMode.WhiteSpaceNormal))
