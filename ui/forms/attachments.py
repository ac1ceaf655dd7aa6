"""Files that came with a task: kept in the register, or going in when it is saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_app.domain import unseen
from station_app.domain.notice import Attachment
from ui.theme import Look, Type
from ui.widgets import tips
from ui.widgets.buttons import link
from ui.widgets.drop import Drop
from ui.widgets.layout import column, empty_out, holder, put, row, rule
from ui.widgets.words import caption, picture, text

MB, KB = 1024 * 1024, 1024


class Attachments(QWidget):
    """A place to drop files above the list of those there are."""

    given = Signal(list)
    saved_as = Signal(object)
    taken_off = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        says = "截图、文件都行，每个不超过 20 MB，存在登记册里"
        self.drop = Drop(look, "paperclip", "把通知拖到这里", says)
        self.drop.given.connect(self.given)
        self._list = column()
        self.setLayout(column(self.drop, self._list))

    def show_files(self, kept: Sequence[Attachment], waiting: Sequence[Path]) -> None:
        """Show what is kept, then what goes in with the next saving."""
        empty_out(self._list)
        for one in kept:
            put(self._list, self._line(one.name, size(one.size), one))
        for path in waiting:
            put(self._list, self._line(unseen.visible(path.name), "保存时放进登记册", path))

    def _line(self, name: str, said: str, one: Attachment | Path) -> QWidget:
        look = self._look
        label = text(look, name)
        tips.tip(label, name)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        off = link(look, "取下")
        off.setAccessibleName(f"取下{name}")
        off.clicked.connect(lambda: self.taken_off.emit(one))
        box = row(picture(look, "paperclip", "soft", 18), gap=look.px(10))
        box.addWidget(label, 1)
        box.addWidget(caption(look, said, "faint"))
        if isinstance(one, Attachment):
            save = link(look, "另存")
            save.setAccessibleName(f"另存{name}")
            save.clicked.connect(lambda: self.saved_as.emit(one))
            box.addWidget(save)
        box.addWidget(off)
        made = holder(column(box, rule()))
        made.setFixedHeight(look.px(42))
        made.setFont(look.font(Type.BODY))
        return made


def size(count: int) -> str:
    """Return a size as it is said: 1.2 MB, 340 KB."""
    return f"{count / MB:.1f} MB" if count >= MB else f"{max(count // KB, 1)} KB"
