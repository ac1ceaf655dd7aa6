"""How far a round got: the ring, the two counts, and why the rest was not reached."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from station_app.domain.campaign import Coverage
from ui.theme import Look, Tone, Type
from ui.widgets.buttons import link
from ui.widgets.charts import Bar, Ring
from ui.widgets.layout import Part, column, row
from ui.widgets.words import caption, mark, text


class Reach(QWidget):
    """应走访 and 已走访 of a round; `rest` is the link to those not visited yet."""

    def __init__(self, look: Look, seen: Coverage) -> None:
        super().__init__()
        self._look = look
        self.rest = link(look, f"看未走访的 {seen.open_households} 户")
        met, due = seen.met_households, seen.due_households
        ring = Ring(look)
        ring.show_share(met, due, str(met), f"共 {due} 户")
        lines: list[Part] = [
            text(look, f"应走访 {due} 户 {seen.due_persons} 人", Type.BODY, "soft"),
            look.px(3),
            text(look, f"已走访 {met} 户 {seen.met_persons} 人", Type.STRONG),
            look.px(8),
            self.rest if seen.open_households else mark(look, Tone.DONE, "都走到了", Type.BODY),
        ]
        share = row(ring, look.px(20), column(None, *lines, None), None)
        self.setLayout(column(share, look.px(12), self._reasons(seen)))

    def _reasons(self, seen: Coverage) -> QLayout:
        look, grid = self._look, QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(5))
        most = max((count for _, count in seen.reasons), default=1)
        for n, (reason, count) in enumerate(seen.reasons):
            said = caption(look, f"{count} 户")
            grid.addWidget(caption(look, reason), n, 0)
            grid.addWidget(Bar(look, count, most, "edge", 6), n, 1)
            grid.addWidget(said, n, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        return grid
