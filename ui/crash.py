"""When something of ours breaks: what is said, and a report without personal data."""

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import Signal, qVersion
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

import station_app
from station_app.errors import StationError
from station_app.usecases import faults, saving
from ui.theme import Look
from ui.widgets.buttons import button
from ui.widgets.keys import first
from ui.widgets.layout import column
from ui.widgets.sheets import deeds, dismiss, sheet
from ui.widgets.states import nothing

ROOT = Path(__file__).resolve().parent.parent
SAYS = (
    "登记册没有损坏，刚才保存过的都在。这一页的内容没能显示出来。请重新打开程序；"
    "再出现，就把问题报告存到U盘，交给县退役军人事务局。报告里没有姓名、号码和电话。"
)


def report(error: BaseException) -> str:
    """Return where and with which kind of error it broke: no message, no path of a person's.

    Messages can hold an identity number and folders a user's name, so neither is taken.
    """
    lines = [
        f"退役军人服务站登记册 {station_app.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [_place(frame) for frame in traceback.extract_tb(seen.__traceback__)]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(path.name)
    if ".venv" in shown.parts or "site-packages" in shown.parts:
        shown = Path(shown.name)
    return f"  {shown.as_posix()}:{frame.lineno} {frame.name}"


def says(error: BaseException) -> str:
    """Return what to tell: of a fault of ours that the register is whole, else what is wrong."""
    return f"{error.what}{error.remedy}" if isinstance(error, StationError) else SAYS


class CrashScreen(QWidget):
    """Says what happened, and offers to open again and to save the report."""

    reopened = Signal()
    sheet_wanted = Signal(object)

    def __init__(self, look: Look, error: BaseException) -> None:
        super().__init__()
        self._look, self._report = look, report(error)
        again = first(button(look, "重新打开程序", "primary", "refresh"))
        again.clicked.connect(self.reopened)
        save = button(look, "把问题报告存到U盘", "", "usb")
        save.clicked.connect(self._save)
        show = button(look, "看报告写了什么", "quiet")
        show.clicked.connect(self._show)
        self._body = nothing(
            look, "alert-octagon", "程序出了问题", says(error), again, save, show, ink="amber"
        )
        self.setLayout(column(self._body))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "问题报告", "问题报告.txt", "文本 (*.txt)")
        if not name:
            return
        try:
            faults.save(saving.chosen(name, ".txt"), self._report)
        except StationError as error:
            self._tell(error.what, error.remedy)

    def _show(self) -> None:
        self._tell("问题报告", self._report)

    def _tell(self, title: str, words: str) -> None:
        shown = QPlainTextEdit(words)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setMinimumHeight(self._look.px(220))
        close = first(button(self._look, "收起"))
        made = sheet(self._look, title, shown, deeds(self._look, close), width=640)
        close.clicked.connect(lambda: dismiss(made))
        self.sheet_wanted.emit(made)
