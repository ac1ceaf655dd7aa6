"""完成: what was written, what was not, and taking the whole import back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain.roster import Status
from ui.forms.roster_intake import Intake
from ui.models import roster as rows
from ui.theme import Look, Room, Tone, Type
from ui.widgets.buttons import link
from ui.widgets.facts import facts, told
from ui.widgets.layout import Part, column, holder, row
from ui.widgets.scroll import scrolled
from ui.widgets.words import caption, prose, text


class DoneStep(QWidget):
    """What was done; `back_wanted` asks to take the import back."""

    back_wanted = Signal()

    def __init__(self, look: Look, room: Room, intake: Intake, may_undo: bool) -> None:
        super().__init__()
        self._look, self._intake = look, intake
        edge = look.edge(room)
        parts = self._undone() if intake.undone is not None else self._done(may_undo)
        edges = (edge, look.px(24), edge, look.px(14))
        self.setLayout(column(scrolled(column(*parts, None, margins=edges))))

    def _done(self, may_undo: bool) -> list[Part]:
        look, counts = self._look, self._counts()
        new, updated = counts[Status.NEW], counts[Status.UPDATED]
        head = f"已写入登记册：新增 {new} 行，更新 {updated} 行。"
        left = counts[Status.REJECTED] + counts[Status.CONFLICT]
        below = (
            f"有 {left} 行没有写入，可以另存为 xlsx，改好再导入。" if left else "每一行都办妥了。"
        )
        pairs = [(status.says, f"{counts[status]} 行") for status in Status]
        parts: list[Part] = [
            told(look, "circle-check", Tone.DONE, head, below),
            look.px(18),
            facts(look, [*pairs, ("共", f"{sum(counts.values())} 行")]),
            look.px(18),
        ]
        return [*parts, *self._unread(), self._undo_line(may_undo)]

    def _undone(self) -> list[Part]:
        look, undone = self._look, self._intake.undone
        if undone is None:
            return []
        head = f"已撤销整次导入：去掉 {undone.removed} 人，改回 {undone.restored} 人。"
        kept = self._intake.kept
        below = (
            f"有 {len(kept)} 人导入后改过或走访过，留着没动。" if kept else "登记册和导入前一样。"
        )
        parts: list[Part] = [told(look, "arrow-back-up", Tone.DONE, head, below), look.px(18)]
        if kept:
            parts += [text(look, "留着没动的人", Type.SECTION), look.px(6)]
            parts.append(prose(look, "　".join(kept)))
        return parts

    def _unread(self) -> list[Part]:
        shown = self._intake.shown
        says = rows.unread(shown) if shown is not None else []
        if not says:
            return []
        look = self._look
        lines = [prose(look, words, Type.CAPTION, "soft") for words in says]
        return [text(look, "没有读进来的", Type.SECTION), look.px(6), *lines, look.px(18)]

    def _undo_line(self, may_undo: bool) -> Part:
        look = self._look
        if not may_undo:
            return caption(look, "要撤销整次导入，请站长登录后来做。", "faint")
        back = link(look, "撤销整次导入", "arrow-back-up")
        back.clicked.connect(self.back_wanted)
        says = caption(look, "导入后没有改过、没有走访过的人会去掉或改回。", "faint")
        return holder(row(back, says, None, gap=look.px(12)))

    def _counts(self) -> dict[Status, int]:
        batch = self._intake.batch
        return {status: batch.counts.get(status.value, 0) if batch else 0 for status in Status}
