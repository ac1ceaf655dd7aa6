"""The recovery sheet as it is shown once: printed here, or copied by hand; no file is written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station_app.domain import dates, recovery
from station_app.register import Progress, pc_clock
from station_app.usecases import pages, recovery_page
from station_app.usecases.first_run import FirstRun
from ui.jobs import Jobs
from ui.theme import Look
from ui.widgets import printer
from ui.widgets.buttons import button
from ui.widgets.codes import RecoveryPaper
from ui.widgets.keys import first
from ui.widgets.layout import column, row
from ui.widgets.words import caption, prose

SAYS = "请封两个信封：一个交镇里，一个交站长保管。忘了密码，凭它重设。"
ONCE = "两样做一样就行。数字只在这时显示，程序不保存，也不存成文件。"
VOID = "前面改过，刚才打印的那张不能用了，请撕掉，留这一张。"
NAME = "登记册密码恢复单"


class RecoveryShown(QWidget):
    """Eight groups of six figures and the two ways to keep them.

    `void` says that a sheet printed before is good for nothing.
    """

    kept = Signal()
    copying = Signal()
    failed = Signal(object)

    def __init__(self, look: Look, jobs: Jobs, begun: FirstRun, file: str, *, void: bool) -> None:
        super().__init__()
        self._jobs, self._begun, self._file = jobs, begun, file
        out = first(button(look, "打印", "primary", "printer"))
        out.clicked.connect(self.print_out)
        copy = button(look, "抄下来，再输一遍", "", "pencil")
        copy.clicked.connect(self.copying)
        below = f"{begun.station.name}　{dates.show(pc_clock().date())}"
        self.setLayout(
            column(
                prose(look, SAYS),
                look.px(10),
                RecoveryPaper(look, recovery.groups_of(begun.code), below),
                look.px(10),
                row(out, copy, None, gap=look.px(10)),
                look.px(6),
                caption(look, VOID if void else ONCE),
            )
        )

    def print_out(self) -> None:
        """Print the sheet; `kept` once it is at the printer."""
        paper = printer.choose(self, NAME)
        if paper is None:
            return
        begun, file, today, dpi = self._begun, self._file, pc_clock().date(), paper.resolution()

        def work(_step: Progress) -> int:
            drawn = recovery_page.draw(begun, file, today)
            return printer.put(paper, pages.for_printer(drawn, dpi), lambda _done: None)

        job = self._jobs.run(work)
        job.then(lambda _count: self.kept.emit()).unless(self.failed.emit)
