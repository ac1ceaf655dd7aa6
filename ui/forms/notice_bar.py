"""The bar below a task's form: what it says, the way back, saving, and the main deed."""

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from station_app.domain.notice import Task
from ui.theme import Look, Room
from ui.widgets.buttons import button
from ui.widgets.heads import bar


def main_deed(task: Task | None, code: str) -> tuple[str, str]:
    """Return words and icon of the main button: fill the known return, mark as answered, save."""
    if task is not None and task.done_at:
        return "保存", ""
    if code:
        return ("去填报" if task else "保存，去填报"), "table"
    return ("标为已报", "check") if task else ("保存", "")


class NoticeBar:
    """Holds `back`, `keep` (where the main button does more than save) and `main`."""

    def __init__(
        self, look: Look, room: Room, task: Task | None, code: str, *, typed: bool
    ) -> None:
        wide = room is Room.WIDE
        self._look, self._room = look, room
        self.back = button(look, "放弃" if typed else "返回", "quiet", "", "Esc")
        words, icon = main_deed(task, code)
        self.keep: QPushButton | None = None
        if words != "保存":
            self.keep = button(look, "保存" if task else "只保存", "", "", "Ctrl+S" * wide)
        keys = "Ctrl+Enter" if self.keep else "Ctrl+S"
        self.main = button(look, words, "primary", icon, keys * wide)

    def frame(self, said: QWidget) -> QFrame:
        """Return the bar with its words at the left."""
        keep = [self.keep] if self.keep else []
        return bar(self._look, self._room, said, None, self.back, *keep, self.main)
