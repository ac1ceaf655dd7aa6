"""The rows that an import did not write, saved as a workbook with the reason of each."""

from pathlib import Path

from station_app.usecases import roster
from station_app.usecases.roster import Preview
from ui.forms import save_as
from ui.page import Page


def save(page: Page, shown: Preview) -> None:
    """Let the worker choose a file, and write the rows there to be mended."""
    wish = f"{Path(shown.file).stem}-没有写入.xlsx"
    if path := save_as.place(page, "另存没有写入的行", wish, "工作簿 (*.xlsx)"):
        job = page.desk.do(roster.save_report, shown, path)
        job.say(f"没有写入的行已另存为“{path.name}”，改好后再导入。", undo=False)
