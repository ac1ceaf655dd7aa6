"""A date typed any way: 1月24日, 1-24, 2027.1.24, 20270124; shown in one."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from station_app.domain import dates


class DateField(QLineEdit):
    """A whole day, or a partial date where `partial` is allowed; ↑ and ↓ go a day on or back."""

    changed = Signal()

    def __init__(self, today: date, on: date | str | None = None, *, partial: bool = False) -> None:
        super().__init__()
        self._today, self._partial = today, partial
        self.setToolTip("写法不限：1月24日、1-24、20270124；↑↓ 加减一天")
        self.editingFinished.connect(self._show_tidy)
        self.textEdited.connect(lambda _words: self.changed.emit())
        self.show_date(on)

    def show_date(self, on: date | str | None) -> None:
        """Show a date, of this year without its year."""
        self.setText(dates.show(on, self._today))
        self.setCursorPosition(0)

    def day(self) -> date | None:
        """Return the whole day that is typed; None when it is empty or not one."""
        return dates.day(self.text(), self._today)

    def partial(self) -> str:
        """Return the date as ISO text, perhaps only its year or month; empty when there is none."""
        return dates.parse(self.text(), self._today)

    def unreadable(self) -> bool:
        """Say whether something is typed that is no date."""
        if not self.text().strip():
            return False
        return not self.partial() if self._partial else self.day() is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a day on or back with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        day = self.day()
        self.show_date(day + timedelta(days=step) if day else self._today)
        self.selectAll()
        self.changed.emit()

    def _show_tidy(self) -> None:
        if not self.unreadable():
            self.show_date(self.partial() if self._partial else self.day())
