"""A long drop-down that stays calm: its words stand under headings, letters jump to them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QStandardItem
from PySide6.QtWidgets import QComboBox

from station_app.domain import names
from ui.theme import Look, Type
from ui.widgets.controls import short
from ui.widgets.list_cells import RoomyDelegate

Group = tuple[str, Sequence[tuple[object, str]]]
"""A heading, and what stands below it: what each choice means, and its words."""

SHOWN, WIDE = 12, 260
TOGETHER = 1000
"""Milliseconds within which letters belong to one search."""


class GroupedPick(QComboBox):
    """A drop-down with headings that cannot be chosen; `none` stands first and means nothing.

    Letters typed while it is closed choose the next words with these pinyin initials.
    """

    def __init__(self, look: Look, none: str, groups: Iterable[Group]) -> None:
        super().__init__()
        self._typed, self._at = "", 0
        short(self)
        self.setMinimumWidth(look.px(84))
        self.setMaxVisibleItems(SHOWN)
        self.setItemDelegate(RoomyDelegate(look, self))
        self.view().setMinimumWidth(look.px(WIDE))
        self.addItem(none)
        for heading, choices in groups:
            self._add_heading(look, heading)
            for means, words in choices:
                self.addItem(words, means)

    def choose(self, means: object) -> None:
        """Choose what has this meaning; nothing where no choice has it."""
        found = (n for n in range(self.count()) if self.itemData(n) == means)
        self.setCurrentIndex(next(found, 0) if means is not None else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by pinyin initials; every other key does what it does in a drop-down."""
        letter = event.text().lower()
        if not (letter.isascii() and letter.isalpha()):
            super().keyPressEvent(event)
            return
        again = event.timestamp() - self._at < TOGETHER
        self._typed = self._typed + letter if again else letter
        self._at = event.timestamp()
        self._jump(0 if again else 1)

    def _jump(self, by: int) -> None:
        """Go on from what is chosen to the next words that begin with what was typed."""
        start = self.currentIndex() + by
        for step in range(self.count()):
            n = (start + step) % self.count()
            words = names.initials(self.itemText(n))
            if self.itemData(n) is not None and words.startswith(self._typed):
                self.setCurrentIndex(n)
                return

    def _add_heading(self, look: Look, words: str) -> None:
        made = QStandardItem(words)
        made.setFlags(Qt.ItemFlag.NoItemFlags)
        made.setFont(look.font(Type.CAPTION))
        made.setForeground(look.colour("faint"))
        model = self.model()
        model.appendRow(made)  # type: ignore[attr-defined]  # a QStandardItemModel by default
