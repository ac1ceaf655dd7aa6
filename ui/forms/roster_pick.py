"""选文件: a place for the roster, why a file could not be read, and the imports so far."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain.batch import Batch
from ui.models import roster as rows
from ui.models.table import TableModel
from ui.theme import Look, Room, Tone
from ui.widgets.drop import Drop
from ui.widgets.facts import Washed
from ui.widgets.heads import section
from ui.widgets.keys import first
from ui.widgets.layout import Part, column
from ui.widgets.scroll import scrolled
from ui.widgets.short_list import short_list
from ui.widgets.words import caption, prose

KINDS = "花名册 (*.xlsx *.xls)"
WORDS = "把花名册拖到这里"
BELOW = ".xlsx 或 .xls；标题行、合计行、签字行、空行都不用删"
PROMISE = "先看每一行会怎样，点“导入”才写入登记册。原文件不会改动。"


class PickStep(QWidget):
    """The first step; `given` hands over files, `back_wanted` asks to take an import back."""

    given = Signal(list)
    back_wanted = Signal(object)

    def __init__(
        self, look: Look, room: Room, said: str, batches: Sequence[Batch], may_undo: bool
    ) -> None:
        super().__init__()
        edge = look.edge(room)
        self.drop = Drop(look, "file-import", WORDS, BELOW, KINDS)
        first(self.drop)
        self.drop.given.connect(self.given)
        parts: list[Part] = [prose(look, PROMISE, colour="soft"), look.px(14)]
        if said:
            parts += [Washed(look, Tone.LATE, prose(look, said)), look.px(14)]
        parts.append(self.drop)
        if batches:
            parts += [look.px(28), *self._batches(look, batches, may_undo)]
        edges = (edge, look.px(18), edge, look.px(14))
        self.setLayout(column(scrolled(column(*parts, None, margins=edges))))

    def _batches(self, look: Look, batches: Sequence[Batch], may_undo: bool) -> list[Part]:
        model: TableModel[Batch] = TableModel(rows.batch_columns(), self)
        model.fill(batches)
        listed = short_list(look, model, "以前的导入", headless=False)
        listed.opened.connect(lambda n: self.back_wanted.emit(model.row(n)))
        who = "回车撤销整次导入" if may_undo else "撤销整次导入由站长来做"
        return [section(look, "以前的导入", caption(look, who, "faint")), listed]
