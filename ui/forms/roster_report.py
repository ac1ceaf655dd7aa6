"""The rows that an import did not write, saved as a workbook with the reason of each."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from station_app.usecases import roster, saving
from station_app.usecases.roster import Preview
from ui.page import Page


def save(page: Page, shown: Preview) -> None:
    """Let the worker choose a file, and write the rows there to be mended."""
    stem = Path(shown.file).stem
    name, _ = QFileDialog.getSaveFileName(
        page, "另存没有写入的行", f"{stem}-没有写入.xlsx", "工作簿 (*.xlsx)"
    )
    if name:
        path = saving.chosen(name, ".xlsx")
        job = page.desk.do(roster.save_report, shown, path)
        job.say(f"没有写入的行已另存为“{path.name}”，改好后再导入。", undo=False)
