"""A time of day typed any way: 0940, 9:40, 9点40; shown as 09:40."""

import re
import unicodedata
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

_APART = re.compile(r"([0-9]{1,2})[:.点时]([0-9]{1,2})?分?")
_TOGETHER = re.compile(r"([0-9]{1,2}?)([0-9]{2})?")


class TimeField(QLineEdit):
    """An hour and a minute; empty is no time."""

    changed = Signal()

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self.setToolTip("写法不限：0940、9:40、9点40")
        self.textEdited.connect(lambda _words: self.changed.emit())
        self.editingFinished.connect(lambda: self.show_time(self.time() or self.text()))
        self.show_time(at)

    def show_time(self, at: str) -> None:
        """Show a time."""
        if at != self.text():
            self.setText(at)
            self.setCursorPosition(0)

    def time(self) -> str:
        """Return the time as 09:40; empty when nothing or no time is typed."""
        words = unicodedata.normalize("NFKC", self.text()).strip()
        found = _APART.fullmatch(words) or _TOGETHER.fullmatch(words)
        if found is None or not found[1]:
            return ""
        try:
            return time(int(found[1]), int(found[2] or 0)).isoformat("minutes")
        except ValueError:
            return ""

    def unreadable(self) -> bool:
        """Say whether something is typed that is no time."""
        return bool(self.text().strip()) and not self.time()
